import type { Transact } from '../../db/plain-connections.ts';
import type { Chunk } from './chunk.ts';
import { storeChunk } from './store-chunk.ts';

/** Writes the chunks of a list as they come, so many at the same time. */
export class ChunkWriter {
  private readonly transact: Transact;
  private readonly width: number;
  private readonly afterwards: (rows: number) => void | Promise<void>;
  private readonly writing = new Set<Promise<void>>();
  private failed: { readonly cause: unknown } | undefined;
  private isClosed = false;

  /** `afterwards`: hears how many rows a chunk had once it is written. */
  constructor(
    transact: Transact,
    width: number,
    afterwards: (rows: number) => void | Promise<void>,
  ) {
    this.transact = transact;
    this.width = width;
    this.afterwards = afterwards;
  }

  /**
   * Resolves when another one may come; throws once any that came before could not be written. After the close
   * it never does: a caller that continued would report all as stored.
   */
  async take(chunk: Chunk): Promise<void> {
    if (this.isClosed) return new Promise<void>(() => undefined);
    const written = this.write(chunk).finally(() => this.writing.delete(written));
    this.writing.add(written);
    if (this.writing.size >= this.width) await Promise.race(this.writing);
    this.throwFailure();
  }

  /** When all that came is written; throws when one could not be. */
  async end(): Promise<void> {
    await Promise.all(this.writing);
    this.throwFailure();
  }

  /** Begins nothing more; what has begun comes to its end, good or bad. */
  async close(): Promise<void> {
    this.isClosed = true;
    await Promise.all(this.writing);
  }

  /** Never rejects: nobody may be waiting for this one when it fails. */
  private async write(chunk: Chunk): Promise<void> {
    try {
      await storeChunk(this.transact, chunk);
      await this.afterwards(chunk.rows);
    } catch (cause) {
      this.failed ??= { cause };
    }
  }

  private throwFailure(): void {
    if (this.failed) throw this.failed.cause;
  }
}
