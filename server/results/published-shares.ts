import type { Domain, Figure } from '#contract/figures.ts';
import type { Results } from '#contract/results.ts';
import type { PublishedShare } from '#sampling/ranking/changes-of-parts.ts';
import type { PartStratum } from '#sampling/ranking/tiers-of-parts.ts';
import { pooledVariance } from '#sampling/ranking/tiers-of-parts.ts';
import { publishedStrata } from './tiers.ts';

type Place = Pick<Domain, 'level' | 'agencyCode' | 'fieldCode'>;

/** Of a province or an agency in one publication: its share with the variance that tiers use; by level and code. */
export function publishedShares(results: Results) {
  const { domains, designEffects = {} } = results;
  const strataOf = publishedStrata(domains);
  const found = new Map(domains.map((domain) => [placeOf(domain), domain]));
  const province = domains.find(({ level }) => level === 'province');
  const ofWhole = domains.flatMap((domain) =>
    domain.level === 'agency' && domain.received ? strataOf(domain, domain.received) : [],
  );
  return (wanted: Place, node: string): PublishedShare | undefined => {
    const domain = found.get(placeOf(wanted));
    const figure = domain && figureOf(domain, node);
    const whole = province && figureOf(province, node)?.index;
    const effect = designEffects[node];
    if (!figure?.respondents || figure.index === null || typeof whole !== 'number')
      return undefined;
    if (effect === undefined) return undefined;
    const { index, step, respondents } = figure;
    const strata: readonly PartStratum[] =
      domain === province ? ofWhole : strataOf(domain!, respondents);
    const variance = pooledVariance({ index, respondents, strata }, whole, effect);
    return { index, step: step ?? 0, variance };
  };
}

const placeOf = ({ level, agencyCode, fieldCode }: Place) =>
  `${level} ${agencyCode ?? ''} ${fieldCode ?? ''}`;

const figureOf = ({ figures }: Domain, node: string): Figure | undefined =>
  figures.find((figure) => figure.node === node);
