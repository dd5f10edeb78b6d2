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

/** Who was found not to belong to the population, in persons of a stratum; a reader of the file supposes that nobody was. */
export type Ineligible = (stratum: PublishedDomain) => number;

/**
 * Every way that fits what is published of an agency; none where its numbers contradict each other, undefined where
 * there are too many.
 * @param strata its fields, with those who were asked
 * @param ineligible what the attacker knows of them
 */
export function worldsOf(
  strata: readonly PublishedDomain[],
  agency: PublishedDomain,
  threshold: number,
  ineligible: Ineligible = () => 0,
): World[] | undefined {
  const isPooled = agency.figures.some(({ step }) => step !== undefined);
  return candidates(strata, agency, !isPooled, ineligible)?.map((respondents) =>
    worldOf(strata, { respondents, ineligible: strata.map(ineligible) }, isPooled, threshold),
  );
}

/** Numbers of respondents that fit what is published: withheld ones are unknown, their sum is not. */
function candidates(
  strata: readonly PublishedDomain[],
  agency: PublishedDomain,
  zerosAreShown: boolean,
  ineligible: Ineligible,
): number[][] | undefined {
  if (agency.received === null) return undefined;
  let open: { counts: number[]; left: number }[] = [{ counts: [], left: agency.received }];
  for (const stratum of strata) {
    const { received, invited } = stratum;
    const asked = invited - ineligible(stratum);
    open = open.flatMap(({ counts, left }) => {
      const least = received ?? (zerosAreShown ? 1 : 0);
      const most = Math.min(received ?? asked, left);
      return Array.from({ length: Math.max(0, most - least + 1) }, (_, k) => ({
        counts: [...counts, least + k],
        left: left - least - k,
      }));
    });
    if (open.length > 100 * MOST_CANDIDATES) return undefined;
  }
  const whole = open.filter(({ left }) => left === 0).map(({ counts }) => counts);
  return whole.length > MOST_CANDIDATES ? undefined : whole;
}

/** The weights that follow from numbers of respondents by the public rules. */
function worldOf(
  strata: readonly PublishedDomain[],
  { respondents, ineligible }: Readonly<Record<'respondents' | 'ineligible', readonly number[]>>,
  isPooled: boolean,
  threshold: number,
): World {
  const rows = strata.map((stratum, h) => ({
    code: `${stratum.agencyCode}.${stratum.fieldCode}`,
    agency: stratum.agencyCode ?? '',
    population: stratum.population,
    released: stratum.invited,
    respondents: respondents[h]!,
    ineligible: ineligible[h]!,
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
      ineligible: sum((row) => row.ineligible),
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
