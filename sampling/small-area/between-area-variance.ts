import { SamplingError } from '../errors.ts';
import { dot } from '../numeric/orthogonal-basis.ts';
import { weightedRegression } from './weighted-regression.ts';

const PRECISION = 1e-14;
const MOST_STEPS = 500;

export interface AreaModelData {
  /** Direct estimates, m. */
  readonly y: readonly number[];
  /** Sampling variances ψ of the direct estimates, m, all above zero. */
  readonly psi: readonly number[];
  /** Rows of the design matrix, m × p, with the constant. */
  readonly design: readonly (readonly number[])[];
}

/**
 * Variance between areas by restricted maximum likelihood, Fisher scoring, not below zero. Returns
 * it with the number of steps. Throws NonconvergentVariance and CollinearCovariates.
 * Source: Rao & Molina 2015, Small Area Estimation, 2nd ed., eq. 6.1.14–6.1.16 (score
 * −½tr(P) + ½y'P²y, information ½tr(P²)).
 */
export function remlVariance(model: AreaModelData): { variance: number; iterations: number } {
  const scale = model.psi.toSorted((a, b) => a - b)[model.psi.length >> 1]!;
  let variance = scale;
  let damping = 1;
  for (let iterations = 1; iterations <= MOST_STEPS; iterations++) {
    const { score, information } = scoreAt(variance, model);
    const next = Math.max(0, variance + (damping * score) / information);
    const step = Math.abs(next - variance);
    variance = next;
    if (step <= PRECISION * (variance + scale)) return { variance, iterations };
    if (iterations % 50 === 0) damping /= 2;
  }
  throw new SamplingError('NonconvergentVariance', 'The variance between areas does not settle.', {
    variance,
    steps: MOST_STEPS,
  });
}

/**
 * Variance between areas by adjusted restricted likelihood A·L(A), which is above zero even where
 * maximum likelihood gives zero and every area would be replaced by its synthetic value. Needs
 * m > p + 2. Source: Li & Lahiri 2010, Journal of Multivariate Analysis 101, eq. 2.7.
 */
export function adjustedVariance(model: AreaModelData): number {
  const rising = (variance: number) => 1 / variance + scoreAt(variance, model).score > 0;
  const scale = model.psi.reduce((sum, value) => sum + value, 0) / model.psi.length;
  let [low, high] = [scale * 1e-12, scale];
  while (rising(high) && high < scale * 1e12) high *= 2;
  while (high / low > 1 + 1e-15) {
    const middle = Math.sqrt(low * high);
    if (middle <= low || middle >= high) break;
    if (rising(middle)) low = middle;
    else high = middle;
  }
  return low;
}

function scoreAt(variance: number, { y, psi, design }: AreaModelData) {
  const weights = psi.map((value) => 1 / (variance + value));
  const { coefficients, orthonormal } = weightedRegression(design, y, weights);
  const p = coefficients.length;
  const gram = Array.from({ length: p }, () => new Array<number>(p).fill(0));
  const sum = { one: 0, two: 0, leverageTwo: 0, residual: 0 };
  weights.forEach((w, i) => {
    const q = orthonormal[i]!;
    const residual = y[i]! - dot(design[i]!, coefficients);
    sum.one += w;
    sum.two += w * w;
    sum.leverageTwo += w * w * dot(q, q);
    sum.residual += w * w * residual * residual;
    for (let a = 0; a < p; a++) for (let b = 0; b < p; b++) gram[a]![b]! += w * q[a]! * q[b]!;
  });
  const traceOfP = sum.one - gram.reduce((trace, row, a) => trace + row[a]!, 0);
  const gramSquared = gram.flat().reduce((trace, value) => trace + value * value, 0);
  const traceOfPSquared = sum.two - 2 * sum.leverageTwo + gramSquared;
  return { score: (sum.residual - traceOfP) / 2, information: traceOfPSquared / 2 };
}
