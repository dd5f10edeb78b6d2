import type { AnswerValue } from '#contract/questionnaire.ts';

/** What answering took on this device. Nothing in it tells which answers. */
export interface Effort {
  /** Seconds that each group was in sight. */
  readonly seconds: Readonly<Record<string, number>>;
  /** Choices that were changed after they had been made. */
  readonly changes: number;
}
export const NO_EFFORT: Effort = { seconds: {}, changes: 0 };

/** Two tabs write into one draft: of each number the larger stays, however often they are merged. */
export function larger(left: Effort = NO_EFFORT, right: Effort = NO_EFFORT): Effort {
  const seconds: Record<string, number> = { ...left.seconds };
  for (const [code, duration] of Object.entries(right.seconds))
    seconds[code] = Math.max(duration, seconds[code] ?? 0);
  return { seconds, changes: Math.max(left.changes, right.changes) };
}

/** Typing goes letter by letter and ticks add up: only a choice can be changed. */
export const isChange = (before?: AnswerValue, after?: AnswerValue): boolean =>
  isChoice(before) && isChoice(after) && before !== after;
const isChoice = (value?: AnswerValue) => value === null || typeof value === 'number';

let inSight = 0;
let since: number | undefined = performance.now();

/** Milliseconds that the page has been in sight: a telephone in a pocket counts no time, and no clock is asked. */
export const timeInSight = (): number =>
  inSight + (since === undefined ? 0 : performance.now() - since);

export function watchSight(): void {
  const look = () => {
    inSight = timeInSight();
    since = document.hidden ? undefined : performance.now();
  };
  document.addEventListener('visibilitychange', look);
  look();
}
