// Truth: subtraction. A reader of the ledger takes each line from the province: no door of fewer than five
// people is in a line, nor in what is left over.
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { LedgerLine } from '#contract/ledger.ts';
import { MODES } from '#contract/responses.ts';
import { withShownDoors } from '../../../server/fieldwork/shown-doors.ts';

const THRESHOLD = 5;
const counts = fc.array(fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 40 })), {
  minLength: MODES.length,
  maxLength: MODES.length,
});
const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

function lineOf(code: string, answers: readonly number[]): LedgerLine {
  const doors = Object.fromEntries(MODES.map((door, d) => [door, answers[d]!]));
  const dispositions = { interview: sum(answers), blank_form: 0, no_form: 0 };
  const line = { code, name: code, cases: 100, doors, dispositions };
  return line as unknown as LedgerLine;
}
const ledgerOf = (agencies: readonly (readonly number[])[]) => ({
  province: lineOf(
    'province',
    MODES.map((_, d) => sum(agencies.map((answers) => answers[d]!))),
  ),
  lines: agencies.map((answers, a) => lineOf(`A${a}`, answers)),
});
const isFew = (answers: number) => answers > 0 && answers < THRESHOLD;

test('no line tells of few by a door, nor does the province less the lines', () => {
  fc.assert(
    fc.property(fc.array(counts, { minLength: 1, maxLength: 8 }), (agencies) => {
      const { province, lines } = withShownDoors(ledgerOf(agencies), THRESHOLD);
      const shown = [province, ...lines].flatMap(({ doors }) => (doors ? [doors] : []));
      expect(shown.flatMap((doors) => Object.values(doors)).filter(isFew)).toEqual([]);
      const hidden = lines.filter(
        ({ doors, dispositions }) => !doors && dispositions.interview > 0,
      );
      if (!province.doors || hidden.length === 0) return;
      expect(hidden.length).toBeGreaterThan(1);
      for (const door of MODES)
        expect(
          isFew(province.doors[door] - sum(lines.map(({ doors }) => doors?.[door] ?? 0))),
        ).toBe(false);
    }),
  );
});

test('where nobody is one of few everything is shown', () => {
  const ledger = ledgerOf([
    [20, 0, 6, 0, 0],
    [5, 5, 0, 0, 9],
  ]);
  expect(withShownDoors(ledger, THRESHOLD)).toEqual(ledger);
});
