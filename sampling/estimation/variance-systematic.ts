import { NoVarianceEstimate } from './estimate.ts';

/**
 * How the variance of a systematic sample's mean is approximated; none is unbiased.
 * - `successive-differences`: neighbours in selection order (Wolter v₂), the default
 * - `pairs`: non-overlapping pairs (Wolter v₃)
 * - `simple-random`: as if drawn at random, too large for an ordered list (Wolter v₁)
 */
export type SystematicMethod = 'successive-differences' | 'pairs' | 'simple-random';

const squaredSteps = (y: ArrayLike<number>, step: number) => {
  let sum = 0;
  for (let i = 1; i < y.length; i += step) sum += (y[i]! - y[i - 1]!) ** 2;
  return sum;
};

function scatter(y: ArrayLike<number>): number {
  let [sum, squares] = [0, 0];
  for (let i = 0; i < y.length; i++) sum += y[i]!;
  for (let i = 0; i < y.length; i++) squares += (y[i]! - sum / y.length) ** 2;
  return squares / (y.length - 1);
}

function elementVariance(y: ArrayLike<number>, method: SystematicMethod): number {
  switch (method) {
    case 'successive-differences':
      return squaredSteps(y, 1) / (2 * (y.length - 1));
    case 'pairs':
      return squaredSteps(y, 2) / (2 * Math.floor(y.length / 2));
    case 'simple-random':
      return scatter(y);
  }
}

/**
 * Variance of the mean of a systematic sample of n from N units.
 * @param y values in the order of selection
 * @param population N
 * @param method successive differences, or that of a simple random sample
 * @throws NoVarianceEstimate with fewer than two units or more than N
 * Wolter (2007), Introduction to Variance Estimation, §8.2.
 */
export function varianceSystematic(
  y: ArrayLike<number>,
  population: number,
  method: SystematicMethod = 'successive-differences',
): number {
  if (y.length < 2 || y.length > population)
    throw new NoVarianceEstimate('A systematic sample needs 2 to N units.', {
      n: y.length,
      population,
    });
  return ((1 - y.length / population) / y.length) * elementVariance(y, method);
}
