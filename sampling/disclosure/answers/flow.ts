import { AgencyFigures } from './agency-figures.ts';
import { AgencyMoves } from './agency-moves.ts';
import type { Asked, Shift, Slacks } from './asked-strata.ts';
import { BalancedMoves } from './balanced-moves.ts';
import { FlowLimits } from './flow-limits.ts';
import type { Balanced, Move } from './moves.ts';
import { isWithin, movesOf } from './moves.ts';
import { SharedFigures } from './shared-figures.ts';

/** Other agencies that may be drawn in; a rectangle of two agencies and two fields needs one. */
const MOST_AGENCIES = 3;
/** What is tried before a stratum counts as determined: enough for a province, an end for a small one. */
const MOST_TRIED = 4000;

/** Says whether the moves are enough, and may add to them. */
type Visit = (moves: Move[]) => boolean;
type Accepts = (shifts: readonly Shift[]) => boolean;

/** Shifts between two values of one criterion that leave every figure as it is printed. */
export class Flow {
  readonly from: number;
  readonly to: number;
  readonly #asked: Asked;
  readonly #firstSlacks: Slacks;
  readonly #limits: FlowLimits;
  readonly #agencyFigures: AgencyFigures;
  readonly #sharedFigures: SharedFigures;
  readonly #agencies: ReadonlyMap<number | undefined, readonly number[]>;
  readonly #moves = new Map<number, readonly Move[]>();
  readonly #agencyMoves = new Map<number | undefined, AgencyMoves>();
  /** Strata for which some slacks leave no shifts at all, accepted or not. */
  readonly #barren = new WeakMap<Slacks, Set<number>>();
  #balanced: BalancedMoves | undefined;
  #tried = 0;

  constructor(asked: Asked, [from, to]: readonly [number, number], slacks: Slacks) {
    const { strata, rule } = asked;
    this.from = from;
    this.to = to;
    this.#asked = asked;
    this.#firstSlacks = slacks;
    this.#limits = new FlowLimits(rule, [from, to], slacks);
    this.#agencyFigures = new AgencyFigures(strata, this.#limits);
    this.#sharedFigures = new SharedFigures(strata, this.#limits);
    const answered = [...strata.keys()].filter((h) => strata[h]!.respondents > 0);
    this.#agencies = Map.groupBy(answered, (h) => strata[h]!.own[0]);
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
    if (wasBarren && this.#limits.areAlike(slacks, narrower)) {
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
    this.#limits.askAbout(slacks);
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
    if (this.#agencyFigures.stay(alone) && isEnough([first])) return;
    const limits = this.#agencyFigures.limitsFor(first);
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
    const limits = this.#agencyFigures.limitsFor(chosen[0]!);
    let flow = 0;
    for (let position = 0; position < chosen.length; position += 1) flow += chosen[position]!.flow;
    const extended = [...chosen, chosen[0]!];
    for (let position = 0; position < places.length; position += 1) {
      const move = moves[places[position]!]!;
      if (isAmong(chosen, move.stratum) || !isWithin(flow + move.flow, limits)) continue;
      extended[chosen.length] = move;
      if (this.#agencyFigures.stay(extended) && isEnough([...extended])) return true;
    }
    return false;
  }

  #movesOfAgency(agency: number | undefined): AgencyMoves {
    let moves = this.#agencyMoves.get(agency);
    if (!moves) {
      moves = new AgencyMoves(this.#allOf(this.#agencies.get(agency) ?? []));
      this.#agencyMoves.set(agency, moves);
    }
    return moves;
  }

  #allOf(strata: readonly number[]): Move[] {
    return strata.flatMap((stratum) => this.#movesOf(stratum));
  }

  /**
   * Adds moves of other agencies until fields and province are printed as they were, and says whether they are. Lists
   * are added to and taken from again, not copied for each of thousands of tries; cut by their length they would be.
   */
  #repair(moves: Move[], agencies: (number | undefined)[]): boolean {
    this.#tried += 1;
    if (agencies.length > MOST_AGENCIES || this.#tried > MOST_TRIED)
      return this.#sharedFigures.stay(moves) && this.#agencyFigures.stay(moves);
    const broken = this.#sharedFigures.brokenBy(moves);
    if (broken.length === 0) return this.#agencyFigures.stay(moves);
    const isLast = agencies.length === MOST_AGENCIES;
    this.#balanced ??= this.#balancedAtFirst();
    const mending = this.#balanced.mending(broken);
    for (let position = 0; position < mending.length; position += 1) {
      const balanced = mending[position]!;
      if (agencies.includes(balanced.agency)) continue;
      if (isLast && !this.#sharedFigures.mendedBy(balanced.moves, broken)) this.#tried += 1;
      else if (this.#repairWith(balanced, moves, agencies)) return true;
    }
    return false;
  }

  #repairWith(added: Balanced, moves: Move[], agencies: (number | undefined)[]): boolean {
    const size = moves.length;
    for (let place = 0; place < added.moves.length; place += 1) moves.push(added.moves[place]!);
    agencies.push(added.agency);
    if (this.#repair(moves, agencies)) return true;
    while (moves.length > size) moves.pop();
    agencies.pop();
    return false;
  }

  /** By the agencies' figures as they were first. */
  #balancedAtFirst(): BalancedMoves {
    const { slacks } = this.#limits;
    this.#limits.askAbout(this.#firstSlacks);
    const byAgency = [...this.#agencies].map(
      ([agency, strata]) => [agency, this.#allOf(strata)] as const,
    );
    const balanced = new BalancedMoves(this.#asked.strata, byAgency, this.#agencyFigures);
    this.#limits.askAbout(slacks);
    return balanced;
  }
}

function isAmong(moves: readonly Move[], stratum: number): boolean {
  for (let place = 0; place < moves.length; place += 1)
    if (moves[place]!.stratum === stratum) return true;
  return false;
}
