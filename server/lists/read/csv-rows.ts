import Papa from 'papaparse';
import type { ReadSoFar, SheetRow } from './sheet-row.ts';
import { COLUMN_LIMIT, withoutTail } from './sheet-row.ts';
import { bytesOf, sampleOf } from './text-bytes.ts';
import { decoded, encodingOf } from './text-encoding.ts';
import { wholeLines } from './whole-lines.ts';

const DELIMITERS = [',', ';', '\t'] as const;
/** A record longer than this has swallowed others: a quotation mark is not closed. */
const LONGEST_RECORD = 4 * 1024 * 1024;

/**
 * Records of a delimited text, some thousands at a time; a text that is UTF-8 at first and something else
 * further down throws.
 */
export async function* csvRows(
  path: string,
  isPacked: boolean,
  soFar?: ReadSoFar,
): AsyncGenerator<readonly SheetRow[]> {
  const sample = await sampleOf(bytesOf(path, isPacked));
  const encoding = encodingOf(sample);
  const text =
    encoding === 'bytes'
      ? sample.toString('latin1')
      : new TextDecoder(encoding).decode(sample, { stream: true });
  const delimiter = delimiterOf(text);
  const parser = new Papa.Parser({ delimiter, newline: '\n' });
  let open = '';
  let number = 0;
  const rowOf = (record: string[]): SheetRow => {
    number++;
    if (record.some(hasSwallowed)) throw new TypeError('a quotation mark is not closed');
    return { number, cells: withoutTail(record.slice(0, COLUMN_LIMIT).map(trimmed)) };
  };
  const lines = wholeLines(decoded(bytesOf(path, isPacked, soFar), encoding));
  for await (const { text: some, isLast } of lines) {
    const pending = open + some;
    const { data, meta } = parser.parse(pending, 0, !isLast) as Papa.ParseResult<string[]>;
    yield data.map(rowOf);
    open = isLast ? '' : pending.slice(meta.cursor);
    if (open.length > LONGEST_RECORD) throw new TypeError('a quotation mark is not closed');
  }
}

const trimmed = (cell: string) => cell.trim();

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
