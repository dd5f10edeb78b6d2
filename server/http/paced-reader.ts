import type { FileHandle } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { Bulkhead } from './bulkhead.ts';

const PART = 64 * 1024;
/** Parts that are read at a time, however many download: between them citizens get their turn. */
const parts = new Bulkhead(2);

/**
 * Reads an open file from its beginning, part by part as the connection takes them. The line is one of
 * parts and not of readers: who reads slowly holds no place.
 */
export function pacedReader(handle: FileHandle, size: number): Readable {
  let position = 0;
  return new Readable({
    highWaterMark: 1,
    read() {
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
  });
}
