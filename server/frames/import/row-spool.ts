import { closeSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { GrowingColumns } from '../../lists/link/growing-columns.ts';
import { TooMuchUnpacked } from '../../lists/read/too-much-unpacked.ts';

const BLOCK = 1024 * 1024;
const NOTHING = new Uint8Array(0);
/** Places are kept in 32 bits; the rows of the longest list that may be uploaded take half of it. */
const LONGEST = 2 ** 32 - 1;

/**
 * What every row of a list says, from the reading until all is decided: in a file, so that memory does not
 * grow with the list and the list is read but once. The file has lost its name as soon as it is open: however
 * the import ends, nothing of it stays.
 */
export class RowSpool {
  private readonly file: number;
  private readonly rows: GrowingColumns;
  /** Where each row ends in the file. */
  private readonly ends: Uint32Array;
  /** While rows come: those that are not written yet. Afterwards: a stretch of the file. */
  private block = Buffer.allocUnsafeSlow(BLOCK);
  private blockStart = 0;
  private blockEnd = 0;
  /** Of the row that was asked for in order last. */
  private lastEnd = 0;

  /** `limit`: how many rows may come at most. */
  constructor(path: string, limit: number) {
    this.file = openSync(path, 'w+', 0o600);
    rmSync(path);
    this.rows = new GrowingColumns(limit);
    this.ends = this.rows.add(Uint32Array);
  }

  /** A row, and what is kept with it. */
  add(row: Uint8Array, more: Uint8Array = NOTHING): void {
    const length = row.length + more.length;
    if (this.blockEnd - this.blockStart + length > this.block.length) this.putAway(length);
    this.block.set(row, this.blockEnd - this.blockStart);
    this.block.set(more, this.blockEnd - this.blockStart + row.length);
    this.blockEnd += length;
    if (this.blockEnd > LONGEST) throw new TooMuchUnpacked();
    this.ends[this.rows.next()] = this.blockEnd;
  }

  /** After the last row has come. */
  finish(): void {
    this.putAway(0);
  }

  /** For rows that are asked for in ascending order: what follows on the row before is read with it. Until the next one. */
  inOrder(index: number): Buffer {
    const [start, end] = this.placeOf(index);
    const isNext = start === this.lastEnd;
    this.lastEnd = end;
    if (!isNext) return this.anywhere(index);
    if (!this.isAtHand(start, end)) {
      if (end - start > this.block.length) this.block = Buffer.allocUnsafeSlow(end - start);
      this.blockStart = start;
      this.blockEnd = start + readSync(this.file, this.block, 0, this.block.length, start);
    }
    return this.atHand(start, end);
  }

  anywhere(index: number): Buffer {
    const [start, end] = this.placeOf(index);
    if (this.isAtHand(start, end)) return this.atHand(start, end);
    const bytes = Buffer.allocUnsafe(end - start);
    readSync(this.file, bytes, 0, bytes.length, start);
    return bytes;
  }

  close(): void {
    closeSync(this.file);
  }

  private placeOf(index: number): [start: number, end: number] {
    return [index === 0 ? 0 : this.ends[index - 1]!, this.ends[index]!];
  }

  private isAtHand = (start: number, end: number) =>
    start >= this.blockStart && end <= this.blockEnd;

  private atHand = (start: number, end: number): Buffer =>
    this.block.subarray(start - this.blockStart, end - this.blockStart);

  private putAway(most: number): void {
    const used = this.blockEnd - this.blockStart;
    for (let offset = 0; offset < used; )
      offset += writeSync(this.file, this.block, offset, used - offset);
    this.blockStart = this.blockEnd;
    if (most > this.block.length) this.block = Buffer.allocUnsafeSlow(most);
  }
}
