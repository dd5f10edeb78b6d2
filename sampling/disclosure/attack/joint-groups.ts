import type {
  CountedPerson,
  GroupNode,
  OverlapAudit,
  OverlappingSets,
  PeopleGroup,
} from '../leaving/overlap-audit.ts';
import { givenBy } from '../leaving/overlap-audit.ts';
import { determined } from './determined.ts';
import type { Row } from './linear-program.ts';
import { LinearProgram } from './linear-program.ts';

/**
 * A figure that leaves more answers than this open on both sides is left out: to fix an answer the ranges of all figures
 * that are joined must add up to less than one.
 */
const MOST_OPEN = 3;

/** A figure that leaves little open, as a set of people, with the true number of weighted satisfied answers. */
interface TightSet {
  readonly set: number;
  readonly group: PeopleGroup | undefined;
  readonly range: readonly [least: number, greatest: number];
}

/** People whom the tight figures do not tell apart, of one weight. */
interface Atom {
  readonly weight: number;
  readonly tight: readonly number[];
  readonly persons: number;
  readonly answers: number;
  readonly satisfied: number;
}

/**
 * Attacks all figures together that leave little open, of groups, agencies, fields and the province, however many must be joined: by
 * a linear programme over the people whom they tell apart. Where the satisfied answers of few of them, or of those
 * who agree, can have one value only, groups are withheld, those that they are in first, until they have two. What
 * follows without any group is not this attack's.
 * @param sets everybody who answered with the sets that count them
 * @param pause between two nodes: others get their turn
 * Hundepool et al. (2012, §4.3.1): the audit by linear programmes.
 */
export async function auditJointGroups(
  sets: OverlappingSets,
  pause: () => Promise<void>,
): Promise<OverlapAudit> {
  let [asked, exposed] = [0, 0];
  for (const node of sets.nodes) {
    for (;;) {
      await pause();
      const attack = new JointAttack(sets, node);
      if (!attack.hasGroups) break;
      const found = await attack.find();
      if (found.asked > asked) asked = found.asked;
      const [atom] = found.exposed;
      if (!atom) break;
      exposed += found.exposed.length;
      if (!attack.groupsNear(atom).some((group) => sets.shown.withhold(group))) break;
    }
  }
  return { asked, exposed };
}

class JointAttack {
  readonly #sets: OverlappingSets;
  readonly #tight: readonly TightSet[];
  readonly #atoms: readonly Atom[];

  constructor(sets: OverlappingSets, node: GroupNode) {
    this.#sets = sets;
    const answers = sets.persons.map((person) =>
      givenBy(person, node.criteria, sets.satisfiedFrom),
    );
    this.#tight = tightSets(sets, node.node, answers);
    this.#atoms = atomsOf(sets.persons, this.#tight, answers);
  }

  get hasGroups(): boolean {
    return this.#tight.some(({ group }) => group !== undefined);
  }

  /** Atoms of few or agreeing people that follow from the figures with groups, and not from those without. */
  async find(): Promise<{ readonly asked: number; readonly exposed: readonly Atom[] }> {
    const { threshold } = this.#sets;
    const asked = this.#atoms.filter(
      ({ persons, answers, satisfied }) =>
        persons < threshold || satisfied === 0 || satisfied === answers,
    );
    const following = await this.#known(asked, () => true);
    if (following.length === 0) return { asked: asked.length, exposed: [] };
    const without = await this.#known(following, ({ group }) => group === undefined);
    return { asked: asked.length, exposed: following.filter((atom) => !without.includes(atom)) };
  }

  /** Groups that the atom is in first, then the smallest ranges. */
  groupsNear(atom: Atom): PeopleGroup[] {
    const isIn = (set: TightSet) => Number(atom.tight.includes(this.#tight.indexOf(set)));
    const width = ({ range: [least, greatest] }: TightSet) => greatest - least;
    return this.#tight
      .toSorted((set, other) => isIn(other) - isIn(set) || width(set) - width(other))
      .flatMap(({ group }) => group ?? []);
  }

  async #known(asked: readonly Atom[], isUsed: (set: TightSet) => boolean): Promise<Atom[]> {
    const members = this.#tight.map((): [column: number, weight: number][] => []);
    this.#atoms.forEach(({ tight, weight }, column) => {
      for (const set of tight) members[set]!.push([column, weight]);
    });
    const rows = this.#tight.flatMap((set, place): Row[] => {
      const [least, greatest] = set.range;
      return isUsed(set) ? [{ least, greatest, parts: members[place]! }] : [];
    });
    const bounds = this.#atoms.map(({ answers }) => answers);
    const targets = asked.map((atom) => [this.#atoms.indexOf(atom)]);
    const known = await LinearProgram.open(bounds, rows, (program) =>
      determined(program, bounds.length, targets),
    );
    return [...(known?.keys() ?? [])].map((target) => asked[target]!);
  }
}

type Given = ReturnType<typeof givenBy>;

function tightSets(
  { persons, sets, groups, slackOf, satisfied }: OverlappingSets,
  node: string,
  answers: readonly Given[],
): TightSet[] {
  const sums = Array.from({ length: sets }, () => ({ truth: 0, weights: 0, persons: 0 }));
  persons.forEach(({ sets: own, weight }, p) => {
    if (answers[p]!.answers === 0) return;
    for (const set of own) {
      const sum = sums[set]!;
      sum.truth += weight * answers[p]!.satisfied;
      sum.weights += weight;
      sum.persons += 1;
    }
  });
  const groupOf = new Map(groups.map((group) => [group.set, group]));
  return sums.flatMap(({ truth, weights, persons: count }, set): TightSet[] => {
    const slack = count > 0 ? slackOf(node, set) : undefined;
    if (!slack) return [];
    const [down, up] = [slack.down[satisfied]!, slack.up[satisfied]!];
    if (Math.min(down, up) > (MOST_OPEN * weights) / count) return [];
    return [{ set, group: groupOf.get(set), range: [truth - down, truth + up] }];
  });
}

function atomsOf(
  persons: readonly CountedPerson[],
  tight: readonly TightSet[],
  answers: readonly Given[],
): Atom[] {
  const placeOf = new Map(tight.map(({ set }, place) => [set, place]));
  const alike = Map.groupBy(
    persons.keys().filter((p) => answers[p]!.answers > 0),
    (p) => {
      const { sets, weight } = persons[p]!;
      return JSON.stringify([weight, ...sets.flatMap((set) => placeOf.get(set) ?? [])]);
    },
  );
  return [...alike].flatMap(([key, members]): Atom[] => {
    const [weight, ...own] = JSON.parse(key) as [number, ...number[]];
    const sum = (count: keyof Given) => members.reduce((all, p) => all + answers[p]![count], 0);
    const counted = { answers: sum('answers'), satisfied: sum('satisfied') };
    return own.length === 0 ? [] : [{ weight, tight: own, persons: members.length, ...counted }];
  });
}
