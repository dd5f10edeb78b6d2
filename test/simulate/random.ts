/**
 * Uniform numbers in [0, 1) from a seed: sfc32 (Doty-Humphrey 2010, PractRand), four words of state,
 * warmed up. Fast and repeatable; a draw of the product itself never uses it.
 */
export function uniforms(seed: number): () => number {
  let [a, b, c, counter] = [0x9e3779b9, 0x243f6a88, seed | 0, 1];
  const next = () => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    c |= 0;
    return (sum >>> 0) / 2 ** 32;
  };
  for (let i = 0; i < 20; i++) next();
  return next;
}

/** Standard normal number (Box & Muller 1958). */
export function normal(uniform: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
}

export const logistic = (x: number) => 1 / (1 + Math.exp(-x));

/** Gamma number of unit scale (Marsaglia & Tsang 2000). */
function gamma(shape: number, uniform: () => number): number {
  if (shape < 1) return gamma(shape + 1, uniform) * (1 - uniform()) ** (1 / shape);
  const d = shape - 1 / 3;
  for (;;) {
    const x = normal(uniform);
    const v = (1 + x / Math.sqrt(9 * d)) ** 3;
    if (v > 0 && Math.log(1 - uniform()) < (x * x) / 2 + d * (1 - v + Math.log(v))) return d * v;
  }
}

export function beta(a: number, b: number, uniform: () => number): number {
  const x = gamma(a, uniform);
  return x / (x + gamma(b, uniform));
}
