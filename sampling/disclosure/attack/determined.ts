import { signs } from '../signs.ts';
import type { LinearProgram } from './linear-program.ts';

/** A whole number that a reader wants to know: a sum of columns. */
export type Target = readonly number[];

/** Answers of the solver are off by so much at most. */
const TOLERANCE = 1e-6;
const MOST_SWEEPS = 12;

/**
 * Whole numbers that can have one value only, by position of their targets. All targets are first pulled up
 * and down together by alternating signs: two answers between which a whole number has room are enough to
 * know that it is open. What is left is asked one by one, least and greatest.
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
  readonly #least: Float64Array;
  readonly #greatest: Float64Array;

  constructor(program: LinearProgram, columns: number, targets: readonly Target[]) {
    this.#program = program;
    this.#columns = columns;
    this.#targets = targets;
    this.#least = new Float64Array(targets.length).fill(Number.POSITIVE_INFINITY);
    this.#greatest = new Float64Array(targets.length).fill(Number.NEGATIVE_INFINITY);
  }

  /** Targets for which no two whole numbers were seen to fit. */
  open = (): number[] =>
    [...this.#targets.keys()].filter((target) => this.#first(target) >= this.#last(target));

  /** False where nothing fits what is published. */
  sweep(): boolean {
    const sign = signs();
    for (let round = 0; round < MOST_SWEEPS; round += 1) {
      const open = this.open();
      if (open.length === 0) return true;
      if (!this.#look(open.map((target) => [target, sign()]))) return false;
      if (round > 3 && this.open().length === open.length) return true;
    }
    return true;
  }

  /** The only value of a target, if it has only one. */
  ask(target: number): number | undefined {
    if (this.#first(target) < this.#last(target)) return undefined;
    this.#look([[target, 1]]);
    this.#look([[target, -1]]);
    const value = this.#first(target);
    return value === this.#last(target) ? value : undefined;
  }

  #first = (target: number) => Math.ceil(this.#least[target]! - TOLERANCE);
  #last = (target: number) => Math.floor(this.#greatest[target]! + TOLERANCE);

  #look(pulled: readonly (readonly [target: number, sign: number])[]): boolean {
    const gain = new Float64Array(this.#columns);
    for (const [target, sign] of pulled)
      for (const column of this.#targets[target]!) gain[column]! += sign;
    const columns = this.#program.greatest(gain);
    if (!columns) return false;
    this.#targets.forEach((parts, target) => {
      const sum = parts.reduce((running, column) => running + columns[column]!, 0);
      this.#least[target] = Math.min(this.#least[target]!, sum);
      this.#greatest[target] = Math.max(this.#greatest[target]!, sum);
    });
    return true;
  }
}
