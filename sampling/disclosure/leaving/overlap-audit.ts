import type { Slack } from '../answers/slack.ts';

/** Somebody who answered, as the strongest attacker knows them: every set whose figures count them. */
export interface CountedPerson {
  readonly weight: number;
  readonly sets: readonly number[];
  /** By criterion: the position of the answer on the scale, or −1 where there is none. */
  readonly values: Int8Array;
}

/** A group of people by something that they said or that is known of them, as a set of those who answered. */
export interface PeopleGroup {
  readonly set: number;
  readonly grouping: string;
  readonly category: string;
}

/** A node that groups have figures of, with its criteria by position. */
export interface GroupNode {
  readonly node: string;
  readonly criteria: readonly number[];
}

export interface OverlappingSets {
  readonly persons: readonly CountedPerson[];
  /** Number of sets: whatever has figures, groups among them, and groups that are withheld. */
  readonly sets: number;
  readonly groups: readonly PeopleGroup[];
  /** The lowest nodes of which groups have figures. */
  readonly nodes: readonly GroupNode[];
  /** Position of the lowest satisfied value. */
  readonly satisfiedFrom: number;
  /** Fewest persons whose answers together may be known. */
  readonly threshold: number;
  /** How far the satisfied answers of a set can differ from the truth as its figure prints; none where it has none. */
  readonly slackOf: (node: string, set: number) => Pick<Slack, 'down' | 'up'> | undefined;
  /** Place of the satisfied share in a slack. */
  readonly satisfied: number;
  /** Which groups are shown. */
  readonly shown: ShownGroups;
}

export interface ShownGroups {
  /** Withholds the group, or more of its grouping; false where nothing of it is shown. */
  readonly withhold: (group: PeopleGroup) => boolean;
}

export interface OverlapAudit {
  /** Few people, or people who agree, on one side of a group and another set. */
  readonly asked: number;
  /** Those whose answers followed, so that a group had to be withheld. */
  readonly exposed: number;
}

/**
 * Attacks figures of groups joined with those of agencies, fields, the province and other groups. Where nearly
 * all of a group came to one agency, the rest of either is the difference of two printed figures. For each group
 * and each other set, those in both and those in one alone are attacked where they are few or agree: what the
 * two figures print, and that no part has more satisfied answers than answers, leaves a range. Where it holds
 * one number only, the group is withheld.
 * @param sets everybody who answered with the sets that count them
 * @param pause between two nodes: others get their turn
 * Differencing: Hundepool et al. (2012, §5.2).
 */
export async function auditOverlaps(
  sets: OverlappingSets,
  pause: () => Promise<void>,
): Promise<OverlapAudit> {
  const membersOf = membersBySet(sets);
  let [asked, exposed] = [0, 0];
  for (const node of sets.nodes) {
    await pause();
    for (const part of exposedParts(sets, node, membersOf)) {
      asked += 1;
      if (!isDetermined(sets, node.node, part)) continue;
      exposed += 1;
      while (sets.shown.withhold(part.group)) if (!isDetermined(sets, node.node, part)) break;
    }
  }
  return { asked, exposed };
}

function membersBySet({ persons, sets }: OverlappingSets): (set: number) => readonly number[] {
  const members = Array.from({ length: sets }, () => [] as number[]);
  persons.forEach((person, p) => {
    for (const set of person.sets) members[set]!.push(p);
  });
  return (set) => members[set]!;
}

/** Those in the group and the other set, in the other set alone, in the group alone. */
const PARTS = ['both', 'outside', 'inside'] as const;

interface ExposedPart {
  readonly group: PeopleGroup;
  readonly other: number;
  readonly part: (typeof PARTS)[number];
  readonly sums: Readonly<Record<(typeof PARTS)[number], Agreement>>;
}

/** Weighted answers that may be satisfied: by what is printed of a set, or by how many there are. */
type Range = readonly [least: number, greatest: number];

function isDetermined(sets: OverlappingSets, node: string, exposed: ExposedPart): boolean {
  const { group, other, part, sums } = exposed;
  const { both, inside, outside } = sums;
  const printed = (set: number, truth: number): Range => {
    const slack = sets.slackOf(node, set);
    if (!slack) return [0, Number.POSITIVE_INFINITY];
    return [truth - slack.down[sets.satisfied]!, truth + slack.up[sets.satisfied]!];
  };
  const ofGroup = printed(group.set, both.truth + inside.truth);
  const ofOther = printed(other, both.truth + outside.truth);
  const common = intersection(
    [0, both.answers],
    intersection(less(ofGroup, [0, inside.answers]), less(ofOther, [0, outside.answers])),
  );
  const ranges = {
    both: common,
    inside: intersection([0, inside.answers], less(ofGroup, common)),
    outside: intersection([0, outside.answers], less(ofOther, common)),
  };
  const [least, greatest] = ranges[part];
  const { truth, lightest } = sums[part];
  return greatest - truth < lightest - ROUNDING && truth - least < lightest - ROUNDING;
}

const ROUNDING = 1e-9;
const less = ([least, greatest]: Range, [few, many]: Range): Range => [
  least - many,
  greatest - few,
];
const intersection = (a: Range, b: Range): Range => [Math.max(a[0], b[0]), Math.min(a[1], b[1])];

/** Persons, those satisfied in all of a node or in nothing of it, and their weighted answers. */
interface Agreement {
  readonly persons: number;
  readonly satisfied: number;
  readonly unsatisfied: number;
  readonly answers: number;
  /** Weighted answers that are satisfied. */
  readonly truth: number;
  /** Weight of the lightest person of the set. */
  readonly lightest: number;
}
const NOBODY: Agreement = {
  persons: 0,
  satisfied: 0,
  unsatisfied: 0,
  answers: 0,
  truth: 0,
  lightest: Number.POSITIVE_INFINITY,
};

/** Small or agreeing parts of groups and of what they cross. */
function* exposedParts(
  { persons, groups, satisfiedFrom, threshold }: OverlappingSets,
  { criteria }: GroupNode,
  membersOf: (set: number) => readonly number[],
): Generator<ExposedPart> {
  const answers = persons.map((person) => agreementOf(person, criteria, satisfiedFrom));
  const sumOver = (members: readonly number[]) =>
    members.reduce((sum, p) => sumOf(sum, answers[p]!), NOBODY);
  const isExposed = ({ persons: n, satisfied, unsatisfied }: Agreement) =>
    n > 0 && (n < threshold || satisfied === n || unsatisfied === n);
  for (const group of groups) {
    const members = membersOf(group.set);
    const inGroup = new Set(members);
    const crossed = Map.groupBy(
      members.flatMap((p) => persons[p]!.sets.map((set) => ({ p, set }))),
      ({ set }) => set,
    );
    for (const [other, pairs] of crossed) {
      if (other === group.set) continue;
      const inBoth = new Set(pairs.map(({ p }) => p));
      const sums = {
        both: sumOver([...inBoth]),
        outside: sumOver(membersOf(other).filter((p) => !inGroup.has(p))),
        inside: sumOver(members.filter((p) => !inBoth.has(p))),
      };
      for (const part of PARTS) if (isExposed(sums[part])) yield { group, other, part, sums };
    }
  }
}

function agreementOf(
  person: CountedPerson,
  criteria: readonly number[],
  satisfiedFrom: number,
): Agreement {
  const { answers, satisfied } = givenBy(person, criteria, satisfiedFrom);
  if (answers === 0) return NOBODY;
  const { weight } = person;
  return {
    persons: 1,
    satisfied: Number(satisfied === answers),
    unsatisfied: Number(satisfied === 0),
    answers: weight * answers,
    truth: weight * satisfied,
    lightest: weight,
  };
}

/**
 * How many answers a person gave to some criteria, and how many of them are satisfied.
 * @param person with positions of answers on the scale
 * @param criteria their positions
 * @param satisfiedFrom position of the lowest satisfied value
 * domain.md 1.6.
 */
export function givenBy(
  { values }: CountedPerson,
  criteria: readonly number[],
  satisfiedFrom: number,
): { readonly answers: number; readonly satisfied: number } {
  const given = criteria.map((criterion) => values[criterion]!).filter((value) => value >= 0);
  return {
    answers: given.length,
    satisfied: given.filter((value) => value >= satisfiedFrom).length,
  };
}

const sumOf = (a: Agreement, b: Agreement): Agreement => ({
  persons: a.persons + b.persons,
  satisfied: a.satisfied + b.satisfied,
  unsatisfied: a.unsatisfied + b.unsatisfied,
  answers: a.answers + b.answers,
  truth: a.truth + b.truth,
  lightest: Math.min(a.lightest, b.lightest),
});
