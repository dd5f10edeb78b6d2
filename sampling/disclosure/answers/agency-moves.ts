import type { Limits, Move } from './moves.ts';

/** More than sums of fractions in another order differ by. */
const MARGIN = 1e-8;
const NOWHERE: readonly number[] = [];

/** All moves of one agency, found by how much flows: of the millions of pairs an agency's own sum rules out nearly all. */
export class AgencyMoves {
  readonly moves: readonly Move[];
  /** Flows from the least to the greatest, and whose they are. */
  readonly #flows: Float64Array;
  readonly #places: Uint32Array;

  constructor(moves: readonly Move[]) {
    this.moves = moves;
    this.#places = Uint32Array.from(moves.keys()).sort((a, b) => moves[a]!.flow - moves[b]!.flow);
    this.#flows = Float64Array.from(this.#places, (place) => moves[place]!.flow);
  }

  /** Places from `first` on, rising, of moves that may stay within the limits beside others that flow so much. */
  within([least, greatest]: Limits, beside: number, first = 0): readonly number[] {
    const flows = this.#flows;
    const [lowest, highest] = [least - beside - MARGIN, greatest - beside + MARGIN];
    let from = 0;
    for (let to = flows.length; from < to; ) {
      const middle = (from + to) >> 1;
      if (flows[middle]! < lowest) from = middle + 1;
      else to = middle;
    }
    let places: number[] | undefined;
    for (; from < flows.length && flows[from]! <= highest; from += 1) {
      const place = this.#places[from]!;
      if (place < first) continue;
      places ??= [];
      places.push(place);
    }
    if (!places) return NOWHERE;
    return places.length === 1 ? places : places.sort((a, b) => a - b);
  }
}
