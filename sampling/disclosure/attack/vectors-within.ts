/** Sums of fractions in another order differ in their last digits: no beginning is passed over for that. */
const ROUNDING = 1e-6;

export interface Weighing {
  readonly weights: readonly number[];
  /** Sums are made of the weights before and of those from here on, as those of `WeightedCounts` are. */
  readonly middle: number;
}

interface Search extends Weighing {
  readonly least: number;
  readonly greatest: number;
  readonly most: readonly number[];
  /** What the strata from each on can add. */
  readonly rest: Float64Array;
  readonly counts: number[];
  readonly found: number[][];
  readonly limit: number;
}

/**
 * Whole-number vectors v with 0 ≤ v_h ≤ most_h whose weighted sum is in a range, or undefined where there are more than
 * `limit`: stratum by stratum, leaving out beginnings that no end completes.
 */
export function vectorsWithin(
  { weights, middle }: Weighing,
  [least, greatest]: readonly [number, number],
  most: readonly number[],
  limit: number,
): number[][] | undefined {
  const rest = new Float64Array(weights.length + 1);
  for (let h = weights.length - 1; h >= 0; h -= 1) rest[h] = rest[h + 1]! + most[h]! * weights[h]!;
  const counts = weights.map(() => 0);
  const search = { weights, middle, least, greatest, most, rest, counts, found: [], limit };
  return extend(search, 0, 0, 0) ? search.found : undefined;
}

/** Chooses the count of stratum h and of those after it; false when there are too many. */
function extend(search: Search, h: number, left: number, right: number): boolean {
  const { weights, middle, least, greatest, most, rest, counts } = search;
  if (h === weights.length) return keep(search, left, right);
  const weight = weights[h]!;
  const sum = left + right;
  const from = Math.max(0, Math.ceil((least - sum - rest[h + 1]! - ROUNDING) / weight));
  const to = Math.min(most[h]!, Math.floor((greatest - sum + ROUNDING) / weight));
  for (let count = from; count <= to; count += 1) {
    counts[h] = count;
    const added = count * weight;
    const isWhole =
      h < middle
        ? extend(search, h + 1, left + added, right)
        : extend(search, h + 1, left, right + added);
    if (!isWhole) return false;
  }
  return true;
}

function keep({ least, greatest, counts, found, limit }: Search, left: number, right: number) {
  if (right < least - left || right > greatest - left) return true;
  return found.push([...counts]) <= limit;
}
