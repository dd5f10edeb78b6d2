import type { AskedStratum } from './asked-strata.ts';
import type { FlowLimits } from './flow-limits.ts';
import type { Limits, Move } from './moves.ts';
import { isWithin } from './moves.ts';

const NO_LIMITS: Limits = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];

/** The figures of single agencies, and whether moves leave them as they are printed. */
export class AgencyFigures {
  readonly #strata: readonly AskedStratum[];
  readonly #limits: FlowLimits;

  constructor(strata: readonly AskedStratum[], limits: FlowLimits) {
    this.#strata = strata;
    this.#limits = limits;
  }

  /** Of the widest figure that all moves of an agency are part of. */
  limitsFor({ stratum }: Move): Limits {
    const [agency] = this.#strata[stratum]!.own;
    return agency === undefined ? NO_LIMITS : this.#limits.of(agency);
  }

  /** Whether they stay. Asked of millions of moves, so it makes no list of their flows. */
  stay(moves: readonly Move[]): boolean {
    for (let place = 0; place < moves.length; place += 1) {
      const own = this.#ownOf(moves[place]!);
      for (let position = 0; position < own.length; position += 1) {
        const domain = own[position]!;
        if (!isWithin(this.#flowThrough(domain, moves), this.#limits.of(domain))) return false;
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
    return this.#strata[stratum]!.own;
  }
}
