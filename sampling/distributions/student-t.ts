import { betaQuantilePoint } from './beta.ts';
import { OutsideDistribution } from './errors.ts';
import { betaShape, logBetaTails } from './incomplete-beta.ts';
import { normalQuantile, normalUpperTail } from './normal.ts';

/** From here the four-term expansion below is exact to the last bits. */
const NEARLY_NORMAL = 1e5;

/** Abramowitz & Stegun (1964) 26.7.5: Student's quantile from the normal one, for large df. */
function expandNormal(z: number, df: number): number {
  const s = z * z;
  const g1 = (s + 1) / 4;
  const g2 = ((5 * s + 16) * s + 3) / 96;
  const g3 = (((3 * s + 19) * s + 17) * s - 15) / 384;
  const g4 = ((((79 * s + 776) * s + 1482) * s - 1920) * s - 945) / 92160;
  return z * (1 + (g1 + (g2 + (g3 + g4 / df) / df) / df) / df);
}

/**
 * Quantile of Student's t distribution.
 * @param p lower-tail probability in [0, 1]; 0 and 1 give ∓Infinity
 * @param df degrees of freedom > 0, not necessarily whole; Infinity gives the normal quantile
 * @throws OutsideDistribution for anything else
 */
export function tQuantile(p: number, df: number): number {
  if (!(p >= 0 && p <= 1 && df > 0)) throw new OutsideDistribution('t', { p, df });
  if (p === 0.5) return 0;
  if (df >= NEARLY_NORMAL || p === 0 || p === 1) {
    const z = normalQuantile(p);
    return Number.isFinite(z) && df !== Infinity ? expandNormal(z, df) : z;
  }
  const size = knownSize(Math.min(p, 1 - p), df);
  return p < 0.5 ? -size : size;
}

/** So many are kept: a province with a hundred agencies has a few hundred numbers of respondents. */
const MOST_KNOWN = 2000;
const known = new Map<number, Map<number, number>>();

/** All intervals of a province are of one level and of few degrees of freedom: half of an audit's time was this quantile. */
function knownSize(tail: number, df: number): number {
  const sizes = known.get(tail) ?? new Map<number, number>();
  let size = sizes.get(df);
  if (size !== undefined) return size;
  const { x, y } = betaQuantilePoint(2 * tail, df / 2, 0.5);
  size = Math.sqrt((df * y) / x);
  if (sizes.size >= MOST_KNOWN || known.size >= MOST_KNOWN) known.clear();
  known.set(tail, sizes.set(df, size));
  return size;
}

/** Probability that a t variable with df degrees of freedom exceeds t. */
export function tUpperTail(t: number, df: number): number {
  if (!(df > 0) || Number.isNaN(t)) throw new OutsideDistribution('t', { t, df });
  if (df === Infinity) return normalUpperTail(t);
  if (t === 0) return 0.5;
  const odds = (t * t) / df;
  const beyond = logBetaTails(1 / (1 + odds), 1 / (1 + 1 / odds), betaShape(df / 2, 0.5)).lower;
  return t > 0 ? Math.exp(beyond) / 2 : 1 - Math.exp(beyond) / 2;
}
