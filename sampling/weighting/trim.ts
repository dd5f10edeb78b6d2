import { ImpossibleTrimming } from './errors.ts';

export type TrimmedWeights = Readonly<{
  weights: Float64Array;
  method: 'trimming';
  /** Rounds of capping and spreading. */
  steps: number;
  /** Units at the cap. */
  trimmed: number;
}>;

/** What lies above the cap, and the weight below it that can take it up. */
function overhang(weights: Float64Array, cap: number): { excess: number; free: number } {
  let [excess, free] = [0, 0];
  for (const w of weights) {
    if (w > cap) excess += w - cap;
    else if (w < cap) free += w;
  }
  return { excess, free };
}

/**
 * Caps weights and spreads the excess over the others in proportion to their weights, repeatedly,
 * so that the total is kept.
 * @param weights positive weights of one stratum or of the whole sample
 * @param cap largest weight allowed
 * @throws ImpossibleTrimming when cap × number of weights is below their total
 * Potter (1990), "A study of procedures to identify and trim extreme sampling weights".
 */
export function trimWeights(weights: Float64Array, cap: number): TrimmedWeights {
  const total = weights.reduce((sum, w) => sum + w, 0);
  const positive = weights.filter((w) => w > 0).length;
  if (!(cap * positive >= total * (1 - 1e-12)))
    throw new ImpossibleTrimming({ cap, units: positive, total });
  let spread = weights;
  let steps = 0;
  for (;;) {
    const { excess, free } = overhang(spread, cap);
    if (excess <= 1e-12 * total || free === 0) break;
    steps += 1;
    spread = spread.map((w) => (w < cap ? (w * (free + excess)) / free : cap));
  }
  const trimmed = spread.map((w) => Math.min(w, cap));
  return {
    weights: trimmed,
    method: 'trimming',
    steps,
    trimmed: trimmed.filter((w) => w === cap).length,
  };
}

/**
 * Kish's weighting effect nΣw²/(Σw)² = 1 + cv²(w): how much unequal weights widen a variance.
 * @returns 1 for no weights at all
 * Kish (1992), J. Official Statistics 8.
 */
export function kishDesignEffect(weights: Iterable<number>): number {
  let n = 0;
  let sum = 0;
  let squares = 0;
  for (const w of weights) {
    if (w === 0) continue;
    n += 1;
    sum += w;
    squares += w * w;
  }
  return n === 0 ? 1 : (n * squares) / (sum * sum);
}
