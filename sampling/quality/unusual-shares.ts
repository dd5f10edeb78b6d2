import type { CountTails } from '../distributions/beta-binomial.ts';
import { countTails } from '../distributions/beta-binomial.ts';
import { normalQuantile } from '../distributions/normal.ts';
import { SamplingError } from '../errors.ts';

export interface CountedShare {
  readonly cases: number;
  readonly total: number;
  /** What the agency's mix of tasks lets expect (indirect standardisation); without it, the common share. */
  readonly expected?: number;
}

export interface JudgedShare {
  /** Null where nothing was counted. */
  readonly share: number | null;
  readonly expected: number;
  /** Two-sided probability of a count at least as far out, corrected for the number of agencies. */
  readonly adjusted: number;
  /** Normal score of the count, mid-probability (Lancaster 1961, JASA 56:223–234); 0 where nothing was counted. */
  readonly score: number;
  readonly side: 'low' | 'high' | null;
}

/** With fewer agencies the spread between them cannot be estimated, and nobody is marked. */
const FEWEST_AGENCIES = 10;
/** Agencies at either end that neither set the common share nor the spread: outliers must not hide themselves. */
const TAIL = 0.2;
/** A tail that decides any question; beyond it the normal quantile has no digits. */
const SMALLEST_TAIL = 1e-300;
const NOTHING_COUNTED: CountTails = { lower: 1, upper: 1 };
/** Halvings of the range of variances: to 1e-15. */
const BISECTIONS = 48;
/** Variance of a standard normal variable whose fifths at both ends are drawn in: z = 0.8416 there. */
const WINSORISED_VARIANCE = 0.412095;

/**
 * Marks the agencies whose share of cases stands out from the others': a funnel whose limits allow for
 * chance (beta-binomial counts), for differences between agencies that are usual in this field
 * (over-dispersion from winsorised residuals, Spiegelhalter 2005, Stat Med 24:1185–1202, in the additive
 * form of Spiegelhalter et al. 2012, JRSS A 175:1–47) and for many comparisons (Benjamini & Hochberg 1995: of the
 * agencies marked, at most `falseDiscovery` are expected to be marked by chance).
 * @throws ImpossibleShare
 */
export function unusualShares(
  agencies: readonly CountedShare[],
  falseDiscovery = 0.05,
): JudgedShare[] {
  for (const agency of agencies) refuseImpossible(agency);
  const counted = agencies.filter(({ total }) => total > 0);
  const common = commonShare(counted);
  const floor = 0.5 / (counted.reduce((sum, { total }) => sum + total, 0) + 1);
  const expectedOf = ({ expected }: CountedShare) =>
    Math.min(1 - floor, Math.max(floor, expected ?? common));
  const variance = varianceBetween(counted, expectedOf);
  const tails = agencies.map((agency) =>
    agency.total === 0 ? NOTHING_COUNTED : tailsOf(agency, expectedOf(agency), variance),
  );
  const adjusted = adjustedForMany(tails.map(twoSided));
  const mayMark = counted.length >= FEWEST_AGENCIES;
  return agencies.map((agency, i) => {
    const expected = expectedOf(agency);
    const share = agency.total === 0 ? null : agency.cases / agency.total;
    const stands = mayMark && share !== null && adjusted[i]! <= falseDiscovery;
    const side = stands ? (share < expected ? 'low' : 'high') : null;
    return { share, expected, adjusted: adjusted[i]!, score: normalScore(tails[i]!), side };
  });
}

/**
 * Benjamini and Hochberg's adjusted probabilities, in the order given: the smallest rate of false
 * discoveries at which each would still be found.
 */
export function adjustedForMany(probabilities: readonly number[]): number[] {
  const order = probabilities
    .map((_, i) => i)
    .sort((a, b) => probabilities[b]! - probabilities[a]!);
  const adjusted = new Array<number>(probabilities.length);
  let smallest = 1;
  for (const [place, i] of order.entries()) {
    const rank = probabilities.length - place;
    smallest = Math.min(smallest, (probabilities[i]! * probabilities.length) / rank);
    adjusted[i] = smallest;
  }
  return adjusted;
}

/** Share of the middle agencies, half a case added: where nobody has any, the share is small but not nought. */
function commonShare(agencies: readonly CountedShare[]): number {
  const sorted = [...agencies].sort(
    (a, b) => a.cases / a.total - b.cases / b.total || a.total - b.total,
  );
  const cut = Math.floor(sorted.length * TAIL);
  const middle = sums(sorted.slice(cut, sorted.length - cut));
  return (middle.cases + 0.5) / (middle.total + 1);
}

const sums = (agencies: readonly CountedShare[]) => ({
  cases: agencies.reduce((sum, agency) => sum + agency.cases, 0),
  total: agencies.reduce((sum, agency) => sum + agency.total, 0),
});

/**
 * Variance of the agencies' true shares around what is expected of them, such that the middle agencies' residuals
 * are as wide as they should be (Paule & Mandel 1982, with winsorised squares); 0 where chance explains all.
 */
function varianceBetween(
  agencies: readonly CountedShare[],
  expectedOf: (agency: CountedShare) => number,
): number {
  if (agencies.length < FEWEST_AGENCIES) return 0;
  const residuals = agencies.map((agency) => {
    const share = expectedOf(agency);
    return {
      deviation: agency.cases / agency.total - share,
      chance: (share * (1 - share)) / agency.total,
    };
  });
  const dispersion = (variance: number) =>
    winsorisedSquares(
      residuals.map(({ deviation, chance }) => deviation / Math.sqrt(chance + variance)),
    );
  let [low, high] = [0, 0.25];
  if (dispersion(low) <= 1) return 0;
  for (let step = 0; step < BISECTIONS; step++) {
    const middle = (low + high) / 2;
    if (dispersion(middle) > 1) low = middle;
    else high = middle;
  }
  return high;
}

/** Mean square of residuals drawn in at both ends, 1 where they are standard normal. */
function winsorisedSquares(residuals: readonly number[]): number {
  const sorted = Float64Array.from(residuals).sort();
  const cut = Math.floor(sorted.length * TAIL);
  const [low, high] = [sorted[cut]!, sorted[sorted.length - 1 - cut]!];
  let sum = 0;
  for (let place = 0; place < sorted.length; place += 1)
    sum += Math.min(high, Math.max(low, sorted[place]!)) ** 2;
  return sum / (sorted.length * WINSORISED_VARIANCE);
}

function tailsOf({ cases, total }: CountedShare, share: number, variance: number): CountTails {
  const correlation = Math.min(0.99, variance / (share * (1 - share)));
  return countTails(cases, total, share, correlation);
}

const twoSided = ({ lower, upper }: CountTails): number => Math.min(1, 2 * Math.min(lower, upper));

/** From the smaller tail less half the count's own mass, so that it keeps its digits. */
function normalScore({ lower, upper }: CountTails): number {
  const half = Math.max(0, (lower + upper - 1) / 2);
  const tail = Math.max(SMALLEST_TAIL, Math.min(lower, upper) - half, Math.min(lower, upper) / 2);
  const score = -normalQuantile(Math.min(0.5, tail));
  return upper < lower ? score : -score;
}

function refuseImpossible({ cases, total, expected = 0 }: CountedShare): void {
  const isPossible =
    Number.isSafeInteger(cases) &&
    Number.isSafeInteger(total) &&
    cases >= 0 &&
    cases <= total &&
    expected >= 0 &&
    expected <= 1;
  if (!isPossible)
    throw new SamplingError('ImpossibleShare', 'More cases than were counted, or no share.', {
      cases,
      total,
      expected,
    });
}
