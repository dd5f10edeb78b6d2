import { ranksWithin } from './rank-intervals-joint.ts';
import { criticalValue } from './ranked-area.ts';
import type { PublishedPart } from './tiers-of-parts.ts';
import { pooledVariance } from './tiers-of-parts.ts';

export interface PartRank {
  readonly area: string;
  /** 1 is the highest share. */
  readonly lower: number;
  readonly upper: number;
}

/**
 * Joint intervals for the ranks of parts, from published figures and nothing else, as the tiers: anybody with the
 * published file gets the same. Half a step of rounding widens each interval on both sides.
 * @param parts rounded shares in [0, 1], with the strata of each
 * @param whole share of the whole in [0, 1]
 * @param designEffect of `pooledDesignEffect`
 * @param level probability that all intervals together hold the true ranks
 * @returns a rank interval for each part, in the order given
 * Klein, Wright & Wieczorek (2020, JRSS A 183, theorem 1) with Šidák's level for independent parts; false ranks at
 * most 5 in 100 rounds: `npm run simulate -- ranks`.
 */
export function ranksOfParts(
  parts: readonly PublishedPart[],
  whole: number,
  designEffect: number,
  level = 0.95,
): PartRank[] {
  if (parts.length === 0) return [];
  const alpha = -Math.expm1(Math.log(level) / parts.length);
  const critical = criticalValue(alpha, undefined);
  const bounds = parts.map((part) => {
    const half = critical * Math.sqrt(pooledVariance(part, whole, designEffect)) + part.step / 2;
    return { lower: part.index - half, upper: part.index + half };
  });
  const within = ranksWithin(bounds);
  return parts.map(({ area }, k) => ({ area, ...within[k]! }));
}
