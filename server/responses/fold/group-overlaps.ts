import type { Slack } from '#sampling/disclosure/answers/slack.ts';
import { emptySlack, narrowByBand, narrowByFigure } from '#sampling/disclosure/answers/slack.ts';
import { auditJointGroups } from '#sampling/disclosure/attack/joint-groups.ts';
import { roomsUnder } from '#sampling/disclosure/leaving/answers-audit.ts';
import type { AuditedProvince } from '#sampling/disclosure/leaving/audited-province.ts';
import type { Treatments } from '#sampling/disclosure/leaving/leaving-figure.ts';
import type {
  CountedPerson,
  OverlapAudit,
  PeopleGroup,
} from '#sampling/disclosure/leaving/overlap-audit.ts';
import { auditOverlaps } from '#sampling/disclosure/leaving/overlap-audit.ts';
import { meanStepOf } from '#sampling/disclosure/leaving/precision.ts';
import type { EstimatedGroup } from './group-figures.ts';
import { storedGroup } from './group-figures.ts';
import type { GroupSelection } from './group-selection.ts';

/** Somebody who answered, while ballots are open: a cell of the audit, a category of each grouping, answers. */
export interface CountedRespondent {
  /** Field × response stratum, as `AuditedProvince` numbers its strata. */
  readonly cell: number;
  readonly categories: readonly string[];
  readonly values: Int8Array;
}

export interface Overlaps {
  readonly province: AuditedProvince;
  readonly treatments: Treatments;
  readonly respondents: readonly CountedRespondent[];
  readonly groupings: readonly string[];
  /** Codes of the criteria, in the order of `values`. */
  readonly criteria: readonly string[];
  readonly figures: readonly EstimatedGroup[];
  readonly selection: GroupSelection;
  readonly pause: () => Promise<void>;
}

/** Withholds groups of which a part follows from their figures joined with others: with each other one, then with all. */
export async function settleOverlaps(overlaps: Overlaps): Promise<OverlapAudit> {
  const { province, selection, pause } = overlaps;
  const groups = groupsOf(overlaps);
  const sets = {
    persons: personsOf(overlaps, groups),
    sets: province.domains.length + groups.length,
    groups,
    nodes: finestNodes(overlaps),
    satisfiedFrom: province.satisfiedFrom - province.scale[0],
    satisfied: province.scale[1] - province.scale[0] + 1,
    threshold: province.threshold,
    slackOf: slacksOf(overlaps, groups),
    shown: selection,
  };
  const inPairs = await auditOverlaps(sets, pause);
  const jointly = await auditJointGroups(sets, pause);
  return { asked: inPairs.asked + jointly.asked, exposed: inPairs.exposed + jointly.exposed };
}

const nameOf = (grouping: string, category: string) => JSON.stringify([grouping, category]);

function groupsOf({ province, respondents, groupings }: Overlaps): PeopleGroup[] {
  const names = groupings.flatMap((grouping, g) => {
    const categories = new Set(respondents.map((respondent) => respondent.categories[g]!));
    return [...categories].sort().map((category) => ({ grouping, category }));
  });
  return names.map((name, place) => ({ ...name, set: province.domains.length + place }));
}

function personsOf(
  { province, respondents, groupings }: Overlaps,
  groups: readonly PeopleGroup[],
): CountedPerson[] {
  const domainsOf = province.strata.map(() => [] as number[]);
  province.domains.forEach(({ strata }, domain) => {
    for (const cell of strata) domainsOf[cell]!.push(domain);
  });
  const setOf = new Map(
    groups.map(({ grouping, category, set }) => [nameOf(grouping, category), set]),
  );
  return respondents.map(({ cell, categories, values }) => ({
    weight: province.strata[cell]!.weight,
    sets: [
      ...domainsOf[cell]!,
      ...groupings.map((grouping, g) => setOf.get(nameOf(grouping, categories[g]!))!),
    ],
    values,
  }));
}

/** Nodes above criteria: what is open in one of them is open in all above it. */
function finestNodes({ province: { nodes }, criteria }: Overlaps) {
  const position = new Map(criteria.map((code, c) => [code, c]));
  const finest = nodes.filter(({ level }) => level === 'criterion');
  return [...Map.groupBy(finest, ({ parent }) => parent)].flatMap(([node, children]) =>
    node === null ? [] : [{ node, criteria: children.map(({ code }) => position.get(code)!) }],
  );
}

/** Figures of groups are withheld while the audit runs, those of domains stay as they are. */
function slacksOf(
  { province, treatments, figures, selection }: Overlaps,
  groups: readonly PeopleGroup[],
) {
  const ofDomain = roomsUnder(province, treatments);
  const values = province.scale[1] - province.scale[0] + 1;
  const byName = new Map(
    figures.map((figure) => [
      `${figure.measure} ${nameOf(figure.grouping, figure.category)}`,
      figure,
    ]),
  );
  const slacks = new Map<string, Slack>();
  const roomFor = (node: string, set: number) => {
    const group = groups[set - province.domains.length];
    if (!group) return withCriteria(ofDomain, province, node, set);
    const slack = emptySlack(values);
    const figure = byName.get(`${node} ${nameOf(group.grouping, group.category)}`);
    if (figure) narrowByGroup(slack, values, figure);
    return slack;
  };
  return (node: string, set: number): Slack | undefined => {
    const group = groups[set - province.domains.length];
    if (group && !selection.isShown(group)) return undefined;
    const key = `${node} ${set}`;
    const slack = slacks.get(key) ?? roomFor(node, set);
    slacks.set(key, slack);
    return slack;
  };
}

/** A node's satisfied answers are those of its criteria: what all of these leave open together is another limit. */
function withCriteria(
  roomFor: (node: string, set: number) => Slack,
  { nodes, scale }: AuditedProvince,
  node: string,
  set: number,
): Slack {
  const { down, up } = roomFor(node, set);
  const satisfied = scale[1] - scale[0] + 1;
  const criteria = nodes
    .filter(({ parent }) => parent === node)
    .map(({ code }) => roomFor(code, set));
  const sumOver = (part: keyof Slack) =>
    criteria.reduce((sum, slack) => sum + slack[part][satisfied]!, 0);
  return {
    down: down.with(satisfied, Math.min(down[satisfied]!, sumOver('down'))),
    up: up.with(satisfied, Math.min(up[satisfied]!, sumOver('up'))),
  };
}

const WHOLE_PERCENT = 0.01;

/**
 * As the figure leaves: rounded, or without an interval not at all. A band says more than its words, since it
 * replaces only a share that would print as all or none.
 */
function narrowByGroup(slack: Slack, values: number, estimated: EstimatedGroup): void {
  const { answers, share: exact, low, high } = estimated;
  const stored = storedGroup(estimated);
  const half = WHOLE_PERCENT / 2;
  if (stored.share >= 1) narrowByBand(slack, values, { answers, exact, from: 1 - half, to: 1 });
  else if (stored.share <= 0) narrowByBand(slack, values, { answers, exact, from: 0, to: half });
  else if (low !== null && high !== null)
    narrowByFigure(slack, values, {
      answers,
      step: WHOLE_PERCENT,
      meanStep: meanStepOf(WHOLE_PERCENT),
      index: { exact, printed: stored.share },
      low: { exact: low, printed: stored.low! },
      high: { exact: high, printed: stored.high! },
      mean: null,
      distribution: [],
    });
}
