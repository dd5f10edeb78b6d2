import { SamplingError } from '../errors.ts';
import { normalQuantileOfLevel } from '../size/normal.ts';
import { leastCost } from './dual.ts';
import type { Constraint } from './dual-point.ts';
import { requireDeviations } from './formulas.ts';
import type { PlannedStrata } from './planning.ts';
import type { PrecisionTarget } from './request.ts';

/**
 * Least cost sum c_h n_h that meets every precision target at once, within bounds: real solution,
 * sizes rounded up, and the half-width each target then reaches. A target is the half-width `moe`
 * of the normal interval of a proportion in a union of strata.
 *
 * The optimum is x_h = clamp(sqrt(sum_j lambda_j g_jh / c_h)) with multipliers lambda found by
 * Chromy's fixed point and, where that is slow, Newton's method; bounds enter the clamp, so
 * take-all strata need no second run.
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
  // A stratum without a unit has no variance at all, and is rounded up to one in any case.
  const lower = strata.lower.map((m, h) => Math.min(strata.upper[h]!, Math.max(m, 1)));
  const real = leastCost({ ...strata, lower }, constraints);
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
  const units = members.reduce((sum, h) => sum + strata.N[h]!, 0);
  const census = members.reduce((sum, h) => sum + strata.N[h]! * square(S[h]!), 0);
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
    const most = strata.reduce((sum, h, i) => sum + (g[i]! > 0 ? g[i]! / upper[h]! : 0), 0);
    if (most > 1 + 1e-12)
      throw new SamplingError('InfeasibleTarget', 'A target is tighter than the bounds allow.', {
        target: j,
        ...targets[j],
      });
  });
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
const square = (value: number) => value * value;
