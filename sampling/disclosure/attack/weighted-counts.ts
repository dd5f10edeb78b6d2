/** All whole-number vectors v with 0 ≤ v_h ≤ most_h whose weighted sum is in a range: half by half. */
export class WeightedCounts {
  readonly #weights: readonly number[];
  readonly #left: readonly Half[];
  readonly #right: readonly Half[];
  /** Too many to list: nothing may be claimed from it. */
  readonly isTooLarge: boolean;

  constructor(weights: readonly number[], most: readonly number[]) {
    this.#weights = weights;
    const middle = splitAt(most);
    const size = (from: number, to: number) =>
      most.slice(from, to).reduce((product, count) => product * (count + 1), 1);
    this.isTooLarge = size(0, middle) > MOST_HALF || size(middle, most.length) > MOST_HALF;
    this.#left = this.isTooLarge ? [] : this.#halves(most, 0, middle);
    this.#right = this.isTooLarge ? [] : this.#halves(most, middle, most.length);
  }

  /** The vectors below `most`, or undefined where there are more than `limit`. */
  between(
    least: number,
    greatest: number,
    most: readonly number[],
    limit: number,
  ): number[][] | undefined {
    const found: number[][] = [];
    const fits = (half: Half) => half.counts.every((count, k) => count <= most[half.from + k]!);
    for (const left of this.#left) {
      if (left.sum > greatest) break;
      if (!fits(left)) continue;
      for (const right of this.#rightBetween(least - left.sum, greatest - left.sum)) {
        if (!fits(right)) continue;
        if (found.length >= limit) return undefined;
        found.push([...left.counts, ...right.counts]);
      }
    }
    return found;
  }

  *#rightBetween(least: number, greatest: number): Generator<Half> {
    for (let index = lowerBound(this.#right, least); index < this.#right.length; index += 1) {
      if (this.#right[index]!.sum > greatest) return;
      yield this.#right[index]!;
    }
  }

  sumOf(counts: readonly number[]): number {
    return counts.reduce((sum, count, h) => sum + count * this.#weights[h]!, 0);
  }

  #halves(most: readonly number[], from: number, to: number): Half[] {
    let halves: Half[] = [{ from, sum: 0, counts: [] }];
    for (let h = from; h < to; h += 1)
      halves = halves.flatMap(({ sum, counts }) =>
        Array.from({ length: most[h]! + 1 }, (_, count) => ({
          from,
          sum: sum + count * this.#weights[h]!,
          counts: [...counts, count],
        })),
      );
    return halves.sort((a, b) => a.sum - b.sum);
  }
}

const MOST_HALF = 40_000;

interface Half {
  readonly from: number;
  readonly sum: number;
  readonly counts: readonly number[];
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

function lowerBound(sorted: readonly Half[], sum: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]!.sum < sum) low = middle + 1;
    else high = middle;
  }
  return low;
}
