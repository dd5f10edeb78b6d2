import { logGamma } from './gamma.ts';

/** P(X ≤ x) and P(X ≥ x); both count x itself. */
export type CountTails = Readonly<{ lower: number; upper: number }>;

/** Correlation of two cases of one agency below which their share does not vary beyond chance. */
const NO_CORRELATION = 1e-9;
/** Terms this much smaller than their sum change no digit of it. */
const NEGLIGIBLE = 1e-18;

/**
 * Tails of a count of cases among `total` whose share varies from agency to agency with mean `share` and
 * correlation `correlation` of two cases of one agency: the beta-binomial distribution, with correlation 0
 * the binomial one. Summed term by term from x outwards, so that a tail keeps its digits however small.
 * Source: Johnson, Kemp & Kotz 2005, Univariate Discrete Distributions, §6.2.2.
 */
export function countTails(
  x: number,
  total: number,
  share: number,
  correlation: number,
): CountTails {
  const shape = shapeOf(total, share, correlation);
  const mass = Math.exp(shape.logMass(x));
  const upper = sumOutwards(mass, x, total, (k) => shape.ratio(k));
  const lower = sumOutwards(mass, total - x, total, (k) => 1 / shape.ratio(total - k - 1));
  return { lower: Math.min(1, lower), upper: Math.min(1, upper) };
}

interface Shape {
  readonly logMass: (k: number) => number;
  /** P(k + 1) / P(k). */
  readonly ratio: (k: number) => number;
}

function shapeOf(n: number, share: number, correlation: number): Shape {
  const choose = (k: number) => logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1);
  if (correlation < NO_CORRELATION)
    return {
      logMass: (k) => choose(k) + k * Math.log(share) + (n - k) * Math.log1p(-share),
      ratio: (k) => ((n - k) / (k + 1)) * (share / (1 - share)),
    };
  const spread = (1 - correlation) / correlation;
  const [a, b] = [share * spread, (1 - share) * spread];
  const logBeta = (p: number, q: number) => logGamma(p) + logGamma(q) - logGamma(p + q);
  return {
    logMass: (k) => choose(k) + logBeta(k + a, n - k + b) - logBeta(a, b),
    ratio: (k) => (((n - k) / (k + 1)) * (k + a)) / (n - k - 1 + b),
  };
}

/** Mass from k to the end of its side; ends early once the terms fall and add nothing. */
function sumOutwards(first: number, from: number, end: number, ratio: (k: number) => number) {
  let [term, sum] = [first, first];
  for (let k = from; k < end; k++) {
    const factor = ratio(k);
    term *= factor;
    sum += term;
    if (factor < 1 && term < sum * NEGLIGIBLE) break;
  }
  return sum;
}
