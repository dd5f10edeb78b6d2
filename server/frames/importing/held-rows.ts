import { closeSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import type { Eligible } from '../deciding/application.ts';

export interface HeldRow {
  /** Which row of the list it is, from 0. */
  readonly at: number;
  readonly application: Eligible;
}

/** The newest rows are at hand; a row is a few hundred bytes, at most some cells of 32,767 characters. */
const AT_HAND = 8 * 1024 * 1024;
const LENGTH_BYTES = 4;

/**
 * Rows of persons with several dossiers, from the first of them to the last: they may stand a million rows
 * apart, so all but the newest wait in a file.
 */
export class HeldRows {
  private readonly path: string;
  private readonly file: number;
  /** Where each row lies: in the file, or beyond its end at hand. */
  private readonly offset: Float64Array;
  /** The row before it of the same person, and the last one of each person; −1 for none. */
  private readonly before: Int32Array;
  private readonly last: Int32Array;
  private readonly atHand = Buffer.allocUnsafeSlow(AT_HAND);
  private used = 0;
  private written = 0;

  constructor(path: string, rows: number) {
    this.path = path;
    this.file = openSync(path, 'w+', 0o600);
    this.offset = new Float64Array(rows);
    this.before = new Int32Array(rows);
    this.last = new Int32Array(rows).fill(-1);
  }

  keep(person: number, { at, application }: HeldRow): void {
    const text = JSON.stringify(application);
    // No character takes more than three bytes for each of its units.
    if (this.used + LENGTH_BYTES + text.length * 3 > AT_HAND) this.putAway();
    const length = this.atHand.write(text, this.used + LENGTH_BYTES);
    this.atHand.writeUInt32LE(length, this.used);
    this.offset[at] = this.written + this.used;
    this.used += LENGTH_BYTES + length;
    this.before[at] = this.last[person]!;
    this.last[person] = at;
  }

  /** The person's rows, the last one first. */
  take(person: number): HeldRow[] {
    const rows: HeldRow[] = [];
    for (let at = this.last[person]!; at >= 0; at = this.before[at]!)
      rows.push({ at, application: JSON.parse(this.read(this.offset[at]!)) });
    return rows;
  }

  private read(offset: number): string {
    if (offset >= this.written) {
      const start = offset - this.written + LENGTH_BYTES;
      const length = this.atHand.readUInt32LE(offset - this.written);
      return this.atHand.toString('utf8', start, start + length);
    }
    const some = Buffer.allocUnsafe(1024);
    const got = readSync(this.file, some, 0, some.length, offset);
    const length = some.readUInt32LE(0);
    if (LENGTH_BYTES + length <= got)
      return some.toString('utf8', LENGTH_BYTES, LENGTH_BYTES + length);
    const all = Buffer.allocUnsafe(length);
    readSync(this.file, all, 0, length, offset + LENGTH_BYTES);
    return all.toString();
  }

  private putAway(): void {
    for (let at = 0; at < this.used; ) at += writeSync(this.file, this.atHand, at, this.used - at);
    this.written += this.used;
    this.used = 0;
  }

  close(): void {
    closeSync(this.file);
    rmSync(this.path, { force: true });
  }
}
