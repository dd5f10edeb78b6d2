// Outside truth: the greatest value of a linear programme follows from its bounds, rows and gains alone (Dantzig 1963, ch. 5), not
// from what was asked before. The programme is one of an attack on figures of groups, cut down to what the solver stopped at.

import { expect, test } from 'vitest';
import type { Row } from '#sampling/disclosure/attack/linear-program.ts';
import { LinearProgram } from '#sampling/disclosure/attack/linear-program.ts';

/** Answers of people whom the figures do not tell apart, and their weight. */
const ANSWERS = [
  ...[17, 11, 19, 11, 31, 20, 15, 4, 11, 21, 12, 16, 15],
  ...[6, 4, 8, 4, 20, 16, 8, 14, 8, 4, 7, 3],
];
const WEIGHTS = [
  ...[2.19, 5.2, 1.667, 1.667, 1.667, 4.389, 1.667, 2.19, 5.2, 4.389, 4.389, 1.667, 2.19],
  ...[2.19, 4.389, 2.19, 2.19, 1.667, 1.667, 4.389, 5.2, 5.2, 1.667, 4.389, 5.2],
];
const row = (least: number, greatest: number, columns: readonly number[]): Row => ({
  least,
  greatest,
  parts: columns.map((column) => [column, WEIGHTS[column]!]),
});
const ROWS = [
  row(697.53, 698.293, [...ANSWERS.keys()]),
  row(258.944, 258.944, [5, 9, 10, 14, 19, 23]),
  row(187.2, 187.2, [1, 8, 20, 21, 24]),
  row(144.555, 148.082, [2, 3, 4, 6, 11, 17, 18, 22]),
  row(344.315, 348.147, [2, 5, 6, 7, 8, 11, 12, 20, 21, 22, 23]),
  row(376.891, 381.086, [0, 2, 3, 4, 8, 9, 10, 12, 15, 20, 22, 23, 24]),
  row(368.165, 371.769, [2, 4, 7, 9, 11, 12, 14, 15, 16, 18, 20, 21, 23, 24]),
];
const gainOf = (signs: string) => Float64Array.from(signs, (sign) => (sign === '+' ? 1 : -1));
const FIRST = gainOf('++--+++++-+-+++-+--+-+-++');
const SECOND = gainOf('--++-+++++-+---+++-++-+++');

const gained = (gain: Float64Array, columns: Float64Array | undefined) =>
  columns?.reduce((sum, value, column) => sum + gain[column]! * value, 0);

test('a question whose answer the solver does not reach from the one before is answered from the beginning', async () => {
  const alone = await LinearProgram.open(ANSWERS, ROWS, (program) => program.greatest(SECOND));
  const [, second, again] = await LinearProgram.open(ANSWERS, ROWS, (program) =>
    [FIRST, SECOND, FIRST].map((gain) => program.greatest(gain)),
  );
  expect(gained(SECOND, second)).toBeCloseTo(gained(SECOND, alone)!, 6);
  const fresh = await LinearProgram.open(ANSWERS, ROWS, (program) => program.greatest(FIRST));
  expect(gained(FIRST, again)).toBeCloseTo(gained(FIRST, fresh)!, 6);
  for (const { least, greatest, parts } of ROWS) {
    const sum = parts.reduce((all, [column, weight]) => all + weight * second![column]!, 0);
    expect(sum).toBeGreaterThan(least - 1e-6);
    expect(sum).toBeLessThan(greatest + 1e-6);
  }
});
