import type { OrthogonalBasis } from '../numeric/orthogonal-basis.ts';
import { weightedResiduals } from '../numeric/orthogonal-basis.ts';
import type { VarianceStratum } from '../weighting/collapse-strata.ts';
import { centredSquares } from './ratio-columns.ts';
import type { LinearizedRatio } from './ratio-estimate.ts';

/** The design as unit-level estimation sees it; columns have one entry per sampled unit. */
export type UnitDesign = Readonly<{
  groups: readonly VarianceStratum[];
  factors: Float64Array;
  groupOf: Int32Array;
  /** Final weights; 0 for units without known status. */
  weights: Float64Array;
  /** For calibrated weights: the auxiliaries under the weights before calibration. */
  calibration?: OrthogonalBasis;
}>;

/**
 * Linearized scores z_i = w_i u_i of an estimate: its variance is that of the total of z. `units`
 * are the positions with a score, ascending; all others have 0.
 */
export type Scores = Readonly<{ units: Int32Array; values: Float64Array }>;

/** Any estimate with the scores its variance and covariances are made of. */
export type Linearized = LinearizedRatio &
  Readonly<{
    /** null when nobody gave a valid answer. */
    value: number | null;
    scores: Scores;
  }>;

/** Numerator and denominator of each unit; a unit with x = 0 gave no valid answer. */
export type Variable = Readonly<{ x: Float64Array; y: Float64Array }>;

/**
 * Σ_g factor·[Σz² − (Σz)²/n_g]: variance of a stratified estimate from its scores.
 * Särndal, Swensson & Wretman (1992, result 3.7.2).
 */
export function scoreVariance(design: UnitDesign, { units, values }: Scores): number {
  // Only groups the scores touch: a domain of ten people must not cost a pass over all strata.
  const touched = new Map<number, { sum: number; squares: number }>();
  units.forEach((unit, k) => {
    const g = design.groupOf[unit]!;
    const value = values[k]!;
    const sums = touched.get(g);
    if (sums) {
      sums.sum += value;
      sums.squares += value * value;
    } else touched.set(g, { sum: value, squares: value * value });
  });
  let variance = 0;
  for (const [g, { sum, squares }] of touched)
    variance += design.factors[g]! * centredSquares(sum, squares, design.groups[g]!);
  return variance;
}

/** Covariance of two stratified estimates from their scores. */
export function scoreCovariance(design: UnitDesign, a: Scores, b: Scores): number {
  const sumsA = new Float64Array(design.groups.length);
  const sumsB = new Float64Array(design.groups.length);
  const products = new Float64Array(design.groups.length);
  const inFirst = new Map<number, number>();
  a.units.forEach((unit, k) => {
    sumsA[design.groupOf[unit]!]! += a.values[k]!;
    inFirst.set(unit, a.values[k]!);
  });
  b.units.forEach((unit, k) => {
    const g = design.groupOf[unit]!;
    sumsB[g]! += b.values[k]!;
    products[g]! += (inFirst.get(unit) ?? 0) * b.values[k]!;
  });
  return design.groups.reduce((sum, { known, isEstimable }, g) => {
    const centre = isEstimable && known > 0 ? (sumsA[g]! * sumsB[g]!) / known : 0;
    return sum + design.factors[g]! * (products[g]! - centre);
  }, 0);
}

/** Scores of a linear combination Σ cₖ·estimateₖ, e.g. a contrast (1, −1) or a mean of nodes. */
export function combineScores(parts: readonly (readonly [coefficient: number, Scores])[]): Scores {
  const total = new Map<number, number>();
  for (const [coefficient, { units, values }] of parts)
    units.forEach((unit, k) => {
      total.set(unit, (total.get(unit) ?? 0) + coefficient * values[k]!);
    });
  const units = Int32Array.from(total.keys()).sort();
  return { units, values: Float64Array.from(units, (unit) => total.get(unit)!) };
}

/**
 * Scores of the linearized variable u (0 where it is not given): w·u, or for calibrated weights
 * w·(u − x'b) with b fitted by the weights before calibration.
 * Deville & Särndal (1992, eq. 3.4).
 */
export function weightedScores(design: UnitDesign, units: Int32Array, u: Float64Array): Scores {
  const { weights, calibration } = design;
  if (!calibration) return { units, values: u.map((value, k) => weights[units[k]!]! * value) };
  const everywhere = new Float64Array(weights.length);
  units.forEach((unit, k) => {
    everywhere[unit] = u[k]!;
  });
  const residuals = weightedResiduals(calibration, everywhere);
  const known = Int32Array.from(weights.keys()).filter((i) => weights[i] !== 0);
  return { units: known, values: Float64Array.from(known, (i) => weights[i]! * residuals[i]!) };
}

/**
 * Total Σwy over a domain of units, with its scores.
 * @param domain positions of the domain's units, ascending
 */
export function linearizeTotal(design: UnitDesign, y: Float64Array, domain: ArrayLike<number>) {
  const members = Int32Array.from(domain).filter((i) => design.weights[i] !== 0);
  const value = members.reduce((sum, i) => sum + design.weights[i]! * y[i]!, 0);
  const scores = weightedScores(
    design,
    members,
    Float64Array.from(members, (i) => y[i]!),
  );
  return { value, variance: scoreVariance(design, scores), scores };
}

/** a − b, where a difference that is only rounding counts as none. */
const difference = (a: number, b: number) =>
  Math.abs(a - b) <= 1e-14 * (Math.abs(a) + Math.abs(b)) ? 0 : a - b;

/**
 * Ratio Σwy/Σwx over a domain of units, linearized: z = w(y − Rx)/Σwx.
 * @param design the full design; domains are indicators on it, never a filtered sample
 * @param variable x and y by unit
 * @param domain positions of the domain's units, ascending; units with x = 0 or w = 0 are left out
 * Woodruff (1971); Binder (1983).
 */
export function linearizeRatio(
  design: UnitDesign,
  { x, y }: Variable,
  domain: ArrayLike<number>,
): Linearized {
  const members = Int32Array.from(domain).filter((i) => x[i]! > 0 && design.weights[i] !== 0);
  const totals = { x: 0, y: 0, weight: 0, squaredWeight: 0, uncollapsed: 0, residual: 0 };
  const strata = new Set<number>();
  for (const i of members) {
    const w = design.weights[i]!;
    totals.weight += w;
    totals.squaredWeight += w * w;
    totals.x += w * x[i]!;
    totals.y += w * y[i]!;
    const g = design.groupOf[i]!;
    strata.add(g);
    if (!design.groups[g]!.isEstimable) totals.uncollapsed += 1;
  }
  const ratio = totals.y / totals.x;
  const residuals = Float64Array.from(members, (i) => difference(y[i]!, ratio * x[i]!));
  members.forEach((i, k) => {
    totals.residual += design.weights[i]! * residuals[k]! * residuals[k]!;
  });
  const scores = weightedScores(
    design,
    members,
    residuals.map((residual) => residual / totals.x),
  );
  const variance = members.length > 0 ? scoreVariance(design, scores) : 0;
  return {
    ...totals,
    value: members.length > 0 ? ratio : null,
    respondents: members.length,
    strata: strata.size,
    variance,
    scores,
  };
}
