import type { Db } from '../../db/database.ts';
import type { Chunk } from '../importing/import-messages.ts';
import { storeChunk } from './store-chunk.ts';

/** Writes the chunks of a list as they come, so many at the same time. */
export class ChunkWriter {
  private readonly db: Db;
  private readonly width: number;
  private readonly afterwards: (rows: number) => void | Promise<void>;
  private readonly writing = new Set<Promise<void>>();
  private isClosed = false;

  /** `afterwards`: hears how many rows a chunk had once it is written. */
  constructor(db: Db, width: number, afterwards: (rows: number) => void | Promise<void>) {
    this.db = db;
    this.width = width;
    this.afterwards = afterwards;
  }

  /** Resolves when another one may come. */
  async take(chunk: Chunk): Promise<void> {
    if (this.isClosed) return;
    const written = this.write(chunk).finally(() => this.writing.delete(written));
    this.writing.add(written);
    if (this.writing.size >= this.width) await Promise.race(this.writing);
  }

  /** When all that came is written. */
  async end(): Promise<void> {
    await Promise.all(this.writing);
  }

  /** Begins nothing more; what has begun comes to its end, good or bad. */
  async close(): Promise<void> {
    this.isClosed = true;
    await Promise.allSettled(this.writing);
  }

  private async write(chunk: Chunk): Promise<void> {
    await storeChunk(this.db, chunk);
    await this.afterwards(chunk.rows);
  }
}
