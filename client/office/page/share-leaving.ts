import { effect } from '@preact/signals';
import type { Session } from './session.ts';

/**
 * Who signs out has left every window of the browser, also one that “back” shows again as it was: each asks the server
 * who is signed in, and shows the door where nobody is.
 */
export function shareLeaving(session: Session): void {
  const windows = new BroadcastChannel('office');
  windows.onmessage = () => void session.resume();
  addEventListener('pageshow', ({ persisted }) => {
    if (persisted) void session.resume();
  });
  let wasInside = false;
  effect(() => {
    const isInside = Boolean(session.staff.value);
    if (wasInside && !isInside) windows.postMessage('left');
    wasInside = isInside;
  });
}
