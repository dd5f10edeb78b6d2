import type { SampleDesign, StratumCounts } from '../../weighting/sample-design.ts';
import { sampleDesign } from '../../weighting/sample-design.ts';
import { responseStrata } from '../response-strata.ts';
import type { PublishedDomain } from './published-file.ts';
import { WeightedCounts } from './weighted-counts.ts';

const MOST_CANDIDATES = 300;

/** One way of placing an agency's respondents in its strata, with the weights that follow. */
export interface World {
  readonly respondents: readonly number[];
  /** Strata that weigh as one, by position of their members. */
  readonly groups: readonly (readonly number[])[];
  /** Respondents by group. */
  readonly grouped: readonly number[];
  readonly design: SampleDesign;
  readonly weights: readonly number[];
  readonly counts: () => WeightedCounts;
}

/**
 * Every way that fits what is published of an agency; none where there are too many.
 * @param strata its fields, with those who were asked
 */
export function worldsOf(
  strata: readonly PublishedDomain[],
  agency: PublishedDomain,
  threshold: number,
): World[] {
  const isPooled = agency.figures.some(({ step }) => step !== undefined);
  return candidates(strata, agency, !isPooled).map((respondents) =>
    worldOf(strata, respondents, isPooled, threshold),
  );
}

/** Numbers of respondents that fit what is published: withheld ones are unknown, their sum is not. */
function candidates(
  strata: readonly PublishedDomain[],
  agency: PublishedDomain,
  zerosAreShown: boolean,
): number[][] {
  if (agency.received === null) return [];
  let open: { counts: number[]; left: number }[] = [{ counts: [], left: agency.received }];
  for (const { received, invited } of strata) {
    open = open.flatMap(({ counts, left }) => {
      const least = received ?? (zerosAreShown ? 1 : 0);
      const most = Math.min(received ?? invited, left);
      return Array.from({ length: Math.max(0, most - least + 1) }, (_, k) => ({
        counts: [...counts, least + k],
        left: left - least - k,
      }));
    });
    if (open.length > 100 * MOST_CANDIDATES) return [];
  }
  const whole = open.filter(({ left }) => left === 0).map(({ counts }) => counts);
  return whole.length > MOST_CANDIDATES ? [] : whole;
}

/** The weights that follow from numbers of respondents by the public rules. */
function worldOf(
  strata: readonly PublishedDomain[],
  respondents: readonly number[],
  isPooled: boolean,
  threshold: number,
): World {
  const rows = strata.map((stratum, h) => ({
    code: `${stratum.agencyCode}.${stratum.fieldCode}`,
    agency: stratum.agencyCode ?? '',
    population: stratum.population,
    released: stratum.invited,
    respondents: respondents[h]!,
    ineligible: 0,
  }));
  // Named as in the count: where strata are equally near, their names decide which are collapsed.
  const named = isPooled
    ? responseStrata(rows, threshold)
    : rows.map(({ code }, h) => ({ code, members: [h] }));
  const groups = named.map(({ members }) => members);
  const merged = named.map(({ code, members }): StratumCounts => {
    const sum = (measure: (row: StratumCounts) => number) =>
      members.reduce((running, h) => running + measure(rows[h]!), 0);
    return {
      code,
      population: sum((row) => row.population),
      released: sum((row) => row.released),
      respondents: sum((row) => row.respondents),
      ineligible: 0,
    };
  });
  const design = sampleDesign(merged, () => 'agency');
  const weights = [...design.weights];
  const grouped = merged.map((row) => row.respondents);
  let counts: WeightedCounts | undefined;
  return {
    respondents,
    groups,
    grouped,
    design,
    weights,
    counts: () => {
      counts ??= new WeightedCounts(weights, grouped);
      return counts;
    },
  };
}
