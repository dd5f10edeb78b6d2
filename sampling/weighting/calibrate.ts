import { solvePositiveDefinite } from '../numeric/cholesky.ts';
import { dot, orthogonalBasis } from '../numeric/orthogonal-basis.ts';
import type { CalibrationDistance, FactorFunction } from './calibration-distance.ts';
import { factorFunction } from './calibration-distance.ts';
import { NonconvergentCalibration } from './errors.ts';

/** One auxiliary variable: its value for every unit and its known population total. */
export type Auxiliary = Readonly<{ name: string; values: Float64Array; total: number }>;

export type CalibratedWeights = Readonly<{
  weights: Float64Array;
  method: CalibrationDistance['method'];
  iterations: number;
  /** Largest distance of a weighted total from its target, relative to the target (at least 1). */
  worstDeviation: number;
  /** Auxiliaries left out because they are combinations of earlier ones. */
  dependent: readonly string[];
}>;

const TOLERANCE = 1e-12;
const MAXIMUM_ITERATIONS = 100;
const MAXIMUM_HALVINGS = 30;

function predictor(columns: readonly Float64Array[], lambda: Float64Array): Float64Array {
  const u = new Float64Array(columns[0]?.length ?? 0);
  columns.forEach((column, j) => {
    for (let i = 0; i < u.length; i++) u[i]! += lambda[j]! * column[i]!;
  });
  return u;
}

/** Calibrated weights at λ, the slopes for the next Newton step, and what is missing. */
function fitAt(
  base: Float64Array,
  auxiliaries: readonly Auxiliary[],
  lambda: Float64Array,
  factorAt: FactorFunction,
) {
  const u = predictor(
    auxiliaries.map(({ values }) => values),
    lambda,
  );
  const weights = new Float64Array(base.length);
  const slopes = new Float64Array(base.length);
  base.forEach((w, i) => {
    const { factor, slope } = factorAt(u[i]!);
    weights[i] = w * factor;
    slopes[i] = w * slope;
  });
  const missing = Float64Array.from(
    auxiliaries,
    ({ values, total }) => total - dot(values, weights),
  );
  return { weights, slopes, missing };
}

const deviations = (auxiliaries: readonly Auxiliary[], missing: Float64Array) =>
  auxiliaries.map(({ total }, j) => Math.abs(missing[j]!) / Math.max(1, Math.abs(total)));

function newtonStep(
  auxiliaries: readonly Auxiliary[],
  slopes: Float64Array,
  missing: Float64Array,
): Float64Array | null {
  const scaled = auxiliaries.map(({ values }) => values.map((value, i) => value * slopes[i]!));
  const matrix = scaled.map((row) =>
    Float64Array.from(auxiliaries, ({ values }) => dot(row, values)),
  );
  return solvePositiveDefinite(matrix, missing);
}

/**
 * Calibration: the weights closest to the given ones under a distance that reproduce known totals.
 * Newton's method with step halving on the Lagrange multipliers.
 * @param weights starting weights, one per unit (0 for units that are not to count)
 * @param auxiliaries values by unit and population totals; dependent ones are left out but must agree
 * @param distance linear, raking, or logit with bounds on the weight factor
 * @throws NonconvergentCalibration when the totals cannot be met; InvalidBounds
 * Deville & Särndal (1992, JASA 87, eq. 2.2–2.5).
 */
export function calibrate(
  weights: Float64Array,
  auxiliaries: readonly Auxiliary[],
  distance: CalibrationDistance,
): CalibratedWeights {
  const factorAt = factorFunction(distance);
  const { kept } = orthogonalBasis(
    auxiliaries.map(({ values }) => values),
    weights,
  );
  const used = kept.map((j) => auxiliaries[j]!);
  const dependent = auxiliaries
    .filter((auxiliary) => !used.includes(auxiliary))
    .map(({ name }) => name);
  let lambda = new Float64Array(used.length);
  let fit = fitAt(weights, used, lambda, factorAt);
  let iterations = 0;
  for (; iterations < MAXIMUM_ITERATIONS; iterations++) {
    const worst = Math.max(0, ...deviations(used, fit.missing));
    if (worst <= TOLERANCE) break;
    const step = newtonStep(used, fit.slopes, fit.missing);
    if (!step) break;
    const better = improvedFit(worst, step);
    if (!better) break;
    ({ lambda, fit } = better);
  }
  return finish();

  function improvedFit(worst: number, step: Float64Array) {
    for (let halving = 0, size = 1; halving < MAXIMUM_HALVINGS; halving++, size /= 2) {
      const tried = lambda.map((value, j) => value + size * step[j]!);
      const triedFit = fitAt(weights, used, tried, factorAt);
      if (Math.max(...deviations(used, triedFit.missing)) < worst)
        return { lambda: tried, fit: triedFit };
    }
    return null;
  }

  function finish(): CalibratedWeights {
    const all = auxiliaries.map(({ values, total }) => total - dot(values, fit.weights));
    const distances = deviations(auxiliaries, Float64Array.from(all));
    const worstDeviation = Math.max(0, ...distances);
    if (!(worstDeviation <= 1e-9))
      throw new NonconvergentCalibration({
        margin: auxiliaries[distances.indexOf(worstDeviation)]?.name,
        worstDeviation,
        iterations,
      });
    return { weights: fit.weights, method: distance.method, iterations, worstDeviation, dependent };
  }
}
