import { orthogonalBasis } from '../numeric/orthogonal-basis.ts';
import type { Margin } from '../weighting/rake.ts';
import { marginColumns, rake } from '../weighting/rake.ts';
import type { WeightedSample } from '../weighting/weight-sample.ts';
import type { UnitDesign } from './linearization.ts';

/**
 * The design of a weighted sample for estimation from its units.
 * Särndal, Swensson & Wretman (1992, §3.7); sampling.md §1c.
 */
export const unitDesign = ({ design, groupOf, weights }: WeightedSample): UnitDesign => ({
  groups: design.groups,
  factors: design.factors,
  groupOf,
  weights,
});

/**
 * The same design with calibrated weights: variances then come from the residuals on the
 * auxiliaries, fitted by the weights before calibration.
 * @param design the design with the weights before calibration
 * @param weights calibrated weights
 * @param columns auxiliary variables, one array per variable
 */
export const calibratedDesign = (
  design: UnitDesign,
  weights: Float64Array,
  columns: readonly Float64Array[],
): UnitDesign => ({ ...design, weights, calibration: orthogonalBasis(columns, design.weights) });

/**
 * Rakes a design to margins of the frame over the units of known status.
 * @param design weights and variance strata of all sampled units
 * @param margins categories of the units and totals of the frame, in persons
 * @throws InconsistentMargins, MarginWithoutSample, NonconvergentCalibration
 * Deming & Stephan (1940); Deville & Särndal (1992).
 */
export function rakedDesign(design: UnitDesign, margins: readonly Margin[]): UnitDesign {
  const { weights } = rake(design.weights, margins);
  return calibratedDesign(design, weights, marginColumns(margins));
}
