import { SamplingError } from '../errors.ts';
import { dot } from '../numeric/orthogonal-basis.ts';

const COLLINEAR = 1e-10;

export interface WeightedRegression {
  readonly coefficients: readonly number[];
  /** (X'WX)⁻¹, p × p. */
  readonly inverse: readonly (readonly number[])[];
  /** Orthonormal rows of √W·X = QR, one per observation. */
  readonly orthonormal: readonly (readonly number[])[];
}

/**
 * Weighted least squares of y on the rows of `design` (m × p, the constant included if wanted)
 * with weights > 0, by Gram–Schmidt orthogonalisation done twice, which keeps the precision of QR
 * where normal equations would lose half the digits. Throws CollinearCovariates naming the first
 * column that the columns before it already contain.
 * Source: Björck 1996, Numerical Methods for Least Squares Problems, §2.4.
 */
export function weightedRegression(
  design: readonly (readonly number[])[],
  y: readonly number[],
  weights: readonly number[],
): WeightedRegression {
  const root = weights.map(Math.sqrt);
  const columns = (design[0] ?? []).map((_, j) => design.map((row, i) => row[j]! * root[i]!));
  const upper = columns.map(() => columns.map(() => 0));
  columns.forEach((column, j) => {
    const size = norm(column);
    for (let pass = 0; pass < 2; pass++)
      for (let k = 0; k < j; k++) upper[k]![j]! += removePart(column, columns[k]!);
    const rest = norm(column);
    if (!(rest > COLLINEAR * size))
      throw new SamplingError('CollinearCovariates', 'A covariate repeats the others.', {
        column: j,
      });
    upper[j]![j] = rest;
    for (let i = 0; i < column.length; i++) column[i]! /= rest;
  });
  const response = y.map((value, i) => value * root[i]!);
  const backwards = invertUpper(upper);
  const projected = columns.map((column) => dot(column, response));
  return {
    coefficients: backwards.map((row) => dot(row, projected)),
    inverse: backwards.map((a) => backwards.map((b) => dot(a, b))),
    orthonormal: design.map((_, i) => columns.map((column) => column[i]!)),
  };
}

const norm = (a: readonly number[]) => Math.sqrt(dot(a, a));

/** Takes the part along `unit` out of `column`; returns how long it was. */
function removePart(column: number[], unit: readonly number[]): number {
  const length = dot(column, unit);
  for (let i = 0; i < column.length; i++) column[i]! -= length * unit[i]!;
  return length;
}

function invertUpper(upper: readonly (readonly number[])[]): number[][] {
  const p = upper.length;
  const inverse = upper.map(() => new Array<number>(p).fill(0));
  for (let j = 0; j < p; j++) {
    inverse[j]![j] = 1 / upper[j]![j]!;
    for (let i = j - 1; i >= 0; i--) {
      let sum = 0;
      for (let k = i + 1; k <= j; k++) sum += upper[i]![k]! * inverse[k]![j]!;
      inverse[i]![j] = -sum / upper[i]![i]!;
    }
  }
  return inverse;
}
