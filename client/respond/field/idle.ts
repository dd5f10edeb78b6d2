import { signal } from '@preact/signals';

const SECONDS = 60;
const WARNED = 15;
const TOUCHES = ['pointerdown', 'pointermove', 'keydown', 'input', 'scroll', 'touchstart'] as const;

/** Counts the seconds since the last touch; `left` is a number once the person is warned. */
export function watchIdle(isUsed: () => boolean, onIdle: () => void) {
  const left = signal<number | undefined>(undefined);
  let touched = Date.now();
  // The warning goes at the next count: a press on it must not fall through to what is under it.
  const touch = () => {
    touched = Date.now();
  };
  for (const name of TOUCHES) addEventListener(name, touch, { passive: true, capture: true });
  setInterval(() => {
    if (!isUsed()) touch();
    const rest = SECONDS - Math.floor((Date.now() - touched) / 1000);
    if (rest <= 0) onIdle();
    else left.value = rest <= WARNED ? rest : undefined;
  }, 500);
  // Somebody has gone to another page or put the device to sleep.
  document.addEventListener('visibilitychange', () => {
    if (document.hidden && isUsed()) onIdle();
  });
  // A browser may show the page again as it was when somebody left it for another one.
  addEventListener('pageshow', ({ persisted }) => {
    if (persisted) onIdle();
  });
  return left;
}
