import type { NotCompared } from '#contract/changes.ts';
import type { IndexNode } from '#contract/questionnaire.ts';
import { codesToday } from '#contract/questionnaire.ts';
import type { Results } from '#contract/results.ts';

/** Code of an earlier round's node by the code of the later round's that means the same. */
export type MatchedNodes = ReadonlyMap<string, string>;

/**
 * Criteria are the same in one version, and in another where its questionnaire says so. A factor, a part or the total is
 * the same where it has the same criteria: one more or one less would move a pooled index by itself.
 */
export function matchedNodes(earlier: Results, later: Results): MatchedNodes {
  const [{ method: before }, { method: now }] = [earlier, later];
  const isCountedAlike =
    before.questionnairePart === now.questionnairePart &&
    before.satisfiedFrom === now.satisfiedFrom;
  if (!isCountedAlike) return new Map();
  if (before.questionnaireVersion === now.questionnaireVersion)
    return new Map(later.nodes.map(({ code }) => [code, code]));
  const asked = new Set(earlier.nodes.filter(isCriterion).map(({ code }) => code));
  const criteria = new Map(
    [...codesToday(later.nodes, before.questionnaireVersion)].flatMap(([code, today]) =>
      asked.has(code) ? [[today, code] as const] : [],
    ),
  );
  return new Map([...criteria, ...matchedParents(earlier.nodes, later.nodes, criteria)]);
}

/** Why nodes of the later round have no change, and what the earlier one alone asked. */
export function notCompared(earlier: Results, later: Results, matched: MatchedNodes): NotCompared {
  const known = new Set(matched.values());
  const version = earlier.method.questionnaireVersion;
  const isChanged = ({ earlier: entries }: IndexNode) =>
    entries?.some((entry) => entry.version === version) === true;
  const left = later.nodes.filter(({ code }) => !matched.has(code));
  const labels = (nodes: readonly IndexNode[]) => nodes.map(({ label }) => label);
  const changed = left.filter((node) => isCriterion(node) && isChanged(node));
  const renamed = new Set(
    changed.flatMap(({ earlier: entries }) =>
      (entries ?? []).filter((entry) => entry.version === version).map(({ code }) => code),
    ),
  );
  return {
    changed: labels(changed),
    added: labels(left.filter((node) => isCriterion(node) && !isChanged(node))),
    dropped: labels(
      earlier.nodes.filter(
        (node) => isCriterion(node) && !known.has(node.code) && !renamed.has(node.code),
      ),
    ),
    broad: labels(left.filter((node) => !isCriterion(node))),
  };
}

const isCriterion = ({ level }: IndexNode): boolean => level === 'criterion';

function matchedParents(
  earlier: readonly IndexNode[],
  later: readonly IndexNode[],
  criteria: MatchedNodes,
): [string, string][] {
  const byContent = new Map(
    earlier
      .filter((node) => !isCriterion(node))
      .map((node) => [contentKey(node.level, criteriaUnder(earlier, node.code)), node.code]),
  );
  return later.flatMap((node): [string, string][] => {
    if (isCriterion(node)) return [];
    const codes = criteriaUnder(later, node.code).map((code) => criteria.get(code));
    if (codes.includes(undefined)) return [];
    const code = byContent.get(contentKey(node.level, codes as string[]));
    return code === undefined ? [] : [[node.code, code]];
  });
}

const contentKey = (level: string, codes: readonly string[]): string =>
  JSON.stringify([level, codes.toSorted()]);

function criteriaUnder(nodes: readonly IndexNode[], parent: string): string[] {
  return nodes
    .filter((node) => node.parent === parent)
    .flatMap((node) => (isCriterion(node) ? [node.code] : criteriaUnder(nodes, node.code)));
}
