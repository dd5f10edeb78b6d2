import type { AskedStratum } from './asked-strata.ts';
import type { FlowLimits } from './flow-limits.ts';
import type { Limits, Move } from './moves.ts';
import { isWithin } from './moves.ts';

/** More than sums of fractions in another order differ by. */
const MARGIN = 1e-8;

/** A domain whose figure would print otherwise, and what may flow through it besides. */
export interface Broken {
  readonly domain: number;
  readonly left: Limits;
}

/** The figures over several agencies, of fields and the province, and what moves change about them. */
export class SharedFigures {
  readonly #strata: readonly AskedStratum[];
  readonly #limits: FlowLimits;
  /** Of the domains that moves cross, the first so many of a list, written anew for each. */
  readonly #flows: Float64Array;
  readonly #crossed: number[] = [];
  #crossings = 0;

  constructor(strata: readonly AskedStratum[], limits: FlowLimits) {
    this.#strata = strata;
    this.#limits = limits;
    this.#flows = new Float64Array(limits.slacks.length);
  }

  /** Whether they stay. Most moves end here, so nothing is kept of what is broken. */
  stay(moves: readonly Move[]): boolean {
    this.#cross(moves);
    for (let place = 0; place < this.#crossings; place += 1) {
      const domain = this.#crossed[place]!;
      if (!isWithin(this.#flows[domain]!, this.#limits.of(domain))) return false;
    }
    return true;
  }

  /** Those that the moves would change, and what may flow beside the moves. */
  brokenBy(moves: readonly Move[]): Broken[] {
    this.#cross(moves);
    const broken: Broken[] = [];
    for (let place = 0; place < this.#crossings; place += 1) {
      const domain = this.#crossed[place]!;
      const limits = this.#limits.of(domain);
      const flow = this.#flows[domain]!;
      if (isWithin(flow, limits)) continue;
      broken.push({ domain, left: [limits[0] - flow, limits[1] - flow] });
    }
    return broken;
  }

  /** Whether every broken figure may stay with these moves. Asked of millions: nearly all mend the first alone. */
  mendedBy(moves: readonly Move[], broken: readonly Broken[]): boolean {
    for (let place = 0; place < broken.length; place += 1) {
      const { domain, left } = broken[place]!;
      let flow = 0;
      for (let other = 0; other < moves.length; other += 1)
        if (this.#strata[moves[other]!.stratum]!.shared.includes(domain))
          flow += moves[other]!.flow;
      if (flow < left[0] - MARGIN || flow > left[1] + MARGIN) return false;
    }
    return true;
  }

  /** Sums what flows through each domain that agencies share. */
  #cross(moves: readonly Move[]): void {
    const flows = this.#flows;
    const crossed = this.#crossed;
    let crossings = 0;
    for (let place = 0; place < moves.length; place += 1) {
      const { stratum, flow } = moves[place]!;
      const { shared } = this.#strata[stratum]!;
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
}
