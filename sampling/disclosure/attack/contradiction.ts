import type { Row } from './linear-program.ts';
import { LinearProgram } from './linear-program.ts';

/** Nodes of a search for whole numbers that fit. */
const NODES = 50;

/**
 * Rows that no whole numbers fit together, and that some fit without any one of them: the first row that contradicts those
 * before it, then the first that contradicts that one and those before, and so on.
 * @param bounds greatest value of each column, in persons or answers
 * @param rows what is printed
 * @returns positions of the rows, rising; none where something fits
 * Junker (2004, §4): the conflict that quick search by halves finds.
 */
export async function contradiction(
  bounds: readonly number[],
  rows: readonly Row[],
): Promise<number[]> {
  const core: number[] = [];
  let before = rows.length;
  const fits = (count: number) =>
    isPossible(bounds, [...core.map((place) => rows[place]!), ...rows.slice(0, count)]);
  while (await fits(0)) {
    let [fitting, failing] = [0, before];
    if (await fits(failing)) return [];
    while (failing - fitting > 1) {
      const middle = (fitting + failing) >> 1;
      if (await fits(middle)) fitting = middle;
      else failing = middle;
    }
    before = failing - 1;
    core.push(before);
  }
  return core.sort((place, other) => place - other);
}

async function isPossible(bounds: readonly number[], rows: readonly Row[]): Promise<boolean> {
  const gain = new Float64Array(bounds.length);
  return LinearProgram.open(
    bounds,
    rows,
    (program) =>
      program.greatest(gain) !== undefined && program.greatestWhole(gain, NODES) !== undefined,
    () => true,
  );
}
