// Outside truth: subtraction. A reader who holds two editions knows every figure published in
// either, and the difference of every pair of figures published in both.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { auditEditions, suppressEdition } from '#sampling/disclosure/editions.ts';
import { suppress } from '#sampling/disclosure/suppress.ts';
import { twoWayTable } from '#sampling/disclosure/two-way.ts';

const withheldBy = (suppression: {
  primary: readonly string[];
  complementary: readonly string[];
}) => [...suppression.primary, ...suppression.complementary];

const table = [
  [20, 3, 15, 14],
  [18, 22, 9, 17],
  [30, 12, 25, 16],
  [11, 10, 19, 21],
];

test('an unchanged edition withholds what the first one withheld', () => {
  const cells = twoWayTable(table);
  const first = suppress(cells);
  const previous = { cells, withheld: withheldBy(first) };
  const second = suppressEdition(cells, previous);
  expect(second.verdict).toBe('publish');
  expect(new Set(withheldBy(second))).toEqual(new Set(withheldBy(first)));
});

test('showing now what was complementary before would give the confidential cell away', () => {
  const cells = twoWayTable(table);
  const first = suppress(cells);
  const previous = { cells, withheld: withheldBy(first) };
  for (const shown of first.complementary) {
    const withheld = withheldBy(first).filter((key) => key !== shown);
    expect(auditEditions(cells, withheld, previous).passes).toBe(false);
  }
});

test('two late answers cannot be published by way of a difference of totals', () => {
  const late = table.map((row, i) => row.map((n, j) => n + (i === 1 && j === 1 ? 2 : 0)));
  const before = twoWayTable(table);
  const previous = { cells: before, withheld: withheldBy(suppress(before)) };
  const found = suppressEdition(twoWayTable(late), previous);
  expect(found.verdict).toBe('aggregate');
  expect(found.exposed).toContain('*,*');
});

test('a correction of many persons in all cells is published', () => {
  const before = twoWayTable(table);
  const after = twoWayTable(table.map((row) => row.map((n) => n + 40)));
  const previous = { cells: before, withheld: withheldBy(suppress(before)) };
  const found = suppressEdition(after, previous);
  expect(found.verdict).toBe('publish');
  expect(auditEditions(after, withheldBy(found), previous).passes).toBe(true);
});

/** Cells whose count follows by one subtraction from sums published in one of the editions. */
function seenBySubtraction(counts: number[][], shown: (key: string) => boolean): string[] {
  const rows = counts.map((row, i) => row.map((_, j) => `${i},${j}`));
  const columns = counts[0]!.map((_, j) => counts.map((_, i) => `${i},${j}`));
  return [...rows, ...columns].flatMap((line) => {
    const hidden = line.filter((key) => !shown(key));
    return hidden.length === 1 ? hidden : [];
  });
}

test('differencing against the previous edition reveals no withheld cell', () => {
  const row = fc.array(fc.integer({ min: 1, max: 25 }), { minLength: 4, maxLength: 4 });
  const counts = fc.array(row, { minLength: 4, maxLength: 4 });
  const added = fc.array(fc.constantFrom(0, 0, 0, 6, 12), { minLength: 16, maxLength: 16 });
  fc.assert(
    fc.property(counts, added, (first, more) => {
      const before = twoWayTable(first);
      const old = suppress(before);
      fc.pre(old.verdict === 'publish');
      const previous = { cells: before, withheld: withheldBy(old) };
      const second = first.map((line, i) => line.map((n, j) => n + more[4 * i + j]!));
      const found = suppressEdition(twoWayTable(second), previous);
      fc.pre(found.verdict === 'publish');
      const [hiddenBefore, hiddenNow] = [new Set(previous.withheld), new Set(withheldBy(found))];
      const unchanged = (key: string) => {
        const [i, j] = key.split(',').map(Number) as [number, number];
        return second[i]![j] === first[i]![j];
      };
      const shown = (key: string) =>
        !hiddenNow.has(key) || (unchanged(key) && !hiddenBefore.has(key));
      for (const key of seenBySubtraction(second, shown)) expect(found.primary).not.toContain(key);
      expect(auditEditions(twoWayTable(second), hiddenNow, previous).passes).toBe(true);
    }),
    { numRuns: 20 },
  );
});
