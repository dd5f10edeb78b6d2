import type { CountedShare } from '#sampling/quality/unusual-shares.ts';

/** Of a normal distribution, so many median deviations are a standard deviation. */
const DEVIATIONS = 1.4826;
/** With fewer agencies the spread between them cannot be estimated. */
const FEWEST = 10;

/** Distance from the median in standard deviations, these from the median absolute deviation (Hampel 1974, JASA 69). */
export function robustScores(
  values: ReadonlyMap<string, number>,
  leastDeviation = 0.01,
): Map<string, number> {
  if (values.size < FEWEST) return new Map();
  const centre = median([...values.values()]);
  const deviation = DEVIATIONS * median([...values.values()].map((v) => Math.abs(v - centre)));
  const unit = Math.max(leastDeviation, deviation);
  return new Map([...values].map(([key, value]) => [key, (value - centre) / unit]));
}

/** Added to both counts, so that nought has a logarithm (Haldane 1956, Anscombe 1956). */
const HALF = 0.5;

/**
 * Scores of log(seen/expected): habits differ by factors, and half of what is usual is as far off as twice. The variance
 * is chance's and what the agencies differ beyond it (Spiegelhalter 2005, Stat Med 24).
 */
export function logScores(shares: ReadonlyMap<string, CountedShare>): Map<string, number> {
  const ratios = [...shares]
    .map(([key, { cases, total, expected = 0 }]) => ({
      key,
      cases,
      usual: expected * total + HALF,
    }))
    .filter(({ usual }) => usual > HALF)
    .map(({ key, cases, usual }) => ({
      key,
      ratio: Math.log((cases + HALF) / usual),
      chance: 1 / usual,
    }));
  if (ratios.length < FEWEST) return new Map();
  const centre = median(ratios.map(({ ratio }) => ratio));
  const spread = (DEVIATIONS * median(ratios.map(({ ratio }) => Math.abs(ratio - centre)))) ** 2;
  const between = Math.max(0, spread - median(ratios.map(({ chance }) => chance)));
  return new Map(
    ratios.map(({ key, ratio, chance }) => [key, (ratio - centre) / Math.sqrt(chance + between)]),
  );
}

export function median(values: readonly number[]): number {
  if (values.length === 0) return 0;
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
