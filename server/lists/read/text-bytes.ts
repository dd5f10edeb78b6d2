import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { Transform } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { ReadSoFar } from './sheet-row.ts';
import type { TextEncoding } from './text-encoding.ts';
import { encodingOf } from './text-encoding.ts';
import { TooMuchUnpacked } from './too-much-unpacked.ts';

const SAMPLE_BYTES = 64 * 1024;

/** What a list of two million dossiers would need. */
const UNPACKED_LIMIT = 1024 * 1024 * 1024;

/** The bytes of a text, unpacked when it came as .gz. */
export function bytesOf(path: string, isPacked: boolean, soFar?: ReadSoFar): Readable {
  const file = createReadStream(path, { highWaterMark: 32 * 1024 });
  if (soFar) soFar.bytes = () => file.bytesRead;
  if (!isPacked) return file;
  const unpacked = createGunzip();
  const held = upTo(UNPACKED_LIMIT);
  file.on('error', (error) => unpacked.destroy(error));
  unpacked.on('error', (error) => held.destroy(error));
  return file.pipe(unpacked).pipe(held);
}

function upTo(limit: number): Transform {
  let bytes = 0;
  return new Transform({
    transform(chunk: Buffer, _, done) {
      bytes += chunk.length;
      if (bytes > limit) done(new TooMuchUnpacked());
      else done(null, chunk);
    },
  });
}

export async function sampleOf(bytes: Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of bytes) {
    chunks.push(chunk as Buffer);
    length += (chunk as Buffer).length;
    if (length >= SAMPLE_BYTES) break;
  }
  return Buffer.concat(chunks).subarray(0, SAMPLE_BYTES);
}

export const encodingOfFile = async (path: string, isPacked: boolean): Promise<TextEncoding> =>
  encodingOf(await sampleOf(bytesOf(path, isPacked)));
