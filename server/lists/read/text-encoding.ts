import type { Readable } from 'node:stream';

/** `bytes`: neither UTF-8 nor UTF-16; the characters are the bytes until a font gives them a meaning. */
export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'bytes';

/** How the first bytes of a text are encoded. */
export function encodingOf(sample: Buffer): TextEncoding {
  const wide = wideEncoding(sample);
  if (wide) return wide;
  if (sample.subarray(0, 3).equals(Buffer.from('efbbbf', 'hex'))) return 'utf-8';
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(sample, { stream: true });
    return 'utf-8';
  } catch {
    return 'bytes';
  }
}

/** UTF-16 by its mark, or by the zero that every other byte of a mostly Latin text is. */
export function wideEncoding(sample: Buffer): 'utf-16le' | 'utf-16be' | undefined {
  if (sample[0] === 0xff && sample[1] === 0xfe) return 'utf-16le';
  if (sample[0] === 0xfe && sample[1] === 0xff) return 'utf-16be';
  const zeros = [0, 0];
  for (const [offset, byte] of sample.subarray(0, 4096).entries())
    if (byte === 0) zeros[offset % 2]!++;
  const half = Math.min(sample.length, 4096) / 2;
  if (zeros[0] === 0 && zeros[1]! > half * 0.5) return 'utf-16le';
  if (zeros[1] === 0 && zeros[0]! > half * 0.5) return 'utf-16be';
  return undefined;
}

/** A character may be split between two chunks, so a text is decoded before it is split into records. */
export async function* decoded(bytes: Readable, encoding: TextEncoding): AsyncGenerator<string> {
  const decoder = encoding === 'bytes' ? undefined : new TextDecoder(encoding, { fatal: true });
  for await (const chunk of bytes) {
    const text = decoder
      ? decoder.decode(chunk as Buffer, { stream: true })
      : (chunk as Buffer).toString('latin1');
    // Binary content that passes for a text.
    if (text.includes('\0')) throw new TypeError('not a text');
    if (text !== '') yield text;
  }
  if (decoder) yield decoder.decode();
}
