import type { Change, Changes, NotCompared } from '#contract/changes.ts';
import type { Domain } from '#contract/figures.ts';
import type { Results } from '#contract/results.ts';
import { roundedOutwards } from '#sampling/disclosure/rounding.ts';
import type { PartChange, PublishedShare } from '#sampling/ranking/changes-of-parts.ts';
import { changesOfParts } from '#sampling/ranking/changes-of-parts.ts';
import type { MatchedNodes } from './matched-nodes.ts';
import { matchedNodes, notCompared } from './matched-nodes.ts';
import { publishedShares } from './published-shares.ts';

const NAMES = { above: 'risen', below: 'fallen', 'not-different': 'not_different' } as const;

/** What has changed between two publications, from them alone: anybody with both files gets the same. */
export function changesBetween(earlier: Results | null, later: Results): Changes {
  const matched = earlier ? matchedNodes(earlier, later) : new Map<string, string>();
  const isComparable = matched.size > 0;
  return {
    later: waveOf(later),
    earlier: earlier && waveOf(earlier),
    isComparable,
    notCompared: earlier && isComparable ? notCompared(earlier, later, matched) : ALL_ALIKE,
    changes: earlier ? changesOf(earlier, later, matched) : [],
    unmatched: {
      earlier: earlier ? namesMissing(earlier, later) : [],
      later: earlier ? namesMissing(later, earlier) : [],
    },
  };
}

const ALL_ALIKE: NotCompared = { changed: [], added: [], dropped: [], broad: [] };

const waveOf = ({ campaignId, campaignName, year }: Results) => ({
  campaignId,
  campaignName,
  year,
});

const agenciesOf = ({ domains }: Results) => domains.filter(({ level }) => level === 'agency');

function namesMissing(from: Results, other: Results): string[] {
  const codes = new Set(agenciesOf(other).map(({ agencyCode }) => agencyCode));
  return agenciesOf(from)
    .filter(({ agencyCode }) => !codes.has(agencyCode))
    .map(({ name }) => name);
}

/** Agencies are one family of comparisons on each node, the province's nodes another. */
function changesOf(earlier: Results, later: Results, matched: MatchedNodes): Change[] {
  const before = publishedShares(earlier);
  const now = publishedShares(later);
  const compare = (domains: readonly Domain[], nodes: readonly string[]): Change[] => {
    const pairs = domains.flatMap((domain) =>
      nodes.flatMap((node) => {
        const area = `${domain.key} ${node}`;
        const earlierNode = matched.get(node)!;
        const [first, second] = [before(domain, earlierNode), now(domain, node)];
        return first && second
          ? [{ area, domain, node, earlierNode, earlier: first, later: second }]
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
  readonly earlier: PublishedShare;
  readonly later: PublishedShare;
}

function describe(pair: Pair, { tier, low, high }: PartChange): Change {
  const { domain, node, earlierNode, earlier, later } = pair;
  const step = Math.max(earlier.step, later.step);
  return {
    agencyCode: domain.agencyCode,
    name: domain.name,
    node,
    earlierNode,
    earlier: earlier.index,
    earlierStep: earlier.step,
    later: later.index,
    laterStep: later.step,
    change: changeWord(tier),
    ...roundedOutwards({ low, high }, step),
  };
}

export const changeWord = (tier: PartChange['tier']): Change['change'] => NAMES[tier];
