// Truth: rows grouped by their code one after the other.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rowsOfOneCode } from '../../../server/lists/link/rows-of-one-code.ts';

/** Few low parts, so that different codes are looked for in one place. */
const code = fc.tuple(fc.nat({ max: 3 }), fc.nat({ max: 2 }));
const marksOf = (codes: readonly (readonly [number, number])[]) => ({
  size: codes.length,
  codeHigh: Float64Array.from(codes, ([high]) => high),
  codeLow: Uint32Array.from(codes, ([, low]) => low),
});

test('rows of one code are found together, in order, and rows without a code are none', () => {
  fc.assert(
    fc.property(fc.array(code, { maxLength: 60 }), (codes) => {
      const expected = Map.groupBy(codes.keys(), (index) => codes[index]!.join());
      expected.delete('0,0');
      const several = [...expected.values()].filter(({ length }) => length > 1);
      const byFirst = (a: number[], b: number[]) => a[0]! - b[0]!;
      expect([...rowsOfOneCode(marksOf(codes))].sort(byFirst)).toEqual(several.sort(byFirst));
    }),
  );
});

test('one code over and over, as a column that was taken for the codes has it, is no work without end', () => {
  const codes = Array.from({ length: 1_000_000 }, () => [7, 7] as const);
  const [rows, ...others] = rowsOfOneCode(marksOf(codes));
  expect(others).toEqual([]);
  expect(rows).toHaveLength(1_000_000);
});
