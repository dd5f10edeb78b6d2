import { OutsideDistribution } from './errors.ts';

const SQRT_2PI = Math.sqrt(2 * Math.PI);

/** Evaluates c₀ + c₁r + … by Horner's rule; coefficients from the highest power down. */
function polynomial(coefficients: readonly number[], r: number): number {
  let sum = 0;
  for (const c of coefficients) sum = sum * r + c;
  return sum;
}

type Rational = Readonly<{ top: readonly number[]; bottom: readonly number[] }>;

const CENTRE: Rational = {
  top: [
    2509.0809287301227, 33430.57558358813, 67265.7709270087, 45921.95393154987, 13731.69376550946,
    1971.5909503065513, 133.14166789178438, 3.3871328727963665,
  ],
  bottom: [
    5226.495278852546, 28729.085735721943, 39307.89580009271, 21213.794301586597, 5394.196021424751,
    687.1870074920579, 42.31333070160091, 1,
  ],
};
const SHOULDER: Rational = {
  top: [
    0.0007745450142783414, 0.022723844989269184, 0.2417807251774506, 1.2704582524523684,
    3.6478483247632045, 5.769497221460691, 4.630337846156546, 1.4234371107496835,
  ],
  bottom: [
    1.0507500716444169e-9, 0.0005475938084995345, 0.015198666563616457, 0.14810397642748008,
    0.6897673349851, 1.6763848301838038, 2.053191626637759, 1,
  ],
};
const TAIL: Rational = {
  top: [
    2.0103343992922881e-7, 2.7115555687434876e-5, 0.0012426609473880784, 0.026532189526576124,
    0.29656057182850487, 1.7848265399172913, 5.463784911164114, 6.657904643501103,
  ],
  bottom: [
    2.0442631033899397e-15, 1.421511758316446e-7, 1.8463183175100548e-5, 0.0007868691311456133,
    0.014875361290850615, 0.1369298809227358, 0.599832206555888, 1,
  ],
};

const ratioOf = ({ top, bottom }: Rational, r: number) =>
  polynomial(top, r) / polynomial(bottom, r);

/**
 * Quantile of the standard normal distribution.
 * @param p probability in [0, 1]; 0 and 1 give ∓Infinity
 * @throws OutsideDistribution when p is outside [0, 1]
 * Wichura (1988), algorithm AS 241 (PPND16); relative accuracy about 1e-16.
 */
export function normalQuantile(p: number): number {
  if (!(p >= 0 && p <= 1)) throw new OutsideDistribution('normal', { p });
  const q = p - 0.5;
  if (Math.abs(q) <= 0.425) return q * ratioOf(CENTRE, 0.180625 - q * q);
  const tail = q < 0 ? p : 1 - p;
  if (tail === 0) return q < 0 ? -Infinity : Infinity;
  const r = Math.sqrt(-Math.log(tail));
  const size = r <= 5 ? ratioOf(SHOULDER, r - 1.6) : ratioOf(TAIL, r - 5);
  return q < 0 ? -size : size;
}

/** Density of the standard normal distribution. */
const normalDensity = (z: number) => Math.exp((-z * z) / 2) / SQRT_2PI;

/** Φ(z) − ½ for |z| < 2.5 by Marsaglia's (2004) series φ(z)(z + z³/3 + z⁵/15 + …). */
function centralArea(z: number): number {
  let term = z;
  let sum = z;
  for (let k = 3; Math.abs(term) > 1e-18 * Math.abs(sum); k += 2) {
    term *= (z * z) / k;
    sum += term;
  }
  return sum * normalDensity(z);
}

/** Mills' ratio continued fraction for z ≥ 2.5, evaluated from a fixed depth upwards. */
function tailArea(z: number): number {
  let fraction = z;
  for (let k = 120; k >= 1; k--) fraction = z + k / fraction;
  return normalDensity(z) / fraction;
}

/**
 * Probability that a standard normal variable exceeds z; keeps its relative accuracy far out,
 * where 1 − Φ(z) would be lost.
 */
export function normalUpperTail(z: number): number {
  if (Number.isNaN(z)) throw new OutsideDistribution('normal', { z });
  if (z >= 2.5) return tailArea(z);
  if (z <= -2.5) return 1 - tailArea(-z);
  return 0.5 - centralArea(z);
}

/** Φ(z): probability that a standard normal variable is at most z. */
export const normalProbability = (z: number) => normalUpperTail(-z);
