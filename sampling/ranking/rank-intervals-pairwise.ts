import type { MeasuredArea, RankedArea, RankIntervals } from './ranked-area.ts';
import { checkLevel, comparable, criticalValue, ranksOf } from './ranked-area.ts';

export type PairwiseCorrection = 'bonferroni' | 'holm';

interface Pair {
  readonly better: number;
  readonly worse: number;
  readonly t: number;
}

/**
 * Joint confidence intervals for ranks from all K(K−1)/2 differences of independent areas: an
 * area's rank lies between 1 + (areas significantly higher) and K − (areas significantly lower).
 * Narrower than `rankIntervalsJoint` where standard errors differ much. `holm` tests the largest
 * differences first and relaxes the limit with every one found. Differences are referred to the
 * normal distribution. Throws InvalidEstimate, DuplicateArea, InvalidLevel.
 * Source: Mogstad, Romano, Shaikh & Wilhelm 2024, Review of Economic Studies 91, §3; step-down:
 * Holm 1979, Scandinavian Journal of Statistics 6.
 */
export function rankIntervalsPairwise(
  areas: readonly RankedArea[],
  { level = 0.9, correction = 'bonferroni' as PairwiseCorrection } = {},
): RankIntervals<PairwiseCorrection> {
  checkLevel(level);
  const { measured, excluded } = comparable(areas);
  const K = measured.length;
  const higher = new Int32Array(K);
  const lower = new Int32Array(K);
  for (const { better, worse } of certain(allPairs(measured), 1 - level, correction)) {
    lower[better]! += 1;
    higher[worse]! += 1;
  }
  const rank = ranksOf(measured);
  const ranks = measured.map(({ area }, k) => ({
    area,
    rank: rank[k]!,
    lower: 1 + higher[k]!,
    upper: K - lower[k]!,
  }));
  return { method: 'pairwise-differences', correction, level, ranks, excluded };
}

function allPairs(areas: readonly MeasuredArea[]): Pair[] {
  return areas.flatMap((a, i) =>
    areas.slice(i + 1).map((b, offset) => {
      const j = i + 1 + offset;
      const t = Math.abs(a.estimate - b.estimate) / Math.sqrt(a.se * a.se + b.se * b.se);
      return a.estimate >= b.estimate ? { better: i, worse: j, t } : { better: j, worse: i, t };
    }),
  );
}

function certain(pairs: Pair[], alpha: number, correction: PairwiseCorrection): Pair[] {
  if (pairs.length === 0) return [];
  const strict = criticalValue(alpha / pairs.length, undefined);
  if (correction === 'bonferroni') return pairs.filter(({ t }) => t > strict);
  const falling = pairs.toSorted((a, b) => b.t - a.t);
  const accepted = falling.findIndex(
    ({ t }, found) => t <= criticalValue(alpha / (pairs.length - found), undefined),
  );
  return accepted < 0 ? falling : falling.slice(0, accepted);
}
