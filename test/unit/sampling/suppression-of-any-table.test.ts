// Outside truth: what suppression promises of any table (Hundepool et al. 2012): whatever is withheld stays open both ways.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { auditSuppression, deducedIntervals } from '#sampling/disclosure/audit.ts';
import { suppress } from '#sampling/disclosure/suppress.ts';
import { twoWayTable } from '#sampling/disclosure/two-way.ts';

const withheldBy = (suppression: {
  primary: readonly string[];
  complementary: readonly string[];
}) => [...suppression.primary, ...suppression.complementary];

const count = fc.oneof(
  { weight: 2, arbitrary: fc.integer({ min: 0, max: 4 }) },
  { weight: 7, arbitrary: fc.integer({ min: 5, max: 30 }) },
);
const tables = (most: number) =>
  fc
    .tuple(fc.integer({ min: 2, max: most }), fc.integer({ min: 2, max: most }))
    .chain(([rows, columns]) =>
      fc.array(fc.array(count, { minLength: columns, maxLength: columns }), {
        minLength: rows,
        maxLength: rows,
      }),
    );

test('every accepted table leaves each confidential count open by five both ways', () => {
  fc.assert(
    fc.property(tables(6), (table) => {
      const cells = twoWayTable(table);
      const found = suppress(cells);
      fc.pre(found.verdict === 'publish');
      const deduced = new Map(
        deducedIntervals(cells, withheldBy(found)).map((cell) => [cell.key, cell] as const),
      );
      for (const key of found.primary) {
        const { count: c, lower, upper } = deduced.get(key)!;
        expect(lower).toBeLessThanOrEqual(Math.max(0, c - 5));
        expect(upper).toBeGreaterThanOrEqual(c + 5);
      }
    }),
    { numRuns: 40 },
  );
});

test('nothing is withheld from a table without a confidential cell', () => {
  const large = fc.array(
    fc.array(fc.integer({ min: 5, max: 40 }), { minLength: 3, maxLength: 3 }),
    {
      minLength: 1,
      maxLength: 5,
    },
  );
  fc.assert(
    fc.property(large, (table) => {
      expect(withheldBy(suppress(twoWayTable(table)))).toEqual([]);
    }),
  );
});

test('raising the threshold never reveals a cell', () => {
  fc.assert(
    fc.property(tables(5), (table) => {
      const cells = twoWayTable(table);
      let before: string[] = [];
      for (let threshold = 2; threshold <= 8; threshold++) {
        const found = suppress(cells, { threshold, protection: 5 });
        if (found.verdict === 'aggregate') return;
        const after = withheldBy(found);
        expect(after).toEqual(expect.arrayContaining(before));
        expect(auditSuppression(cells, after, { threshold, protection: 5 }).passes).toBe(true);
        before = after;
      }
    }),
    { numRuns: 20 },
  );
});

test('the order of the cells does not decide whether a table is safe', () => {
  fc.assert(
    fc.property(tables(4), fc.integer(), (table, seed) => {
      const cells = twoWayTable(table);
      const mixed = cells
        .map((cell, i) => ({ cell, at: Math.imul(i + 1, seed | 1) }))
        .sort((a, b) => a.at - b.at)
        .map(({ cell }) => cell);
      expect(suppress(mixed).verdict).toBe(suppress(cells).verdict);
      expect(suppress(cells)).toEqual(suppress(cells));
    }),
    { numRuns: 30 },
  );
});
