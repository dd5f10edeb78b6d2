import { cleanedText } from './clean-text.ts';
import type { DelimitedRecord } from './delimited-records.ts';
import { recordReader } from './delimited-records.ts';
import type { ReadSoFar, SheetRow } from './sheet-row.ts';
import { COLUMN_LIMIT, withoutTail } from './sheet-row.ts';
import { bytesOf, sampleOf } from './text-bytes.ts';
import { decoded, encodingOf } from './text-encoding.ts';
import { wholeLines } from './whole-lines.ts';

const DELIMITERS = [',', ';', '\t'] as const;

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
  const recordsOf = recordReader(delimiter);
  let open = '';
  let number = 0;
  const lines = wholeLines(decoded(bytesOf(path, isPacked, soFar), encoding));
  for await (const { text: some, isLast } of lines) {
    const { records, rest } = recordsOf(open + cleanedText(some), isLast);
    yield records.map((record) => rowOf(++number, record));
    open = rest;
  }
}

function rowOf(number: number, { cells, isMalformed }: DelimitedRecord): SheetRow {
  const row = {
    number,
    cells: withoutTail(cells.slice(0, COLUMN_LIMIT).map(trimmed)),
    width: cells.length,
  };
  return isMalformed ? { ...row, isMalformed } : row;
}

const trimmed = (cell: string) => cell.trim();

/**
 * A comma in a line that semicolons or tabs divide: of a decimal number that fills its cell, or of prose, where a space
 * follows it.
 */
const COMMA_IN_CELL = /(?<=[;\t] *-?\d[\d.]{0,19}),(?=\d{1,12} *%? *(?:[;\t]|$))|, /gu;

/**
 * The delimiter that splits the most lines into more than two cells, or into two where none does; the title lines above
 * have none, and what is between quotation marks divides nothing.
 */
export function delimiterOf(text: string): string {
  const lines = text
    .replaceAll(/"(?:[^"\r\n]|"")*"/g, 'cell')
    .split(/[\r\n]+/, LINES_FOR_DELIMITER)
    .map((line) => (/[;\t]/u.test(line) ? line.replaceAll(COMMA_IN_CELL, ' ') : line));
  const best = mostCells(lines, 3);
  return (best.count > 0 ? best : mostCells(lines, 2)).delimiter;
}

function mostCells(lines: readonly string[], least: number) {
  const cells = (delimiter: string) =>
    lines
      .map((line) => line.split(delimiter).length)
      .filter((count) => count >= least)
      .reduce((sum, count) => sum + count, 0);
  const counts = DELIMITERS.map((delimiter) => ({ delimiter, count: cells(delimiter) }));
  return counts.reduce((best, next) => (next.count > best.count ? next : best));
}

const LINES_FOR_DELIMITER = 60;
