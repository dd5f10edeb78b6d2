import type { Constraint, DualPoint } from './dual-point.ts';
import type { PlannedStrata } from './planning.ts';

/**
 * Newton's direction up the dual for multipliers that must stay at 0 or above: those of constraints
 * that will not bind go to 0, those the full step would push below 0 stop there, and the others
 * answer to that. Each pivot gets |residual| over the multiplier's scale, which limits the
 * step where every stratum is at a bound and vanishes near the solution.
 * Source: Bertsekas (1982), SIAM J. Control Optim. 20, projected Newton; Levenberg (1944).
 */
export function newtonDirection(
  { lower, upper }: Pick<PlannedStrata, 'lower' | 'upper'>,
  constraints: readonly Constraint[],
  point: DualPoint,
): number[] {
  const { multipliers, reached } = point;
  const largest = multipliers.reduce((most, multiplier) => Math.max(most, multiplier), 0);
  const direction = multipliers.map((multiplier) => 0 - multiplier);
  const scale = largest / 16 + 1e-9;
  // A multiplier that a plain gradient step would end is one of a constraint that will not bind.
  let moving = constraints.flatMap((_, j) =>
    multipliers[j]! + largest * (reached[j]! - 1) > 0 ? [j] : [],
  );
  const matrix = curvature(constraints, point, lower, upper);
  for (const j of moving)
    matrix[j]![j]! += Math.abs(reached[j]! - 1) / (multipliers[j]! + scale) + Number.MIN_VALUE;
  while (moving.length > 0) {
    const stopped = direction.flatMap((_, j) => (moving.includes(j) ? [] : [j]));
    const right = moving.map((j) =>
      stopped.reduce((sum, k) => sum - matrix[j]![k]! * direction[k]!, reached[j]! - 1),
    );
    const step = solve(
      moving.map((j) => moving.map((k) => matrix[j]![k]!)),
      right,
    );
    const stops = new Set(moving.filter((j, a) => multipliers[j]! + step[a]! < 0));
    if (stops.size === 0) {
      moving.forEach((j, a) => {
        direction[j] = step[a]!;
      });
      break;
    }
    moving = moving.filter((j) => !stops.has(j));
  }
  return direction;
}

/** Minus the second derivatives of the dual: half the sum of g_j g_k / (x pull) over free strata. */
function curvature(
  constraints: readonly Constraint[],
  { x, pull }: DualPoint,
  lower: readonly number[],
  upper: readonly number[],
): number[][] {
  const perStratum = x.map((): { j: number; g: number }[] => []);
  constraints.forEach(({ strata, g }, j) => {
    strata.forEach((h, i) => {
      if (g[i]! > 0 && x[h]! > lower[h]! && x[h]! < upper[h]!) perStratum[h]!.push({ j, g: g[i]! });
    });
  });
  const matrix = constraints.map(() => constraints.map(() => 0));
  perStratum.forEach((members, h) => {
    for (const member of members)
      for (const other of members)
        matrix[member.j]![other.j]! += (member.g * other.g) / (2 * x[h]! * pull[h]!);
  });
  return matrix;
}

/** Solves a positive definite system by Cholesky's method, changing the matrix. */
function solve(matrix: number[][], right: readonly number[]): number[] {
  const size = right.length;
  for (let i = 0; i < size; i++)
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i]![j]!;
      for (let k = 0; k < j; k++) sum -= matrix[i]![k]! * matrix[j]![k]!;
      // A pivot lost to rounding belongs to a direction the others already cover.
      matrix[i]![j] =
        i === j ? Math.sqrt(Math.max(sum, 1e-15 * matrix[i]![i]!)) : sum / matrix[j]![j]!;
    }
  const y = [...right];
  for (let i = 0; i < size; i++) {
    for (let k = 0; k < i; k++) y[i]! -= matrix[i]![k]! * y[k]!;
    y[i]! /= matrix[i]![i]!;
  }
  for (let i = size - 1; i >= 0; i--) {
    for (let k = i + 1; k < size; k++) y[i]! -= matrix[k]![i]! * y[k]!;
    y[i]! /= matrix[i]![i]!;
  }
  return y;
}
