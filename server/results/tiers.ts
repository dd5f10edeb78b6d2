import type { Domain } from '#contract/figures.ts';
import type { Results } from '#contract/results.ts';
import { ranksOfParts } from '#sampling/ranking/ranks-of-parts.ts';
import type { PartStratum } from '#sampling/ranking/tiers-of-parts.ts';
import { pooledDesignEffect, tiersOfParts } from '#sampling/ranking/tiers-of-parts.ts';
import type { ExactDomain } from './exact-results.ts';

const NAMES = { above: 'higher', below: 'lower', 'not-different': 'not_different' } as const;

/**
 * The mark beside every figure of an agency is that figure's: each node has its own, made of what leaves and of nothing
 * else, the node's pooled design effect too. So anybody makes them again from the file, and none of them is a further
 * equation for the answers behind it.
 */
export function withTiers(results: Results): Results {
  // Of a province that was not heard there is no level to compare with.
  if (results.coverage && !results.coverage.isEnough) return results;
  const strataOf = publishedStrata(results.domains);
  const designEffects = designEffectsOf(results, strataOf);
  const marks = new Map(
    Object.entries(designEffects).map(([node, effect]) => [
      node,
      tiersOfNode(results.domains, node, effect, strataOf),
    ]),
  );
  const domains = results.domains.map((domain) => ({
    ...domain,
    figures: domain.figures.map((figure) => {
      const tier = marks.get(figure.node)?.get(domain.key);
      return { ...figure, tier: tier === undefined ? null : NAMES[tier] };
    }),
  }));
  const total = results.nodes.find(({ level }) => level === 'total')?.code ?? '';
  return {
    ...results,
    designEffects,
    domains: ranked(domains, total, designEffects[total], strataOf),
  };
}

/** The share of the province and of each agency that has one, as published. */
function partsOfNode(domains: readonly Domain[], node: string, strataOf: StrataOf) {
  const figureOf = (domain: Domain) => domain.figures.find((figure) => figure.node === node);
  const province = domains.find(({ level }) => level === 'province');
  const whole = province && figureOf(province)?.index;
  if (whole === null || whole === undefined) return undefined;
  const parts = domains.filter(isAgency).flatMap((domain) => {
    const figure = figureOf(domain);
    if (!figure || figure.index === null || !figure.respondents) return [];
    const { index, respondents, step } = figure;
    const strata = strataOf(domain, respondents);
    return [{ area: domain.key, index, step: step ?? 0, respondents, strata }];
  });
  return { parts, whole };
}

function tiersOfNode(
  domains: readonly Domain[],
  node: string,
  designEffect: number,
  strataOf: StrataOf,
) {
  const found = partsOfNode(domains, node, strataOf);
  return found && tiersOfParts(found.parts, found.whole, designEffect);
}

/** Places of agencies on the total: never one, always those that the figures leave possible. */
function ranked(
  domains: readonly Domain[],
  node: string,
  designEffect: number | undefined,
  strataOf: StrataOf,
): Domain[] {
  const found = designEffect === undefined ? undefined : partsOfNode(domains, node, strataOf);
  if (!found || designEffect === undefined) return [...domains];
  const ranks = new Map(
    ranksOfParts(found.parts, found.whole, designEffect).map(({ area, lower, upper }) => [
      area,
      { lower, upper, among: found.parts.length },
    ]),
  );
  return domains.map((domain) => {
    const rank = ranks.get(domain.key);
    return rank ? { ...domain, rank } : domain;
  });
}

/** Of fewer agencies the design effect of one node is too uncertain: theirs is that of all nodes of a level. */
const FEWEST_AGENCIES = 5;

function designEffectsOf({ nodes, domains }: Results, strataOf: StrataOf): Record<string, number> {
  const partsOf = (code: string) =>
    domains.filter(isAgency).flatMap((domain) => {
      const figure = domain.figures.find(({ node }) => node === code);
      if (!figure?.respondents || figure.index === null) return [];
      const { index, low, high, step, respondents } = figure;
      if (low === null || high === null || step === null) return [];
      return [{ index, low, high, step, respondents, strata: strataOf(domain, respondents) }];
    });
  const effects = nodes.map(({ code, level }) => {
    const parts = partsOf(code);
    const ofLevel = () => nodes.filter((node) => node.level === level).map((node) => node.code);
    const pooled = parts.length < FEWEST_AGENCIES ? ofLevel().flatMap(partsOf) : parts;
    return [code, parts.length === 0 ? null : pooledDesignEffect(pooled)] as const;
  });
  return Object.fromEntries(
    effects.filter((entry): entry is [string, number] => entry[1] !== null),
  );
}

type Counted = Omit<Domain | ExactDomain, 'figures'>;
export type StrataOf = (agency: Counted, respondents: number) => readonly PartStratum[];
const isAgency = ({ level }: Counted) => level === 'agency';

/** An agency's fields are its strata; those whose respondents are withheld count as one. */
export function publishedStrata(domains: readonly Counted[]): StrataOf {
  const fields = Map.groupBy(
    domains.filter(({ level }) => level === 'agency_field'),
    ({ agencyCode }) => agencyCode,
  );
  return ({ agencyCode, population, received }, respondents) => {
    const known = (fields.get(agencyCode) ?? []).flatMap((field) =>
      field.received === null
        ? []
        : [{ population: field.population, respondents: field.received }],
    );
    const sum = (key: keyof PartStratum) => known.reduce((total, field) => total + field[key], 0);
    const rest = {
      population: population - sum('population'),
      respondents: (received ?? respondents) - sum('respondents'),
    };
    return rest.population > 0 && rest.respondents > 0 ? [...known, rest] : known;
  };
}
