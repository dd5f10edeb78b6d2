import { betaQuantilePoint } from './beta.ts';
import { OutsideDistribution } from './errors.ts';

/**
 * Quantile of the F distribution, by way of the beta distribution.
 * @param p lower-tail probability in [0, 1]
 * @param df1, df2 degrees of freedom of numerator and denominator, finite and > 0
 * @throws OutsideDistribution for anything else
 */
export function fQuantile(p: number, df1: number, df2: number): number {
  if (!(p >= 0 && p <= 1 && df1 > 0 && df2 > 0 && df1 < Infinity && df2 < Infinity))
    throw new OutsideDistribution('F', { p, df1, df2 });
  const { x, y } = betaQuantilePoint(p, df1 / 2, df2 / 2);
  return (df2 * x) / (df1 * y);
}
