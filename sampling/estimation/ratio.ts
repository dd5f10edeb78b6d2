import { checkLevel } from '../intervals/interval.ts';
import type { SampleDesign, StratumCounts } from '../weighting/sample-design.ts';
import { sampleDesign } from '../weighting/sample-design.ts';
import type { RatioSums } from './cell-sums.ts';
import { statisticsFromTotals } from './cell-sums.ts';
import { designWarnings } from './design-warnings.ts';
import { domainLayout } from './domain-layout.ts';
import type { Estimate } from './estimate.ts';
import type { RatioColumns } from './ratio-columns.ts';
import { ratioColumns } from './ratio-columns.ts';
import type { LinearizedRatio, RatioKind } from './ratio-estimate.ts';
import { ratioEstimate } from './ratio-estimate.ts';

/** One stratum of the draw, with the domain's sums in it (all zero where it has none). */
export type StratumTotals = StratumCounts & RatioSums;

export type RatioRequest = Readonly<{
  strata: readonly StratumTotals[];
  /** The agency inside which strata may be pooled under rule C1, by stratum code. */
  collapseWithin: (code: string) => string;
  /** Which strata make up the domain; all by default. Sums outside it are ignored. */
  domain?: (code: string) => boolean;
  /** Nominal coverage of the interval, 0.95 by default. */
  level?: number;
  /** A share with the capped Wilson interval by default. */
  shape?: RatioKind;
}>;

const PROPORTION: RatioKind = { kind: 'proportion' };

/**
 * One domain of the columns.
 * @param columns ratios of many domains
 * @param d position of the domain
 * Woodruff (1971).
 */
export const ratioOfDomain = (columns: RatioColumns, d: number): LinearizedRatio => ({
  x: columns.x[d]!,
  y: columns.y[d]!,
  weight: columns.weight[d]!,
  squaredWeight: columns.squaredWeight[d]!,
  respondents: columns.respondents[d]!,
  strata: columns.strata[d]!,
  uncollapsed: columns.uncollapsed[d]!,
  variance: columns.variance[d]!,
  residual: columns.residual[d]!,
});

/**
 * A ratio (index, share, mean score) of one domain under a design prepared with `sampleDesign`;
 * use it instead of `estimateRatioFromTotals` when many nodes or domains share one design.
 * @param design the full design: every stratum of the draw
 * @param sums the domain's sums, one entry per stratum of the design
 * @param request domain, level and shape as in `RatioRequest`
 */
export function estimateRatio(
  design: SampleDesign,
  sums: readonly RatioSums[],
  request: Omit<RatioRequest, 'strata' | 'collapseWithin'> = {},
): Estimate {
  const { domain = () => true, level = 0.95, shape = PROPORTION } = request;
  checkLevel(level);
  const members = design.strata.map(({ code }) => (domain(code) ? 0 : -1));
  const layout = domainLayout(design, [...design.strata.keys()], members, 1);
  const columns = ratioColumns(design, layout, statisticsFromTotals(sums));
  const touched = members.flatMap((member, h) => (member === 0 ? [h] : []));
  const warnings = designWarnings(design, touched);
  return ratioEstimate(ratioOfDomain(columns, 0), shape, level, warnings);
}

/**
 * A ratio with its standard error, degrees of freedom, design effect and interval, from sums per
 * stratum as a database gives them: no respondent's answers are needed.
 *
 * Weights are N_h/n_h adjusted for non-response inside response cells; strata with fewer than two
 * units of known status are pooled inside their agency (rule C1); the variance is stratified Taylor
 * with finite population correction. Pass every stratum of the draw, also those without answers
 * and those outside the domain: they decide the pools and the weights.
 *
 * @param request strata with counts (persons) and sums; see `RatioRequest`
 * @returns value, se, df, nRespondents, nEffective, deff, interval, warnings; `value` is null when
 *   nobody answered, `se` when one respondent did, `interval` without degrees of freedom
 * @throws InvalidStratum, InvalidTotals, ImpossibleInterval
 * Woodruff (1971); Särndal, Swensson & Wretman (1992, §5.6–5.8); sampling.md §1c.
 */
export function estimateRatioFromTotals(request: RatioRequest): Estimate {
  const design = sampleDesign(request.strata, request.collapseWithin);
  return estimateRatio(design, request.strata, request);
}
