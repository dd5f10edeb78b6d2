import type { Limits } from './moves.ts';
import { isWithin } from './moves.ts';
import type { Room } from './room.ts';
import { emptyRoom, flowLimits } from './room.ts';

/** Somebody who answered, as the strongest attacker knows them: every set whose figures count them. */
export interface CountedPerson {
  readonly weight: number;
  readonly sets: readonly number[];
  /** By criterion: the position of the answer on the scale, or −1 where there is none. */
  readonly values: Int8Array;
}

export interface PersonsRule {
  /** Number of values of the scale. */
  readonly values: number;
  /** Position of the lowest satisfied value. */
  readonly satisfiedFrom: number;
}

/** What the figures of a set leave open of a criterion; undefined where nothing is published of it. */
export type RoomOf = (criterion: number, set: number) => Room | undefined;

/** Answers that cross over together at most: a rectangle of two agencies and two groups, twice over. */
const MOST_FLIPS = 12;
const MOST_BRANCHES = 6;
/** Members of a set that are looked at as partners; the rest are like them. */
const MOST_PARTNERS = 80;
const MOST_STARTS = 12;
/** Steps of a search: few at first, since nearly all targets are open at once. */
const EFFORTS = [40, 400, 10_000];
const SURE_EFFORT = 400;
/**
 * Steps beyond the sure efforts over all targets, for each person: seconds. Not a time, so that the same figures
 * are withheld on every machine.
 */
const STEPS_A_PERSON = 40;

/**
 * Other answers of single persons under which every figure of every set is printed the same. Sets cross each
 * other in any way: agencies, fields, groups of people. Sound whatever the attack, since each is a
 * counterexample: what differs between two worlds that print alike is not determined.
 */
export class PersonWorlds {
  readonly #persons: readonly CountedPerson[];
  readonly #members: readonly (readonly number[])[];
  readonly #rule: PersonsRule;
  readonly #roomOf: RoomOf;
  #stepsLeft: number;
  readonly #crossings: readonly (readonly [from: number, to: number])[];
  /** By criterion × crossing, then by set. */
  readonly #limits = new Map<number, (Limits | undefined)[]>();

  constructor(persons: readonly CountedPerson[], sets: number, rule: PersonsRule, roomOf: RoomOf) {
    const members = Array.from({ length: sets }, () => [] as number[]);
    persons.forEach((person, p) => {
      for (const set of person.sets) members[set]!.push(p);
    });
    this.#persons = persons;
    this.#stepsLeft = STEPS_A_PERSON * persons.length;
    this.#members = members;
    this.#rule = rule;
    this.#crossings = crossings(rule);
    this.#roomOf = roomOf;
  }

  membersOf = (set: number): readonly number[] => this.#members[set]!;

  /** Figures changed: what was known of their room is forgotten. */
  forget = (): void => this.#limits.clear();

  /** Whether the number of satisfied answers to these criteria can be another one among these persons. */
  canDiffer(target: readonly number[], criteria: readonly number[]): boolean {
    const inTarget = new Set(target);
    return EFFORTS.some(
      (steps) =>
        (steps <= SURE_EFFORT || this.#stepsLeft > 0) &&
        criteria.some((criterion) => this.#tryCriterion(criterion, target, inTarget, steps)),
    );
  }

  #tryCriterion(
    criterion: number,
    target: readonly number[],
    inTarget: ReadonlySet<number>,
    steps: number,
  ): boolean {
    const isSure = steps <= SURE_EFFORT;
    return this.#crossings.some((crossing, c) => {
      const known = this.#limitsOf(criterion * this.#crossings.length + c);
      const search = new Search({
        persons: this.#persons,
        membersOf: this.membersOf,
        limitsOf: (set) => {
          const limits = known[set] ?? this.#limitsFrom(criterion, crossing, set);
          known[set] = limits;
          return limits;
        },
        answerOf: (p) => this.#persons[p]!.values[criterion]!,
        crossing,
        inTarget,
        steps: isSure ? steps : Math.min(steps, this.#stepsLeft),
      });
      const isFound = search.begin(target);
      if (!isSure) this.#stepsLeft -= search.steps;
      return isFound;
    });
  }

  #limitsOf(place: number): (Limits | undefined)[] {
    const known = this.#limits.get(place) ?? [];
    this.#limits.set(place, known);
    return known;
  }

  #limitsFrom(criterion: number, [a, b]: readonly [number, number], set: number): Limits {
    const { values, satisfiedFrom } = this.#rule;
    const room = this.#roomOf(criterion, set) ?? emptyRoom(values);
    return flowLimits(room, values, { a, b, satisfiedFrom });
  }
}

/** Pairs of a satisfied and another value, nearest first: they move the mean least. */
function crossings({ values, satisfiedFrom }: PersonsRule): (readonly [number, number])[] {
  const all = Array.from({ length: values * values }, (_, pair) => {
    return [Math.floor(pair / values), pair % values] as const;
  });
  return all
    .filter(([from, to]) => from >= satisfiedFrom && to < satisfiedFrom)
    .sort((one, other) => one[0] - one[1] - (other[0] - other[1]));
}

interface Crossing {
  readonly persons: readonly CountedPerson[];
  readonly membersOf: (set: number) => readonly number[];
  readonly limitsOf: (set: number) => Limits;
  readonly answerOf: (person: number) => number;
  readonly crossing: readonly [from: number, to: number];
  readonly inTarget: ReadonlySet<number>;
  readonly steps: number;
}

/** Depth first: each flip that a printed figure would show is undone in that set by another person's. */
class Search {
  readonly #crossing: Crossing;
  readonly #net = new Map<number, number>();
  /** Sets whose figures would be printed otherwise. */
  readonly #shown = new Set<number>();
  readonly #flipped = new Set<number>();
  #netInTarget = 0;
  steps = 0;

  constructor(crossing: Crossing) {
    this.#crossing = crossing;
  }

  begin(target: readonly number[]): boolean {
    const starts = target.filter((p) => this.#signOf(p) !== 0);
    return starts.slice(0, MOST_STARTS).some((p) => this.#follow(p));
  }

  /** +1 where the person's answer can go from the first value to the second, −1 the other way. */
  #signOf(person: number): -1 | 0 | 1 {
    const { crossing, answerOf } = this.#crossing;
    const value = answerOf(person);
    return value === crossing[0] ? 1 : value === crossing[1] ? -1 : 0;
  }

  #follow(person: number): boolean {
    this.#flip(person, 1);
    const isFound = this.#repair();
    this.#flip(person, -1);
    return isFound;
  }

  #flip(person: number, direction: 1 | -1): void {
    const { persons, inTarget, limitsOf } = this.#crossing;
    const { weight, sets } = persons[person]!;
    const sign = this.#signOf(person) * direction;
    for (const set of sets) {
      const net = (this.#net.get(set) ?? 0) + sign * weight;
      this.#net.set(set, net);
      if (isWithin(net, limitsOf(set))) this.#shown.delete(set);
      else this.#shown.add(set);
    }
    if (inTarget.has(person)) this.#netInTarget += sign;
    if (direction === 1) this.#flipped.add(person);
    else this.#flipped.delete(person);
  }

  #repair(): boolean {
    const shown = this.#smallestShown();
    if (shown === undefined) return this.#netInTarget !== 0;
    this.steps += 1;
    if (this.steps > this.#crossing.steps || this.#flipped.size >= MOST_FLIPS) return false;
    return this.#partners(shown).some((person) => this.#follow(person));
  }

  /** The smallest set whose figures would be printed otherwise. */
  #smallestShown(): number | undefined {
    const { membersOf } = this.#crossing;
    let smallest: number | undefined;
    for (const set of this.#shown)
      if (smallest === undefined || membersOf(set).length < membersOf(smallest).length)
        smallest = set;
    return smallest;
  }

  /** Those whose flip brings a set back towards what is printed, the least conspicuous elsewhere first. */
  #partners(set: number): number[] {
    const { membersOf, limitsOf } = this.#crossing;
    const sign = this.#net.get(set)! > limitsOf(set)[1] ? -1 : 1;
    const able = membersOf(set).filter((p) => this.#signOf(p) === sign && !this.#flipped.has(p));
    const stride = Math.max(1, Math.ceil(able.length / MOST_PARTNERS));
    return able
      .filter((_, place) => place % stride === 0)
      .map((person) => ({ person, seen: this.#conspicuous(person, sign) }))
      .sort((one, other) => one.seen - other.seen)
      .slice(0, MOST_BRANCHES)
      .map(({ person }) => person);
  }

  #conspicuous(person: number, sign: number): number {
    const { persons, limitsOf } = this.#crossing;
    const { weight, sets } = persons[person]!;
    return sets.filter((set) => !isWithin((this.#net.get(set) ?? 0) + sign * weight, limitsOf(set)))
      .length;
  }
}
