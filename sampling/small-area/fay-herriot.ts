import { SamplingError } from '../errors.ts';
import { dot } from '../numeric/orthogonal-basis.ts';
import type { AreaModelData } from './between-area-variance.ts';
import { adjustedVariance, remlVariance } from './between-area-variance.ts';
import type { WeightedRegression } from './weighted-regression.ts';
import { weightedRegression } from './weighted-regression.ts';

export interface SmallArea {
  readonly area: string;
  /** Direct estimate, or null for an area without a sample. */
  readonly estimate: number | null;
  /** Smoothed sampling variance ψ of the direct estimate, or null without a sample. */
  readonly variance: number | null;
  /** Values known for the whole area, the same list for every area, without the constant. */
  readonly covariates: readonly number[];
}

export interface ModelEstimate {
  readonly area: string;
  /** `synthetic`: the area has no sample and the model speaks alone. */
  readonly basis: 'model' | 'synthetic';
  readonly value: number;
  /** Estimated mean squared error of `value`. */
  readonly mse: number;
  /** Share of the direct estimate in `value`. */
  readonly gamma: number;
  readonly direct: number | null;
  readonly synthetic: number;
}

export interface FayHerriotFit {
  readonly method: 'fay-herriot-reml' | 'fay-herriot-adjusted';
  readonly betweenAreaVariance: number;
  /** Constant first, then the covariates in the order given. */
  readonly coefficients: readonly number[];
  readonly coefficientErrors: readonly number[];
  readonly iterations: number;
  readonly areas: readonly ModelEstimate[];
  readonly warnings: readonly ('no-variance-between-areas' | 'areas-without-sample')[];
}

/**
 * Fay–Herriot estimates: each area's direct estimate is drawn towards a regression on `covariates`,
 * the more the larger its sampling variance. They are model estimates and are shown beside the
 * direct ones, never instead. `whenZero` says what to do when the areas do not differ more than
 * their sampling variances explain: `clip` keeps a variance of zero, `adjust` takes the adjusted
 * likelihood. Throws DuplicateArea, InvalidEstimate, ZeroSamplingVariance (smooth it first),
 * RaggedCovariates, TooFewAreas, CollinearCovariates, NonconvergentVariance.
 * Source: Fay & Herriot 1979, JASA 74, eq. 1.5; mean squared error g1 + g2 + 2g3 of Prasad & Rao
 * 1990, JASA 85, and Datta & Lahiri 2000, Statistica Sinica 10, for REML.
 */
export function fayHerriot(
  areas: readonly SmallArea[],
  { whenZero = 'clip' as 'clip' | 'adjust' } = {},
): FayHerriotFit {
  const model = modelOf(areas);
  const { variance: reml, iterations } = remlVariance(model);
  const adjust = reml === 0 && whenZero === 'adjust';
  const variance = adjust ? adjustedVariance(model) : reml;
  const weights = model.psi.map((psi) => 1 / (variance + psi));
  const fit = weightedRegression(model.design, model.y, weights);
  const uncertainty = 2 / weights.reduce((sum, w) => sum + w * w, 0);
  const estimates = areas.map((area) => estimateArea(area, variance, fit, uncertainty));
  return {
    method: adjust ? 'fay-herriot-adjusted' : 'fay-herriot-reml',
    betweenAreaVariance: variance,
    coefficients: fit.coefficients,
    coefficientErrors: fit.inverse.map((row, j) => Math.sqrt(row[j]!)),
    iterations,
    areas: estimates,
    warnings: [
      ...(reml === 0 ? (['no-variance-between-areas'] as const) : []),
      ...(model.y.length < areas.length ? (['areas-without-sample'] as const) : []),
    ],
  };
}

const designRow = ({ covariates }: SmallArea) => [1, ...covariates];

function estimateArea(
  area: SmallArea,
  A: number,
  { coefficients, inverse }: WeightedRegression,
  uncertainty: number,
): ModelEstimate {
  const x = designRow(area);
  const synthetic = dot(x, coefficients);
  const spread = dot(
    x,
    inverse.map((row) => dot(row, x)),
  );
  if (area.estimate === null || area.variance === null)
    return {
      area: area.area,
      basis: 'synthetic',
      value: synthetic,
      mse: A + spread,
      gamma: 0,
      direct: null,
      synthetic,
    };
  const psi = area.variance;
  const gamma = A / (A + psi);
  const g1 = gamma * psi;
  const g2 = (1 - gamma) ** 2 * spread;
  const g3 = ((psi * psi) / (A + psi) ** 3) * uncertainty;
  return {
    area: area.area,
    basis: 'model',
    value: gamma * area.estimate + (1 - gamma) * synthetic,
    mse: g1 + g2 + 2 * g3,
    gamma,
    direct: area.estimate,
    synthetic,
  };
}

function modelOf(areas: readonly SmallArea[]): AreaModelData {
  if (new Set(areas.map(({ area }) => area)).size !== areas.length)
    throw new SamplingError('DuplicateArea', 'An area is given twice.', { areas: areas.length });
  for (const area of areas) checkArea(area, areas[0]!.covariates.length);
  const sampled = areas.filter((area) => area.estimate !== null && area.variance !== null);
  const design = sampled.map(designRow);
  const columns = 1 + (areas[0]?.covariates.length ?? 0);
  if (sampled.length <= columns + 2)
    throw new SamplingError('TooFewAreas', 'Too few areas with a sample for this model.', {
      sampled: sampled.length,
      needed: columns + 3,
    });
  return {
    y: sampled.map(({ estimate }) => estimate!),
    psi: sampled.map(({ variance }) => variance!),
    design,
  };
}

function checkArea({ area, estimate, variance, covariates }: SmallArea, length: number): void {
  if (covariates.length !== length || !covariates.every(Number.isFinite))
    throw new SamplingError('RaggedCovariates', `The covariates of ${area} do not fit.`, { area });
  if ((estimate === null) !== (variance === null) || !Number.isFinite(estimate ?? 0))
    throw new SamplingError('InvalidEstimate', `The estimate of ${area} is incomplete.`, { area });
  if (variance !== null && !(variance > 0 && variance < Infinity))
    throw new SamplingError('ZeroSamplingVariance', `Smooth the variance of ${area} first.`, {
      area,
      variance,
    });
}
