import type { Asked, Shift, Slacks } from './asked-strata.ts';
import type { Balanced, Limits, Move } from './moves.ts';
import { firstBetween, isWithin, movesOf } from './moves.ts';
import type { Slack } from './slack.ts';
import { flowLimits } from './slack.ts';

/** Other agencies that may be drawn in; a rectangle of two agencies and two fields needs one. */
const MOST_AGENCIES = 3;
/** What is tried before a stratum counts as determined: enough for a province, an end for a small one. */
const MOST_TRIED = 4000;
const MOST_OF_A_KIND = 12;
const NO_LIMITS: Limits = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];

/** Shifts between two values of one criterion that leave every figure as it is printed. */
export class Flow {
  readonly from: number;
  readonly to: number;
  readonly #asked: Asked;
  readonly #firstSlacks: Slacks;
  readonly #agencies: ReadonlyMap<number | undefined, readonly number[]>;
  readonly #moves = new Map<number, readonly Move[]>();
  /** Strata for which some slacks leave no shifts at all, accepted or not. */
  readonly #barren = new WeakMap<Slacks, Set<number>>();
  #balanced: ReadonlyMap<string, readonly Balanced[]> | undefined;
  #slacks: Slacks;
  #limits: Limits[] = [];
  #tried = 0;

  constructor(asked: Asked, [from, to]: readonly [number, number], slacks: Slacks) {
    this.from = from;
    this.to = to;
    this.#asked = asked;
    this.#firstSlacks = slacks;
    this.#slacks = slacks;
    const answered = [...asked.strata.keys()].filter((h) => asked.strata[h]!.respondents > 0);
    this.#agencies = Map.groupBy(answered, (h) => asked.strata[h]!.own[0]);
  }

  /**
   * Shifts with one person of `target` among them that are accepted.
   * @param narrower slacks that were searched before: where they left none, and no limit is another now, none are left
   */
  search(
    target: number,
    slacks: Slacks,
    isAccepted: (shifts: readonly Shift[]) => boolean,
    narrower: Slacks,
  ): readonly Shift[] | undefined {
    const first = this.#movesOf(target).find(({ persons }) => persons === 1);
    if (!first) return undefined;
    const wasBarren = this.#barren.get(narrower)?.has(target) === true;
    let isBarren = true;
    if (!wasBarren || !this.#limitsAlike(slacks, narrower))
      for (const whole of this.#wholes(first, slacks)) {
        isBarren = false;
        if (isAccepted(whole)) return whole;
      }
    if (isBarren) this.#noteBarren(slacks, target);
    return undefined;
  }

  *#wholes(first: Move, slacks: Slacks): Generator<readonly Move[]> {
    this.#look(slacks);
    this.#tried = 0;
    const agency = this.#asked.strata[first.stratum]!.own[0];
    for (const moves of this.#candidates(first, this.#agencies.get(agency) ?? [])) {
      const whole = this.#repair(moves, [agency]);
      if (whole) yield whole;
      if (this.#tried > MOST_TRIED) return;
    }
  }

  #noteBarren(slacks: Slacks, target: number): void {
    const targets = this.#barren.get(slacks) ?? new Set();
    this.#barren.set(slacks, targets.add(target));
  }

  #look(slacks: Slacks): void {
    if (slacks === this.#slacks) return;
    this.#slacks = slacks;
    this.#limits = [];
  }

  #limitsOf(domain: number): Limits {
    this.#limits[domain] ??= this.#limitsUnder(this.#slacks[domain]!);
    return this.#limits[domain];
  }

  #limitsUnder(slack: Slack): Limits {
    const { values, satisfiedFrom } = this.#asked.rule;
    return flowLimits(slack, values, { a: this.from, b: this.to, satisfiedFrom });
  }

  #limitsAlike(slacks: Slacks, others: Slacks): boolean {
    return slacks.every((slack, domain) => {
      const other = others[domain]!;
      if (slack === other) return true;
      const [limits, otherLimits] = [this.#limitsUnder(slack), this.#limitsUnder(other)];
      return limits[0] === otherLimits[0] && limits[1] === otherLimits[1];
    });
  }

  #movesOf(stratum: number): readonly Move[] {
    let moves = this.#moves.get(stratum);
    if (!moves) {
      const { strata, counts, rule } = this.#asked;
      const count = (value: number) => counts[stratum * rule.values + value]!;
      moves = movesOf(stratum, strata[stratum]!, [count(this.from), count(this.to)]);
      this.#moves.set(stratum, moves);
    }
    return moves;
  }

  /** The first move with those of no, one or two other strata, where the agency's figures stay. */
  *#candidates(first: Move, agency: readonly number[]): Generator<readonly Move[]> {
    const limits = this.#agencyLimits(first);
    if (this.#holds([first])) yield [first];
    const others = agency
      .filter((stratum) => stratum !== first.stratum)
      .map((stratum) => this.#movesOf(stratum));
    for (const move of others.flat())
      if (isWithin(first.flow + move.flow, limits) && this.#holds([first, move]))
        yield [first, move];
    for (const [place, some] of others.entries()) {
      const later = others.slice(place + 1).flat();
      for (const second of some) yield* this.#withThird(first, second, later);
    }
  }

  /** Of the millions that are looked at here, the agency's own sum rules out nearly all: without it the audit took a sixth longer. */
  *#withThird(first: Move, second: Move, later: readonly Move[]): Generator<readonly Move[]> {
    const limits = this.#agencyLimits(first);
    const both = first.flow + second.flow;
    for (const third of later)
      if (isWithin(both + third.flow, limits) && this.#holds([first, second, third]))
        yield [first, second, third];
  }

  /** Of the widest figure that all moves of an agency are part of. */
  #agencyLimits({ stratum }: Move): Limits {
    const [agency] = this.#asked.strata[stratum]!.own;
    return agency === undefined ? NO_LIMITS : this.#limitsOf(agency);
  }

  /** Whether the agencies' own figures stay. Asked of millions of moves, so it makes no list of their flows. */
  #holds(moves: readonly Move[]): boolean {
    for (let place = 0; place < moves.length; place += 1)
      for (const domain of this.#ownOf(moves[place]!))
        if (!isWithin(this.#flowThrough(domain, moves), this.#limitsOf(domain))) return false;
    return true;
  }

  #flowThrough(domain: number, moves: readonly Move[]): number {
    let flow = 0;
    for (let place = 0; place < moves.length; place += 1)
      if (this.#ownOf(moves[place]!).includes(domain)) flow += moves[place]!.flow;
    return flow;
  }

  #ownOf({ stratum }: Move): readonly number[] {
    return this.#asked.strata[stratum]!.own;
  }

  /** Of the figures that agencies share. */
  #flowsOf(moves: readonly Move[]): Map<number, number> {
    const flows = new Map<number, number>();
    for (const { stratum, flow } of moves)
      for (const domain of this.#asked.strata[stratum]!.shared)
        flows.set(domain, (flows.get(domain) ?? 0) + flow);
    return flows;
  }

  /** Draws in moves of other agencies until fields and province are printed as they were. */
  #repair(
    moves: readonly Move[],
    agencies: readonly (number | undefined)[],
  ): readonly Move[] | undefined {
    this.#tried += 1;
    const flows = this.#flowsOf(moves);
    const broken: number[] = [];
    for (const [domain, flow] of flows)
      if (!isWithin(flow, this.#limitsOf(domain))) broken.push(domain);
    if (broken.length === 0) return this.#holds(moves) ? moves : undefined;
    if (agencies.length > MOST_AGENCIES || this.#tried > MOST_TRIED) return undefined;
    for (const balanced of this.#mending(broken[0]!, flows, broken)) {
      if (agencies.includes(balanced.agency)) continue;
      const more = this.#repair([...moves, ...balanced.moves], [...agencies, balanced.agency]);
      if (more) return more;
    }
    return undefined;
  }

  #mending(
    domain: number,
    flows: ReadonlyMap<number, number>,
    broken: readonly number[],
  ): Balanced[] {
    const left = (shared: number): Limits => {
      const [least, greatest] = this.#limitsOf(shared);
      const flow = flows.get(shared) ?? 0;
      return [least - flow, greatest - flow];
    };
    this.#balanced ??= this.#balancedMoves();
    const range = left(domain);
    const found: Balanced[] = [];
    for (const other of broken) {
      const both = other !== domain && this.#balanced.get(`${domain} ${other}`);
      if (both) found.push(...firstBetween(both, range, MOST_OF_A_KIND, left(other)));
    }
    const single = this.#balanced.get(`${domain}`);
    if (single) found.push(...firstBetween(single, range, MOST_OF_A_KIND));
    return found;
  }

  /** Single moves and pairs in one agency that its figures, as they were first, do not show. */
  #balancedMoves(): ReadonlyMap<string, readonly Balanced[]> {
    const slacks = this.#slacks;
    this.#look(this.#firstSlacks);
    const balanced = [...this.#agencies].flatMap(([agency, strata]) => {
      const all = strata.flatMap((stratum) => this.#movesOf(stratum));
      return [...this.#singles(agency, all), ...this.#pairs(agency, all)];
    });
    this.#look(slacks);
    const lists = Map.groupBy(balanced, ({ across }) => across);
    for (const list of lists.values()) list.sort((a, b) => a.flow - b.flow);
    return lists;
  }

  *#singles(agency: number | undefined, all: readonly Move[]): Generator<Balanced> {
    for (const move of all)
      if (this.#holds([move]))
        for (const domain of this.#asked.strata[move.stratum]!.shared)
          yield { agency, across: `${domain}`, moves: [move], flow: move.flow, otherFlow: 0 };
  }

  *#pairs(agency: number | undefined, all: readonly Move[]): Generator<Balanced> {
    const fieldOf = (move: Move) => this.#asked.strata[move.stratum]!.shared[0];
    for (const [place, first] of all.entries()) {
      const limits = this.#agencyLimits(first);
      for (let later = place + 1; later < all.length; later += 1) {
        const second = all[later]!;
        const [flow, otherFlow] = [first.flow, second.flow];
        if (flow * otherFlow > 0 || !isWithin(flow + otherFlow, limits)) continue;
        const [field, other] = [fieldOf(first), fieldOf(second)];
        const moves = [first, second];
        if (field === other || !this.#holds(moves)) continue;
        yield { agency, across: `${field} ${other}`, moves, flow, otherFlow };
        yield { agency, across: `${other} ${field}`, moves, flow: otherFlow, otherFlow: flow };
      }
    }
  }
}
