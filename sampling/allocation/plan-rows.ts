import type { PlanRow } from '../draw/plan.ts';
import { byBytes } from '../frame/identifier.ts';
import { allocate } from './allocate.ts';

/** One stratum of a frozen frame: `agency` is the commune or department it belongs to. */
export interface PlanStratum {
  readonly stratum: string;
  readonly agency: string;
  readonly population: number;
}

/** The part of a sample design that decides the plan. */
export interface PlanDesign {
  readonly method: 'equal' | 'proportional' | 'square-root' | 'costa' | 'optimal-integer';
  readonly size: number;
  readonly minimumPerStratum: number;
  readonly minimumPerAgency: number;
  /** Reserves for each sampled person, as far as the stratum reaches. */
  readonly reserveRatio: number;
  /** Planned share of satisfied answers; decides S_h where a method needs it. */
  readonly expectedProportion: number;
}

/**
 * N_h, n_h and reserves_h of every stratum, sorted bytewise as the plan text is: one function for the
 * live preview and for the plan that is published. Throws InfeasibleLowerBound, InfeasibleUpperBound.
 * @param design method, total size and bounds in persons, reserves as a share
 * @param strata codes and populations in persons
 * sampling.md §1a; SIPAS-DRAW/1, plan.tsv.
 */
export function planRows(design: PlanDesign, strata: readonly PlanStratum[]): PlanRow[] {
  const sorted = [...strata].sort((a, b) => byBytes(a.stratum, b.stratum));
  const lower = lowerBounds(design, sorted);
  const { n } = allocate({
    method: design.method,
    n: design.size,
    strata: sorted.map(({ stratum, population }, h) => ({
      code: stratum,
      N: population,
      p: design.expectedProportion,
      lower: lower[h]!,
    })),
  });
  return sorted.map(({ stratum, population }, h) => ({
    stratum,
    population,
    sample: n[h]!,
    reserves: reservesFor(design.reserveRatio, n[h]!, population),
  }));
}

/** The product's last bits must not add a reserve: in binary 10 × 1.1 is 11.000000000000002. */
const reservesFor = (ratio: number, sample: number, population: number): number =>
  Math.min(Math.ceil(Number((ratio * sample).toFixed(9))), population - sample);

/**
 * Least sample of every stratum: the minimum per stratum as far as N_h reaches, then raised in
 * proportion to N_h inside each agency until the agency's own minimum, or its population, is reached.
 */
function lowerBounds(
  { minimumPerStratum, minimumPerAgency }: PlanDesign,
  strata: readonly PlanStratum[],
): number[] {
  const lower = strata.map(({ population }) => Math.min(minimumPerStratum, population));
  for (const members of membersByAgency(strata)) {
    const population = total(members.map((h) => strata[h]!.population));
    const wanted = Math.min(minimumPerAgency, population);
    if (total(members.map((h) => lower[h]!)) >= wanted) continue;
    const { n } = allocate({
      method: 'proportional',
      n: wanted,
      strata: members.map((h) => ({
        code: strata[h]!.stratum,
        N: strata[h]!.population,
        lower: lower[h]!,
      })),
    });
    members.forEach((h, i) => {
      lower[h] = n[i]!;
    });
  }
  return lower;
}

/** Positions of each agency's strata. */
function membersByAgency(strata: readonly PlanStratum[]): Iterable<number[]> {
  const byAgency = new Map<string, number[]>();
  strata.forEach(({ agency }, h) => {
    const members = byAgency.get(agency);
    if (members) members.push(h);
    else byAgency.set(agency, [h]);
  });
  return byAgency.values();
}

const total = (numbers: readonly number[]): number =>
  numbers.reduce((sum, value) => sum + value, 0);
