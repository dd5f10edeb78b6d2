import type { Ineligible, World } from './agency-worlds.ts';
import { worldsOf } from './agency-worlds.ts';
import { printsAlike } from './printed-ranges.ts';
import type { Publication, PublishedDomain, PublishedFigure } from './published-file.ts';
import { compositions } from './reconstruct.ts';

/** Withheld counts of an agency that follow from its shares, and which shares rule out the other numbers. */
export interface KnownCounts {
  /** Codes of fields. */
  readonly fields: readonly string[];
  /** Criteria whose shares leave no other numbers of respondents, the strongest first. */
  readonly narrowing: readonly string[];
  /** Criteria that no people give; null where numbers of respondents contradict each other. */
  readonly contradictory: readonly (string | null)[];
}

const NOTHING: KnownCounts = { fields: [], narrowing: [], contradictory: [] };

/**
 * Looks for other numbers of respondents under which an agency's criteria print the same. Stops as soon as every
 * withheld count has two values.
 * @param publication the published file
 * @param agency one of its domains
 * @param ineligible what the attacker knows of who was asked
 * Dinur & Nissim (2003): reconstruction from rounded figures.
 */
export function knownCounts(
  publication: Publication,
  agency: PublishedDomain,
  ineligible?: Ineligible,
): KnownCounts {
  const strata = publication.domains.filter(
    ({ level, agencyCode, invited }) =>
      level === 'agency_field' && agencyCode === agency.agencyCode && invited > 0,
  );
  const withheld = strata.flatMap(({ received }, h) => (received === null ? [h] : []));
  const { disclosureThreshold, satisfiedFrom } = publication.method;
  const worlds = worldsOf(strata, agency, disclosureThreshold, ineligible);
  if (!worlds) return NOTHING;
  const figures = attackedFigures(publication, agency);
  const refutations = new Map<World, PublishedFigure | undefined>();
  const refutationOf = (world: World): PublishedFigure | undefined => {
    if (!refutations.has(world))
      refutations.set(
        world,
        figures.find((figure) => !isPossible(world, figure, satisfiedFrom)),
      );
    return refutations.get(world);
  };
  if (isEachOpen(worlds, withheld, refutationOf)) return NOTHING;
  return knownFrom(worlds, withheld, refutationOf, (h) => strata[h]!.fieldCode ?? '');
}

/** The first figure that rules out numbers of respondents. */
type RefutationOf = (world: World) => PublishedFigure | undefined;

/** Whether two numbers were found for each withheld count. Only worlds that would bring a new one are looked at. */
function isEachOpen(
  worlds: readonly World[],
  withheld: readonly number[],
  refutationOf: RefutationOf,
): boolean {
  const values = new Map(withheld.map((h) => [h, new Set<number>()]));
  const isNew = ({ respondents }: World) =>
    [...values].some(([h, known]) => known.size < 2 && !known.has(respondents[h]!));
  for (const world of worlds) {
    if (withheld.length > 0 && !isNew(world)) continue;
    if (refutationOf(world)) continue;
    for (const [h, known] of values) known.add(world.respondents[h]!);
    if ([...values.values()].every(({ size }) => size > 1)) return true;
  }
  return false;
}

function knownFrom(
  worlds: readonly World[],
  withheld: readonly number[],
  refutationOf: RefutationOf,
  fieldOf: (stratum: number) => string,
): KnownCounts {
  if (worlds.length === 0) return { ...NOTHING, contradictory: [null] };
  const refuted = new Map<string, number>();
  const possible = worlds.filter((world) => {
    const against = refutationOf(world);
    if (against) refuted.set(against.node, (refuted.get(against.node) ?? 0) + 1);
    return !against;
  });
  if (possible.length === 0) return { ...NOTHING, contradictory: [...refuted.keys()] };
  const fields = withheld
    .filter((h) => new Set(possible.map(({ respondents }) => respondents[h]!)).size === 1)
    .map(fieldOf);
  const narrowing = [...refuted].sort(([, fewer], [, more]) => more - fewer);
  return {
    ...NOTHING,
    fields,
    narrowing: fields.length > 0 ? narrowing.map(([node]) => node) : [],
  };
}

function attackedFigures({ nodes }: Publication, { figures }: PublishedDomain): PublishedFigure[] {
  const criteria = new Set(
    nodes.filter(({ level }) => level === 'criterion').map(({ code }) => code),
  );
  return figures.filter(
    ({ node, distribution, validAnswers, step }) =>
      criteria.has(node) && distribution !== null && validAnswers !== null && step,
  );
}

/** Where the answers behind a figure cannot be listed, nothing speaks against them. */
function isPossible(world: World, figure: PublishedFigure, satisfiedFrom: number): boolean {
  const { distribution, validAnswers, step } = figure;
  const { weights, grouped: respondents, counts } = world;
  const shares = distribution!;
  const printed = { answers: validAnswers!, shares, half: step! / 2 };
  const found = compositions({ weights, counts: counts(), respondents, ...printed });
  return !found || found.some(printsAlike(world, figure, satisfiedFrom));
}
