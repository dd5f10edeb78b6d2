import { signs } from '../signs.ts';
import type { LinearProgram } from './linear-program.ts';
import type { Target } from './seen-sums.ts';
import { SeenSums, sumOver, TOLERANCE } from './seen-sums.ts';

const MOST_SWEEPS = 12;
/** Nodes of a search for whole numbers: for any that fit, and for proof that no others do. */
const NODES_TO_FIND = 50;
const NODES_TO_PROVE = 500;

/**
 * Whole numbers that can have one value only, by position of their targets. All targets are first pulled up
 * and down together by alternating signs: two answers between which a whole number has room are enough to
 * know that it is open, if the columns that count something are whole numbers in both. What is left is asked one by
 * one, least and greatest, in fractions and then in whole numbers.
 * @returns undefined where nothing fits at all: what is published contradicts itself, or the attacker's rules
 * Hundepool et al. (2012, §4.3.1): the audit by linear programmes.
 */
export function determined(
  program: LinearProgram,
  columns: number,
  targets: readonly Target[],
): Map<number, number> | undefined {
  const search = new Search(program, columns, targets);
  const found = new Map<number, number>();
  if (!search.sweep()) return undefined;
  for (const target of search.open()) {
    const value = search.ask(target);
    if (value !== undefined) found.set(target, value);
  }
  return found;
}

class Search {
  readonly #program: LinearProgram;
  readonly #targets: readonly Target[];
  readonly #columns: number;
  readonly #seen: SeenSums;

  constructor(program: LinearProgram, columns: number, targets: readonly Target[]) {
    this.#program = program;
    this.#columns = columns;
    this.#targets = targets;
    this.#seen = new SeenSums(targets);
  }

  /** Targets for which no two whole numbers were seen to fit. */
  open = (): number[] =>
    [...this.#targets.keys()].filter(
      (target) => firstFrom(this.#seen.least[target]!) >= lastTo(this.#seen.greatest[target]!),
    );

  /** False where nothing fits what is published. */
  sweep(): boolean {
    const sign = signs();
    for (let round = 0; round < MOST_SWEEPS; round += 1) {
      const open = this.open();
      // Where nothing is asked it is still to be seen that something fits.
      if (open.length === 0 && round > 0) return true;
      if (!this.#look(open.map((target) => [target, sign()]))) return false;
      if (round > 3 && this.open().length === open.length) return true;
    }
    return true;
  }

  /** The only value of a target, if it has only one. */
  ask(target: number): number | undefined {
    const most = (sign: 1 | -1, inWhole: boolean): number => {
      const gain = this.#gainOf([[target, sign]]);
      if (inWhole) return this.#greatestWhole(gain, NODES_TO_PROVE)?.atMost ?? Number.NaN;
      const columns = this.#program.greatest(gain);
      if (!columns) return Number.NaN;
      this.#note(columns);
      return sign * sumOver(this.#targets[target]!, columns);
    };
    for (const inWhole of this.#program.hasWhole ? [false, true] : [false]) {
      if (!this.open().includes(target)) return undefined;
      const last = lastTo(most(1, inWhole));
      const first = firstFrom(-most(-1, inWhole));
      if (first === last) return first;
    }
    return undefined;
  }

  #look(pulled: readonly (readonly [target: number, sign: number])[]): boolean {
    const gain = this.#gainOf(pulled);
    const columns = this.#program.greatest(gain);
    if (!columns) return false;
    if (this.#note(columns)) return true;
    return this.#greatestWhole(gain, NODES_TO_FIND) !== undefined;
  }

  #greatestWhole(gain: Float64Array, nodes: number) {
    const found = this.#program.greatestWhole(gain, nodes);
    if (found?.columns) this.#note(found.columns);
    return found;
  }

  #gainOf(pulled: readonly (readonly [target: number, sign: number])[]): Float64Array {
    const gain = new Float64Array(this.#columns);
    for (const [target, sign] of pulled)
      for (const column of this.#targets[target]!) gain[column]! += sign;
    return gain;
  }

  /** Only whole numbers of persons show that a target is open. */
  #note(columns: Float64Array): boolean {
    if (!this.#program.isWhole(columns)) return false;
    this.#seen.note(columns);
    return true;
  }
}

const firstFrom = (least: number) => Math.ceil(least - TOLERANCE);
const lastTo = (greatest: number) => Math.floor(greatest + TOLERANCE);
