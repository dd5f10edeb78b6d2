import { roundedTo } from '../disclosure/rounding.ts';
import { tQuantile } from '../distributions/student-t.ts';
import type { ComparedArea, Tier } from './tier-against-reference.ts';
import { tierAgainstReference } from './tier-against-reference.ts';

/** Respondents and population of one stratum of a part. */
export type PartStratum = Readonly<{ population: number; respondents: number }>;

interface Part {
  /** Share in [0, 1]. */
  readonly index: number;
  /** Persons whose answers the share is made of: not everybody met everything that is asked. */
  readonly respondents: number;
  readonly strata: readonly PartStratum[];
}
/** A part of the whole as published, its share rounded to `step`. */
export type PublishedPart = Part & Readonly<{ area: string; step: number }>;
/** A part with the ends of its 95 % score interval, as published. */
export type RangedPart = Part & Readonly<{ low: number; high: number; step: number }>;

/** Marks are made from the rounded number, so that anybody can repeat them. */
const DESIGN_EFFECT_STEP = 0.01;
/** Of the published intervals. */
const LEVEL = 0.95;

/**
 * The variance of all parts together, relative to simple random sampling of persons with the same unequal
 * weights. A part's own variance is small exactly where its share is high: with it 36 of 100 rounds mark an
 * equal agency "higher" at a true share of 0.85, 94 at 0.95 (`npm run simulate -- tiers`). It is made of printed
 * ranges: from unrounded errors it was a further equation for the answers behind a share.
 * @param parts published shares in [0, 1] with the ends of their intervals and what they are rounded to
 * @returns pooled design effect, rounded to two decimals; null where nothing varies
 * Kish (1965, §8.2) for the factor of unequal weights; sampling.md 0.6.
 */
export function pooledDesignEffect(parts: readonly RangedPart[]): number | null {
  let observed = 0;
  let binomial = 0;
  for (const part of parts) {
    const scale = errorScale(part);
    if (scale === 0) continue;
    observed += publishedVariance(part) / scale;
    binomial += part.index * (1 - part.index);
  }
  return binomial > 0 ? roundedTo(observed / binomial, DESIGN_EFFECT_STEP) : null;
}

/**
 * For either end θ of a score interval (p − θ)² = t²v/(p(1 − p)) · θ(1 − θ) (Wilson 1927). The end nearer to one half
 * is hardly bent by rounding, and what rounding adds to the square on average is taken off (Sheppard 1898).
 */
function publishedVariance({ index, low, high, step, respondents, strata }: RangedPart): number {
  const end = index > 0.5 ? low : high;
  const freedom = respondents - strata.filter((stratum) => stratum.respondents > 0).length;
  if (freedom < 1 || end <= 0 || end >= 1) return 0;
  const square = Math.max(0, (index - end) ** 2 - step ** 2 / 6);
  const quantile = tQuantile((1 + LEVEL) / 2, freedom);
  return (index * (1 - index) * square) / (end * (1 - end) * quantile ** 2);
}

/**
 * Tiers of parts against the whole, from published figures and nothing else: anybody with the published
 * file gets the same marks, and a mark gives away no answer that the figures keep.
 * The variance of a part is D · max{P(1−P), p(1−p)} times its scale, with P the share of the whole: larger
 * than under equality where the part is nearer to one half. Half a step of rounding counts as nothing.
 * @param parts rounded shares in [0, 1], with the strata of each
 * @param whole share of the whole in [0, 1]
 * @param designEffect of `pooledDesignEffect`
 * @returns tier by area; over all areas no false mark with 95 % (Holm); none for a part asked completely
 * @throws InvalidEstimate, DuplicateArea
 * Holm (1979); false marks at most 5 in 100 rounds over shares 0.5–0.97: `npm run simulate -- tiers`.
 */
export function tiersOfParts(
  parts: readonly PublishedPart[],
  whole: number,
  designEffect: number,
): Map<string, Tier> {
  const populations = parts.map(({ strata }) => sum(strata.map(({ population }) => population)));
  const total = sum(populations);
  const variances = parts.map((part) => pooledVariance(part, whole, designEffect));
  const ofWhole = sum(variances.map((variance, k) => (populations[k]! / total) ** 2 * variance));
  const areas = parts.flatMap((part, k): ComparedArea[] => {
    const covariance = (populations[k]! / total) * variances[k]!;
    const isMeasured = variances[k]! > 0 && variances[k]! + ofWhole - 2 * covariance > NOTHING;
    const estimate = nearer(part, whole);
    return isMeasured ? [{ area: part.area, estimate, se: variances[k]! ** 0.5, covariance }] : [];
  });
  const { tiers } = tierAgainstReference(areas, { value: whole, se: Math.sqrt(ofWhole) });
  return new Map(tiers.map(({ area, tier }) => [area, tier]));
}

/**
 * Variance of a part's share: D · max{P(1−P), p(1−p)} times the part's scale, with P the share of the whole.
 * @param part its share in [0, 1], respondents and strata
 * @param whole share of the whole in [0, 1]
 * @param designEffect of `pooledDesignEffect`
 * Kish (1965, §8.2); sampling.md 0.6.
 */
export const pooledVariance = (part: Part, whole: number, designEffect: number): number =>
  designEffect * spread(part.index, whole) * errorScale(part);

/** Below this a variance is rounding: the part is the whole. */
const NOTHING = 1e-15;

const sum = (values: readonly number[]) => values.reduce((running, value) => running + value, 0);

const spread = (index: number, whole: number) => Math.max(index * (1 - index), whole * (1 - whole));

/** The published share, moved half a step towards the whole. */
function nearer({ index, step }: PublishedPart, whole: number): number {
  const difference = index - whole;
  return whole + Math.sign(difference) * Math.max(0, Math.abs(difference) - step / 2);
}

/** Σ (N_h/N)²(1 − r_h/N_h)/r_h, for the respondents of one question: without strata (1 − f)/n. */
function errorScale({ respondents, strata }: Part): number {
  const heard = strata.filter((stratum) => stratum.respondents > 0);
  const total = sum(heard.map(({ population }) => population));
  const ofAll = heard.map(
    (stratum) =>
      (stratum.population / total) ** 2 *
      (Math.max(0, 1 - stratum.respondents / stratum.population) / stratum.respondents),
  );
  return sum(ofAll) * (sum(heard.map((stratum) => stratum.respondents)) / respondents);
}
