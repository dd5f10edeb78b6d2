import type { RatioSums } from '../estimation/cell-sums.ts';
import { NO_ANSWERS, sumsOfCell } from '../estimation/cell-sums.ts';
import { ratioCovariance } from '../estimation/ratio-covariance.ts';
import type { SampleDesign } from '../estimation/sample-design.ts';
import type { SufficientStatistics } from '../estimation/sufficient-statistics.ts';
import type { ComparedArea, Tier } from './tier-against-reference.ts';
import { tierAgainstReference } from './tier-against-reference.ts';

/** A part of the whole with its estimate, and the positions of its strata. */
export type Part = Readonly<{
  area: string;
  strata: readonly number[];
  estimate: number;
  se: number;
  df: number;
}>;

/** Below this a variance is rounding: the part is the whole. */
const NOTHING = 1e-15;

/**
 * Tiers of areas against the whole of which each is a part, so that their estimates vary together.
 * @param design the full design
 * @param statistics sums of the compared ratio, one cell per stratum of the design
 * @param parts areas with estimate and standard error (shares in [0, 1]) and degrees of freedom
 * @param whole estimate and standard error of the whole
 * @returns tier by area, Holm-corrected over all; none for an area that is the whole
 * @throws InvalidEstimate, DuplicateArea
 * Holm (1979); Särndal, Swensson & Wretman (1992, §5.6) for the covariance.
 */
export function tierParts(
  design: SampleDesign,
  statistics: SufficientStatistics,
  parts: readonly Part[],
  whole: Readonly<{ value: number; se: number }>,
): Map<string, Tier> {
  const sums = design.strata.map((_, h) => sumsOfCell(statistics, h));
  const areas = parts.flatMap(({ strata, ...area }): ComparedArea[] => {
    const covariance = covarianceWithWhole(design, sums, new Set(strata));
    const variance = area.se ** 2 + whole.se ** 2 - 2 * covariance;
    return variance > NOTHING ? [{ ...area, covariance }] : [];
  });
  return new Map(tierAgainstReference(areas, whole).tiers.map(({ area, tier }) => [area, tier]));
}

/** Every respondent of the part is one of the whole: the cross sums are the sums of the part. */
function covarianceWithWhole(
  design: SampleDesign,
  sums: readonly RatioSums[],
  strata: ReadonlySet<number>,
): number {
  const first = sums.map((sum, h) => (strata.has(h) ? sum : NO_ANSWERS));
  const cross = first.map(({ xx, xy, yy }) => ({ xx, xy, yx: xy, yy }));
  return ratioCovariance(design, { first, second: sums, cross });
}
