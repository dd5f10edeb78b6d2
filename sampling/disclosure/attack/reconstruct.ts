import type { WeightedCounts } from './weighted-counts.ts';

/** What is printed of one criterion in one agency, and what everybody can compute of its strata. */
export interface PrintedShares {
  /** Weight of an answer, by stratum. */
  readonly weights: readonly number[];
  /** Every way in which respondents can have given one value, with its weighted sum. */
  readonly counts: WeightedCounts;
  readonly respondents: readonly number[];
  /** Valid answers of the agency. */
  readonly answers: number;
  readonly shares: readonly number[];
  /** Half of what was rounded away. */
  readonly half: number;
}

/** Answers of each value, by stratum: one way in which the printed shares come about. */
export type Composition = readonly (readonly number[])[];

/** How many of each stratum gave a value, by value. */
type VectorsByValue = readonly (readonly number[])[];

const MOST_SPREADS = 1500;
const MOST_LISTED = 3000;
const MOST_FOUND = 400;
/** Choices of one value's vector: with wide shares they would never end. */
const MOST_CHOICES = 30_000;
/** A share that lies between two steps but for its last bit is printed as either. */
const ROUNDING = 1e-9;

/**
 * Every composition that gives the printed shares, or undefined where there are too many to list: then
 * nothing may be claimed. Who left the question out is unknown, so the denominator is a guess too;
 * for each guess the rarest value is solved first, which rules out nearly all of them.
 */
export function compositions(printed: PrintedShares): Composition[] | undefined {
  const { weights, counts, respondents, answers, shares, half } = printed;
  const spreads = spreadsOf(respondents, answers);
  if (!spreads || counts.isTooLarge) return undefined;
  const order = [...shares.keys()].sort((a, b) => shares[a]! - shares[b]!);
  const found: VectorsByValue[] = [];
  const budget = { left: MOST_CHOICES };
  for (const spread of spreads) {
    const whole = spread.reduce((sum, count, h) => sum + count * weights[h]!, 0);
    const range = (value: number): readonly [number, number] => [
      (shares[value]! - half - ROUNDING) * whole,
      (shares[value]! + half + ROUNDING) * whole,
    ];
    const more = composed(counts, order, range, spread, MOST_FOUND - found.length, budget);
    if (!more) return undefined;
    found.push(...more);
  }
  // Turned over at the end: of most shares too many are found, and those are given up.
  return found.map((vectors) => respondents.map((_, h) => vectors.map((vector) => vector[h]!)));
}

/** Who answered at all: every way to leave out as many as did not; undefined where there are too many. */
function spreadsOf(respondents: readonly number[], answers: number): number[][] | undefined {
  const later = new Float64Array(respondents.length + 1);
  for (let h = respondents.length - 1; h >= 0; h -= 1) later[h] = later[h + 1]! + respondents[h]!;
  const spreads: number[][] = [];
  const counts = [...respondents];
  /** False when there are too many. */
  const leaveOut = (h: number, missing: number): boolean => {
    if (h === counts.length) return spreads.push([...counts]) <= MOST_SPREADS;
    const most = respondents[h]!;
    const greatest = Math.min(most, missing);
    for (let left = Math.max(0, missing - later[h + 1]!); left <= greatest; left += 1) {
      counts[h] = most - left;
      if (!leaveOut(h + 1, missing - left)) return false;
    }
    return true;
  };
  return leaveOut(0, later[0]! - answers) ? spreads : undefined;
}

function composed(
  counts: WeightedCounts,
  order: readonly number[],
  range: (value: number) => readonly [number, number],
  spread: readonly number[],
  limit: number,
  budget: { left: number },
): VectorsByValue[] | undefined {
  const chosen: (readonly number[])[] = order.map(() => []);
  const found: VectorsByValue[] = [];
  /** False when there are too many. */
  const choose = (step: number, left: readonly number[]): boolean => {
    const value = order[step]!;
    const [least, greatest] = range(value);
    if (step === order.length - 1) {
      const sum = counts.sumOf(left);
      if (sum < least || sum > greatest) return true;
      if (found.length >= limit) return false;
      chosen[value] = left;
      found.push([...chosen]);
      return true;
    }
    const vectors = counts.between(least, greatest, left, MOST_LISTED);
    if (!vectors) return false;
    return vectors.every((vector) => {
      chosen[value] = vector;
      budget.left -= 1;
      if (budget.left < 0) return false;
      return choose(
        step + 1,
        left.map((count, h) => count - vector[h]!),
      );
    });
  };
  return choose(0, spread) ? found : undefined;
}
