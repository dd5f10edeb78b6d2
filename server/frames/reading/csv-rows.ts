import { Readable } from 'node:stream';
import Papa from 'papaparse';
import type { ReadSoFar, SheetRow } from './sheet-row.ts';
import { COLUMN_LIMIT, withoutTail } from './sheet-row.ts';
import { bytesOf, sampleOf } from './text-bytes.ts';
import { decoded, encodingOf } from './text-encoding.ts';

const DELIMITERS = [',', ';', '\t'] as const;

/** Records of a delimited text; a text that is UTF-8 at first and something else further down throws. */
export async function* csvRows(
  path: string,
  isPacked: boolean,
  soFar?: ReadSoFar,
): AsyncGenerator<SheetRow> {
  const sample = await sampleOf(bytesOf(path, isPacked));
  const encoding = encodingOf(sample);
  const text =
    encoding === 'bytes'
      ? sample.toString('latin1')
      : new TextDecoder(encoding).decode(sample, { stream: true });
  const parser = Papa.parse(Papa.NODE_STREAM_INPUT, { delimiter: delimiterOf(text) });
  const source = Readable.from(decoded(bytesOf(path, isPacked, soFar), encoding));
  source.on('error', (error) => parser.destroy(error));
  source.pipe(parser);
  let number = 0;
  for await (const record of parser as AsyncIterable<string[]>) {
    number++;
    if (record.some(hasSwallowed)) throw new TypeError('a quotation mark is not closed');
    const cells = record.slice(0, COLUMN_LIMIT).map(trimmed);
    yield { number, cells: withoutTail(cells) };
  }
}

const PLAIN = /^[!-~]*$/u;
const trimmed = (cell: string) => (PLAIN.test(cell) ? cell : cell.normalize('NFC').trim());

/** A cell in which further dossiers lie: a quotation mark before it was never closed. */
const hasSwallowed = (cell: string) =>
  cell.includes('\n') &&
  /\n[^\n]{0,40}[,;\t][^\n]*-\d{6}-\d{3,6}|\n[^\n]*-\d{6}-\d{3,6}"?[,;\t]/u.test(cell);

/** The delimiter that splits the most records into more than two cells; the title lines above have none. */
export function delimiterOf(text: string): string {
  const cells = (delimiter: string) =>
    Papa.parse<string[]>(text, { delimiter, preview: 60 })
      .data.filter((record) => record.length > 2)
      .reduce((sum, record) => sum + record.length, 0);
  const counts = DELIMITERS.map((delimiter) => ({ delimiter, count: cells(delimiter) }));
  return counts.reduce((best, next) => (next.count > best.count ? next : best)).delimiter;
}
