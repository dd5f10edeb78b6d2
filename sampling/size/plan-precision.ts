import { tQuantile } from '../distributions/student-t.ts';
import { SamplingError } from '../errors.ts';
import { publishability } from '../quality/publishability.ts';
import { requirePositive, requireProportion, requireRate } from './nonresponse.ts';
import { normalQuantileOfLevel } from './normal.ts';
import { wilsonCentre, wilsonHalfWidth } from './wilson.ts';

/** A reporting domain and the strata it is made of: N frame units, n of them invited. */
export interface PlannedDomain {
  readonly code: string;
  readonly strata: readonly { readonly N: number; readonly n: number }[];
}

/** What the planner assumes about the answers to come. */
export interface PrecisionAssumptions {
  /** Share of eligible persons who answer, in (0, 1]. */
  readonly responseRate: number;
  /** Share of invited persons who belong to the population, in (0, 1]; 1 without it. */
  readonly eligibility?: number;
  /** Proportion to be estimated, between 0 and 1. */
  readonly proportion: number;
  /** Effect of weighting and clustering beyond the stratification, 1 without it. */
  readonly designEffect?: number;
  /** Confidence level, 0.95 without it. */
  readonly level?: number;
}

/** Forecast for one domain; widths are shares, 0.24 is 24 points. */
export interface PlannedPrecision {
  readonly code: string;
  readonly population: number;
  readonly invitations: number;
  readonly expectedCompletes: number;
  /** Half the interval's width; 1 where no interval can be expected. */
  readonly halfWidth: number;
  readonly intervalWidth: number;
  readonly publishable: boolean;
  /** Further invitations that would make it publishable; null where inviting all would not. */
  readonly extraInvitationsNeeded: number | null;
}

interface Forecast {
  readonly completes: number;
  readonly width: number;
  readonly publishable: boolean;
}

type Assumed = Required<PrecisionAssumptions> & { quantile(df: number): number };

/** Degrees of freedom from which Student's quantile is the normal one to three digits. */
const MANY = 1000;

/** Fewest completes a stratum needs for a variance of its own; fewer and it is pooled (rule C1). */
const ESTIMABLE = 2;

/**
 * Forecasts, before the draw, what every domain will get: expected completes, width of its capped
 * Wilson interval with Student quantile, and whether the publication rule will let it be shown.
 * Expected completes of a stratum are n * response rate * eligibility; strata that expect fewer
 * than two are pooled as the estimation will pool them. Throws BadProportion, BadRate,
 * BadPlanningValue, BadLevel, BadDomain.
 * Source: Wilson (1927); Kott and Liu (2009); Parker et al. (2017), NCHS Series 2 No. 175.
 * @param domains strata with N_h and n_h, in persons
 * @param assumptions share in [0, 1], response rate and eligibility in (0, 1]
 */
export function planPrecision(
  domains: readonly PlannedDomain[],
  assumptions: PrecisionAssumptions,
): PlannedPrecision[] {
  const assumed = complete(assumptions);
  return domains.map((domain) => {
    requireDomain(domain);
    const forecast = forecastOf(domain.strata, assumed);
    return {
      code: domain.code,
      population: sumOf(domain.strata, ({ N }) => N),
      invitations: sumOf(domain.strata, ({ n }) => n),
      expectedCompletes: forecast.completes,
      halfWidth: forecast.width / 2,
      intervalWidth: forecast.width,
      publishable: forecast.publishable,
      extraInvitationsNeeded: forecast.publishable ? 0 : extraInvitations(domain, assumed),
    };
  });
}

function complete(assumptions: PrecisionAssumptions): Assumed {
  const { responseRate, proportion, eligibility = 1, designEffect = 1, level = 0.95 } = assumptions;
  requireRate('responseRate', responseRate);
  requireRate('eligibility', eligibility);
  requireProportion(proportion);
  requirePositive('designEffect', designEffect);
  const z = normalQuantileOfLevel(level);
  const quantile = (df: number) => (df > MANY ? z : studentQuantile(level, df));
  return { responseRate, proportion, eligibility, designEffect, level, quantile };
}

const quantiles = new Map<string, number>();

/** Two-sided quantile, remembered: a slider asks for the same few hundred again and again. */
function studentQuantile(level: number, df: number): number {
  const asked = `${level} ${df}`;
  const known = quantiles.get(asked);
  if (known !== undefined) return known;
  if (quantiles.size > 10 * MANY) quantiles.clear();
  const found = tQuantile((1 + level) / 2, df);
  quantiles.set(asked, found);
  return found;
}

function forecastOf(strata: PlannedDomain['strata'], assumed: Assumed): Forecast {
  const { responseRate, eligibility, proportion: p } = assumed;
  const expected = strata
    .filter(({ N }) => N > 0)
    .map((stratum) => ({
      N: stratum.N,
      r: Math.min(stratum.N, stratum.n * responseRate * eligibility),
    }));
  const completes = sumOf(expected, ({ r }) => r);
  const population = sumOf(expected, ({ N }) => N);
  const groups = poolSmall(expected);
  const df = Math.floor(completes + 1e-9) - groups.length;
  if (completes < ESTIMABLE || df < 1) return { completes, width: 1, publishable: false };
  const variance =
    assumed.designEffect *
    sumOf(groups, ({ N, r }) => ((N / population) ** 2 * p * (1 - p) * (1 - r / N)) / r);
  const cap = completes / Math.max(1 - completes / population, 1e-12);
  const effective = Math.min((p * (1 - p)) / variance, cap);
  const t = assumed.quantile(df);
  const half = wilsonHalfWidth(p, effective, t);
  const centre = wilsonCentre(p, effective, t);
  const interval = { lower: Math.max(0, centre - half), upper: Math.min(1, centre + half) };
  const { verdict } = publishability({
    value: p,
    interval,
    nRespondents: Math.floor(completes + 1e-9),
    nEffective: effective,
    df,
  });
  return { completes, width: 2 * half, publishable: verdict === 'show' || verdict === 'flag' };
}

/** Pools strata that expect too few completes, smallest first, until the pool has enough. */
function poolSmall(strata: readonly { N: number; r: number }[]): { N: number; r: number }[] {
  const sorted = [...strata].sort((a, b) => a.r - b.r);
  const pool = { N: 0, r: 0 };
  let pooled = 0;
  for (const { N, r } of sorted) {
    const isEstimable = r >= Math.min(ESTIMABLE, N);
    if (isEstimable && (pooled === 0 || pool.r >= ESTIMABLE)) break;
    pool.N += N;
    pool.r += r;
    pooled++;
  }
  return pooled === 0 ? sorted : [pool, ...sorted.slice(pooled)];
}

/** Smallest whole number of further invitations, spread over the units not invited yet. */
function extraInvitations({ strata }: PlannedDomain, assumed: Assumed): number | null {
  const room = sumOf(strata, ({ N, n }) => N - n);
  const isEnough = (extra: number) => {
    const share = room > 0 ? Math.min(1, extra / room) : 0;
    const invited = strata.map(({ N, n }) => ({ N, n: n + share * (N - n) }));
    return forecastOf(invited, assumed).publishable;
  };
  // Planned numbers need not be whole: rounded up, the last step of the search still invites all.
  let high = Math.ceil(room);
  if (!isEnough(high)) return null;
  let low = 0;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (isEnough(middle)) high = middle;
    else low = middle;
  }
  return high;
}

function requireDomain({ code, strata }: PlannedDomain): void {
  const fits = strata.every(
    ({ N, n }) => Number.isSafeInteger(N) && Number.isFinite(n) && n >= 0 && n <= N,
  );
  if (!fits)
    throw new SamplingError('BadDomain', `A stratum of ${code} has no 0 <= n <= N.`, { code });
}

const sumOf = <T>(list: readonly T[], measure: (element: T) => number) =>
  list.reduce((sum, element) => sum + measure(element), 0);
