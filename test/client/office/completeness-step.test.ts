// Truth checked: server/frames/acceptance: what is unexplained is what goes beyond the note that explains it.
import { expect, test } from 'vitest';
import type { Completeness } from '#contract/completeness.ts';
import { completenessStep } from '../../../client/office/frames/completeness/completeness-step.ts';

const note = (explained: number) => ({ explained, note: 'Hồ sơ đang giải quyết.', at: '' });
const differing = (by: number) => [
  { name: 'returned' as const, stated: 1200 + by, listed: 1200, isTolerable: by < 3 },
];
const stated = (source: string, differences: object[]) => ({ source, differences });
const found = (changes: object) =>
  ({
    change: { unexplained: 0 },
    totals: { statements: [stated('home_affairs', differing(0))], note: null },
    gaps: { missing: 0, note: null },
    ...changes,
  }) as unknown as Completeness;
const stepOf = (changes: object) => completenessStep(found(changes), true);
const totals = (differences: object[], explained: object | null) => ({
  totals: { statements: [stated('agency', differences)], note: explained },
});

test('what vanished comes first, then changed names and phones, then the one-stop system’s figures, then gaps', () => {
  const missing = { gaps: { missing: 8, note: null } };
  const unstated = { totals: { statements: [], note: null } };
  expect(stepOf({ change: { unexplained: 2 }, ...unstated, ...missing })).toBe('vanished');
  expect(stepOf({ change: { unexplained: 0, unexplainedChanges: 40 }, ...unstated })).toBe(
    'changes',
  );
  expect(stepOf({ ...unstated, ...missing })).toBe('state');
  expect(stepOf({ ...totals(differing(9), null), ...missing })).toBe('totals');
  expect(stepOf(missing)).toBe('gaps');
  expect(stepOf({})).toBe('done');
  expect(completenessStep(found(missing), false)).toBe('read');
});

test('a note explains as much as there was when it was written, and no more', () => {
  expect(stepOf(totals(differing(9), note(9)))).toBe('done');
  expect(stepOf(totals(differing(9), note(8)))).toBe('totals');
  expect(stepOf(totals(differing(2), null))).toBe('done');
  const both = [stated('home_affairs', differing(9)), stated('agency', differing(0))];
  expect(stepOf({ totals: { statements: both, note: null } })).toBe('totals');
  expect(stepOf({ gaps: { missing: 8, note: note(8) } })).toBe('done');
  expect(stepOf({ gaps: { missing: 9, note: note(8) } })).toBe('gaps');
});
