import { HtmlTable } from '../lists/read/html-table.ts';
import { markupRows } from '../lists/read/markup.ts';
import { isTooWide, MOST_COLUMNS } from '../lists/read/most-columns.ts';

export const MOST_ROWS = 2000;

export type Table = readonly (readonly string[])[];

/** Tables of a Word document, one below the other. */
export async function documentTable(bytes: Buffer): Promise<Table> {
  // A hundred modules that hardly any start of the server needs.
  const { default: mammoth } = await import('mammoth');
  const { value } = await mammoth.convertToHtml({ buffer: bytes });
  const rows: string[][] = [];
  for await (const { cells, above = [] } of markupRows(once(value), new HtmlTable())) {
    const row = [...cells];
    // A cell merged down over several duties belongs to each.
    for (const [column, text] of above) row[column] ||= text;
    rows.push(Array.from(row, (cell) => cell ?? ''));
    if (rows.length === MOST_ROWS) break;
  }
  return rows;
}

async function* once(html: string): AsyncGenerator<string> {
  yield html;
}

/** The sheets of a workbook, one below the other; none where they have cells beyond the columns that are handed on. */
export async function workbookTable(bytes: Buffer): Promise<Table | undefined> {
  const { readXlsx } = await import('hucre/xlsx');
  const { sheets } = await readXlsx(bytes);
  const rows = sheets.flatMap((sheet) => sheet.rows).slice(0, MOST_ROWS);
  if (isTooWide(rows)) return undefined;
  return rows.map((row) =>
    row
      .slice(0, MOST_COLUMNS)
      .map((cell) => (cell === null || cell === undefined ? '' : writtenCell(cell))),
  );
}

const writtenCell = (cell: unknown): string => {
  if (!(cell instanceof Date)) return String(cell);
  return cell.toISOString().slice(0, 10).split('-').reverse().join('/');
};
