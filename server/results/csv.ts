import type { Results } from '#contract/results.ts';
import { spreadsheetText } from '../http/spreadsheet-text.ts';
import type { Cell } from './figure-table.ts';
import { COLUMNS, figureRows } from './figure-table.ts';

/** RFC 4180 with the byte order mark that makes Excel read Vietnamese. */
export function csvOf(results: Results): string {
  const lines = [[...COLUMNS], ...figureRows(results)].map((row) => row.map(written).join(','));
  return `\uFEFF${lines.join('\r\n')}\r\n`;
}

/** Texts are quoted, so that codes keep their zeros. */
function written(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  return `"${spreadsheetText(cell).replaceAll('"', '""')}"`;
}
