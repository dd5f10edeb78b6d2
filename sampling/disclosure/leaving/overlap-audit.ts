import type { CountedPerson, PersonsRule, RoomOf } from '../answers/person-worlds.ts';
import { PersonWorlds } from '../answers/person-worlds.ts';

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
  readonly rule: PersonsRule;
  /** Fewest persons whose answers together may be known. */
  readonly threshold: number;
  readonly roomOf: RoomOf;
  /** Which groups are shown. */
  readonly shown: ShownGroups;
}

export interface ShownGroups {
  /** Withholds the group, or more of its grouping; false where nothing of it is shown. */
  readonly withhold: (group: PeopleGroup) => boolean;
  /** What is withheld now, to come back to. */
  readonly save: () => () => void;
}

export interface OverlapAudit {
  /** Few people, or people who agree, on one side of a group and another set. */
  readonly asked: number;
  /** Those for which a group had to be withheld. */
  readonly exposed: number;
  /** Those for which no other answers were found with or without the group: it tells nothing more of them. */
  readonly unproven: number;
}

/**
 * Attacks figures of groups joined with those of agencies, fields and other groups. Where nearly all of a group
 * came to one agency, the rest of either is the difference of two printed figures. For each group and each
 * other set, those in both and those in one alone: where they are few, or agree, other answers must exist
 * under which everything is printed the same. Else the group is withheld.
 * @param sets everybody who answered with the sets that count them
 * @param pause between two nodes: others get their turn
 * Differencing: Hundepool et al. (2012, §5.2.4).
 */
export async function auditOverlaps(
  sets: OverlappingSets,
  pause: () => Promise<void>,
): Promise<OverlapAudit> {
  const worlds = new PersonWorlds(sets.persons, sets.sets, sets.rule, sets.roomOf);
  let [asked, exposed, unproven] = [0, 0, 0];
  for (const node of sets.nodes) {
    await pause();
    for (const { group, members } of exposedParts(sets, node, worlds)) {
      asked += 1;
      if (worlds.canDiffer(members, node.criteria)) continue;
      const isMended = withholdUntilOpen(sets.shown, group, () => {
        worlds.forget();
        return worlds.canDiffer(members, node.criteria);
      });
      exposed += Number(isMended);
      unproven += Number(!isMended);
    }
  }
  return { asked, exposed, unproven };
}

/** Nothing is withheld where that would not help: then the group is not what tells. */
function withholdUntilOpen(shown: ShownGroups, group: PeopleGroup, isOpen: () => boolean): boolean {
  const restore = shown.save();
  while (shown.withhold(group)) if (isOpen()) return true;
  restore();
  isOpen();
  return false;
}

interface ExposedPart {
  readonly group: PeopleGroup;
  readonly members: readonly number[];
}

/** Persons, and how many of them are satisfied in all of a node or in nothing of it. */
interface Agreement {
  persons: number;
  satisfied: number;
  unsatisfied: number;
}
const NOBODY: Agreement = { persons: 0, satisfied: 0, unsatisfied: 0 };

/** Small or agreeing parts of groups and of what they cross, each once. */
function exposedParts(
  { persons, groups, sets, rule, threshold }: OverlappingSets,
  { criteria }: GroupNode,
  worlds: PersonWorlds,
): ExposedPart[] {
  const answers = persons.map((person) => agreementOf(person, criteria, rule));
  const whole = Array.from({ length: sets }, (_, set) =>
    sumOf(worlds.membersOf(set).map((p) => answers[p]!)),
  );
  const isExposed = ({ persons: n, satisfied, unsatisfied }: Agreement) =>
    n > 0 && (n < threshold || satisfied === n || unsatisfied === n);
  const parts = new Map<string, ExposedPart>();
  const keep = (group: PeopleGroup, members: readonly number[]) => {
    const answering = members.filter((p) => answers[p]!.persons > 0);
    parts.set(answering.join(' '), { group, members: answering });
  };
  for (const group of groups) {
    const inGroup = new Set(worlds.membersOf(group.set));
    const crossed = Map.groupBy(
      worlds.membersOf(group.set).flatMap((p) => persons[p]!.sets.map((set) => ({ p, set }))),
      ({ set }) => set,
    );
    for (const [set, pairs] of crossed) {
      if (set === group.set) continue;
      const both = sumOf(pairs.map(({ p }) => answers[p]!));
      if (isExposed(both))
        keep(
          group,
          pairs.map(({ p }) => p),
        );
      if (isExposed(difference(whole[set]!, both)))
        keep(
          group,
          worlds.membersOf(set).filter((p) => !inGroup.has(p)),
        );
      if (isExposed(difference(whole[group.set]!, both))) {
        const inBoth = new Set(pairs.map(({ p }) => p));
        keep(
          group,
          worlds.membersOf(group.set).filter((p) => !inBoth.has(p)),
        );
      }
    }
  }
  return [...parts.values()];
}

function agreementOf(
  { values }: CountedPerson,
  criteria: readonly number[],
  { satisfiedFrom }: PersonsRule,
): Agreement {
  const answered = criteria.map((criterion) => values[criterion]!).filter((value) => value >= 0);
  if (answered.length === 0) return NOBODY;
  const isAll = answered.every((value) => value >= satisfiedFrom);
  const isNone = answered.every((value) => value < satisfiedFrom);
  return { persons: 1, satisfied: Number(isAll), unsatisfied: Number(isNone) };
}

function sumOf(parts: readonly Agreement[]): Agreement {
  const sum = { ...NOBODY };
  for (const { persons, satisfied, unsatisfied } of parts) {
    sum.persons += persons;
    sum.satisfied += satisfied;
    sum.unsatisfied += unsatisfied;
  }
  return sum;
}

const difference = (whole: Agreement, part: Agreement): Agreement => ({
  persons: whole.persons - part.persons,
  satisfied: whole.satisfied - part.satisfied,
  unsatisfied: whole.unsatisfied - part.unsatisfied,
});
