import type { Change, Changes } from '#contract/changes.ts';
import type { Domain, Figure } from '#contract/figures.ts';
import type { Results } from '#contract/results.ts';
import type { PublishedShare } from '#sampling/ranking/changes-of-parts.ts';
import { changesOfParts } from '#sampling/ranking/changes-of-parts.ts';
import type { PartStratum } from '#sampling/ranking/tiers-of-parts.ts';
import { pooledVariance } from '#sampling/ranking/tiers-of-parts.ts';
import { publishedStrata } from './tiers.ts';

const NAMES = { above: 'risen', below: 'fallen', 'not-different': 'not_different' } as const;

/** What has changed between two publications, from them alone: anybody with both files gets the same. */
export function changesBetween(earlier: Results | null, later: Results): Changes {
  const isSameQuestionnaire = earlier !== null && isSame(earlier, later);
  return {
    later: waveOf(later),
    earlier: earlier && waveOf(earlier),
    isSameQuestionnaire,
    changes: isSameQuestionnaire ? changesOf(earlier, later) : [],
    unmatched: {
      earlier: earlier ? namesMissing(earlier, later) : [],
      later: earlier ? namesMissing(later, earlier) : [],
    },
  };
}

const waveOf = ({ campaignId, campaignName, year }: Results) => ({
  campaignId,
  campaignName,
  year,
});

const isSame = ({ method: a }: Results, { method: b }: Results): boolean =>
  a.questionnaireVersion === b.questionnaireVersion &&
  a.questionnairePart === b.questionnairePart &&
  a.satisfiedFrom === b.satisfiedFrom;

const agenciesOf = ({ domains }: Results) => domains.filter(({ level }) => level === 'agency');

function namesMissing(from: Results, other: Results): string[] {
  const codes = new Set(agenciesOf(other).map(({ agencyCode }) => agencyCode));
  return agenciesOf(from)
    .filter(({ agencyCode }) => !codes.has(agencyCode))
    .map(({ name }) => name);
}

/** Agencies are one family of comparisons on each node, the province's nodes another. */
function changesOf(earlier: Results, later: Results): Change[] {
  const before = sharesOf(earlier);
  const now = sharesOf(later);
  const compare = (domains: readonly Domain[], nodes: readonly string[]): Change[] => {
    const pairs = domains.flatMap((domain) =>
      nodes.flatMap((node) => {
        const area = `${domain.key} ${node}`;
        const [first, second] = [before(domain, node), now(domain, node)];
        return first && second ? [{ area, domain, node, earlier: first, later: second }] : [];
      }),
    );
    const marks = changesOfParts(pairs);
    return pairs.flatMap((pair) => {
      const mark = marks.get(pair.area);
      return mark ? [{ ...describe(pair), change: NAMES[mark] }] : [];
    });
  };
  const codes = later.nodes.map(({ code }) => code);
  const broad = later.nodes.filter(({ level }) => level !== 'criterion').map(({ code }) => code);
  return [
    ...compare(
      later.domains.filter(({ level }) => level === 'province'),
      codes,
    ),
    ...broad.flatMap((node) => compare(agenciesOf(later), [node])),
  ];
}

function describe(pair: {
  domain: Domain;
  node: string;
  earlier: PublishedShare;
  later: PublishedShare;
}): Omit<Change, 'change'> {
  const { domain, node, earlier, later } = pair;
  return {
    agencyCode: domain.agencyCode,
    name: domain.name,
    node,
    earlier: earlier.index,
    earlierStep: earlier.step,
    later: later.index,
    laterStep: later.step,
  };
}

/** Of a province or an agency in one publication, its share with the variance that tiers use; by level and code. */
function sharesOf(results: Results) {
  const { domains, designEffects = {} } = results;
  const strataOf = publishedStrata(domains);
  const found = new Map(domains.map((domain) => [placeOf(domain), domain]));
  const province = domains.find(({ level }) => level === 'province');
  const ofWhole = agenciesOf(results).flatMap((agency) =>
    agency.received ? strataOf(agency, agency.received) : [],
  );
  return (wanted: Domain, node: string): PublishedShare | undefined => {
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

const placeOf = ({ level, agencyCode, fieldCode }: Domain) =>
  `${level} ${agencyCode ?? ''} ${fieldCode ?? ''}`;

const figureOf = ({ figures }: Domain, node: string): Figure | undefined =>
  figures.find((figure) => figure.node === node);
