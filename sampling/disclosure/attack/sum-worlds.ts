import { sampleDesign } from '../../weighting/sample-design.ts';
import type { Ineligible, World } from './agency-worlds.ts';
import { worldsOf } from './agency-worlds.ts';
import type { Publication, PublishedDomain } from './published-file.ts';
import { WeightedCounts } from './weighted-counts.ts';

/** In more groups the answers behind a share cannot be listed. */
const MOST_GROUPS = 40;

/** Ways of placing the respondents of all agencies together. */
const MOST_WORLDS = 20;

/** Strata of several agencies, and every way of placing their respondents. */
export interface SummedAgencies {
  readonly strata: readonly PublishedDomain[];
  /** Undefined where there are too many. */
  readonly worlds: readonly World[] | undefined;
}

/**
 * Every way that fits what is published of the agencies that a field or the province is the sum of. Groups hold those of
 * the sum alone; the design is that of the whole agencies.
 * @param publication the published file
 * @param domain the sum
 * @param ineligible what the attacker knows of who was asked
 * Dinur & Nissim (2003): reconstruction from rounded figures.
 */
export function sumWorlds(
  { domains, method }: Publication,
  domain: PublishedDomain,
  ineligible?: Ineligible,
): SummedAgencies {
  const isPart = ({ fieldCode }: PublishedDomain) =>
    domain.fieldCode === null || domain.fieldCode === fieldCode;
  const asked = domains.filter(({ level, invited }) => level === 'agency_field' && invited > 0);
  const agencies = domains
    .filter(({ level }) => level === 'agency')
    .map((agency) => ({
      agency,
      strata: asked.filter(({ agencyCode }) => agencyCode === agency.agencyCode),
    }))
    .filter(({ strata }) => strata.some(isPart));
  const strata = agencies.flatMap((parts) => parts.strata);
  let chosen: (readonly World[])[] = [[]];
  for (const parts of agencies) {
    const worlds =
      worldsOf(parts.strata, parts.agency, method.disclosureThreshold, ineligible) ?? [];
    chosen = chosen.flatMap((earlier) => worlds.map((world) => [...earlier, world]));
    if (chosen.length === 0 || chosen.length > MOST_WORLDS) return { strata, worlds: undefined };
  }
  const worlds = chosen.map((parts) => joined(parts, (h) => isPart(strata[h]!)));
  const isListed = worlds.every(({ grouped }) => grouped.filter(Boolean).length <= MOST_GROUPS);
  return { strata, worlds: isListed ? worlds : undefined };
}

/** Worlds of agencies side by side; only those of the sum answer. */
function joined(parts: readonly World[], isPart: (stratum: number) => boolean): World {
  const respondents = parts.flatMap((world) => world.respondents);
  let first = 0;
  const groups = parts.flatMap((world) => {
    const offset = first;
    first += world.respondents.length;
    return world.groups.map((members) => members.map((h) => h + offset).filter(isPart));
  });
  const rows = parts.flatMap(({ design }, agency) =>
    design.strata.map((row) => ({ ...row, code: `${agency} ${row.code}` })),
  );
  const design = sampleDesign(rows, (code) => code.split(' ')[0]!);
  const weights = [...design.weights];
  const grouped = groups.map((members) => members.reduce((sum, h) => sum + respondents[h]!, 0));
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
