/** Whole-number vectors over some strata in a row, by rising weighted sum: numbers side by side, walked through millions of times. */
export class HalfVectors {
  readonly sums: Float64Array;
  /** For each place, the first one behind it with another sum: strata of equal weights have few sums. */
  readonly nextSum: Uint32Array;
  readonly #weights: readonly number[];
  readonly #from: number;
  readonly #width: number;
  /** Count of each stratum, vector after vector. */
  readonly #counts: Uint32Array;

  /**
   * Every vector v with 0 ≤ v_h ≤ most_h for the strata from … to − 1.
   * @param weights of an answer, by stratum
   * @param most answers at most, by stratum
   */
  constructor(
    weights: readonly number[],
    most: readonly number[],
    [from, to]: readonly [number, number],
  ) {
    this.#from = from;
    this.#width = to - from;
    this.#weights = weights;
    const length = most.slice(from, to).reduce((product, count) => product * (count + 1), 1);
    const sums = new Float64Array(length);
    const counts = new Uint32Array(length * this.#width);
    let repeats = length;
    for (let h = from; h < to; h += 1) {
      const ways = most[h]! + 1;
      repeats /= ways;
      for (let row = 0; row < length; row += 1) {
        const count = Math.floor(row / repeats) % ways;
        counts[row * this.#width + h - from] = count;
        sums[row]! += count * weights[h]!;
      }
    }
    const order = Uint32Array.from(sums.keys()).sort((a, b) => sums[a]! - sums[b]! || a - b);
    this.sums = Float64Array.from(order, (row) => sums[row]!);
    this.nextSum = endsOfRuns(this.sums);
    this.#counts = new Uint32Array(counts.length);
    order.forEach((row, place) => {
      const first = row * this.#width;
      this.#counts.set(counts.subarray(first, first + this.#width), place * this.#width);
    });
  }

  /** Whether no stratum of the vector has more than `most`. */
  fits(place: number, most: readonly number[]): boolean {
    const first = place * this.#width;
    for (let k = 0; k < this.#width; k += 1)
      if (this.#counts[first + k]! > most[this.#from + k]!) return false;
    return true;
  }

  /** The sum of which no vector with at most `most` in each stratum has more. */
  greatestSum(most: readonly number[]): number {
    let sum = 0;
    for (let h = this.#from; h < this.#from + this.#width; h += 1)
      sum += most[h]! * this.#weights[h]!;
    return sum;
  }

  counts = (place: number): Uint32Array =>
    this.#counts.subarray(place * this.#width, (place + 1) * this.#width);
}

function endsOfRuns(rising: Float64Array): Uint32Array {
  const ends = new Uint32Array(rising.length);
  let end = rising.length;
  for (let place = rising.length - 1; place >= 0; place -= 1) {
    if (rising[place + 1] !== rising[place]) end = place + 1;
    ends[place] = end;
  }
  return ends;
}
