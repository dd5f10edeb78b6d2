import { render } from 'preact';
import type { DeviceStore } from './device-store.ts';
import { watchIdle } from './idle.ts';
import { KioskPage } from './KioskPage.tsx';
import type { Kiosk } from './kiosk.ts';
import { createKiosk, forgetPerson } from './kiosk.ts';

export function openKiosk(store: DeviceStore, page: Element): () => void {
  const kiosk = createKiosk(store);
  const secondsLeft = watchIdle(() => isUsed(kiosk), forgetPerson);
  render(<KioskPage kiosk={kiosk} secondsLeft={secondsLeft} />, page);
  void kiosk.start();
  return () => void kiosk.retry();
}

/** Somebody has begun, if only to type. */
function isUsed({ state, visit }: Kiosk): boolean {
  const typed = [...document.querySelectorAll<HTMLInputElement>('input[type=text]')];
  const isTyping = typed.some(({ value }) => value !== '');
  return state.value === 'open' && (visit.value?.scene.value.kind !== 'code' || isTyping);
}
