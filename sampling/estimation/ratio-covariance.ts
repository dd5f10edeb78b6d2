import type { Interval } from '../intervals/interval.ts';
import { intervalMean } from '../intervals/wald.ts';
import type { SampleDesign } from '../weighting/sample-design.ts';
import type { RatioSums } from './cell-sums.ts';
import { estimateRatio } from './ratio.ts';

/**
 * Sums of products of two ratios over the persons of one stratum who count in both; all zero, or
 * the whole list left out, where nobody counts in both.
 */
export type CrossSums = Readonly<{
  /** Σ x₁x₂ */
  xx: number;
  /** Σ x₁y₂ */
  xy: number;
  /** Σ y₁x₂ */
  yx: number;
  /** Σ y₁y₂ */
  yy: number;
}>;

export type RatioPair = Readonly<{
  /** Sums of either ratio by stratum of the design, zero outside its domain. */
  first: readonly RatioSums[];
  second: readonly RatioSums[];
  cross?: readonly CrossSums[];
}>;

type Totals = Readonly<{ x: number; ratio: number }>;

function totalsOf({ weights }: SampleDesign, sums: readonly RatioSums[]): Totals {
  let x = 0;
  let y = 0;
  sums.forEach((sum, h) => {
    x += weights[h]! * sum.x;
    y += weights[h]! * sum.y;
  });
  return { x, ratio: y / x };
}

/**
 * Covariance of two ratios under one design, from sums: two domains of one node, two nodes of one
 * domain, or both different. Domains that share nobody need no cross sums; they still covary where
 * they meet in a variance stratum.
 * @param design the full design
 * @param pair sums of both ratios, and cross sums where persons count in both
 * @returns 0 when either ratio has no answers
 * Särndal, Swensson & Wretman (1992, §5.6): Σ_g (1 − n/N)·n/(n − 1)·[Σz₁z₂ − Σz₁Σz₂/n].
 */
export function ratioCovariance(design: SampleDesign, pair: RatioPair): number {
  const { first, second, cross } = pair;
  const totals1 = totalsOf(design, first);
  const two = totalsOf(design, second);
  if (totals1.x === 0 || two.x === 0) return 0;
  let covariance = 0;
  design.groups.forEach(({ members, known, isEstimable }, g) => {
    let [sum1, sum2, product] = [0, 0, 0];
    for (const h of members) {
      const [w1, w2] = [design.weights[h]! / totals1.x, design.weights[h]! / two.x];
      sum1 += w1 * (first[h]!.y - totals1.ratio * first[h]!.x);
      sum2 += w2 * (second[h]!.y - two.ratio * second[h]!.x);
      const both = cross?.[h];
      if (both)
        product +=
          w1 *
          w2 *
          (both.yy -
            totals1.ratio * both.xy -
            two.ratio * both.yx +
            totals1.ratio * two.ratio * both.xx);
    }
    const centre = isEstimable && known > 0 ? (sum1 * sum2) / known : 0;
    covariance += design.factors[g]! * (product - centre);
  });
  return covariance;
}

/** The difference second − first of two estimates, with its own uncertainty. */
export type Difference = Readonly<{
  value: number | null;
  se: number | null;
  /** The smaller of the two estimates' degrees of freedom. */
  df: number;
  interval: Interval | null;
  method: 'taylor-difference';
}>;

/**
 * Difference of two ratios under one design: V₁ + V₂ − 2Cov. An overlap of persons makes a
 * difference more certain than two independent estimates would be, so cross sums matter.
 * @param design the full design
 * @param pair sums of both ratios, and cross sums where persons count in both
 * @param level nominal coverage
 * Särndal, Swensson & Wretman (1992, §5.6).
 */
export function ratioDifference(design: SampleDesign, pair: RatioPair, level = 0.95): Difference {
  const first = estimateRatio(design, pair.first, { level });
  const second = estimateRatio(design, pair.second, { level });
  const df = Math.min(first.df, second.df);
  const value = first.value === null || second.value === null ? null : second.value - first.value;
  if (value === null || first.se === null || second.se === null)
    return { value, se: null, df, interval: null, method: 'taylor-difference' };
  const covariance = ratioCovariance(design, pair);
  const variance = Math.max(0, first.se ** 2 + second.se ** 2 - 2 * covariance);
  return {
    value,
    se: Math.sqrt(variance),
    df,
    interval: intervalMean({ value, variance, df }, level),
    method: 'taylor-difference',
  };
}
