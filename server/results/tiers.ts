import type { RatioSums } from '#sampling/estimation/ratio.ts';
import { NO_ANSWERS } from '#sampling/estimation/ratio.ts';
import { ratioCovariance } from '#sampling/estimation/ratio-covariance.ts';
import type { SampleDesign } from '#sampling/estimation/sample-design.ts';
import type { SufficientStatistics } from '#sampling/estimation/sufficient-statistics.ts';
import { SUMS_PER_CELL } from '#sampling/estimation/sufficient-statistics.ts';
import type { ComparedArea } from '#sampling/ranking/tier-against-reference.ts';
import { tierAgainstReference } from '#sampling/ranking/tier-against-reference.ts';
import type { ExactDomain, ExactFigure } from './exact-results.ts';
import type { ReportingDomain } from './reporting-domains.ts';

const NAMES = { above: 'higher', below: 'lower', 'not-different': 'not_different' } as const;
/** Below this a variance is rounding: the unit is the whole province. */
const NOTHING = 1e-15;

/**
 * Units against the province on one node, Holm-corrected over all that are compared. A unit is a part
 * of the province, so their estimates vary together. A unit without a sampling error, or whose figure
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
  const reference = { value: province.index, se: province.standardError };
  const sums = design.strata.map((_, h) => sumsAt(statistics, h));
  const strataOf = new Map(reporting.map(({ key, strata }) => [key, new Set(strata)]));
  const areas = domains.flatMap((domain): ComparedArea[] => {
    const members = strataOf.get(domain.key) ?? new Set();
    const area = domain.level === 'unit' ? areaOf(domain.key, figureOf(domain)) : undefined;
    if (!area) return [];
    const own = sums.map((it, h) => (members.has(h) ? it : NO_ANSWERS));
    const cross = own.map(({ xx, xy, yy }) => ({ xx, xy, yx: xy, yy }));
    const covariance = ratioCovariance(design, { first: own, second: sums, cross });
    const variance = area.se ** 2 + reference.se ** 2 - 2 * covariance;
    return variance > NOTHING ? [{ ...area, covariance }] : [];
  });
  const tierOf = new Map(
    tierAgainstReference(areas, reference).tiers.map(({ area, tier }) => [area, NAMES[tier]]),
  );
  return domains.map((domain) => ({ ...domain, tier: tierOf.get(domain.key) ?? null }));
}

function areaOf(area: string, figure: ExactFigure | undefined) {
  if (!figure || figure.index === null || !figure.standardError || !figure.degreesOfFreedom)
    return undefined;
  return {
    area,
    estimate: figure.index,
    se: figure.standardError,
    df: figure.degreesOfFreedom,
  };
}

function sumsAt({ sums }: SufficientStatistics, h: number): RatioSums {
  const [answered = 0, x = 0, y = 0, xx = 0, xy = 0, yy = 0] = sums.subarray(
    h * SUMS_PER_CELL,
    (h + 1) * SUMS_PER_CELL,
  );
  return { answered, x, y, xx, xy, yy };
}
