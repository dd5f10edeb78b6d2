import type { Row } from './linear-program.ts';
import { LinearProgram } from './linear-program.ts';
import type { Target } from './seen-sums.ts';
import { SeenSums, TOLERANCE } from './seen-sums.ts';

const MOST_SWEEPS = 4;

/**
 * Whole numbers that are nought in all that fits what is published. One person shows that a sum is not empty: all sums are pulled
 * up to one at the same time and no further, and those that do not reach it are asked one by one. Pulled as far as
 * they go, by alternating signs, the first left nothing for the others: five times as many steps of the solver.
 * @param bounds greatest value of each column
 * @param rows what is printed
 * @param targets the sums
 * @returns positions of targets; undefined where nothing fits at all
 * Hundepool et al. (2012, §4.3.1): the audit by linear programmes.
 */
export async function emptySums(
  bounds: readonly number[],
  rows: readonly Row[],
  targets: readonly Target[],
): Promise<ReadonlySet<number> | undefined> {
  const reached = targets.map((parts, t): Row => {
    const sum = parts.map((column): [number, number] => [column, 1]);
    const parted: Row['parts'] = [[bounds.length + t, -1], ...sum];
    return { least: 0, greatest: Number.POSITIVE_INFINITY, parts: parted };
  });
  const capped = [...bounds, ...targets.map(() => 1)];
  return LinearProgram.open(capped, [...rows, ...reached], (program) =>
    new Search(program, bounds.length, targets).empty(),
  );
}

class Search {
  readonly #program: LinearProgram;
  readonly #targets: readonly Target[];
  /** How many columns come before those that count a target up to one. */
  readonly #before: number;
  readonly #seen: SeenSums;

  constructor(program: LinearProgram, before: number, targets: readonly Target[]) {
    this.#program = program;
    this.#before = before;
    this.#targets = targets;
    this.#seen = new SeenSums(targets);
  }

  empty(): ReadonlySet<number> | undefined {
    // What fits at all is found in a tenth of the steps when nothing is pulled yet.
    if (!this.#fits([], 1)) return undefined;
    for (let sweep = 0; sweep < MOST_SWEEPS; sweep += 1) {
      const open = this.#withoutPerson();
      if (open.length === 0) break;
      this.#fits(open, 1);
    }
    for (const target of this.#withoutPerson()) {
      this.#fits([target], 1);
      if (this.#hasNoPerson(target)) this.#fits([target], -1);
    }
    return new Set(
      this.#withoutPerson().filter((target) => this.#seen.least[target]! <= TOLERANCE),
    );
  }

  #withoutPerson = (): number[] =>
    [...this.#targets.keys()].filter((target) => this.#hasNoPerson(target));

  #hasNoPerson = (target: number): boolean => this.#seen.greatest[target]! < 1 - TOLERANCE;

  /** False where nothing fits. */
  #fits(pulled: readonly number[], sign: 1 | -1): boolean {
    const gain = new Float64Array(this.#before + this.#targets.length);
    for (const target of pulled)
      if (sign > 0) gain[this.#before + target] = 1;
      else for (const column of this.#targets[target]!) gain[column] = -1;
    const columns = this.#program.greatest(gain);
    if (!columns) return false;
    this.#seen.note(columns);
    return true;
  }
}
