import type { StratumCounts } from '../../estimation/sample-design.ts';
import { sampleDesign } from '../../estimation/sample-design.ts';
import { exposedGroups } from '../group-tables.ts';
import type { PublishedGroups } from '../published-groups.ts';
import { shownTable } from '../published-groups.ts';
import { responseStrata } from '../response-strata.ts';
import type { Composition } from './reconstruct.ts';
import { compositions } from './reconstruct.ts';
import { WeightedCounts } from './weighted-counts.ts';

/** The parts of a published file that an attacker reads. */
export interface PublishedFigure {
  readonly node: string;
  readonly validAnswers: number | null;
  readonly distribution: readonly number[] | null;
  readonly step?: number | null;
}
export interface PublishedDomain {
  readonly level: string;
  readonly agencyCode: string | null;
  readonly fieldCode: string | null;
  readonly population: number;
  readonly invited: number;
  readonly received: number | null;
  readonly figures: readonly (PublishedFigure & { readonly respondents?: number | null })[];
}
export interface Publication {
  readonly method: { readonly disclosureThreshold: number; readonly satisfiedFrom: number };
  readonly nodes: readonly { readonly code: string; readonly level: string }[];
  readonly domains: readonly PublishedDomain[];
  readonly groups?: PublishedGroups | undefined;
}

/** What follows from a publication: how many answered, how they answered, that they agree. */
export interface Claim {
  readonly kind: 'respondents' | 'answers' | 'unanimous' | 'group';
  /** `agency.field`, or several joined where responses were pooled; of a group the grouping. */
  readonly stratum: string;
  readonly criterion: string | null;
  /** The count of respondents; how often each value was given; 1 all satisfied, 0 none; why a group falls. */
  readonly value: number | string | readonly number[];
}

export interface AttackOptions {
  /** Half of what shares are rounded to, where the file does not say. */
  readonly half: number;
}

const MOST_CANDIDATES = 300;

/**
 * Attacks each agency with its own shares, and tells only what no other solution contradicts.
 * @param publication the published file
 * @param options half of the last printed digit, in shares
 * Dinur & Nissim (2003): reconstruction from rounded figures.
 */
export function attackPublication(
  publication: Publication,
  options: AttackOptions = { half: 1e-9 },
): Claim[] {
  const agencies = publication.domains.filter(({ level }) => level === 'agency');
  return [
    ...agencies.flatMap((agency) => attackAgency(publication, agency, options)),
    ...attackGroups(publication),
  ];
}

function attackGroups({ groups, domains }: Publication): Claim[] {
  if (!groups) return [];
  const province = domains.find(({ level }) => level === 'province');
  const respondents = new Map(province?.figures.map((figure) => [figure.node, figure.respondents]));
  const exposed = exposedGroups(
    groups.tables.map(shownTable),
    (node) => respondents.get(node) ?? null,
    groups.fewest,
  );
  return exposed.map(({ grouping, measure, kind }) => ({
    kind: 'group',
    stratum: grouping,
    criterion: measure,
    value: kind,
  }));
}

interface World {
  readonly respondents: readonly number[];
  /** Strata that weigh as one, by position of their members. */
  readonly groups: readonly (readonly number[])[];
  /** Respondents by group. */
  readonly grouped: readonly number[];
  readonly weights: readonly number[];
  readonly counts: () => WeightedCounts;
}

function attackAgency(publication: Publication, agency: PublishedDomain, options: AttackOptions) {
  const strata = publication.domains.filter(
    ({ level, agencyCode, invited }) =>
      level === 'agency_field' && agencyCode === agency.agencyCode && invited > 0,
  );
  const isPooled = agency.figures.some(({ step }) => step !== undefined);
  const { disclosureThreshold: threshold } = publication.method;
  const zerosAreShown = !isPooled;
  let worlds = candidates(strata, agency, zerosAreShown).map((respondents) =>
    worldOf(strata, respondents, isPooled, threshold),
  );
  if (worlds.length === 0) return [];
  const criteria = new Set(
    publication.nodes.filter(({ level }) => level === 'criterion').map(({ code }) => code),
  );
  const solved = new Map<string, ReadonlyMap<World, Composition[]>>();
  for (const figure of agency.figures) {
    if (!criteria.has(figure.node)) continue;
    const ofFigure = solve(worlds, figure, figure.step ? figure.step / 2 : options.half);
    if (!ofFigure) continue;
    worlds = worlds.filter((world) => ofFigure.has(world));
    solved.set(figure.node, ofFigure);
  }
  return claimsOf(strata, worlds, solved, publication.method);
}

/** The compositions behind a figure in each world that has any; undefined where they cannot be listed. */
function solve(worlds: readonly World[], figure: PublishedFigure, half: number) {
  const { distribution: shares, validAnswers: answers } = figure;
  if (!shares || answers === null) return undefined;
  const solved = new Map<World, Composition[]>();
  for (const world of worlds) {
    const { weights, grouped: respondents, counts } = world;
    const found = compositions({ weights, counts: counts(), respondents, answers, shares, half });
    if (!found) return undefined;
    if (found.length > 0) solved.set(world, found);
  }
  return solved;
}

/** Numbers of respondents that fit what is told: withheld ones are unknown, their sum is not. */
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
    code: stratum.fieldCode ?? '',
    agency: 'agency',
    population: stratum.population,
    released: stratum.invited,
    respondents: respondents[h]!,
    ineligible: 0,
  }));
  const groups = isPooled
    ? responseStrata(rows, threshold).map(({ members }) => members)
    : rows.map((_, h) => [h]);
  const merged = groups.map((members): StratumCounts => {
    const sum = (of: (row: StratumCounts) => number) =>
      members.reduce((running, h) => running + of(rows[h]!), 0);
    return {
      code: members.map((h) => rows[h]!.code).join('+'),
      population: sum((row) => row.population),
      released: sum((row) => row.released),
      respondents: sum((row) => row.respondents),
      ineligible: 0,
    };
  });
  const weights = [...sampleDesign(merged, () => 'agency').weights];
  const grouped = merged.map((row) => row.respondents);
  let counts: WeightedCounts | undefined;
  return {
    respondents,
    groups,
    grouped,
    weights,
    counts: () => {
      counts ??= new WeightedCounts(weights, grouped);
      return counts;
    },
  };
}

function claimsOf(
  strata: readonly PublishedDomain[],
  worlds: readonly World[],
  solved: ReadonlyMap<string, ReadonlyMap<World, readonly Composition[]>>,
  method: Publication['method'],
): Claim[] {
  const name = (h: number) => `${strata[h]!.agencyCode}.${strata[h]!.fieldCode}`;
  const counts = strata.flatMap(({ received }, h): Claim[] => {
    const values = new Set(worlds.map(({ respondents }) => respondents[h]!));
    if (received !== null || values.size !== 1) return [];
    return [{ kind: 'respondents', stratum: name(h), criterion: null, value: [...values][0]! }];
  });
  const groupings = new Set(worlds.map(({ groups }) => JSON.stringify(groups)));
  if (groupings.size !== 1) return counts;
  const answers = [...solved].flatMap(([criterion, ofWorld]) => {
    const all = worlds.map((world) => ({ world, found: ofWorld.get(world) ?? [] }));
    return worlds[0]!.groups.flatMap((members, g): Claim[] => {
      const stratum = members.map(name).join('+');
      const seen = all.flatMap(({ found }) => found.map((composition) => composition[g]!));
      const value = [...new Set(seen.map((row) => row.join(' ')))];
      const most = Math.max(
        ...worlds.map(({ respondents }) => members.reduce((sum, h) => sum + respondents[h]!, 0)),
      );
      if (value.length === 1 && most < method.disclosureThreshold && sumOf(seen[0]!) > 0)
        return [{ kind: 'answers', stratum, criterion, value: seen[0]! }];
      const agreed = new Set(seen.map((row) => agreement(row, method.satisfiedFrom)));
      const [first] = agreed;
      if (agreed.size !== 1 || first === null || first === undefined) return [];
      return [{ kind: 'unanimous', stratum, criterion, value: first }];
    });
  });
  return [...counts, ...answers];
}

const sumOf = (row: readonly number[]) => row.reduce((sum, count) => sum + count, 0);

/** 1 where all are satisfied, 0 where none is, null where they differ or nobody answered. */
function agreement(row: readonly number[], satisfiedFrom: number): number | null {
  const answers = sumOf(row);
  const satisfied = sumOf(row.slice(satisfiedFrom - 1));
  if (answers === 0 || (satisfied > 0 && satisfied < answers)) return null;
  return satisfied > 0 ? 1 : 0;
}
