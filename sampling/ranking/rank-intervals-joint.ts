import type { RankedArea, RankIntervals } from './ranked-area.ts';
import { checkLevel, comparable, criticalValue, ranksOf } from './ranked-area.ts';

export type JointCorrection = 'sidak' | 'bonferroni';

/**
 * Joint confidence intervals for the ranks of independent areas: each area gets an interval at a
 * level corrected for their number K, and its rank lies between 1 + (areas certainly higher) and
 * K − (areas certainly lower). `level` is that of all intervals together. Throws InvalidEstimate,
 * DuplicateArea, InvalidLevel.
 * Source: Klein, Wright & Wieczorek 2020, JRSS A 183, theorem 1; level (1−α)^{1/K} (Šidák) for
 * independent estimates, 1 − α/K (Bonferroni) for any.
 */
export function rankIntervalsJoint(
  areas: readonly RankedArea[],
  { level = 0.9, correction = 'sidak' as JointCorrection } = {},
): RankIntervals<JointCorrection> {
  checkLevel(level);
  const { measured, excluded } = comparable(areas);
  const K = measured.length;
  const alpha = correction === 'sidak' ? -Math.expm1(Math.log(level) / K) : (1 - level) / K;
  const bounds = measured.map(({ estimate, se, df }) => {
    const half = criticalValue(alpha, df) * se;
    return { lower: estimate - half, upper: estimate + half };
  });
  const rank = ranksOf(measured);
  const within = ranksWithin(bounds);
  const ranks = measured.map(({ area }, k) => ({ area, rank: rank[k]!, ...within[k]! }));
  return { method: 'klein-wright-wieczorek', correction, level, ranks, excluded };
}

/**
 * Ranks that joint intervals of the estimates leave possible, highest first: 1 + (intervals wholly above) to
 * K − (intervals wholly below). @param bounds in the unit of the estimates. Source: as `rankIntervalsJoint`.
 */
export const ranksWithin = (
  bounds: readonly { readonly lower: number; readonly upper: number }[],
): { lower: number; upper: number }[] =>
  bounds.map((own) => ({
    lower: 1 + bounds.filter(({ lower }) => lower > own.upper).length,
    upper: bounds.length - bounds.filter(({ upper }) => upper < own.lower).length,
  }));
