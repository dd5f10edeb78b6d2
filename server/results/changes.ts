import type { Change, Changes, NotCompared, RearrangedAgency } from '#contract/changes.ts';
import type { Domain } from '#contract/figures.ts';
import type { Results } from '#contract/results.ts';
import { roundedOutwards, roundedTo } from '#sampling/disclosure/rounding.ts';
import type { PartChange, PublishedShare } from '#sampling/ranking/changes-of-parts.ts';
import { changesOfParts } from '#sampling/ranking/changes-of-parts.ts';
import type { MatchedNodes } from './matched-nodes.ts';
import { matchedNodes, notCompared } from './matched-nodes.ts';
import { publishedShares } from './published-shares.ts';
import type { EarlierPart } from './rearrangements/earlier-parts.ts';
import { earlierParts } from './rearrangements/earlier-parts.ts';
import { joinedShare } from './rearrangements/joined-share.ts';

const NAMES = { above: 'risen', below: 'fallen', 'not-different': 'not_different' } as const;

/** What has changed between two publications, from them alone: anybody with both files gets the same. */
export function changesBetween(earlier: Results | null, later: Results): Changes {
  const matched = earlier ? matchedNodes(earlier, later) : new Map<string, string>();
  const isComparable = matched.size > 0;
  const rearranged = earlier ? rearrangedAgencies(earlier, later) : NONE;
  const changes = earlier ? changesOf(earlier, later, matched, rearranged) : [];
  return {
    later: waveOf(later),
    earlier: earlier && waveOf(earlier),
    isComparable,
    notCompared: earlier && isComparable ? notCompared(earlier, later, matched) : ALL_ALIKE,
    changes,
    rearranged: describeRearranged(later, rearranged, changes),
    unmatched: {
      earlier: earlier ? namesMissing(earlier, later, gone(later)) : [],
      later: earlier ? namesMissing(later, earlier, rearranged) : [],
    },
  };
}

/** What each agency of the later round consists of, where it is another than before. */
type Rearranged = ReadonlyMap<string, readonly EarlierPart[]>;

const NONE: Rearranged = new Map();

const rearrangedAgencies = (earlier: Results, later: Results): Rearranged =>
  new Map(
    agenciesOf(later).flatMap(({ agencyCode }): [string, readonly EarlierPart[]][] => {
      const parts = earlierParts([later, earlier], agencyCode ?? '');
      return parts ? [[agencyCode ?? '', parts]] : [];
    }),
  );

/** Agencies of the round before that went into others have their place beside these. */
const gone = ({ rearrangements }: Results) =>
  new Map((rearrangements?.agencies ?? []).map(({ code, into }) => [code, into]));

function describeRearranged(
  later: Results,
  rearranged: Rearranged,
  changes: readonly Change[],
): RearrangedAgency[] {
  const compared = new Set(changes.map(({ agencyCode }) => agencyCode));
  return agenciesOf(later).flatMap(({ agencyCode, name }) => {
    const parts = rearranged.get(agencyCode ?? '');
    if (!parts || agencyCode === null) return [];
    const isCompared = compared.has(agencyCode);
    return [
      {
        ...{ agencyCode, name, isCompared },
        parts: parts.map(({ name: part, isWhole }) => ({ name: part, isWhole })),
      },
    ];
  });
}

const ALL_ALIKE: NotCompared = { changed: [], added: [], dropped: [], broad: [] };

const waveOf = ({ campaignId, campaignName, year }: Results) => ({
  campaignId,
  campaignName,
  year,
});

const agenciesOf = ({ domains }: Results) => domains.filter(({ level }) => level === 'agency');

function namesMissing(
  from: Results,
  other: Results,
  explained: ReadonlyMap<string, unknown>,
): string[] {
  const codes = new Set(agenciesOf(other).map(({ agencyCode }) => agencyCode));
  return agenciesOf(from)
    .filter(({ agencyCode }) => !codes.has(agencyCode) && !explained.has(agencyCode ?? ''))
    .map(({ name }) => name);
}

/** Agencies are one family of comparisons on each node, the province's nodes another. */
function changesOf(
  earlier: Results,
  later: Results,
  matched: MatchedNodes,
  rearranged: Rearranged,
): Change[] {
  const before = publishedShares(earlier);
  const now = publishedShares(later);
  const compare = (domains: readonly Domain[], nodes: readonly string[]): Change[] => {
    const pairs = domains.flatMap((domain) =>
      nodes.flatMap((node) => {
        const area = `${domain.key} ${node}`;
        const earlierNode = matched.get(node)!;
        const parts = rearranged.get(domain.agencyCode ?? '');
        const first = parts
          ? joinedShare(earlier, parts, earlierNode, before)
          : before(domain, earlierNode);
        const second = now(domain, node);
        const joined = parts?.map(({ name }) => name) ?? [];
        return first && second
          ? [{ area, domain, node, earlierNode, joined, earlier: first, later: second }]
          : [];
      }),
    );
    const changes = changesOfParts(pairs);
    return pairs.flatMap((pair) => {
      const change = changes.get(pair.area);
      return change ? [describe(pair, change)] : [];
    });
  };
  const alike = later.nodes.filter(({ code }) => matched.has(code));
  const codes = alike.map(({ code }) => code);
  const broad = alike.filter(({ level }) => level !== 'criterion').map(({ code }) => code);
  return [
    ...compare(
      later.domains.filter(({ level }) => level === 'province'),
      codes,
    ),
    ...broad.flatMap((node) => compare(agenciesOf(later), [node])),
  ];
}

interface Pair {
  readonly domain: Domain;
  readonly node: string;
  readonly earlierNode: string;
  readonly joined: readonly string[];
  readonly earlier: PublishedShare & { readonly printedStep?: number };
  readonly later: PublishedShare;
}

function describe(pair: Pair, { tier, low, high }: PartChange): Change {
  const { domain, node, earlierNode, joined, earlier, later } = pair;
  const earlierStep = earlier.printedStep ?? earlier.step;
  const step = Math.max(earlierStep, later.step);
  return {
    agencyCode: domain.agencyCode,
    name: domain.name,
    node,
    earlierNode,
    joined: [...joined],
    earlier: joined.length > 0 ? roundedTo(earlier.index, earlierStep) : earlier.index,
    earlierStep,
    later: later.index,
    laterStep: later.step,
    change: changeWord(tier),
    ...roundedOutwards({ low, high }, step),
  };
}

export const changeWord = (tier: PartChange['tier']): Change['change'] => NAMES[tier];
