/** How one estimator of one domain did over all samples. */
export class Tally {
  samples = 0;
  estimates = 0;
  #error = 0;
  #squaredError = 0;
  #variance = 0;
  intervals = 0;
  #covered = 0;
  #width = 0;
  readonly truth: number;

  constructor(truth: number) {
    this.truth = truth;
  }

  add(
    value: number | null,
    variance: number,
    interval: { readonly lower: number; readonly upper: number } | null,
  ): void {
    this.samples += 1;
    if (value === null) return;
    this.estimates += 1;
    this.#error += value - this.truth;
    this.#squaredError += (value - this.truth) ** 2;
    this.#variance += variance;
    if (interval === null) return;
    this.intervals += 1;
    this.#width += interval.upper - interval.lower;
    if (interval.lower <= this.truth && this.truth <= interval.upper) this.#covered += 1;
  }

  get bias(): number {
    return this.#error / this.estimates;
  }
  get rootMeanSquareError(): number {
    return Math.sqrt(this.#squaredError / this.estimates);
  }
  /** Root of the mean estimated variance over the true spread of the estimates. */
  get errorRatio(): number {
    const spread = this.#squaredError / this.estimates - this.bias ** 2;
    return Math.sqrt(this.#variance / this.estimates / spread);
  }
  get coverage(): number {
    return this.#covered / this.intervals;
  }
  get width(): number {
    return this.#width / this.intervals;
  }
}
