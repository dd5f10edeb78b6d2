/**
 * Sum of A_h^2 / x_h, the part of the variance of an estimated total that the allocation decides,
 * with A_h = N_h S_h; null where a stratum with A_h > 0 has no unit. Source: Cochran (1977), eq. 5.6.
 */
export function allocationObjective(A: readonly number[], x: readonly number[]): number | null {
  let total = 0;
  for (let h = 0; h < A.length; h++) {
    if (A[h] === 0) continue;
    if (!(x[h]! > 0)) return null;
    total += (A[h]! * A[h]!) / x[h]!;
  }
  return total;
}

/**
 * Variance of the estimated total under stratified simple random sampling,
 * sum N_h^2 S_h^2 (1/n_h - 1/N_h); null where a stratum with variance has no unit.
 * Source: Cochran (1977), eq. 5.6.
 */
export function allocationVariance(
  N: readonly number[],
  S: readonly number[],
  n: readonly number[],
): number | null {
  const objective = allocationObjective(
    N.map((units, h) => units * S[h]!),
    n,
  );
  if (objective === null) return null;
  return objective - N.reduce((sum, units, h) => sum + units * S[h]! * S[h]!, 0);
}
