/**
 * An orthonormal basis of weighted columns, and how it was made: column j of the input is
 * Σ_k r[j][k]·q[k] for kept columns.
 */
export type OrthogonalBasis = Readonly<{
  /** Orthonormal vectors, already multiplied by √weight. */
  q: readonly Float64Array[];
  /** Positions of the columns that are not linear combinations of earlier ones. */
  kept: readonly number[];
  roots: Float64Array;
}>;

/** A column that keeps less than this share of its length beside the earlier ones depends on them. */
const DEPENDENT = 1e-9;

const length = (v: Float64Array) => Math.sqrt(dot(v, v));

/** Inner product of two vectors of one length (the first's). */
export function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i += 1) sum += a[i]! * b[i]!;
  return sum;
}

function subtract(v: Float64Array, factor: number, q: Float64Array): void {
  for (let i = 0; i < v.length; i++) v[i]! -= factor * q[i]!;
}

/**
 * Gram–Schmidt with one re-orthogonalization ("twice is enough", Giraud, Langou & Rozložník 2005)
 * of √w-scaled columns, dropping columns that depend on earlier ones.
 * @param columns one array per column, one entry per unit
 * @param weights non-negative, one per unit
 */
export function orthogonalBasis(
  columns: readonly Float64Array[],
  weights: Float64Array,
): OrthogonalBasis {
  const roots = weights.map(Math.sqrt);
  const q: Float64Array[] = [];
  const kept: number[] = [];
  columns.forEach((column, j) => {
    const v = column.map((value, i) => value * roots[i]!);
    const before = length(v);
    for (let pass = 0; pass < 2; pass++) for (const unit of q) subtract(v, dot(v, unit), unit);
    const after = length(v);
    if (after <= DEPENDENT * before) return;
    q.push(v.map((value) => value / after));
    kept.push(j);
  });
  return { q, kept, roots };
}

/** Residuals u − x'b of the weighted least-squares fit of u on the basis; units of weight 0 keep u. */
export function weightedResiduals({ q, roots }: OrthogonalBasis, u: Float64Array): Float64Array {
  const scaled = u.map((value, i) => value * roots[i]!);
  for (const unit of q) subtract(scaled, dot(scaled, unit), unit);
  return u.map((value, i) => (roots[i]! > 0 ? scaled[i]! / roots[i]! : value));
}
