import { AgencyMoves } from './agency-moves.ts';
import type { Asked, Shift, Slacks } from './asked-strata.ts';
import type { Balanced, Limits, Move } from './moves.ts';
import { across, findBetween, isWithin, movesOf } from './moves.ts';
import type { Slack } from './slack.ts';
import { flowLimits } from './slack.ts';

/** Other agencies that may be drawn in; a rectangle of two agencies and two fields needs one. */
const MOST_AGENCIES = 3;
/** What is tried before a stratum counts as determined: enough for a province, an end for a small one. */
const MOST_TRIED = 4000;
const MOST_OF_A_KIND = 12;
/** More than sums of fractions in another order differ by. */
const MARGIN = 1e-8;
const NO_LIMITS: Limits = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];

/** A domain whose figure would print otherwise, and what may flow through it besides. */
interface Broken {
  readonly domain: number;
  readonly left: Limits;
}
const NOTHING_BROKEN: Broken = { domain: -1, left: NO_LIMITS };

/** Says whether the moves are enough, and may add to them. */
type Visit = (moves: Move[]) => boolean;
type Accepts = (shifts: readonly Shift[]) => boolean;

/** Shifts between two values of one criterion that leave every figure as it is printed. */
export class Flow {
  readonly from: number;
  readonly to: number;
  readonly #asked: Asked;
  readonly #firstSlacks: Slacks;
  readonly #agencies: ReadonlyMap<number | undefined, readonly number[]>;
  readonly #moves = new Map<number, readonly Move[]>();
  readonly #agencyMoves = new Map<number | undefined, AgencyMoves>();
  /** Strata for which some slacks leave no shifts at all, accepted or not. */
  readonly #barren = new WeakMap<Slacks, Set<number>>();
  #balanced: ReadonlyMap<number, readonly Balanced[]> | undefined;
  /** Of the domains that moves cross, the first so many of a list, written anew for each. */
  readonly #sharedFlows: Float64Array;
  readonly #crossed: number[] = [];
  #crossings = 0;
  #slacks: Slacks;
  /** By domain, and the slack that they follow from: two questions differ in one domain. */
  readonly #limits: Limits[] = [];
  readonly #limitedBy: Slack[] = [];
  #tried = 0;

  constructor(asked: Asked, [from, to]: readonly [number, number], slacks: Slacks) {
    this.from = from;
    this.to = to;
    this.#asked = asked;
    this.#firstSlacks = slacks;
    this.#slacks = slacks;
    this.#sharedFlows = new Float64Array(slacks.length);
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
    isAccepted: Accepts,
    narrower: Slacks,
  ): readonly Shift[] | undefined {
    const first = this.#movesOf(target).find(({ persons }) => persons === 1);
    if (!first) return undefined;
    const wasBarren = this.#barren.get(narrower)?.has(target) === true;
    if (wasBarren && this.#limitsAlike(slacks, narrower)) {
      this.#noteBarren(slacks, target);
      return undefined;
    }
    let isBarren = true;
    const found = this.#whole(first, slacks, (whole) => {
      isBarren = false;
      return isAccepted(whole);
    });
    if (isBarren) this.#noteBarren(slacks, target);
    return found;
  }

  /** The first shifts that leave every figure and are accepted. */
  #whole(first: Move, slacks: Slacks, isAccepted: Accepts): readonly Move[] | undefined {
    this.#slacks = slacks;
    this.#tried = 0;
    const agencies = [this.#asked.strata[first.stratum]!.own[0]];
    let found: readonly Move[] | undefined;
    this.#candidates(first, (moves) => {
      if (this.#repair(moves, agencies) && isAccepted(moves)) found = moves;
      while (agencies.length > 1) agencies.pop();
      return found !== undefined || this.#tried > MOST_TRIED;
    });
    return found;
  }

  #noteBarren(slacks: Slacks, target: number): void {
    const targets = this.#barren.get(slacks) ?? new Set();
    this.#barren.set(slacks, targets.add(target));
  }

  #limitsOf(domain: number): Limits {
    const slack = this.#slacks[domain]!;
    if (this.#limitedBy[domain] === slack) return this.#limits[domain]!;
    const limits = this.#limitsUnder(slack);
    this.#limits[domain] = limits;
    this.#limitedBy[domain] = slack;
    return limits;
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

  /** Visits the first move with those of no, one or two other strata, where the agency's figures stay, until that is enough. */
  #candidates(first: Move, isEnough: Visit): void {
    const alone = [first];
    if (this.#holds(alone) && isEnough([first])) return;
    const limits = this.#agencyLimits(first);
    const all = this.#movesOfAgency(this.#asked.strata[first.stratum]!.own[0]);
    if (this.#withOneOf(all, all.within(limits, first.flow), alone, isEnough)) return;
    for (let place = 0; place < all.moves.length; place += 1) {
      const second = all.moves[place]!;
      if (second.stratum === first.stratum) continue;
      const later = all.within(limits, first.flow + second.flow, place + 1);
      if (later.length > 0 && this.#withOneOf(all, later, [first, second], isEnough)) return;
    }
  }

  #withOneOf(
    { moves }: AgencyMoves,
    places: readonly number[],
    chosen: readonly Move[],
    isEnough: Visit,
  ): boolean {
    const limits = this.#agencyLimits(chosen[0]!);
    let flow = 0;
    for (let position = 0; position < chosen.length; position += 1) flow += chosen[position]!.flow;
    const extended = [...chosen, chosen[0]!];
    for (let position = 0; position < places.length; position += 1) {
      const move = moves[places[position]!]!;
      if (isAmong(chosen, move.stratum) || !isWithin(flow + move.flow, limits)) continue;
      extended[chosen.length] = move;
      if (this.#holds(extended) && isEnough([...extended])) return true;
    }
    return false;
  }

  #movesOfAgency(agency: number | undefined): AgencyMoves {
    let moves = this.#agencyMoves.get(agency);
    if (!moves) {
      const strata = this.#agencies.get(agency) ?? [];
      moves = new AgencyMoves(strata.flatMap((stratum) => this.#movesOf(stratum)));
      this.#agencyMoves.set(agency, moves);
    }
    return moves;
  }

  /** Of the widest figure that all moves of an agency are part of. */
  #agencyLimits({ stratum }: Move): Limits {
    const [agency] = this.#asked.strata[stratum]!.own;
    return agency === undefined ? NO_LIMITS : this.#limitsOf(agency);
  }

  /** Whether the agencies' own figures stay. Asked of millions of moves, so it makes no list of their flows. */
  #holds(moves: readonly Move[]): boolean {
    for (let place = 0; place < moves.length; place += 1) {
      const own = this.#ownOf(moves[place]!);
      for (let position = 0; position < own.length; position += 1) {
        const domain = own[position]!;
        if (!isWithin(this.#flowThrough(domain, moves), this.#limitsOf(domain))) return false;
      }
    }
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

  /**
   * Adds moves of other agencies until fields and province are printed as they were, and says whether they are. Lists
   * are added to and taken from again, not copied for each of thousands of tries; cut by their length they would be.
   */
  #repair(moves: Move[], agencies: (number | undefined)[]): boolean {
    this.#tried += 1;
    if (agencies.length > MOST_AGENCIES || this.#tried > MOST_TRIED) return this.#isWhole(moves);
    const broken = this.#brokenBy(moves);
    if (broken.length === 0) return this.#holds(moves);
    const size = moves.length;
    const isLast = agencies.length === MOST_AGENCIES;
    const mending = this.#mending(broken);
    for (let position = 0; position < mending.length; position += 1) {
      const balanced = mending[position]!;
      if (agencies.includes(balanced.agency)) continue;
      if (isLast && !this.#mendsAll(balanced, broken)) {
        this.#tried += 1;
        continue;
      }
      for (let place = 0; place < balanced.moves.length; place += 1)
        moves.push(balanced.moves[place]!);
      agencies.push(balanced.agency);
      if (this.#repair(moves, agencies)) return true;
      while (moves.length > size) moves.pop();
      agencies.pop();
    }
    return false;
  }

  /** Whether every broken figure may stay with these moves. Asked of millions: nearly all mend the first alone. */
  #mendsAll({ moves }: Balanced, broken: readonly Broken[]): boolean {
    for (let place = 0; place < broken.length; place += 1) {
      const { domain, left } = broken[place]!;
      let flow = 0;
      for (let other = 0; other < moves.length; other += 1)
        if (this.#asked.strata[moves[other]!.stratum]!.shared.includes(domain))
          flow += moves[other]!.flow;
      if (flow < left[0] - MARGIN || flow > left[1] + MARGIN) return false;
    }
    return true;
  }

  /** Whether every figure stays. Most moves end here, so nothing is kept of what is broken. */
  #isWhole(moves: readonly Move[]): boolean {
    this.#cross(moves);
    for (let place = 0; place < this.#crossings; place += 1) {
      const domain = this.#crossed[place]!;
      if (!isWithin(this.#sharedFlows[domain]!, this.#limitsOf(domain))) return false;
    }
    return this.#holds(moves);
  }

  /** Figures that agencies share and that the moves would change, and what may flow beside the moves. */
  #brokenBy(moves: readonly Move[]): Broken[] {
    this.#cross(moves);
    const broken: Broken[] = [];
    for (let place = 0; place < this.#crossings; place += 1) {
      const domain = this.#crossed[place]!;
      const limits = this.#limitsOf(domain);
      const flow = this.#sharedFlows[domain]!;
      if (isWithin(flow, limits)) continue;
      broken.push({ domain, left: [limits[0] - flow, limits[1] - flow] });
    }
    return broken;
  }

  /** Sums what flows through each domain that agencies share. */
  #cross(moves: readonly Move[]): void {
    const flows = this.#sharedFlows;
    const crossed = this.#crossed;
    let crossings = 0;
    for (let place = 0; place < moves.length; place += 1) {
      const { stratum, flow } = moves[place]!;
      const { shared } = this.#asked.strata[stratum]!;
      for (let position = 0; position < shared.length; position += 1) {
        const domain = shared[position]!;
        let known = 0;
        while (known < crossings && crossed[known] !== domain) known += 1;
        if (known === crossings) {
          crossed[crossings] = domain;
          crossings += 1;
          flows[domain] = 0;
        }
        flows[domain]! += flow;
      }
    }
    this.#crossings = crossings;
  }

  #mending(broken: readonly Broken[]): readonly Balanced[] {
    this.#balanced ??= this.#balancedMoves();
    const [{ domain, left } = NOTHING_BROKEN] = broken;
    const found: Balanced[] = [];
    for (const other of broken) {
      const both = other.domain !== domain && this.#balanced.get(across(domain, other.domain));
      if (both) findBetween(both, left, { most: MOST_OF_A_KIND, ofOther: other.left }, found);
    }
    const single = this.#balanced.get(across(domain));
    if (single) findBetween(single, left, { most: MOST_OF_A_KIND }, found);
    return found;
  }

  /** Single moves and pairs in one agency that its figures, as they were first, do not show. */
  #balancedMoves(): ReadonlyMap<number, readonly Balanced[]> {
    const slacks = this.#slacks;
    this.#slacks = this.#firstSlacks;
    const balanced = [...this.#agencies].flatMap(([agency, strata]) => {
      const all = strata.flatMap((stratum) => this.#movesOf(stratum));
      return [...this.#singles(agency, all), ...this.#pairs(agency, all)];
    });
    this.#slacks = slacks;
    const lists = Map.groupBy(balanced, ({ crossed }) => crossed);
    for (const list of lists.values()) list.sort((a, b) => a.flow - b.flow);
    return lists;
  }

  *#singles(agency: number | undefined, all: readonly Move[]): Generator<Balanced> {
    for (const move of all)
      if (this.#holds([move]))
        for (const domain of this.#asked.strata[move.stratum]!.shared)
          yield { agency, crossed: across(domain), moves: [move], flow: move.flow, otherFlow: 0 };
  }

  /** Asked of millions of pairs: those within one field go first, and no list is made of one that is not kept. */
  *#pairs(agency: number | undefined, all: readonly Move[]): Generator<Balanced> {
    const moves = all.filter(({ stratum }) => this.#asked.strata[stratum]!.shared.length > 0);
    const fields = moves.map(({ stratum }) => this.#asked.strata[stratum]!.shared[0]!);
    for (const [place, first] of moves.entries()) {
      const limits = this.#agencyLimits(first);
      const [field, flow] = [fields[place]!, first.flow];
      for (let later = place + 1; later < moves.length; later += 1) {
        const other = fields[later]!;
        if (other === field) continue;
        const second = moves[later]!;
        const otherFlow = second.flow;
        if (flow * otherFlow > 0 || !isWithin(flow + otherFlow, limits)) continue;
        const pair = [first, second];
        if (!this.#holds(pair)) continue;
        yield { agency, crossed: across(field, other), moves: pair, flow, otherFlow };
        yield {
          agency,
          crossed: across(other, field),
          moves: pair,
          flow: otherFlow,
          otherFlow: flow,
        };
      }
    }
  }
}

function isAmong(moves: readonly Move[], stratum: number): boolean {
  for (let place = 0; place < moves.length; place += 1)
    if (moves[place]!.stratum === stratum) return true;
  return false;
}
