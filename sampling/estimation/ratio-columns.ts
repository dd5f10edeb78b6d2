import type { SampleDesign } from '../weighting/sample-design.ts';
import type { DomainLayout } from './domain-layout.ts';
import type { SufficientStatistics } from './sufficient-statistics.ts';
import { SUMS_PER_CELL } from './sufficient-statistics.ts';

/** Ratio estimates of many domains at once, one entry per domain. */
export type RatioColumns = Readonly<{
  /** Σwx and Σwy: estimated totals of denominator and numerator. */
  x: Float64Array;
  y: Float64Array;
  /** Σw and Σw² over the respondents of the domain. */
  weight: Float64Array;
  squaredWeight: Float64Array;
  /** Respondents with a valid answer, in persons. */
  respondents: Float64Array;
  /** Variance strata that have a respondent of the domain. */
  strata: Float64Array;
  /** Respondents of the domain in variance strata that could not be collapsed. */
  uncollapsed: Float64Array;
  /** Linearization variance of y/x; 0 for an empty domain. */
  variance: Float64Array;
  /** Σw(y − Rx)², for the design effect. */
  residual: Float64Array;
}>;

/** Below this share of its own terms, a sum of squared residuals is rounding and means zero. */
const ROUNDING = 1e-13;

type MutableColumns = { -readonly [K in keyof RatioColumns]: Float64Array };

function addTotals(
  { weights }: SampleDesign,
  { cells, stratumOf, domainOf, pairOf, pairDomain }: DomainLayout,
  sums: Float64Array,
  columns: MutableColumns,
): Float64Array {
  const pairCount = new Float64Array(pairDomain.length);
  for (let cell = 0; cell < cells; cell++) {
    const pair = pairOf[cell]!;
    const offset = cell * SUMS_PER_CELL;
    const n = sums[offset]!;
    if (pair < 0 || n === 0) continue;
    const d = domainOf[cell]!;
    const w = weights[stratumOf[cell]!]!;
    columns.respondents[d]! += n;
    columns.weight[d]! += w * n;
    columns.squaredWeight[d]! += w * w * n;
    columns.x[d]! += w * sums[offset + 1]!;
    columns.y[d]! += w * sums[offset + 2]!;
    pairCount[pair]! += n;
  }
  return pairCount;
}

/** Σz and Σz² of every (variance stratum, domain) pair, interleaved; adds to `columns.residual`. */
function residualSums(
  { weights }: SampleDesign,
  { cells, stratumOf, domainOf, pairOf, pairGroup }: DomainLayout,
  sums: Float64Array,
  columns: MutableColumns,
): Float64Array {
  const pairSums = new Float64Array(pairGroup.length * 2);
  for (let cell = 0; cell < cells; cell++) {
    const pair = pairOf[cell]!;
    const offset = cell * SUMS_PER_CELL;
    if (pair < 0 || sums[offset] === 0) continue;
    const d = domainOf[cell]!;
    const ratio = columns.y[d]! / columns.x[d]!;
    const w = weights[stratumOf[cell]!]!;
    const yy = sums[offset + 5]!;
    const rrxx = ratio * ratio * sums[offset + 3]!;
    const square = yy - 2 * ratio * sums[offset + 4]! + rrxx;
    if (square <= ROUNDING * (yy + rrxx)) continue;
    const scaled = w / columns.x[d]!;
    columns.residual[d]! += w * square;
    pairSums[2 * pair]! += scaled * (sums[offset + 2]! - ratio * sums[offset + 1]!);
    pairSums[2 * pair + 1]! += scaled * scaled * square;
  }
  return pairSums;
}

/** Σz² − (Σz)²/n in a variance stratum; about zero where the stratum could not be collapsed. */
export function centredSquares(
  sum: number,
  squares: number,
  { known, isEstimable }: Readonly<{ known: number; isEstimable: boolean }>,
): number {
  if (!isEstimable) return squares;
  const centred = squares - (sum * sum) / known;
  return centred <= ROUNDING * squares ? 0 : centred;
}

/**
 * Ratios Σwy/Σwx of many domains with their stratified linearization variances, from sums alone:
 * V̂ = Σ_g (1 − n_g/N_g)·n_g/(n_g − 1)·[Σz² − (Σz)²/n_g], z = w(y − Rx)/Σwx over the domain and 0
 * elsewhere. Costs one visit per cell and none per respondent.
 * Woodruff (1971); Särndal, Swensson & Wretman (1992, §5.6–5.8); sampling.md §1c.
 * @param design the full design
 * @param layout domains over the cells
 * @param statistics sums by cell, in persons and answers
 */
export function ratioColumns(
  design: SampleDesign,
  layout: DomainLayout,
  statistics: SufficientStatistics,
): RatioColumns {
  const column = () => new Float64Array(layout.domains);
  const columns: MutableColumns = {
    x: column(),
    y: column(),
    weight: column(),
    squaredWeight: column(),
    respondents: column(),
    strata: column(),
    uncollapsed: column(),
    variance: column(),
    residual: column(),
  };
  const pairCount = addTotals(design, layout, statistics.sums, columns);
  const pairSums = residualSums(design, layout, statistics.sums, columns);
  for (let pair = 0; pair < pairCount.length; pair++) {
    if (pairCount[pair] === 0) continue;
    const d = layout.pairDomain[pair]!;
    const g = layout.pairGroup[pair]!;
    const group = design.groups[g]!;
    const square = centredSquares(pairSums[2 * pair]!, pairSums[2 * pair + 1]!, group);
    columns.variance[d]! += design.factors[g]! * square;
    columns.strata[d]! += 1;
    if (!group.isEstimable) columns.uncollapsed[d]! += pairCount[pair]!;
  }
  return columns;
}
