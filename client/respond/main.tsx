import { effect } from '@preact/signals';
import { render } from 'preact';
import { Refusal } from '../api.ts';
import { isFinal, openInvitation } from './calls.ts';
import { watchSight } from './effort.ts';
import { markForeignWords } from './foreign-words.ts';
import { startPreferences } from './preferences.ts';
import { loadEnterCode, Respond } from './Respond.tsx';
import { startVoices } from './read-aloud.ts';
import { isOver } from './scene.ts';
import { openStorage } from './storage.ts';
import type { Visit } from './visit.ts';
import { createVisit } from './visit.ts';

const RETRY = 60_000;

async function start(): Promise<void> {
  const token = location.pathname.slice(1).toUpperCase() || undefined;
  // Sent first of all: on a slow network the way to the server is the longest part of the wait.
  const early = token ? openInvitation(token) : undefined;
  early?.catch(() => undefined);
  const hasLanguage = startPreferences();
  startVoices();
  watchSight();
  if (!token) await loadEnterCode();
  const storage = await openStorage();
  await hasLanguage;
  // Tabs of one device tell each other which slip has changed.
  const channel = 'BroadcastChannel' in globalThis ? new BroadcastChannel('respond') : undefined;
  const visit = createVisit(storage, (key, isWiped) => channel?.postMessage({ key, isWiped }));
  channel?.addEventListener('message', ({ data }) => visit.follow(data.key, data.isWiped));

  const retry = () => void visit.retry().then(() => continueByLink(visit));
  addEventListener('hashchange', () => continueByLink(visit));
  addEventListener('online', retry);
  addEventListener('offline', () => {
    visit.isOffline.value = true;
  });
  addEventListener('pageshow', (event) => event.persisted && retry());
  document.addEventListener('visibilitychange', () => (document.hidden ? visit.leave() : retry()));
  setInterval(retry, RETRY);

  takeOver(visit);
  await visit.arrive(token, early);
  await continueByLink(visit);
  keepOffline(visit);
}

/**
 * A scanned square brings the other device's code behind the `#`, which no browser sends to a server. It
 * leaves the address as soon as it has done its work; without network it waits there.
 */
async function continueByLink(visit: Visit): Promise<void> {
  const code = location.hash;
  if (!code) return;
  try {
    await visit.continueFrom(code);
  } catch (error) {
    // Tried again when the page is opened again.
    if (!(error instanceof Refusal) || !isFinal(error)) return;
  }
  history.replaceState(history.state, '', location.pathname);
}

/** What the server sent stays in sight until something replaces it: nobody reads a page that goes blank. */
function takeOver(visit: Visit): void {
  const page = document.getElementById('page')!;
  const unfolded = () => [...page.querySelectorAll<HTMLDetailsElement>('main details')];
  const stop = effect(() => {
    if (visit.scene.value.kind === 'arriving') return;
    stop();
    const open = unfolded().map((details) => details.open);
    page.textContent = '';
    render(<Respond visit={visit} />, page);
    // Somebody may be reading them.
    unfolded().forEach((details, nth) => {
      details.open = open[nth] ?? false;
    });
  });
}

/** Asked for after the first screen, so that the worker's own downloads do not delay it. */
function keepOffline(visit: Visit): void {
  navigator.serviceWorker
    ?.register('/service-worker.js')
    .then((registration) =>
      effect(() => {
        if (isOver(visit.scene.value)) registration.waiting?.postMessage('over');
      }),
    )
    .catch(() => undefined);
  navigator.storage?.persist?.().catch(() => undefined);
}

/**
 * While a script runs, the plain form that the server sent stays out of sight (server/plain-pages/late.ts), and
 * the worker knows that the page it keeps is good for something.
 */
function tellRuns(isRunning: boolean): void {
  document.documentElement.classList.toggle('runs', isRunning);
  navigator.serviceWorker?.controller?.postMessage(isRunning ? 'runs' : 'fails');
}

/** Of a kiosk, an interviewer's telephone or the office's preview: files of their own, which no first visit loads. */
async function begin(): Promise<unknown> {
  // The two that came last: whichever browser has both has all of the others.
  if (!('queueMicrotask' in self) || !('fromEntries' in Object))
    await import('./older-browsers.ts');
  const { pathname } = location;
  if (pathname === '/xem-truoc')
    return import('./preview/start-preview.tsx').then((preview) => preview.startPreview());
  if (!/^\/(quay|phong-van)$/.test(pathname)) return start();
  return import('./field/start.tsx').then((device) => device.startDevice());
}

markForeignWords();
tellRuns(true);
begin().catch((error) => {
  tellRuns(false);
  throw error;
});
