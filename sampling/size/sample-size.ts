import type { Invitations, Losses } from './nonresponse.ts';
import {
  inflateForNonresponse,
  requirePopulation,
  requirePositive,
  requireProportion,
  roundUp,
} from './nonresponse.ts';
import { normalQuantileOfLevel } from './normal.ts';

/** A sample size, before and after rounding and losses. */
export interface SampleSize extends Invitations {
  readonly method: string;
  /** Size for an infinite population, with the design effect. */
  readonly n0: number;
  /** Size for this population, not rounded. */
  readonly real: number;
  readonly completes: number;
  /** Precision the expected completes reach, in the unit of the target. */
  readonly precisionReached: number;
}

/** Design and losses every size calculation understands. */
export interface Design extends Losses {
  /** Confidence level in (0, 1), 0.95 without it. */
  readonly confidence?: number;
  /** Kish's design effect, 1 without it. */
  readonly designEffect?: number;
}

/**
 * Completes for a proportion p within +-e: n0 = deff z^2 p (1 - p) / e^2, n = N n0 / (N - 1 + n0).
 * `e` and the precision reached are half-widths in [0, 1]. Throws BadProportion, BadPlanningValue,
 * BadLevel, BadRate, BadPopulation. Source: Cochran (1977), eq. 4.1 and 4.2.
 * @param plan population and losses in persons and shares; the wanted precision as above
 */
export function sampleSizeProportion(plan: Design & { p: number; e: number }): SampleSize {
  const { p, e, confidence = 0.95, designEffect = 1 } = plan;
  requireProportion(p);
  requirePositive('e', e);
  requirePositive('designEffect', designEffect);
  const z = normalQuantileOfLevel(confidence);
  const n0 = (designEffect * z * z * p * (1 - p)) / (e * e);
  return describe('proportion', n0, finite(n0, plan.N), plan, (n) =>
    marginOfError({ n, p, N: plan.N ?? null, confidence, designEffect }),
  );
}

/**
 * Completes for a proportion with coefficient of variation `cv`: n0 = deff (1 - p) / (p cv^2), then
 * as for a proportion. Throws as `sampleSizeProportion`. Source: Cochran (1977), §4.3.
 * @param plan population and losses in persons and shares; the wanted precision as above
 */
export function sampleSizeCV(plan: Design & { p: number; cv: number }): SampleSize {
  const { p, cv, designEffect = 1 } = plan;
  requireProportion(p);
  requirePositive('cv', cv);
  requirePositive('designEffect', designEffect);
  const n0 = (designEffect * (1 - p)) / (p * cv * cv);
  return describe('cv', n0, finite(n0, plan.N), plan, (n) =>
    Math.sqrt((n0 * cv * cv * correction(n, plan.N)) / n),
  );
}

/**
 * Completes for a mean within +-e: n0 = deff (z S / e)^2, n = n0 / (1 + n0 / N), S and e in the unit
 * of the variable. Throws BadPlanningValue, BadLevel, BadRate, BadPopulation.
 * Source: Cochran (1977), eq. 4.5 and 4.6.
 * @param plan population and losses in persons and shares; the wanted precision as above
 */
export function sampleSizeMean(plan: Design & { S: number; e: number }): SampleSize {
  const { S, e, confidence = 0.95, designEffect = 1 } = plan;
  requirePositive('S', S);
  requirePositive('e', e);
  requirePositive('designEffect', designEffect);
  const N = requirePopulation(plan.N);
  const z = normalQuantileOfLevel(confidence);
  const n0 = designEffect * ((z * S) / e) ** 2;
  const reached = (n: number) =>
    z * S * Math.sqrt((designEffect / n) * Math.max(0, 1 - (Number.isFinite(N) ? n / N : 0)));
  return describe('mean', n0, n0 / (1 + n0 / N), plan, reached);
}

/**
 * Slovin's or Yamane's size N / (1 + N e^2), which ministry texts use: Cochran's with p = 1/2,
 * z = 2 and full response, so +-e at 95.4 % for one domain. Throws BadPopulation, BadPlanningValue.
 * Source: Yamane (1967), Statistics, an Introductory Analysis, p. 886.
 * @param plan population and losses in persons and shares; the wanted precision as above
 */
export function sampleSizeSlovin(plan: Losses & { N: number; e: number }): SampleSize {
  const { N, e } = plan;
  requirePopulation(N);
  requirePositive('e', e);
  const n0 = 1 / (e * e);
  return describe('slovin', n0, N / (1 + N * e * e), plan, (n) =>
    Math.sqrt(Math.max(0, 1 / n - 1 / N)),
  );
}

/**
 * Half-width of the normal interval of a proportion from n completes:
 * z sqrt(deff p (1 - p) / n * (N - n) / (N - 1)). Throws BadProportion, BadPlanningValue, BadLevel,
 * BadPopulation. Source: Cochran (1977), eq. 3.19.
 * @param plan completes and population in persons, p in [0, 1]
 */
export function marginOfError(plan: {
  readonly n: number;
  readonly p: number;
  readonly N?: number | null;
  readonly confidence?: number;
  readonly designEffect?: number;
}): number {
  const { n, p, N, confidence = 0.95, designEffect = 1 } = plan;
  requireProportion(p);
  requirePositive('n', n);
  requirePositive('designEffect', designEffect);
  const z = normalQuantileOfLevel(confidence);
  return z * Math.sqrt(((designEffect * p * (1 - p)) / n) * correction(n, N));
}

/** Finite population size n = N n0 / (N - 1 + n0). */
function finite(n0: number, N: number | null | undefined): number {
  const units = requirePopulation(N);
  return Number.isFinite(units) ? (units * n0) / (units - 1 + n0) : n0;
}

/** Finite population correction (N - n) / (N - 1) of an SRSWOR proportion. */
function correction(n: number, N: number | null | undefined): number {
  const units = requirePopulation(N);
  if (!Number.isFinite(units)) return 1;
  return units > 1 ? Math.max(0, (units - n) / (units - 1)) : 0;
}

/** Rounds a size up, adds the losses, and says what precision the expected completes reach. */
export function describe(
  method: string,
  n0: number,
  real: number,
  losses: Losses,
  precision: (completes: number) => number,
): SampleSize {
  const completes = roundUp(real);
  const invited = inflateForNonresponse(completes, losses);
  const precisionReached = precision(invited.expectedCompletes);
  return { method, n0, real, completes, ...invited, precisionReached };
}
