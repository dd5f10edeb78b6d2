/** Coefficients of Lanczos' approximation with g = 607/128 (Godfrey 2001), 15 terms. */
const LANCZOS = [
  0.9999999999999971, 57.15623566586292, -59.59796035547549, 14.136097974741746,
  -0.4919138160976202, 3.399464998481189e-5, 4.652362892704858e-5, -9.837447530487956e-5,
  0.0001580887032249125, -0.00021026444172410488, 0.00021743961811521265, -0.0001643181065367639,
  8.441822398385275e-5, -2.6190838401581408e-5, 3.6899182659531625e-6,
];
const G = 607 / 128;
const HALF_LOG_2PI = 0.9189385332046728;

/** Below this argument Stirling's series with eight terms is not yet exact to the last bits. */
const STIRLING_FROM = 15;

/** Σ B₂ₖ/(2k(2k−1)x²ᵏ⁻¹): what Stirling's formula leaves out, for x ≥ 15. */
function stirlingSeries(x: number): number {
  const r = 1 / (x * x);
  const tail = -691 / 360360 + r * (1 / 156 + r * (-3617 / 122400));
  return (
    (1 / 12 + r * (-1 / 360 + r * (1 / 1260 + r * (-1 / 1680 + r * (1 / 1188 + r * tail))))) / x
  );
}

/** ln Γ(x) for x > 0: Lanczos below 15, Stirling's series above. */
export function logGamma(x: number): number {
  if (x >= STIRLING_FROM) return (x - 0.5) * Math.log(x) - x + HALF_LOG_2PI + stirlingSeries(x);
  let sum = LANCZOS[0]!;
  for (let k = 1; k < LANCZOS.length; k++) sum += LANCZOS[k]! / (x + k);
  const t = x + G + 0.5;
  return (x + 0.5) * Math.log(t) - t + HALF_LOG_2PI + Math.log(sum / x);
}

/**
 * ln Γ(x+1) − [(x+½) ln x − x + ½ ln 2π]: the error of Stirling's formula, which stays small
 * where ln Γ itself is large, so that densities of large shapes keep their digits (Loader 2000).
 */
export function stirlingError(x: number): number {
  if (x >= STIRLING_FROM) return stirlingSeries(x);
  return logGamma(x) + 0.5 * Math.log(x) - (x * Math.log(x) - x + HALF_LOG_2PI);
}
