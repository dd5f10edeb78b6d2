import { render } from 'preact';
import { watchSight } from '../effort.ts';
import { startPreferences } from '../preferences.ts';
import { startVoices } from '../read-aloud.ts';
import type { DeviceStore } from './device-store.ts';
import { openDeviceStore } from './device-store.ts';
import { FieldPage } from './FieldPage.tsx';
import { openInterviewer } from './start-interviewer.tsx';
import { openKiosk } from './start-kiosk.tsx';
import { STYLE } from './style.ts';
import { fieldText } from './texts.ts';

const RETRY = 60_000;

/** Shows the page of the device, and gives what is tried again once there may be a network. */
const PAGES: Readonly<Record<string, (store: DeviceStore, page: Element) => () => void>> = {
  '/quay': openKiosk,
  '/phong-van': openInterviewer,
};

export async function startDevice(): Promise<void> {
  const page = document.getElementById('page')!;
  const hasLanguage = startPreferences();
  startVoices();
  watchSight();
  await hasLanguage;
  const store = crypto.subtle ? await openDeviceStore().catch(() => undefined) : undefined;
  page.textContent = '';
  document.head.insertAdjacentHTML('beforeend', `<style>${STYLE}</style>`);
  if (!store) return render(<Unusable />, page);
  const retry = PAGES[location.pathname]!(store, page);
  addEventListener('online', retry);
  setInterval(retry, RETRY);
  navigator.serviceWorker
    ?.register('/field-worker.js', { scope: location.pathname })
    .catch(() => undefined);
  navigator.storage?.persist?.().catch(() => undefined);
}

const Unusable = () => (
  <FieldPage title={fieldText('unusable')}>
    <p>{fieldText('unusable_body')}</p>
  </FieldPage>
);
