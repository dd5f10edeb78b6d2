import { HalfVectors } from './half-vectors.ts';
import type { Weighing } from './vectors-within.ts';
import { vectorsWithin } from './vectors-within.ts';

/**
 * All whole-number vectors v with 0 ≤ v_h ≤ most_h whose weighted sum is in a range: one stratum after the other where
 * the range is wider than a person's weight, as most that begin well end well; half by half where it is narrow.
 */
export class WeightedCounts {
  readonly #weights: readonly number[];
  readonly #most: readonly number[];
  readonly #weighing: Weighing;
  readonly #heaviest: number;
  /** Made for the first narrow range: most attacks ask for wide ones alone. */
  #halves: readonly [left: HalfVectors, right: HalfVectors] | undefined;
  /** Too many to list: nothing may be claimed from it. */
  readonly isTooLarge: boolean;

  constructor(weights: readonly number[], most: readonly number[]) {
    this.#weights = weights;
    this.#most = most;
    this.#heaviest = Math.max(...weights);
    const middle = splitAt(most);
    this.#weighing = { weights, middle };
    const size = (from: number, to: number) =>
      most.slice(from, to).reduce((product, count) => product * (count + 1), 1);
    this.isTooLarge = size(0, middle) > MOST_HALF || size(middle, most.length) > MOST_HALF;
  }

  /** The vectors below `most`, or undefined where there are more than `limit`. */
  between(
    least: number,
    greatest: number,
    most: readonly number[],
    limit: number,
  ): number[][] | undefined {
    if (this.isTooLarge) return [];
    if (greatest - least >= this.#heaviest / MOST_BARREN)
      return vectorsWithin(this.#weighing, [least, greatest], most, limit);
    return this.#byHalves(least, { greatest, most, limit });
  }

  #byHalves(least: number, wanted: Wanted): number[][] | undefined {
    const { greatest, most, limit } = wanted;
    const found: number[][] = [];
    const [left, right] = this.#bothHalves();
    const [leftSums, rightSums] = [left.sums, right.sums];
    // What few are left to give adds up to little: most halves are passed over.
    const end = Math.min(greatest, left.greatestSum(most) + ROUNDING);
    let place = firstFrom(leftSums, least - right.greatestSum(most) - ROUNDING);
    // Left sums rise, so the right ones that complete them begin earlier and earlier.
    let first = rightSums.length;
    while (place < leftSums.length && leftSums[place]! <= end) {
      const sum = leftSums[place]!;
      first = firstBefore(rightSums, first, least - sum);
      if (rightSums[first]! <= greatest - sum) this.#completeAll(place, first, wanted, found);
      if (found.length > limit) return undefined;
      place = left.nextSum[place]!;
    }
    return found;
  }

  /** Adds the vectors that begin as one of the left ones of the same sum, one more than the limit at most. */
  #completeAll(place: number, first: number, wanted: Wanted, found: number[][]): void {
    const [left] = this.#bothHalves();
    const end = left.nextSum[place]!;
    for (let same = place; same < end && found.length <= wanted.limit; same += 1)
      if (left.fits(same, wanted.most)) this.#complete(same, first, wanted, found);
  }

  /** Adds the vectors that begin as the left one at this place and end as a right one from the first on. */
  #complete(place: number, first: number, { greatest, most, limit }: Wanted, found: number[][]) {
    const [left, right] = this.#bothHalves();
    const rest = greatest - left.sums[place]!;
    for (let index = first; index < right.sums.length && found.length <= limit; index += 1) {
      if (right.sums[index]! > rest) return;
      if (right.fits(index, most)) found.push([...left.counts(place), ...right.counts(index)]);
    }
  }

  sumOf(counts: readonly number[]): number {
    let sum = 0;
    for (let h = 0; h < counts.length; h += 1) sum += counts[h]! * this.#weights[h]!;
    return sum;
  }

  #bothHalves(): readonly [HalfVectors, HalfVectors] {
    const [weights, most] = [this.#weights, this.#most];
    const { middle } = this.#weighing;
    this.#halves ??= [
      new HalfVectors(weights, most, [0, middle]),
      new HalfVectors(weights, most, [middle, most.length]),
    ];
    return this.#halves;
  }
}

const MOST_HALF = 40_000;
/** So many beginnings without an end cost less than a walk through the halves. */
const MOST_BARREN = 8;
/** Sums of fractions in another order differ in their last digits: none is passed over for that. */
const ROUNDING = 1e-6;

interface Wanted {
  readonly greatest: number;
  readonly most: readonly number[];
  readonly limit: number;
}

/** Place of the first of rising numbers that is not below `least`. */
function firstFrom(rising: Float64Array, least: number): number {
  let [from, to] = [0, rising.length];
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (rising[middle]! < least) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** The same, where it is known to be at this place or before it. */
function firstBefore(rising: Float64Array, place: number, least: number): number {
  let first = place;
  while (first > 0 && rising[first - 1]! >= least) first -= 1;
  return first;
}

/** Where both halves have about as many vectors. */
function splitAt(most: readonly number[]): number {
  const size = most.reduce((sum, count) => sum + Math.log(count + 1), 0);
  let running = 0;
  const index = most.findIndex((count) => {
    running += Math.log(count + 1);
    return running >= size / 2;
  });
  return Math.max(1, index + (index === most.length - 1 ? 0 : 1));
}
