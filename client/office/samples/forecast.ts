import type { SampleDesign, Stratum } from '#contract/samples.ts';
import { planRows } from '#sampling/allocation/plan-rows.ts';
import { SamplingError } from '#sampling/errors.ts';
import type { PlannedPrecision } from '#sampling/size/plan-precision.ts';
import { planPrecision } from '#sampling/size/plan-precision.ts';
import type { Failure } from '../../ui/problem-words.ts';

/** Fewer expected answers than this and a stratum says little of its own. */
const THIN = 5;

export interface StratumForecast {
  readonly code: string;
  readonly fieldName: string;
  readonly population: number;
  readonly sample: number;
  readonly reserves: number;
  readonly expected: number;
  readonly isThin: boolean;
}

export interface AgencyForecast extends PlannedPrecision {
  readonly name: string;
  readonly kind: string;
  readonly strata: readonly StratumForecast[];
}

export interface Forecast {
  readonly province: PlannedPrecision;
  readonly agencies: readonly AgencyForecast[];
  /** What would make every agency publishable, as far as its people reach. */
  readonly enough: { readonly perAgency: number; readonly size: number } | null;
  readonly thin: number;
}

export type Sampled = ReadonlyMap<string, { readonly sample: number; readonly reserves: number }>;

/** The plan that the server would publish for this design; the same function, in the browser. */
export function previewOf(
  design: SampleDesign,
  strata: readonly Stratum[],
): Forecast | { readonly refusal: Failure } {
  try {
    const rows = planRows(
      design,
      strata.map(({ code, agencyCode, population }) => ({
        stratum: code,
        agency: agencyCode,
        population,
      })),
    );
    return forecastOf(design, strata, new Map(rows.map((row) => [row.stratum, row])));
  } catch (error) {
    if (!(error instanceof SamplingError)) throw error;
    return { refusal: refusalOf(error, design.size) };
  }
}

/** What a plan, previewed or published, lets one expect. */
export function forecastOf(
  design: SampleDesign,
  strata: readonly Stratum[],
  sampled: Sampled,
): Forecast {
  const assumed = { responseRate: design.responseRate, proportion: design.expectedProportion };
  const members = Map.groupBy(strata, (stratum) => stratum.agencyCode);
  const sizes = (group: readonly Stratum[]) =>
    group.map(({ code, population }) => ({ N: population, n: sampled.get(code)?.sample ?? 0 }));
  const planned = planPrecision(
    [...members].map(([code, group]) => ({ code, strata: sizes(group) })),
    assumed,
  );
  const [province] = planPrecision([{ code: 'province', strata: sizes(strata) }], assumed);
  const agencies = planned.map((agency) => {
    const group = members.get(agency.code) ?? [];
    return {
      ...agency,
      name: group[0]?.agencyName ?? agency.code,
      kind: group[0]?.agencyKind ?? '',
      strata: group.map((stratum) => stratumForecast(stratum, sampled, design.responseRate)),
    };
  });
  return {
    province: province as PlannedPrecision,
    agencies,
    enough: enoughFor(agencies),
    thin: agencies.flatMap((agency) => agency.strata).filter((stratum) => stratum.isThin).length,
  };
}

function stratumForecast(stratum: Stratum, sampled: Sampled, rate: number): StratumForecast {
  const { sample = 0, reserves = 0 } = sampled.get(stratum.code) ?? {};
  const expected = sample * rate;
  return {
    code: stratum.code,
    fieldName: stratum.fieldName,
    population: stratum.population,
    sample,
    reserves,
    expected,
    isThin: expected < THIN,
  };
}

function enoughFor(agencies: readonly AgencyForecast[]): Forecast['enough'] {
  const lacking = agencies.filter((agency) => (agency.extraInvitationsNeeded ?? 0) > 0);
  if (lacking.length === 0) return null;
  const perAgency = Math.max(
    ...lacking.map((agency) => agency.invitations + (agency.extraInvitationsNeeded ?? 0)),
  );
  const size = agencies.reduce(
    (sum, agency) => sum + Math.max(agency.invitations, Math.min(agency.population, perAgency)),
    0,
  );
  return { perAgency, size };
}

function refusalOf(error: SamplingError, size: number): Failure {
  const { sumLower, sumUpper } = error.details as Record<string, number>;
  if (error.name === 'InfeasibleLowerBound')
    return { code: 'infeasible_lower', details: { a: sumLower ?? 0, b: size } };
  if (error.name === 'InfeasibleUpperBound')
    return { code: 'infeasible_upper', details: { a: sumUpper ?? 0, b: size } };
  return { code: 'design_incomplete', details: {} };
}
