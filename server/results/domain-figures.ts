import { shownEligible } from '#sampling/disclosure/fieldwork-counts.ts';
import type { NodeTotals, Scale } from '#sampling/satisfaction-index/node-totals.ts';
import { strataFigures } from '#sampling/satisfaction-index/strata-figures.ts';
import {
  confidential,
  unanswered,
  uncovered,
} from '#sampling/satisfaction-index/withheld-figure.ts';
import type { SampleDesign } from '#sampling/weighting/sample-design.ts';
import type { CountedStratum } from '../db/counted-strata.ts';
import type { ExactDomain, ExactFigure } from './exact-results.ts';
import type { FieldFigures } from './field-figures.ts';
import type { Heard } from './heard-agencies.ts';
import type { Fieldwork } from './read-fieldwork.ts';
import type { Level, ReportingDomain } from './reporting-domains.ts';
import { LEVELS } from './reporting-domains.ts';
import type { Withheld } from './withheld.ts';

export interface Statistics {
  readonly design: SampleDesign;
  readonly totals: ReadonlyMap<string, NodeTotals>;
  readonly scale: Scale;
}

type FigureOf = (node: string, domain: ReportingDomain) => ExactFigure;

/** Every domain with its counts, and the figures of its nodes, nothing rounded. */
export function domainsWithFigures(
  { strata, fields, withheld, campaign: { questionnaire, disclosureThreshold } }: Fieldwork,
  statistics: Statistics,
  reporting: readonly ReportingDomain[],
  heard: Heard,
): ExactDomain[] {
  return LEVELS.flatMap((level) => {
    const domains = reporting.filter((domain) => domain.level === level);
    const nodes = nodesOf(level, questionnaire.nodes);
    const figure =
      level === 'field'
        ? countedFigures(strata, fields, heard)
        : estimatedFigures(statistics, domains);
    return domains.map((domain) => ({
      ...describe(domain, strata, withheld, disclosureThreshold),
      figures: nodes.map(({ code }) =>
        withheld.figures(code).has(domain.key) ? confidential(code) : figure(code, domain),
      ),
    }));
  });
}

/** Single questions of an agency's field rest on a handful of people; factors are the finest there. */
const nodesOf = (level: Level, nodes: Fieldwork['campaign']['questionnaire']['nodes']) =>
  nodes.filter((node) => level !== 'agency_field' || node.level !== 'criterion');

/** Fields cross the response strata: the count made their figures. */
function countedFigures(
  strata: readonly CountedStratum[],
  fields: FieldFigures,
  heard: Heard,
): FigureOf {
  const isSilent = (domain: ReportingDomain) =>
    domain.strata.every((h) => strata[h]!.respondents === 0);
  return (node, domain) => {
    if (isSilent(domain)) return unanswered(node);
    if (!heard.isEnough) return uncovered(node);
    return fields.get(node)?.get(domain.fieldCode!) ?? confidential(node);
  };
}

function estimatedFigures(
  { design, totals, scale }: Statistics,
  domains: readonly ReportingDomain[],
): FigureOf {
  const strataDomains = domains.map(({ key, responseStrata }) => ({ key, strata: responseStrata }));
  const figure = strataFigures(design, totals, strataDomains, scale);
  return (node, { key }) => figure(node, key);
}

/**
 * Everybody who answered anything, over all who were asked. Of the province alone without those who do not belong to the
 * population (AAPOR RR2), and where they are not few: elsewhere the rate would tell how many they are.
 */
function describe(
  { strata: members, responseStrata: _pooled, ...domain }: ReportingDomain,
  strata: readonly CountedStratum[],
  withheld: Withheld,
  threshold: number,
): Omit<ExactDomain, 'figures'> {
  const sum = (count: (stratum: CountedStratum) => number) =>
    members.reduce((running, h) => running + count(strata[h]!), 0);
  const invited = sum((stratum) => stratum.released);
  const received = sum((stratum) => stratum.respondents);
  const ineligible = domain.level === 'province' ? sum((stratum) => stratum.ineligible) : 0;
  const eligible = shownEligible(invited, ineligible, threshold) ?? invited;
  const isWithheld = withheld.domains.has(domain.key);
  return {
    ...domain,
    population: sum((stratum) => stratum.population),
    invited,
    received: isWithheld ? null : received,
    responseRate: isWithheld || eligible === 0 ? null : received / eligible,
  };
}
