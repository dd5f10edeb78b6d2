import { HtmlTable } from '../lists/read/html-table.ts';
import { markupRows } from '../lists/read/markup.ts';

export const MOST_ROWS = 2000;
/** A plan has eight. One cell in the last of a sheet's 16,384 makes all of its row's before it. */
const MOST_COLUMNS = 100;

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

/** The sheets of a workbook, one below the other. */
export async function workbookTable(bytes: Buffer): Promise<Table> {
  const { readXlsx } = await import('hucre/xlsx');
  const { sheets } = await readXlsx(bytes);
  return sheets
    .flatMap((sheet) => sheet.rows)
    .slice(0, MOST_ROWS)
    .map((row) =>
      row
        .slice(0, MOST_COLUMNS)
        .map((cell) => (cell === null || cell === undefined ? '' : writtenCell(cell))),
    );
}

const writtenCell = (cell: unknown): string => {
  if (!(cell instanceof Date)) return String(cell);
  return cell.toISOString().slice(0, 10).split('-').reverse().join('/');
};
