import type { AnswersRule, AskedCriterion, AskedStratum, Shift } from './other-answers.ts';
import { flowLimits } from './room.ts';

/** So many persons of a stratum shift together at most. */
const MOST_TOGETHER = 3;
const ROUNDING = 1e-9;

type Limits = readonly [least: number, greatest: number];
interface Move extends Shift {
  /** Weighted answers that move. */
  readonly flow: number;
}

/** Shifts between two values of one criterion, within one agency: its own figures leave the least room. */
export class Flow {
  readonly from: number;
  readonly to: number;
  readonly #strata: readonly AskedStratum[];
  readonly #criterion: AskedCriterion;
  readonly #values: number;
  readonly #limitsOf: (domain: number) => Limits;
  #roomy: readonly Move[] | undefined;

  constructor(
    strata: readonly AskedStratum[],
    criterion: AskedCriterion,
    { values, satisfiedFrom }: AnswersRule,
    [from, to]: readonly [number, number],
  ) {
    this.from = from;
    this.to = to;
    this.#strata = strata;
    this.#criterion = criterion;
    this.#values = values;
    const known = new Map<number, Limits>();
    this.#limitsOf = (domain) => {
      const limits =
        known.get(domain) ??
        flowLimits(criterion.rooms[domain]!, values, { a: from, b: to, satisfiedFrom });
      known.set(domain, limits);
      return limits;
    };
  }

  /** Shifts with one person of `target` among them that leave every figure as it is printed. */
  search(target: number, agency: readonly number[]): readonly Shift[] | undefined {
    if (!this.#has(target, 1)) return undefined;
    const first = { stratum: target, persons: 1, flow: this.#strata[target]!.weight };
    for (const shifts of this.#candidates(first, agency)) {
      if (this.#holds(shifts)) return shifts;
      const closed = this.#close(shifts);
      if (closed) return closed;
    }
    return undefined;
  }

  /** Gives back to the province, in one stratum of another agency that has room for it, what was moved. */
  #close(shifts: readonly Move[]): readonly Move[] | undefined {
    const agency = this.#strata[shifts[0]!.stratum]!.domains[0];
    const flow = shifts.reduce((sum, move) => sum + move.flow, 0);
    this.#roomy ??= this.#moveable();
    for (const move of this.#roomy) {
      if (this.#strata[move.stratum]!.domains[0] === agency || move.flow * flow >= 0) continue;
      const all = [...shifts, move];
      if (this.#holds(all)) return all;
    }
    return undefined;
  }

  /** Moves that their own agency's figures do not show. */
  #moveable(): Move[] {
    return [...this.#strata.keys()]
      .flatMap((stratum) => this.#moves(stratum))
      .filter((move) =>
        this.#strata[move.stratum]!.domains.slice(0, -1).every((domain) =>
          isWithin(move.flow, this.#limitsOf(domain)),
        ),
      );
  }

  /** The first shift with those of no, one or two other strata that keep the agency's figures. */
  *#candidates(first: Move, agency: readonly number[]): Generator<readonly Move[]> {
    const limits = this.#limitsOf(this.#strata[first.stratum]!.domains[0]!);
    if (isWithin(first.flow, limits)) yield [first];
    const moves = agency
      .filter((stratum) => stratum !== first.stratum)
      .map((stratum) => this.#moves(stratum));
    for (const move of moves.flat())
      if (isWithin(first.flow + move.flow, limits)) yield [first, move];
    for (const [at, some] of moves.entries())
      for (const one of some)
        for (const two of moves.slice(at + 1).flat())
          if (isWithin(first.flow + one.flow + two.flow, limits)) yield [first, one, two];
  }

  #moves(stratum: number): Move[] {
    const { weight } = this.#strata[stratum]!;
    const moves: Move[] = [];
    for (let persons = -MOST_TOGETHER; persons <= MOST_TOGETHER; persons += 1)
      if (persons !== 0 && this.#has(stratum, persons))
        moves.push({ stratum, persons, flow: persons * weight });
    return moves;
  }

  #has(stratum: number, persons: number): boolean {
    const value = persons > 0 ? this.from : this.to;
    return this.#criterion.counts[stratum * this.#values + value]! >= Math.abs(persons);
  }

  #holds(moves: readonly Move[]): boolean {
    const flows = new Map<number, number>();
    for (const { stratum, flow } of moves)
      for (const domain of this.#strata[stratum]!.domains)
        flows.set(domain, (flows.get(domain) ?? 0) + flow);
    for (const [domain, flow] of flows) if (!isWithin(flow, this.#limitsOf(domain))) return false;
    return true;
  }
}

const isWithin = (value: number, [least, greatest]: Limits) =>
  value >= least - ROUNDING && value <= greatest + ROUNDING;
