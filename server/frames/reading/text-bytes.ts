import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { TextEncoding } from './text-encoding.ts';
import { encodingOf } from './text-encoding.ts';

const SAMPLE_BYTES = 64 * 1024;

/** The bytes of a text, unpacked when it came as .gz. */
export function bytesOf(path: string, isPacked: boolean): Readable {
  const file = createReadStream(path);
  if (!isPacked) return file;
  const unpacked = createGunzip();
  file.on('error', (error) => unpacked.destroy(error));
  return file.pipe(unpacked);
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
