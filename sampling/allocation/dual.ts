import { SamplingError } from '../errors.ts';
import { newtonDirection } from './dual-newton.ts';
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

type Costs = Pick<PlannedStrata, 'cost' | 'lower' | 'upper' | 'N'>;

const DONE = 1e-12;
const ACCEPTABLE = 1e-7;
const FIXED_POINT_STEPS = 300;
const NEWTON_STEPS = 300;

/**
 * Least-cost x within bounds that meets all constraints: the dual is climbed by Chromy's fixed
 * point, which finds the constraints that matter, then by Newton steps, which also settle those
 * that only just matter. Throws NonconvergentAllocation.
 * Source: Chromy (1987), Proc. SRMS; Bethel (1989), Survey Methodology 15; Boyd and Vandenberghe
 * (2004), §5 and §9.5.
 */
export function leastCost(strata: Costs, constraints: readonly Constraint[]): number[] {
  // The multiplier that would meet the constraint alone, a start of the right size.
  let point = dualPoint(
    strata,
    constraints,
    constraints.map(({ strata: members, g }) => {
      const root = members.reduce((so, h, i) => so + Math.sqrt(g[i]! * strata.cost[h]!), 0);
      return root * root;
    }),
  );
  for (let step = 0; step < FIXED_POINT_STEPS && point.error > DONE; step++)
    point = dualPoint(strata, constraints, chromyStep(point));
  for (let step = 0; step < NEWTON_STEPS && point.error > DONE; step++) {
    const next = climb(strata, constraints, point);
    point = next ?? dualPoint(strata, constraints, chromyStep(point));
  }
  if (point.error <= ACCEPTABLE) return [...point.x];
  throw new SamplingError('NonconvergentAllocation', 'The targets did not settle.', {
    error: point.error,
  });
}

/**
 * First point of the halved Newton steps that climbs enough (Armijo 1966). Where the climb is below
 * what a double can show of the value, a smaller error decides. Undefined where no step climbs.
 */
function climb(
  strata: Costs,
  constraints: readonly Constraint[],
  point: DualPoint,
): DualPoint | undefined {
  const direction = newtonDirection(strata, constraints, point);
  const slope = direction.reduce((so, value, j) => so + value * (point.reached[j]! - 1), 0);
  for (let length = 1; length > 1e-12; length /= 2) {
    const next = dualPoint(
      strata,
      constraints,
      point.multipliers.map((multiplier, j) => Math.max(0, multiplier + length * direction[j]!)),
    );
    if (slope > 1e-13 * Math.abs(point.value)) {
      if (next.value >= point.value + 1e-4 * length * slope) return next;
    } else if (next.error < point.error) return next;
  }
  return undefined;
}

/** Each multiplier scaled as if the strata between their bounds alone had to meet its constraint. */
function chromyStep({ multipliers, reached, free }: DualPoint): number[] {
  return multipliers.map((multiplier, j) => {
    const held = reached[j]! - free[j]!;
    const ratio = free[j]! > 0 && held < 1 ? free[j]! / (1 - held) : reached[j]!;
    return multiplier * Math.min(16, Math.max(1 / 16, ratio * ratio));
  });
}

function dualPoint(
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
  const spent = x.reduce((so, value, h) => so + value * cost[h]!, 0);
  const slack = reached.reduce((so, value, j) => so + multipliers[j]! * (value - 1), 0);
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
