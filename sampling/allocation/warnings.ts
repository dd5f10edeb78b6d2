import { allocateOptimalInteger } from './integer-optimum.ts';
import type { PlannedStrata } from './planning.ts';
import type { AllocationMethod, AllocationWarning } from './request.ts';
import { allocationObjective } from './variance.ts';

const USES_VARIANCE: ReadonlySet<AllocationMethod> = new Set([
  'neyman',
  'optimal-box',
  'optimal-integer',
  'multi-domain',
]);

/** Relative variance below which a loss would print as 0.00 %. */
const LOSS_WORTH_SAYING = 5e-5;

/** What a planner should know about a finished allocation `n`. */
export function allocationWarnings(
  method: AllocationMethod,
  strata: PlannedStrata,
  n: readonly number[],
): AllocationWarning[] {
  const { N, S, mean, cost, codes } = strata;
  const warnings: AllocationWarning[] = [];
  const warn = (code: AllocationWarning['code'], message: string, fits: (h: number) => boolean) => {
    const concerned = codes.filter((_, h) => N[h]! > 0 && fits(h));
    if (concerned.length > 0) warnings.push({ code, message, strata: concerned });
  };
  if (USES_VARIANCE.has(method))
    warn(
      'zero-variance',
      'Planned without variance, these strata get their minimum only.',
      (h) => S[h] === 0 && N[h]! > 1,
    );
  if (method === 'power')
    warn(
      'mean-zero',
      'A CV needs a mean above 0; the mean of the others stood in.',
      (h) => mean[h] === 0,
    );
  if (method === 'optimal-box' || method === 'optimal-integer')
    warn('cost-ignored', 'This method fixes the size, not the cost.', (h) => cost[h] !== cost[0]);
  warn(
    'unsampled',
    'These strata get no unit: their units cannot be estimated.',
    (h) => n[h] === 0,
  );
  warn(
    'single-unit',
    'One unit gives no variance; these strata will be collapsed with others.',
    (h) => n[h] === 1 && N[h]! > 1,
  );
  return warnings;
}

/** Variance lost by rounding Neyman's real solution instead of taking the exact integer optimum. */
export function roundingLoss(
  method: AllocationMethod,
  strata: PlannedStrata,
  n: readonly number[],
): AllocationWarning[] {
  if (method !== 'neyman' && method !== 'optimal-box') return [];
  const A = strata.N.map((units, h) => units * (strata.S[h] ?? 0));
  const size = n.reduce((sum, value) => sum + value, 0);
  const inhabited = strata.upper.filter((value) => value > 0).length;
  if (size < inhabited || strata.cost.some((cost) => cost !== strata.cost[0])) return [];
  const rounded = allocationObjective(A, n);
  const optimum = allocationObjective(A, allocateOptimalInteger(A, strata, size, strata));
  if (optimum === null || (rounded !== null && rounded <= optimum * (1 + LOSS_WORTH_SAYING)))
    return [];
  const loss =
    rounded === null
      ? 'leaves strata empty'
      : `loses ${(100 * (rounded / optimum - 1)).toFixed(2)} %`;
  return [
    {
      code: 'rounding-loss',
      message: `Rounding ${loss} of the variance term; optimal-integer does not.`,
    },
  ];
}
