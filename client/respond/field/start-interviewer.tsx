import { render } from 'preact';
import type { DeviceStore } from './device-store.ts';
import { InterviewerPage } from './InterviewerPage.tsx';
import { Interviewer } from './interviewer.ts';

const AWAY = 5 * 60_000;
const STILL = 15 * 60_000;

/** Locks by itself once the page was away for a while, or nobody has touched it. */
export function openInterviewer(store: DeviceStore, page: Element): () => void {
  const interviewer = new Interviewer(store);
  render(<InterviewerPage interviewer={interviewer} />, page);
  void interviewer.start();
  let touched = Date.now();
  let hidden = 0;
  for (const name of ['pointerdown', 'keydown'] as const)
    addEventListener(name, () => (touched = Date.now()), { capture: true });
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) hidden = Date.now();
    else if (Date.now() - hidden > AWAY) interviewer.lock();
  });
  return () => {
    if (Date.now() - touched > STILL) interviewer.lock();
    else void interviewer.sync();
  };
}
