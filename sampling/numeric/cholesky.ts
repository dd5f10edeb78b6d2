/** Rows of L with A = L·Lᵀ; null when A is not positive definite to working precision. */
function lowerFactor(a: readonly Float64Array[]): Float64Array[] | null {
  const lower = a.map((row) => row.slice());
  for (let i = 0; i < a.length; i++) {
    const row = lower[i]!;
    for (let j = 0; j <= i; j++) {
      let rest = row[j]!;
      for (let k = 0; k < j; k++) rest -= row[k]! * lower[j]![k]!;
      if (j < i) row[j] = rest / lower[j]![j]!;
      else if (rest > 1e-14 * Math.abs(a[i]![i]!)) row[i] = Math.sqrt(rest);
      else return null;
    }
  }
  return lower;
}

/**
 * Solves A·x = b for a symmetric positive definite A (rows of its lower triangle are read).
 * @returns null when A is not positive definite to working precision
 */
export function solvePositiveDefinite(
  a: readonly Float64Array[],
  b: Float64Array,
): Float64Array | null {
  const lower = lowerFactor(a);
  if (!lower) return null;
  const x = b.slice();
  for (let i = 0; i < x.length; i++) {
    for (let k = 0; k < i; k++) x[i]! -= lower[i]![k]! * x[k]!;
    x[i]! /= lower[i]![i]!;
  }
  for (let i = x.length - 1; i >= 0; i--) {
    for (let k = i + 1; k < x.length; k++) x[i]! -= lower[k]![i]! * x[k]!;
    x[i]! /= lower[i]![i]!;
  }
  return x;
}
