// Truth: linked one-way tables (Hundepool et al. 2012, §4.2): a public total less all that is shown must leave
// nobody whose group is known, and a share of all or none is everybody's answer.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { GroupTable } from '#sampling/disclosure/group-tables.ts';
import { exposedGroups } from '#sampling/disclosure/group-tables.ts';
import { shownCategories } from '#sampling/disclosure/one-way.ts';

const FEWEST = 30;
const SEXES = ['1', '2', 'unknown'];
const table = (
  shown: readonly (readonly [string, number, number?])[],
  categories = SEXES,
): GroupTable => ({
  grouping: 'a.sex',
  categories,
  shown: shown.map(([category, respondents, share = 0.8]) => ({
    category,
    measure: 'total',
    respondents,
    share,
  })),
});
const kinds = (tables: GroupTable[], everybody: number | null) =>
  exposedGroups(tables, () => everybody, FEWEST).map(({ kind }) => kind);

test('a group that the total gives back is found', () => {
  // 12 of whom only that they are in one of two groups is known; 40 whose group is known.
  expect(kinds([table([['1', 100]])], 112)).toEqual(['remainder']);
  expect(kinds([table([['1', 100]], ['1', '2'])], 140)).toEqual(['remainder']);
  expect(kinds([table([['1', 100]])], 140)).toEqual([]);
  expect(
    kinds(
      [
        table([
          ['1', 100],
          ['2', 40],
        ]),
      ],
      140,
    ),
  ).toEqual([]);
});

test('a group of few, and one that agrees, are found', () => {
  expect(kinds([table([['1', 29]])], null)).toEqual(['few']);
  expect(kinds([table([['1', 50, 1]])], null)).toEqual(['unanimous']);
  expect(kinds([table([['1', 50, 0]])], null)).toEqual(['unanimous']);
});

test('what complementary suppression leaves is never found', () => {
  const counts = fc.array(fc.integer({ min: 0, max: 120 }), { minLength: 2, maxLength: 8 });
  fc.assert(
    fc.property(counts, (sizes) => {
      const groups = sizes.map((size, nth) => [String(nth), size] as const);
      const present = groups.filter(([, size]) => size > 0);
      const names = new Set(shownCategories(present, FEWEST));
      const shown = present.filter(([category]) => names.has(category));
      const everybody = sizes.reduce((sum, size) => sum + size, 0);
      const categories = groups.map(([category]) => category);
      expect(kinds([table(shown, categories)], everybody)).toEqual([]);
    }),
  );
});
