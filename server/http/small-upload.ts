import type { Readable } from 'node:stream';
import { problem } from '../problem.ts';

/** An upload that is held whole, cut off where it grows beyond the limit in bytes. */
export async function smallUpload(upload: Readable, limit: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of upload as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > limit) throw problem('request_too_large', { limit });
    parts.push(part);
  }
  return Buffer.concat(parts);
}
