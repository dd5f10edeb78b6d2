import type { PlannedStrata } from './planning.ts';

/** One precision target in standard form: sum of g_h / n_h over its strata must not exceed 1. */
export interface Constraint {
  readonly strata: readonly number[];
  readonly g: readonly number[];
}

/** The state of the dual at some multipliers. */
export interface DualPoint {
  readonly multipliers: readonly number[];
  /** Cheapest x for the multipliers. */
  readonly x: readonly number[];
  /** Sum of multipliers times g per stratum: x_h = sqrt(pull_h / c_h) between the bounds. */
  readonly pull: Float64Array;
  /** Sum of g_h / x_h of each constraint; above 1 it is violated. */
  readonly reached: readonly number[];
  /** Part of `reached` that strata between their bounds contribute. */
  readonly free: readonly number[];
  /** Value of the dual, a lower bound of the cost. */
  readonly value: number;
  /** Largest of the relative duality gap and the excess over a constraint. */
  readonly error: number;
}

export type Costs = Pick<PlannedStrata, 'cost' | 'lower' | 'upper' | 'N'>;

export function dualPoint(
  { cost, lower, upper, N }: Costs,
  constraints: readonly Constraint[],
  multipliers: readonly number[],
): DualPoint {
  const pull = new Float64Array(N.length);
  constraints.forEach(({ strata, g }, j) => {
    for (let i = 0; i < strata.length; i++) pull[strata[i]!]! += multipliers[j]! * g[i]!;
  });
  const x = N.map((units, h) => {
    const wanted = Math.sqrt(pull[h]! / cost[h]!);
    return units === 0 ? 0 : Math.min(upper[h]!, Math.max(lower[h]!, wanted));
  });
  const parts = constraints.map((constraint) => partsOf(constraint, x, lower, upper));
  const reached = parts.map((part) => part.reached);
  const spent = x.reduce((sum, value, h) => sum + value * cost[h]!, 0);
  const slack = reached.reduce((sum, value, j) => sum + multipliers[j]! * (value - 1), 0);
  const excess = reached.reduce((most, value) => Math.max(most, value - 1), 0);
  const error = Math.max(Math.abs(slack) / Math.max(spent, 1), excess);
  const free = parts.map((part) => part.free);
  return { multipliers, x, pull, reached, free, value: spent + slack, error };
}

function partsOf(
  { strata, g }: Constraint,
  x: readonly number[],
  lower: readonly number[],
  upper: readonly number[],
): { reached: number; free: number } {
  let reached = 0;
  let free = 0;
  for (let i = 0; i < strata.length; i++) {
    const h = strata[i]!;
    if (g[i] === 0) continue;
    const part = g[i]! / x[h]!;
    reached += part;
    if (x[h]! > lower[h]! && x[h]! < upper[h]!) free += part;
  }
  return { reached, free };
}
