import { stirlingError } from './gamma.ts';

const TINY = 1e-300;

/**
 * Deviance term n ln(n/m) + m − n of Loader (2000), by its series where n and m are close and the
 * difference of logarithms would cancel.
 */
function deviance(n: number, m: number): number {
  if (Math.abs(n - m) >= 0.1 * (n + m)) return n * Math.log(n / m) + m - n;
  const v = (n - m) / (n + m);
  let sum = (n - m) * v;
  let term = 2 * n * v;
  for (let k = 3; Math.abs(term) > 1e-17 * Math.abs(sum); k += 2) {
    term *= v * v;
    sum += term / k;
  }
  return sum;
}

/** Shapes of a beta distribution with what depends on them alone. */
export type BetaShape = Readonly<{ a: number; b: number; logConstant: number }>;

/** A beta distribution's shapes a, b > 0 with the logarithm of its constant, by Stirling errors (Loader 2000). */
export function betaShape(a: number, b: number): BetaShape {
  const n = a + b;
  const errors = stirlingError(n) - stirlingError(a) - stirlingError(b);
  return { a, b, logConstant: errors + 0.5 * Math.log((a / n) * (b / (2 * Math.PI))) };
}

/** The other way round: the distribution of 1 − x. */
export const mirrored = ({ a, b, logConstant }: BetaShape): BetaShape => ({
  a: b,
  b: a,
  logConstant,
});

/**
 * ln of xᵃ(1−x)ᵇ / B(a, b), with y = 1 − x given apart so that neither tail loses digits.
 * Loader's (2000) saddle-point form of the binomial density, generalised to real a and b.
 */
export function logBetaKernel(x: number, y: number, { a, b, logConstant }: BetaShape): number {
  return logConstant - deviance(a, (a + b) * x) - deviance(b, (a + b) * y);
}

/** The continued fraction of DLMF 8.17.22 by the modified Lentz method; valid for x ≤ a/(a+b). */
function betaFraction(x: number, a: number, b: number): number {
  const nonzero = (value: number) => (Math.abs(value) < TINY ? TINY : value);
  let c = 1;
  let d = 1 / nonzero(1 - ((a + b) * x) / (a + 1));
  let fraction = d;
  for (let m = 1; m < 200_000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / nonzero(1 + even * d);
    c = nonzero(1 + even / c);
    fraction *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / nonzero(1 + odd * d);
    c = nonzero(1 + odd / c);
    const step = d * c;
    fraction *= step;
    if (Math.abs(step - 1) < 1e-16) break;
  }
  return fraction;
}

/** ln(1 − eᵘ) for u < 0 without loss near either end. */
const logComplement = (u: number) =>
  u > -Math.LN2 ? Math.log(-Math.expm1(u)) : Math.log1p(-Math.exp(u));

/** Logarithms of I_x(a, b) and of 1 − I_x(a, b). */
export type LogTails = Readonly<{ lower: number; upper: number }>;

/**
 * Both tails of the regularised incomplete beta function, as logarithms so that neither under-
 * flows, each to about 1e-14 relative, and ln of xᵃ(1−x)ᵇ / B(a, b), which they are made from.
 * @param x, y a point of (0, 1) and its complement 1 − x
 * DLMF 8.17; the fraction is taken on the side of the mean where it converges fast.
 */
export function logBetaTails(
  x: number,
  y: number,
  shape: BetaShape,
): LogTails & Readonly<{ kernel: number }> {
  const { a, b } = shape;
  const kernel = logBetaKernel(x, y, shape);
  if (x * (a + b + 2) <= a + 1) {
    const lower = Math.min(0, kernel - Math.log(a) + Math.log(betaFraction(x, a, b)));
    return { lower, upper: logComplement(lower), kernel };
  }
  const upper = Math.min(0, kernel - Math.log(b) + Math.log(betaFraction(y, b, a)));
  return { lower: logComplement(upper), upper, kernel };
}
