import type { Move } from './alternative-tables.ts';
import { AlternativeTables } from './alternative-tables.ts';
import type { Demand } from './confidentiality.ts';
import type { PublishedTable } from './published-table.ts';
import { signs } from './signs.ts';

const ENOUGH = 1e-6;
const MOVED = 1e-9;
const MOST_SWEEPS = 40;

/**
 * Which demands the present suppressions meet, each shown by an alternative table that differs from
 * the true one in withheld cells only. One alternative serves every demand it happens to meet.
 */
export class Proofs {
  readonly table: PublishedTable;
  readonly demands: readonly Demand[];
  readonly withheld: Uint8Array;
  readonly alternatives: AlternativeTables;
  readonly gain: Float64Array;
  readonly room: Float64Array;
  /** Per demand, the cells of the alternative table that meets it, or null. */
  readonly #support: (Int32Array | null)[];

  constructor(table: PublishedTable, demands: readonly Demand[], withheld: Iterable<number>) {
    this.table = table;
    this.demands = demands;
    this.withheld = new Uint8Array(table.keys.length);
    for (const cell of withheld) this.withheld[cell] = 1;
    this.alternatives = new AlternativeTables(table.keys.length, table.relations);
    this.gain = new Float64Array(2 * table.keys.length);
    this.room = new Float64Array(2 * table.keys.length);
    this.#support = demands.map(() => null);
  }

  isMet(demand: number): boolean {
    return this.#support[demand] !== null;
  }

  open(): number[] {
    return this.demands.flatMap((_, demand) => (this.isMet(demand) ? [] : [demand]));
  }

  /** Demands whose alternative table changes `cell`; withdrawing it leaves them to be shown anew. */
  withdraw(cell: number): Map<number, Int32Array> {
    const lost = new Map<number, Int32Array>();
    this.#support.forEach((support, demand) => {
      if (support?.includes(cell)) lost.set(demand, support);
    });
    for (const demand of lost.keys()) this.#support[demand] = null;
    return lost;
  }

  restore(lost: ReadonlyMap<number, Int32Array>): void {
    for (const [demand, support] of lost) this.#support[demand] = support;
  }

  /** Keeps an alternative table for every open demand that it meets; returns how many. */
  accept({ change }: Move): number {
    const met: number[] = [];
    for (let demand = 0; demand < this.demands.length; demand++) {
      if (this.isMet(demand)) continue;
      const { cell, direction, reach } = this.demands[demand]!;
      if (change[cell]! * direction >= reach - ENOUGH) met.push(demand);
    }
    if (met.length === 0) return 0;
    const cells: number[] = [];
    for (let cell = 0; cell < change.length; cell++)
      if (Math.abs(change[cell]!) > MOVED) cells.push(cell);
    const moved = Int32Array.from(cells);
    for (const demand of met) this.#support[demand] = moved;
    return met.length;
  }

  /** Rooms in which only withheld cells move. */
  confine(): void {
    this.gain.fill(0);
    for (let cell = 0; cell < this.withheld.length; cell++) {
      const free = this.withheld[cell] === 1;
      this.room[2 * cell] = 0;
      this.room[2 * cell + 1] = 0;
      if (free) this.free(cell);
    }
  }

  /** Lets a cell move as far as a reader thinks possible. */
  free(cell: number): void {
    const { counts, floors, ceilings } = this.table;
    this.room[2 * cell] = ceilings[cell]! - counts[cell]!;
    this.room[2 * cell + 1] = counts[cell]! - floors[cell]!;
  }

  /** Asks one withheld cell to move its reach in its direction only; a published one cannot move. */
  aim({ cell, direction, reach }: Demand, gain: number): void {
    if (this.withheld[cell] === 0) return;
    const column = direction === 1 ? 2 * cell : 2 * cell + 1;
    this.gain[column] = gain;
    this.room[column] = reach;
    this.gain[column ^ 1] = 0;
    this.room[column ^ 1] = 0;
  }

  /** Looks for an alternative table for one demand among withheld cells; true when there is one. */
  prove(demand: number): boolean {
    this.confine();
    this.aim(this.demands[demand]!, 1);
    this.accept(this.alternatives.farthest(this.gain, this.room));
    return this.isMet(demand);
  }

  /**
   * Shows many demands at once: all confidential cells are pulled up or down by alternating signs,
   * again and again with other signs, as long as a sweep still shows something new.
   */
  sweep(): void {
    const sign = signs();
    for (let round = 0; round < MOST_SWEEPS; round++) {
      const open = this.open();
      if (open.length < 8) return;
      this.confine();
      for (const demand of open) {
        const aimed = this.demands[demand]!;
        if (sign() === aimed.direction) this.aim(aimed, 1);
      }
      if (this.accept(this.alternatives.farthest(this.gain, this.room)) < 3) return;
    }
  }
}
