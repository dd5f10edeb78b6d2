/**
 * Truth: Cohen (1960), Educational and Psychological Measurement 20, p. 45, κ = .492; Fleiss, Levin & Paik (2003),
 * Statistical Methods for Rates and Proportions, table 18.1, κ = .68 with standard error .087; both computed again
 * with base R to twelve digits.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { coderAgreement } from '../../../sampling/quality/coder-agreement.ts';

const pairsOf = (table: readonly (readonly number[])[]) =>
  table.flatMap((row, i) =>
    row.flatMap((count, j) => Array.from({ length: count }, () => [String(i), String(j)] as const)),
  );

test.each([
  [
    'Cohen 1960',
    [
      [88, 14, 18],
      [10, 40, 10],
      [2, 6, 12],
    ],
    0.4915254237288,
    0.0510018155761,
  ],
  [
    'Fleiss, Levin & Paik 2003',
    [
      [75, 1, 4],
      [5, 4, 1],
      [0, 0, 10],
    ],
    0.6764705882353,
    0.0877029534752,
  ],
])('kappa and its standard error are those of %s', (_, table, kappa, standardError) => {
  const agreement = coderAgreement(pairsOf(table));
  expect(agreement.kappa).toBeCloseTo(kappa, 12);
  expect(agreement.standardError).toBeCloseTo(standardError, 12);
});

test('full agreement is one without error; one category alone says nothing; nothing coded is refused', () => {
  expect(
    coderAgreement(
      pairsOf([
        [4, 0],
        [0, 6],
      ]),
    ),
  ).toMatchObject({
    kappa: 1,
    standardError: 0,
    interval: [1, 1],
  });
  expect(coderAgreement([['a', 'a']])).toMatchObject({ observed: 1, kappa: null, interval: null });
  expect(() => coderAgreement([])).toThrowError(expect.objectContaining({ name: 'NoItemsCoded' }));
});

test('who is called first does not matter, nor how the categories are named', () => {
  const codes = fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.constantFrom('a', 'b', 'c')), {
    minLength: 1,
    maxLength: 60,
  });
  fc.assert(
    fc.property(codes, (pairs) => {
      const { kappa, standardError } = coderAgreement(pairs);
      const turned = coderAgreement(pairs.map(([x, y]) => [`z${y}`, `z${x}`] as const));
      expect(turned.kappa === null).toBe(kappa === null);
      expect(turned.kappa ?? 0).toBeCloseTo(kappa ?? 0, 10);
      expect(turned.standardError ?? 0).toBeCloseTo(standardError ?? 0, 10);
      expect(kappa ?? 0).toBeLessThanOrEqual(1);
    }),
  );
});
