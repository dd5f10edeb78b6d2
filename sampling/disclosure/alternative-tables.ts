import type { Relation } from './published-table.ts';

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
  readonly #rowOf: readonly Int32Array[];
  readonly #signOf: readonly Float64Array[];
  readonly #inverse: Float64Array;
  readonly #basis: Int32Array;
  readonly #inBasis: Uint8Array;
  readonly #atRoom: Uint8Array;
  readonly #basic: Float64Array;
  readonly #prices: Float64Array;
  readonly #alpha: Float64Array;
  /** Places in a row of the inverse that are not nought, for as long as a pivot takes. */
  readonly #filled: Int32Array;
  #gain: Float64Array;
  #room: Float64Array;
  #cursor = 0;

  constructor(cells: number, relations: readonly Relation[]) {
    this.#rows = relations.length;
    this.#columns = 2 * cells;
    const entries = Array.from({ length: cells }, () => [] as [row: number, sign: number][]);
    relations.forEach(({ total, parts }, row) => {
      entries[total]!.push([row, 1]);
      for (const part of parts) entries[part]!.push([row, -1]);
    });
    this.#rowOf = entries.map((list) => Int32Array.from(list, ([row]) => row));
    this.#signOf = entries.map((list) => Float64Array.from(list, ([, sign]) => sign));
    const rows = this.#rows;
    this.#inverse = new Float64Array(rows * rows);
    this.#basis = new Int32Array(rows);
    this.#inBasis = new Uint8Array(this.#columns + rows);
    this.#atRoom = new Uint8Array(this.#columns + rows);
    this.#basic = new Float64Array(rows);
    this.#prices = new Float64Array(rows);
    this.#alpha = new Float64Array(rows);
    this.#filled = new Int32Array(rows);
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
    const cell = column >> 1;
    const rowOf = this.#rowOf[cell]!;
    const signOf = this.#signOf[cell]!;
    let price = 0;
    for (let k = 0; k < rowOf.length; k++) price += this.#prices[rowOf[k]!]! * signOf[k]!;
    const reduced = this.#gain[column]! - (column & 1 ? -price : price);
    const useful = this.#atRoom[column] === 1 ? -reduced : reduced;
    return useful > PRICE_TOLERANCE ? useful : 0;
  }

  /** Best column of the next block that has one (partial pricing). */
  #mostGainful(): number {
    let best = -1;
    let most = 0;
    for (let seen = 1; seen <= this.#columns; seen++) {
      const column = this.#cursor;
      this.#cursor = column + 1 === this.#columns ? 0 : column + 1;
      const gain = this.#reducedGain(column);
      if (gain > most) {
        most = gain;
        best = column;
      }
      if (best >= 0 && seen % PRICING_BLOCK === 0) break;
    }
    return best;
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
    const rows = this.#rows;
    const cell = column >> 1;
    const flip = column & 1 ? -1 : 1;
    this.#alpha.fill(0);
    const [alpha, inverse, rowOf, signOf] = [
      this.#alpha,
      this.#inverse,
      this.#rowOf[cell]!,
      this.#signOf[cell]!,
    ];
    for (let k = 0; k < rowOf.length; k++) {
      const sign = flip * signOf[k]!;
      for (let i = 0, place = rowOf[k]!; i < rows; i++, place += rows)
        alpha[i]! += sign * inverse[place]!;
    }
    for (let i = 0; i < rows; i++) if (Math.abs(alpha[i]!) < PIVOT_TOLERANCE) alpha[i] = 0;
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
    const columns = new Float64Array(this.#columns);
    for (let column = 0; column < this.#columns; column++)
      if (this.#inBasis[column] === 0 && this.#atRoom[column] === 1)
        columns[column] = this.#room[column]!;
    for (let i = 0; i < this.#rows; i++)
      if (this.#basis[i]! < this.#columns) columns[this.#basis[i]!] = this.#basic[i]!;
    const change = new Float64Array(this.#columns / 2);
    for (let cell = 0; cell < change.length; cell++)
      change[cell] = columns[2 * cell]! - columns[2 * cell + 1]!;
    return change;
  }

  #residual(change: Float64Array): number {
    const sums = new Float64Array(this.#rows);
    for (let cell = 0; cell < change.length; cell++) {
      const moved = change[cell]!;
      if (moved === 0) continue;
      const [rowOf, signOf] = [this.#rowOf[cell]!, this.#signOf[cell]!];
      for (let k = 0; k < rowOf.length; k++) sums[rowOf[k]!]! += moved * signOf[k]!;
    }
    return sums.reduce((worst, sum) => Math.max(worst, Math.abs(sum)), 0);
  }
}
