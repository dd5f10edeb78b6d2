import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import Papa from 'papaparse';
import type { SheetRow } from './sheet-row.ts';
import { COLUMN_LIMIT, withoutTail } from './sheet-row.ts';

const SAMPLE_BYTES = 64 * 1024;
const DELIMITERS = [',', ';', '\t'] as const;

/** Records of a delimited text in UTF-8 (or UTF-16 with its mark); text in any other encoding throws. */
export async function* csvRows(path: string, isPacked: boolean): AsyncGenerator<SheetRow> {
  const sample = await sampleOf(bytesOf(path, isPacked));
  const encoding = encodingOf(sample);
  const text = new TextDecoder(encoding).decode(sample, { stream: true });
  const parser = Papa.parse(Papa.NODE_STREAM_INPUT, { delimiter: delimiterOf(text) });
  const decoded = Readable.from(decode(bytesOf(path, isPacked), encoding));
  decoded.on('error', (error) => parser.destroy(error));
  decoded.pipe(parser);
  let number = 0;
  for await (const record of parser as AsyncIterable<string[]>) {
    number++;
    const cells = record.slice(0, COLUMN_LIMIT).map((cell) => cell.normalize('NFC').trim());
    yield { number, cells: withoutTail(cells) };
  }
}

function bytesOf(path: string, isPacked: boolean): Readable {
  const file = createReadStream(path);
  if (!isPacked) return file;
  const unpacked = createGunzip();
  file.on('error', (error) => unpacked.destroy(error));
  return file.pipe(unpacked);
}

/** A character may lie across two chunks, so the text is decoded before it is split into records. */
async function* decode(bytes: Readable, encoding: string): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  for await (const chunk of bytes) {
    const text = decoder.decode(chunk as Buffer, { stream: true });
    // Binary content that passes for a text.
    if (text.includes('\0')) throw new TypeError('not a text');
    if (text !== '') yield text;
  }
  yield decoder.decode();
}

async function sampleOf(bytes: Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of bytes) {
    chunks.push(chunk as Buffer);
    length += (chunk as Buffer).length;
    if (length >= SAMPLE_BYTES) break;
  }
  return Buffer.concat(chunks).subarray(0, SAMPLE_BYTES);
}

function encodingOf(sample: Buffer): string {
  if (sample[0] === 0xff && sample[1] === 0xfe) return 'utf-16le';
  if (sample[0] === 0xfe && sample[1] === 0xff) return 'utf-16be';
  return 'utf-8';
}

/** The delimiter that splits the most records into more than two cells; the title lines above have none. */
export function delimiterOf(text: string): string {
  const cells = (delimiter: string) =>
    Papa.parse<string[]>(text, { delimiter, preview: 60 })
      .data.filter((record) => record.length > 2)
      .reduce((sum, record) => sum + record.length, 0);
  const counts = DELIMITERS.map((delimiter) => ({ delimiter, count: cells(delimiter) }));
  return counts.reduce((best, next) => (next.count > best.count ? next : best)).delimiter;
}
