// Outside truth: all tables of whole numbers with given row and column sums, listed one by one. Of such tables the linear
// programme has whole vertices (Hoffman & Kruskal 1956), so a cell can be one in fractions exactly where it is so in some table.

import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { emptySums } from '#sampling/disclosure/attack/empty-sums.ts';
import type { Row } from '#sampling/disclosure/attack/linear-program.ts';

const ROWS = [0, 1, 2];
const COLUMNS = [0, 1];
const CELLS = ROWS.flatMap((row) => COLUMNS.map((column) => ({ row, column })));
const FEW = fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 6, maxLength: 6 });

/** What a table tells of its cells: their sums by row and by column. */
const sumsOf = (table: readonly number[]): string =>
  JSON.stringify([
    ROWS.map((row) => table[2 * row]! + table[2 * row + 1]!),
    COLUMNS.map((column) => ROWS.reduce((sum, row) => sum + table[2 * row + column]!, 0)),
  ]);

const ALL = CELLS.reduce<number[][]>(
  (tables) => tables.flatMap((table) => [0, 1, 2, 3, 4].map((count) => [...table, count])),
  [[]],
);

function printedRows(table: readonly number[]): Row[] {
  const row = (isIn: (cell: number) => boolean): Row => {
    const cells = [...CELLS.keys()].filter(isIn);
    const sum = cells.reduce((running, cell) => running + table[cell]!, 0);
    return { least: sum, greatest: sum, parts: cells.map((cell) => [cell, 1]) };
  };
  return [
    ...ROWS.map((r) => row((cell) => CELLS[cell]!.row === r)),
    ...COLUMNS.map((c) => row((cell) => CELLS[cell]!.column === c)),
  ];
}

const tablesBySums = Map.groupBy(ALL, sumsOf);

test('a cell is told empty where it is so in every table with these sums, and nowhere else', async () => {
  await fc.assert(
    fc.asyncProperty(FEW, async (table) => {
      const alike = tablesBySums.get(sumsOf(table))!;
      const always = [...CELLS.keys()].filter((cell) => alike.every((other) => other[cell] === 0));
      const bounds = CELLS.map(() => 4);
      const empty = await emptySums(
        bounds,
        printedRows(table),
        [...CELLS.keys()].map((cell) => [cell]),
      );
      expect([...empty!].sort()).toEqual(always);
    }),
    { numRuns: 40 },
  );
});

test('where nothing fits what is printed nothing is told', async () => {
  const [first, ...others] = printedRows([1, 1, 0, 0, 0, 0]);
  const rows = [{ ...first!, least: 3, greatest: 3 }, ...others];
  expect(
    await emptySums(
      CELLS.map(() => 4),
      rows,
      [[0]],
    ),
  ).toBeUndefined();
});
