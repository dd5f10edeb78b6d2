/** A whole number that a reader wants to know: a sum of columns. */
export type Target = readonly number[];

/** Answers of the solver are off by so much at most. */
export const TOLERANCE = 1e-6;

/** Least and greatest sum of each target in what was seen to fit. */
export class SeenSums {
  readonly #targets: readonly Target[];
  readonly least: Float64Array;
  readonly greatest: Float64Array;

  constructor(targets: readonly Target[]) {
    this.#targets = targets;
    this.least = new Float64Array(targets.length).fill(Number.POSITIVE_INFINITY);
    this.greatest = new Float64Array(targets.length).fill(Number.NEGATIVE_INFINITY);
  }

  note(columns: Float64Array): void {
    this.#targets.forEach((parts, target) => {
      const sum = sumOver(parts, columns);
      this.least[target] = Math.min(this.least[target]!, sum);
      this.greatest[target] = Math.max(this.greatest[target]!, sum);
    });
  }
}

export const sumOver = (parts: Target, columns: Float64Array): number =>
  parts.reduce((sum, column) => sum + columns[column]!, 0);
