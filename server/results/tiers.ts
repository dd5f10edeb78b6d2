import type { SampleDesign } from '#sampling/estimation/sample-design.ts';
import type { SufficientStatistics } from '#sampling/estimation/sufficient-statistics.ts';
import type { Part } from '#sampling/ranking/tier-parts.ts';
import { tierParts } from '#sampling/ranking/tier-parts.ts';
import type { ExactDomain, ExactFigure } from './exact-results.ts';
import type { ReportingDomain } from './reporting-domains.ts';

const NAMES = { above: 'higher', below: 'lower', 'not-different': 'not_different' } as const;

/**
 * Agencies against the province on one node, Holm-corrected over all that are compared. An agency is a part
 * of the province, so their estimates vary together. An agency without a sampling error, or whose figure
 * is withheld, has no tier.
 */
export function withTiers(
  domains: readonly ExactDomain[],
  node: string,
  design: SampleDesign,
  statistics: SufficientStatistics,
  reporting: readonly ReportingDomain[],
): ExactDomain[] {
  const figureOf = (domain: ExactDomain | undefined) =>
    domain?.figures.find((figure) => figure.node === node);
  const province = figureOf(domains.find((domain) => domain.level === 'province'));
  if (!province || province.index === null || province.standardError === null) return [...domains];
  const strataOf = new Map(reporting.map(({ key, responseStrata }) => [key, responseStrata]));
  const parts = domains
    .filter(({ level }) => level === 'agency')
    .flatMap((domain) => partOf(domain.key, figureOf(domain), strataOf.get(domain.key) ?? []));
  const whole = { value: province.index, se: province.standardError };
  const tierOf = tierParts(design, statistics, parts, whole);
  return domains.map((domain) => {
    const tier = tierOf.get(domain.key);
    return { ...domain, tier: tier === undefined ? null : NAMES[tier] };
  });
}

function partOf(area: string, figure: ExactFigure | undefined, strata: readonly number[]): Part[] {
  if (!figure || figure.index === null || !figure.standardError || !figure.degreesOfFreedom)
    return [];
  const { index: estimate, standardError: se, degreesOfFreedom: df } = figure;
  return [{ area, strata, estimate, se, df }];
}
