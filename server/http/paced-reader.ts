import type { FileHandle } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { Bulkhead } from './bulkhead.ts';

const PART = 64 * 1024;
/** Parts that are read at a time, however many download: between them citizens get their turn. */
const parts = new Bulkhead(2);

const MOST_READERS = 100;
/** By when they last took a part, the longest ago first. */
const readers = new Map<Readable, number>();
const STALLED = 2000;

/** Each holds two parts. Who takes none while others come for theirs makes room for them. */
function makeRoom(): void {
  if (readers.size < MOST_READERS) return;
  for (const [reader, since] of readers) {
    if (performance.now() - since > STALLED) reader.destroy();
    return;
  }
}

/**
 * Reads an open file from its beginning, part by part as the connection takes them. The line is one of
 * parts and not of readers: who reads slowly holds no place.
 */
export function pacedReader(handle: FileHandle, size: number): Readable {
  let position = 0;
  makeRoom();
  const reader = new Readable({
    highWaterMark: 1,
    read() {
      readers.delete(reader);
      readers.set(reader, performance.now());
      parts
        .run(async () => {
          if (this.destroyed) return;
          const { buffer, bytesRead } = await handle.read({
            buffer: Buffer.allocUnsafe(Math.min(PART, size - position)),
            position,
          });
          position += bytesRead;
          if (bytesRead > 0) this.push(buffer.subarray(0, bytesRead));
          if (position >= size || bytesRead === 0) this.push(null);
        })
        .catch((error) => this.destroy(error));
    },
    destroy(error, done) {
      readers.delete(reader);
      done(error);
    },
  });
  return reader;
}
