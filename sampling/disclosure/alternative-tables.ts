import type { Relation } from './published-table.ts';
import { RelationSigns } from './relation-signs.ts';

const PRICE_TOLERANCE = 1e-7;
const PIVOT_TOLERANCE = 1e-9;
const RESIDUAL_TOLERANCE = 1e-6;
const PRICING_BLOCK = 512;

/** A move away from the true table; with `unbounded` the objective has no limit. */
export interface Move {
  readonly unbounded: boolean;
  /** Change of every cell, in counts. */
  readonly change: Float64Array;
}

/**
 * The tables that agree with every sum of a publication, seen as moves away from the true one:
 * column 2i raises cell i, column 2i+1 lowers it, and every relation keeps total − Σ parts = 0.
 * `farthest` maximises a linear gain over these moves, each column between 0 and its room, by the
 * bounded primal simplex method (Dantzig 1963, ch. 18) with an explicit inverse. The true table is
 * always a start, and the last basis stays a start for the next question, so thousands of
 * questions about one table cost few pivots each. Tables with additive sums in two dimensions are
 * networks, their inverses hold only 0 and ±1, and the arithmetic is exact.
 */
export class AlternativeTables {
  readonly #rows: number;
  readonly #columns: number;
  readonly #signs: RelationSigns;
  readonly #inverse: Float64Array;
  readonly #basis: Int32Array;
  readonly #inBasis: Uint8Array;
  readonly #atRoom: Uint8Array;
  readonly #basic: Float64Array;
  readonly #prices: Float64Array;
  readonly #alpha: Float64Array;
  /** Places in a row of the inverse that are not nought, for as long as a pivot takes. */
  readonly #filled: Int32Array;
  /** Columns that have room, rising, for as long as a question takes: where few cells are withheld, few of all. */
  readonly #roomy: Int32Array;
  #roomyCount = 0;
  #gain: Float64Array;
  #room: Float64Array;
  #cursor = 0;

  constructor(cells: number, relations: readonly Relation[]) {
    this.#rows = relations.length;
    this.#columns = 2 * cells;
    this.#signs = new RelationSigns(cells, relations);
    const rows = this.#rows;
    this.#inverse = new Float64Array(rows * rows);
    this.#basis = new Int32Array(rows);
    this.#inBasis = new Uint8Array(this.#columns + rows);
    this.#atRoom = new Uint8Array(this.#columns + rows);
    this.#basic = new Float64Array(rows);
    this.#prices = new Float64Array(rows);
    this.#alpha = new Float64Array(rows);
    this.#filled = new Int32Array(rows);
    this.#roomy = new Int32Array(this.#columns);
    this.#gain = new Float64Array(this.#columns);
    this.#room = new Float64Array(this.#columns);
    this.#startFromTruth();
  }

  /** Maximises Σ gain·column with 0 ≤ column ≤ room; `gain` and `room` have two entries per cell. */
  farthest(gain: Float64Array, room: Float64Array): Move {
    const first = this.#maximise(gain, room);
    if (first.unbounded || this.#residual(first.change) <= RESIDUAL_TOLERANCE) return first;
    this.#startFromTruth();
    return this.#maximise(gain, room);
  }

  #startFromTruth(): void {
    this.#inverse.fill(0);
    this.#inBasis.fill(0);
    for (let row = 0; row < this.#rows; row++) {
      this.#inverse[row * this.#rows + row] = 1;
      this.#basis[row] = this.#columns + row;
      this.#inBasis[this.#columns + row] = 1;
    }
  }

  #maximise(gain: Float64Array, room: Float64Array): Move {
    this.#gain = gain;
    this.#room = room;
    this.#roomyCount = 0;
    for (let column = 0; column < this.#columns; column++)
      if (room[column] !== 0) this.#roomy[this.#roomyCount++] = column;
    this.#basic.fill(0);
    this.#atRoom.fill(0);
    this.#priceAll();
    let standing = 0;
    for (;;) {
      // Bland's rule after a long stand-still: degenerate tables cannot cycle.
      const careful = standing > 4 * this.#rows + 100;
      const entering = careful ? this.#firstGainful() : this.#mostGainful();
      if (entering < 0) return { unbounded: false, change: this.#change() };
      const step = this.#advance(entering, careful);
      if (step === Number.POSITIVE_INFINITY) return { unbounded: true, change: this.#change() };
      standing = step > 0 ? 0 : standing + 1;
    }
  }

  #priceAll(): void {
    const rows = this.#rows;
    this.#prices.fill(0);
    for (let i = 0; i < rows; i++) {
      const column = this.#basis[i]!;
      const gain = column < this.#columns ? this.#gain[column]! : 0;
      if (gain === 0) continue;
      for (let row = 0; row < rows; row++)
        this.#prices[row]! += gain * this.#inverse[i * rows + row]!;
    }
  }

  /** Reduced gain of a column outside the basis, or 0 if it cannot move. */
  #reducedGain(column: number): number {
    if (this.#inBasis[column] === 1 || this.#room[column] === 0) return 0;
    return this.#reducedAt(column, this.#signs.priceOf(column >> 1, this.#prices));
  }

  #reducedAt(column: number, price: number): number {
    const reduced = this.#gain[column]! - (column & 1 ? -price : price);
    const useful = this.#atRoom[column] === 1 ? -reduced : reduced;
    return useful > PRICE_TOLERANCE ? useful : 0;
  }

  /**
   * Best column of the next block that has one (partial pricing). Blocks are of all columns, those without room among
   * them: which of equally good moves is found does not depend on how many have room.
   */
  #mostGainful(): number {
    const [columns, start, count] = [this.#columns, this.#cursor, this.#roomyCount];
    let best = -1;
    let most = 0;
    let end = columns;
    let place = this.#roomyFrom(start);
    // The two columns of a cell follow each other and have one price.
    let priced = -1;
    let price = 0;
    for (let left = count; left > 0; left--, place++) {
      if (place === count) place = 0;
      const column = this.#roomy[place]!;
      const seen = (column - start + columns) % columns;
      if (seen >= end) break;
      if (this.#inBasis[column] === 1) continue;
      const cell = column >> 1;
      if (cell !== priced) price = this.#signs.priceOf(cell, this.#prices);
      priced = cell;
      const gain = this.#reducedAt(column, price);
      if (gain <= most) continue;
      if (best < 0) end = PRICING_BLOCK * (Math.floor(seen / PRICING_BLOCK) + 1);
      most = gain;
      best = column;
    }
    if (end < columns) this.#cursor = (start + end) % columns;
    return best;
  }

  /** Place of the first column with room that is not before this one. */
  #roomyFrom(column: number): number {
    let from = 0;
    for (let to = this.#roomyCount; from < to; ) {
      const middle = (from + to) >> 1;
      if (this.#roomy[middle]! < column) from = middle + 1;
      else to = middle;
    }
    return from;
  }

  #firstGainful(): number {
    for (let column = 0; column < this.#columns; column++)
      if (this.#reducedGain(column) > 0) return column;
    return -1;
  }

  /** Moves the entering column as far as it goes; returns the length of the step. */
  #advance(entering: number, careful: boolean): number {
    this.#project(entering);
    const sign = this.#atRoom[entering] === 1 ? -1 : 1;
    const { leaving, step } = this.#blockingRow(sign, this.#room[entering]!, careful);
    if (step === Number.POSITIVE_INFINITY) return step;
    for (let i = 0; i < this.#rows; i++)
      if (this.#alpha[i] !== 0) this.#basic[i]! -= sign * step * this.#alpha[i]!;
    if (leaving < 0) this.#atRoom[entering] = sign === 1 ? 1 : 0;
    else this.#pivot(leaving, entering, sign, step);
    return step;
  }

  #project(column: number): void {
    const alpha = this.#alpha;
    alpha.fill(0);
    this.#signs.addColumns(alpha, this.#inverse, column >> 1, column & 1 ? -1 : 1);
    for (let i = 0; i < alpha.length; i++) if (Math.abs(alpha[i]!) < PIVOT_TOLERANCE) alpha[i] = 0;
  }

  #blockingRow(sign: number, ownRoom: number, careful: boolean) {
    let leaving = -1;
    let step = ownRoom;
    let size = 0;
    for (let i = 0; i < this.#rows; i++) {
      const fall = sign * this.#alpha[i]!;
      if (fall === 0) continue;
      const value = this.#basic[i]!;
      const limit = fall > 0 ? value / fall : (this.#roomOfBasic(i) - value) / -fall;
      const reach = limit > PIVOT_TOLERANCE ? limit : 0;
      const better = careful
        ? leaving >= 0 && this.#basis[i]! < this.#basis[leaving]!
        : Math.abs(fall) > size;
      if (reach < step || (reach === step && leaving >= 0 && better)) {
        step = reach;
        leaving = i;
        size = Math.abs(fall);
      }
    }
    return { leaving, step };
  }

  /** Artificial columns represent the sums, which never move. */
  #roomOfBasic(row: number): number {
    const column = this.#basis[row]!;
    return column < this.#columns ? this.#room[column]! : 0;
  }

  #pivot(leaving: number, entering: number, sign: number, step: number): void {
    const rows = this.#rows;
    const out = this.#basis[leaving]!;
    const pivot = this.#alpha[leaving]!;
    const reduced = this.#signedReducedGain(entering);
    this.#atRoom[out] = sign * pivot < 0 ? 1 : 0;
    this.#inBasis[out] = 0;
    this.#inBasis[entering] = 1;
    this.#basis[leaving] = entering;
    this.#basic[leaving] = sign === 1 ? step : this.#room[entering]! - step;
    this.#atRoom[entering] = 0;
    const [inverse, from] = [this.#inverse, leaving * rows];
    // Nearly all of an inverse is nought: the rest of the row is all that moves others.
    let filled = 0;
    for (let row = 0; row < rows; row++) {
      const value = inverse[from + row]! / pivot;
      if (value === 0) continue;
      inverse[from + row] = value;
      this.#prices[row]! += reduced * value;
      this.#filled[filled++] = row;
    }
    for (let i = 0; i < rows; i++) {
      const factor = this.#alpha[i]!;
      if (i !== leaving && factor !== 0) this.#subtract(factor, from, i * rows, filled);
    }
  }

  /** Takes a multiple of one row of the inverse from another. */
  #subtract(factor: number, from: number, to: number, filled: number): void {
    const [inverse, places] = [this.#inverse, this.#filled];
    for (let k = 0; k < filled; k++)
      inverse[to + places[k]!]! -= factor * inverse[from + places[k]!]!;
  }

  #signedReducedGain(column: number): number {
    const useful = this.#reducedGain(column);
    return this.#atRoom[column] === 1 ? -useful : useful;
  }

  #change(): Float64Array {
    const change = new Float64Array(this.#columns / 2);
    const move = (column: number, by: number) => {
      change[column >> 1]! += column & 1 ? -by : by;
    };
    for (let place = 0; place < this.#roomyCount; place++) {
      const column = this.#roomy[place]!;
      if (this.#inBasis[column] === 0 && this.#atRoom[column] === 1)
        move(column, this.#room[column]!);
    }
    for (let i = 0; i < this.#rows; i++)
      if (this.#basis[i]! < this.#columns) move(this.#basis[i]!, this.#basic[i]!);
    return change;
  }

  #residual(change: Float64Array): number {
    const sums = new Float64Array(this.#rows);
    for (let cell = 0; cell < change.length; cell++) {
      const moved = change[cell]!;
      if (moved !== 0) this.#signs.addTo(sums, cell, moved);
    }
    return sums.reduce((worst, sum) => Math.max(worst, Math.abs(sum)), 0);
  }
}
