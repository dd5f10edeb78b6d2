import { SamplingError } from '../errors.ts';
import { normalQuantileOfLevel } from '../size/normal.ts';
import { requireDeviations } from './formulas.ts';
import type { PlannedStrata } from './planning.ts';
import type { PrecisionTarget } from './request.ts';

/** One precision target in standard form: sum of g_h / n_h over its strata must not exceed 1. */
interface Constraint {
  readonly strata: readonly number[];
  readonly g: readonly number[];
}

/** Largest relative duality gap, and largest excess over a target, of a finished solution. */
const TOLERANCE = 1e-12;
const ACCEPTABLE = 1e-7;
const ITERATIONS = 20_000;

/**
 * Least cost sum c_h n_h that meets every precision target at once, within bounds: real solution,
 * sizes rounded up, and the half-width each target then reaches. A target is the half-width `moe`
 * of the normal interval of a proportion in a union of strata.
 *
 * The optimum is x_h = clamp(sqrt(sum_j lambda_j g_jh / c_h)) with multipliers lambda found by
 * Chromy's fixed point; bounds enter the clamp, so take-all strata need no second run. The
 * duality gap sum lambda_j (1 - g_j(x)) tells when it is done.
 * Throws InfeasibleTarget (tighter than the upper bounds allow), UnknownStratum, BadTarget,
 * MissingPlanningValue, BadLevel, NonconvergentAllocation.
 * Source: Chromy (1987), Proc. SRMS 1987; Bethel (1989), Survey Methodology 15, eq. 2.5.
 */
export function allocateMultiDomain(
  strata: PlannedStrata,
  targets: readonly PrecisionTarget[],
  confidence: number,
): { real: number[]; n: number[]; halfWidths: number[] } {
  const z = normalQuantileOfLevel(confidence);
  const S = requireDeviations(strata);
  const constraints = targets.map((target) => constrain(strata, S, target, z));
  requireReachable(strata, targets, constraints);
  const real = minimise(strata, constraints);
  const n = real.map((x, h) => Math.min(strata.upper[h]!, Math.ceil(x * (1 - 1e-11))));
  const halfWidths = targets.map(({ domain }) => halfWidth(strata, S, domain, n, z));
  return { real, n, halfWidths };
}

function constrain(
  strata: PlannedStrata,
  S: readonly number[],
  { domain, moe }: PrecisionTarget,
  z: number,
): Constraint {
  if (!(moe > 0) || domain.length === 0)
    throw new SamplingError('BadTarget', 'A target needs strata and a positive half-width.', {
      domain,
      moe,
    });
  const positions = [...new Set(domain)].map((code) => positionOf(strata, code));
  const members = positions.filter((h) => strata.N[h]! > 0);
  const units = members.reduce((so, h) => so + strata.N[h]!, 0);
  const census = members.reduce((so, h) => so + strata.N[h]! * square(S[h]!), 0);
  const allowed = square((moe * units) / z) + census;
  return {
    strata: members,
    g: members.map((h) => square(strata.N[h]! * S[h]!) / allowed),
  };
}

function positionOf({ codes }: PlannedStrata, code: string): number {
  const h = codes.indexOf(code);
  if (h < 0)
    throw new SamplingError('UnknownStratum', `A target names ${code}, which is no stratum.`, {
      stratum: code,
    });
  return h;
}

function requireReachable(
  { upper }: PlannedStrata,
  targets: readonly PrecisionTarget[],
  constraints: readonly Constraint[],
): void {
  constraints.forEach(({ strata, g }, j) => {
    const most = strata.reduce((so, h, i) => so + (g[i]! > 0 ? g[i]! / upper[h]! : 0), 0);
    if (most > 1 + TOLERANCE)
      throw new SamplingError('InfeasibleTarget', 'A target is tighter than the bounds allow.', {
        target: j,
        ...targets[j],
      });
  });
}

function minimise(strata: PlannedStrata, constraints: readonly Constraint[]): number[] {
  const x = [...strata.lower];
  // The multiplier that would solve the target alone, a start of the right size.
  const multipliers = constraints.map(({ strata: members, g }) => {
    const root = members.reduce((so, h, i) => so + Math.sqrt(g[i]! * strata.cost[h]!), 0);
    return root * root;
  });
  let gap = Number.POSITIVE_INFINITY;
  let excess = Number.POSITIVE_INFINITY;
  for (let iteration = 0; iteration < ITERATIONS; iteration++) {
    respond(strata, constraints, multipliers, x);
    ({ gap, excess } = advance(strata, constraints, multipliers, x));
    if (gap <= TOLERANCE && excess <= TOLERANCE) return x;
  }
  if (gap <= ACCEPTABLE && excess <= ACCEPTABLE) return x;
  throw new SamplingError('NonconvergentAllocation', 'The targets did not settle.', {
    iterations: ITERATIONS,
    gap,
    excess,
  });
}

/** Cheapest x for given multipliers. */
function respond(
  { cost, lower, upper, N }: PlannedStrata,
  constraints: readonly Constraint[],
  multipliers: readonly number[],
  x: number[],
): void {
  const pull = new Float64Array(x.length);
  constraints.forEach(({ strata, g }, j) => {
    for (let i = 0; i < strata.length; i++) pull[strata[i]!]! += multipliers[j]! * g[i]!;
  });
  for (let h = 0; h < x.length; h++) {
    // A stratum with no pull may have lower bound 0; a pulled one is never 0.
    const wanted = Math.sqrt(pull[h]! / cost[h]!);
    x[h] = N[h] === 0 ? 0 : Math.min(upper[h]!, Math.max(lower[h]!, wanted));
  }
}

/**
 * Chromy's step: each multiplier is scaled as if the strata between their bounds alone had to meet
 * its target. Returns relative duality gap and largest excess of the x the step started from.
 */
function advance(
  { cost, lower, upper }: PlannedStrata,
  constraints: readonly Constraint[],
  multipliers: number[],
  x: readonly number[],
): { gap: number; excess: number } {
  let gap = 0;
  let excess = 0;
  constraints.forEach(({ strata, g }, j) => {
    let held = 0;
    let free = 0;
    for (let i = 0; i < strata.length; i++) {
      const h = strata[i]!;
      if (g[i] === 0) continue;
      const part = g[i]! / x[h]!;
      if (x[h]! <= lower[h]! || x[h]! >= upper[h]!) held += part;
      else free += part;
    }
    const reached = held + free;
    gap += multipliers[j]! * (1 - reached);
    excess = Math.max(excess, reached - 1);
    const ratio = free > 0 && held < 1 ? free / (1 - held) : reached;
    multipliers[j]! *= Math.min(16, Math.max(1 / 16, ratio * ratio));
  });
  const spent = x.reduce((so, it, h) => so + it * cost[h]!, 0);
  return { gap: Math.abs(gap) / Math.max(spent, 1), excess };
}

function halfWidth(
  { codes, N }: PlannedStrata,
  S: readonly number[],
  domain: readonly string[],
  n: readonly number[],
  z: number,
): number {
  const wanted = new Set(domain);
  let units = 0;
  let variance = 0;
  codes.forEach((code, h) => {
    if (!wanted.has(code) || N[h] === 0 || S[h] === 0) return;
    variance += square(N[h]! * S[h]!) * (1 / n[h]! - 1 / N[h]!);
  });
  codes.forEach((code, h) => {
    if (wanted.has(code)) units += N[h]!;
  });
  return (z * Math.sqrt(Math.max(0, variance))) / units;
}

/** A product, not a power: products round alike on every machine. */
const square = (it: number) => it * it;
