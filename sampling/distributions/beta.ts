import { OutsideDistribution } from './errors.ts';
import type { BetaShape, LogTails } from './incomplete-beta.ts';
import { betaShape, logBetaKernel, logBetaTails, mirrored } from './incomplete-beta.ts';
import { normalQuantile } from './normal.ts';

/** A point of (0, 1) with its complement, each to full relative precision. */
export type BetaPoint = Readonly<{ x: number; y: number }>;

/** The probability asked for, as logarithms of its two tails. */
type Target = Readonly<{ log: LogTails; matchLower: boolean }>;

/** ln of the smallest double that is not subnormal: below it a quantile is given as 0. */
const LOG_FLOOR = -708;
const LOG_HALF = -Math.LN2;

function firstGuess(shape: BetaShape, { log }: Target): number {
  const { a, b } = shape;
  const n = a + b;
  if (a > 1 && b > 1) {
    const spread = Math.sqrt(((a / n) * (b / n)) / (n + 1));
    const x = a / n + normalQuantile(Math.exp(log.lower)) * spread;
    if (x > 0 && x < 0.5) return Math.log(x);
  }
  const logConstant = logBetaKernel(0.5, 0.5, shape) + n * Math.LN2 - Math.log(a);
  return (log.lower - logConstant) / a;
}

/** How far the tail at eᵘ lies above the target, and its slope in u. */
function excess(u: number, shape: BetaShape, { log, matchLower }: Target) {
  const x = Math.exp(u);
  const tails = logBetaTails(x, 1 - x, shape);
  const density = tails.kernel - Math.log1p(-x);
  if (matchLower) return { above: tails.lower - log.lower, slope: Math.exp(density - tails.lower) };
  return { above: log.upper - tails.upper, slope: Math.exp(density - tails.upper) };
}

/** A Newton step below this is followed by one below rounding: convergence is quadratic. */
const LAST_STEP = 1e-11;

/** Newton's method on ln x for x ≤ ½, kept inside a shrinking bracket. */
function solveLowerHalf(shape: BetaShape, target: Target): number {
  let low = LOG_FLOOR;
  let high = LOG_HALF;
  if (excess(low, shape, target).above >= 0) return 0;
  let u = Math.min(high, Math.max(low, firstGuess(shape, target)));
  for (let step = 0; step < 200; step++) {
    const { above, slope } = excess(u, shape, target);
    if (above > 0) high = u;
    else low = u;
    const newton = u - above / slope;
    const isInside = newton >= low && newton <= high;
    const next = isInside ? newton : (low + high) / 2;
    const moved = Math.abs(next - u);
    u = next;
    if (above === 0 || moved <= (isInside ? LAST_STEP : 2e-16 * Math.abs(u))) break;
  }
  return Math.exp(u);
}

function check(distribution: string, p: number, a: number, b: number): void {
  if (!(p >= 0 && p <= 1 && a > 0 && b > 0 && a < Infinity && b < Infinity))
    throw new OutsideDistribution(distribution, { p, a, b });
}

/**
 * Quantile of the beta distribution together with its complement, so that a quantile close to 1
 * keeps its distance to 1.
 * @param p lower-tail probability in [0, 1]
 * @param a, b shapes, finite and > 0
 * @throws OutsideDistribution for anything else
 */
export function betaQuantilePoint(p: number, a: number, b: number): BetaPoint {
  check('beta', p, a, b);
  if (p === 0) return { x: 0, y: 1 };
  if (p === 1) return { x: 1, y: 0 };
  const log = { lower: Math.log(p), upper: Math.log1p(-p) };
  const shape = betaShape(a, b);
  if (log.lower <= logBetaTails(0.5, 0.5, shape).lower) {
    const x = solveLowerHalf(shape, { log, matchLower: p <= 0.5 });
    return { x, y: 1 - x };
  }
  const swapped = { lower: log.upper, upper: log.lower };
  const y = solveLowerHalf(mirrored(shape), { log: swapped, matchLower: p > 0.5 });
  return { x: 1 - y, y };
}

/**
 * Quantile of the beta distribution; 0 where it is below the smallest normal double.
 * @param p lower-tail probability in [0, 1]
 * @param a, b shapes, finite and > 0 (tested from 1e-3 to 1e6)
 * @throws OutsideDistribution for anything else
 */
export const betaQuantile = (p: number, a: number, b: number): number =>
  betaQuantilePoint(p, a, b).x;

/** Probability that a beta(a, b) variable is at most x: the regularised incomplete beta function. */
export function betaProbability(x: number, a: number, b: number): number {
  check('beta', x, a, b);
  if (x === 0 || x === 1) return x;
  return Math.exp(logBetaTails(x, 1 - x, betaShape(a, b)).lower);
}
