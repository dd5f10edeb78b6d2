import { exposedGroups } from '../group-tables.ts';
import { shownTable } from '../published-groups.ts';
import type { Ineligible, World } from './agency-worlds.ts';
import { worldsOf } from './agency-worlds.ts';
import { printsAlike } from './printed-ranges.ts';
import type { Publication, PublishedDomain, PublishedFigure } from './published-file.ts';
import type { Composition } from './reconstruct.ts';
import { compositions } from './reconstruct.ts';
import type { SummedAgencies } from './sum-worlds.ts';
import { sumWorlds } from './sum-worlds.ts';

/** What follows from a publication: how many answered, how they answered, that they agree. */
export interface Claim {
  readonly kind: 'respondents' | 'answers' | 'unanimous' | 'group' | 'fieldwork';
  /** `agency.field`, or several joined where responses were pooled; of a group the grouping. */
  readonly stratum: string;
  readonly criterion: string | null;
  /** The count of respondents; how often each value was given; 1 all satisfied, 0 none; why a group falls. */
  readonly value: number | string | readonly number[];
}

export interface AttackOptions {
  /** Half of what shares are rounded to, where the file does not say. */
  readonly half?: number;
  /** What the attacker knows of who does not belong to the population. */
  readonly ineligible?: Ineligible;
  /** Between two domains: others get their turn. */
  readonly pause?: () => Promise<void>;
}

/** A figure that no people give beside those before it, or numbers of respondents that contradict each other. */
export interface Unexplained {
  readonly stratum: string;
  readonly criterion: string | null;
}

export interface AttackedFigures {
  readonly claims: readonly Claim[];
  /** Nothing was learnt of these domains, and nothing proved either. */
  readonly unexplained: readonly Unexplained[];
}

/**
 * Attacks each agency, field and the province with its own shares, means and ranges, and tells only what no other solution contradicts.
 * @param publication the published file
 * @param options half of the last printed digit, in shares, and what the attacker knows besides
 * Dinur & Nissim (2003): reconstruction from rounded figures.
 */
export async function attackPublication(
  publication: Publication,
  options: AttackOptions = {},
): Promise<AttackedFigures> {
  const domainsOf = (...levels: readonly string[]) =>
    publication.domains.filter(({ level }) => levels.includes(level));
  const attacked: AttackedFigures[] = [];
  for (const domain of domainsOf('agency', 'field', 'province')) {
    await options.pause?.();
    const attack = domain.level === 'agency' ? attackAgency : attackSum;
    attacked.push(attack(publication, domain, options));
  }
  return {
    claims: [...attacked.flatMap(({ claims }) => claims), ...attackGroups(publication)],
    unexplained: attacked.flatMap(({ unexplained }) => unexplained),
  };
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

function attackAgency(publication: Publication, agency: PublishedDomain, options: AttackOptions) {
  const strata = publication.domains.filter(
    ({ level, agencyCode, invited }) =>
      level === 'agency_field' && agencyCode === agency.agencyCode && invited > 0,
  );
  const { disclosureThreshold } = publication.method;
  const worlds = worldsOf(strata, agency, disclosureThreshold, options.ineligible);
  return attackDomain(publication, agency, { strata, worlds }, options);
}

/** Half of the last digit of a share in full. */
const IN_FULL = 1e-9;

/** By whole numbers, where the answers behind a share can be listed: else the sums are attacked together. */
const attackSum = (publication: Publication, domain: PublishedDomain, options: AttackOptions) =>
  attackDomain(publication, domain, sumWorlds(publication, domain, options.ineligible), options);

function attackDomain(
  publication: Publication,
  domain: PublishedDomain,
  { strata, worlds: possible }: SummedAgencies,
  options: AttackOptions,
): AttackedFigures {
  if (!possible) return { claims: [], unexplained: [] };
  const stratum = nameOf(domain);
  const contradicted = (criterion: string | null): AttackedFigures => ({
    claims: [],
    unexplained: [{ stratum, criterion }],
  });
  if (possible.length === 0) return contradicted(null);
  let worlds = possible;
  const criteria = new Set(
    publication.nodes.filter(({ level }) => level === 'criterion').map(({ code }) => code),
  );
  const solved = new Map<string, ReadonlyMap<World, Composition[]>>();
  for (const figure of domain.figures) {
    if (!criteria.has(figure.node)) continue;
    const half = figure.step ? figure.step / 2 : (options.half ?? IN_FULL);
    const ofFigure = solve(worlds, figure, half, publication.method.satisfiedFrom);
    if (!ofFigure) continue;
    worlds = worlds.filter((world) => ofFigure.has(world));
    if (worlds.length === 0) return contradicted(figure.node);
    solved.set(figure.node, ofFigure);
  }
  return { claims: claimsOf(strata, worlds, solved, publication.method), unexplained: [] };
}

/** The compositions behind a figure in each world that has any; undefined where they cannot be listed. */
function solve(
  worlds: readonly World[],
  figure: PublishedFigure,
  half: number,
  satisfiedFrom: number,
) {
  const { distribution: shares, validAnswers: answers } = figure;
  if (!shares || answers === null) return undefined;
  const solved = new Map<World, Composition[]>();
  for (const world of worlds) {
    const { weights, grouped: respondents, counts } = world;
    const found = compositions({ weights, counts: counts(), respondents, answers, shares, half });
    if (!found) return undefined;
    const alike = found.filter(printsAlike(world, figure, satisfiedFrom));
    if (alike.length > 0) solved.set(world, alike);
  }
  return solved;
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

export const nameOf = ({ agencyCode, fieldCode }: PublishedDomain): string =>
  [agencyCode ?? '*', fieldCode ?? '*'].join('.');

const sumOf = (row: readonly number[]) => row.reduce((sum, count) => sum + count, 0);

/** 1 where all are satisfied, 0 where none is, null where they differ or nobody answered. */
function agreement(row: readonly number[], satisfiedFrom: number): number | null {
  const answers = sumOf(row);
  const satisfied = sumOf(row.slice(satisfiedFrom - 1));
  if (answers === 0 || (satisfied > 0 && satisfied < answers)) return null;
  return satisfied > 0 ? 1 : 0;
}
