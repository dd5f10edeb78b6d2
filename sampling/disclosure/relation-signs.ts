import type { Relation } from './published-table.ts';

/** In which relations each cell is, and its sign in them: 1 as a total, −1 as a part. Asked millions of times, so in flat lists. */
export class RelationSigns {
  /** By cell where its relations begin; they end where those of the next begin. */
  readonly #first: Int32Array;
  readonly #rows: Int32Array;
  readonly #signs: Float64Array;

  constructor(cells: number, relations: readonly Relation[]) {
    this.#first = new Int32Array(cells + 1);
    for (const { total, parts } of relations)
      for (const cell of [total, ...parts]) this.#first[cell + 1]! += 1;
    for (let cell = 0; cell < cells; cell++) this.#first[cell + 1]! += this.#first[cell]!;
    this.#rows = new Int32Array(this.#first[cells]!);
    this.#signs = new Float64Array(this.#first[cells]!);
    const next = this.#first.slice();
    const enter = (cell: number, row: number, sign: number) => {
      const place = next[cell]!++;
      this.#rows[place] = row;
      this.#signs[place] = sign;
    };
    relations.forEach(({ total, parts }, row) => {
      enter(total, row, 1);
      for (const part of parts) enter(part, row, -1);
    });
  }

  /** Σ sign · value over a cell's relations. */
  priceOf(cell: number, prices: Float64Array): number {
    const [rows, signs, end] = [this.#rows, this.#signs, this.#first[cell + 1]!];
    let price = 0;
    for (let k = this.#first[cell]!; k < end; k++) price += prices[rows[k]!]! * signs[k]!;
    return price;
  }

  /** Adds to each relation's sum what a cell's move changes in it. */
  addTo(sums: Float64Array, cell: number, moved: number): void {
    const end = this.#first[cell + 1]!;
    for (let k = this.#first[cell]!; k < end; k++) sums[this.#rows[k]!]! += moved * this.#signs[k]!;
  }

  /** Adds, of a matrix with a row for each relation, the columns of a cell's relations, times its signs and `flip`. */
  addColumns(sums: Float64Array, matrix: Float64Array, cell: number, flip: number): void {
    const rows = sums.length;
    const end = this.#first[cell + 1]!;
    for (let k = this.#first[cell]!; k < end; k++) {
      const sign = flip * this.#signs[k]!;
      for (let i = 0, place = this.#rows[k]!; i < rows; i++, place += rows)
        sums[i]! += sign * matrix[place]!;
    }
  }
}
