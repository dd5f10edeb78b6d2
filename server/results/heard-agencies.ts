import { COVERAGE_LIMIT, coverage } from '#sampling/quality/coverage.ts';
import type { CountedStratum } from '../db/counted-strata.ts';

export interface Heard {
  /** Whether the agencies that answered are enough for a figure of the province. */
  readonly isEnough: boolean;
  /** Agencies with as many respondents as the threshold asks. */
  readonly agencies: ReadonlySet<string>;
}

export function heardAgencies(strata: readonly CountedStratum[], threshold: number): Heard {
  const byAgency = [...Map.groupBy(strata, ({ agencyCode }) => agencyCode)];
  const parts = byAgency.map(([agency, members]) => ({
    agency,
    population: members.reduce((sum, { population }) => sum + population, 0),
    respondents: members.reduce((sum, { respondents }) => sum + respondents, 0),
  }));
  const heard = parts.filter(({ respondents }) => respondents >= threshold);
  return {
    isEnough: coverage(parts, threshold) >= COVERAGE_LIMIT,
    agencies: new Set(heard.map(({ agency }) => agency)),
  };
}
