import { closeSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import type { Eligible } from '../deciding/application.ts';

export interface HeldRow {
  /** Which row of the list it is, from 0. */
  readonly at: number;
  readonly application: Eligible;
}

/** So much stays at hand; what has waited longer goes to the file. */
const AT_HAND = 24 * 1024 * 1024;

/**
 * Rows of persons with several dossiers, from the first of them to the last: they may stand a million rows
 * apart, so all but the newest wait in a file.
 */
export class HeldRows {
  private readonly path: string;
  private readonly file: number;
  private readonly offset: Float64Array;
  private readonly length: Uint32Array;
  /** The row before it of the same person, and the last one of each person; −1 for none. */
  private readonly before: Int32Array;
  private readonly last: Int32Array;
  private readonly atHand = new Map<number, Buffer>();
  private bytesAtHand = 0;
  private written = 0;

  constructor(path: string, rows: number) {
    this.path = path;
    this.file = openSync(path, 'w+', 0o600);
    this.offset = new Float64Array(rows);
    this.length = new Uint32Array(rows);
    this.before = new Int32Array(rows);
    this.last = new Int32Array(rows).fill(-1);
  }

  keep(person: number, { at, application }: HeldRow): void {
    const bytes = Buffer.from(JSON.stringify(application));
    this.atHand.set(at, bytes);
    this.bytesAtHand += bytes.length;
    this.before[at] = this.last[person]!;
    this.last[person] = at;
    if (this.bytesAtHand > AT_HAND) this.putAway();
  }

  /** The person's rows, the last one first. */
  take(person: number): HeldRow[] {
    const rows: HeldRow[] = [];
    for (let at = this.last[person]!; at >= 0; at = this.before[at]!)
      rows.push({ at, application: JSON.parse(this.read(at).toString()) });
    return rows;
  }

  private read(at: number): Buffer {
    const near = this.atHand.get(at);
    if (near) {
      this.atHand.delete(at);
      this.bytesAtHand -= near.length;
      return near;
    }
    const bytes = Buffer.allocUnsafe(this.length[at]!);
    readSync(this.file, bytes, 0, bytes.length, this.offset[at]!);
    return bytes;
  }

  private putAway(): void {
    for (const [at, { length }] of this.atHand) {
      this.offset[at] = this.written;
      this.length[at] = length;
      this.written += length;
    }
    const bytes = Buffer.concat([...this.atHand.values()]);
    for (let at = 0; at < bytes.length; ) at += writeSync(this.file, bytes, at);
    this.atHand.clear();
    this.bytesAtHand = 0;
  }

  close(): void {
    closeSync(this.file);
    rmSync(this.path, { force: true });
  }
}
