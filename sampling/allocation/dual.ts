import { SamplingError } from '../errors.ts';
import { newtonDirection } from './dual-newton.ts';
import type { Constraint, Costs, DualPoint } from './dual-point.ts';
import { dualPoint } from './dual-point.ts';

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
      const root = members.reduce((sum, h, i) => sum + Math.sqrt(g[i]! * strata.cost[h]!), 0);
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
  const slope = direction.reduce((sum, value, j) => sum + value * (point.reached[j]! - 1), 0);
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
