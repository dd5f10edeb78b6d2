import type { Readable } from 'node:stream';
import papaparse from 'papaparse';
import { smallUpload } from '../http/small-upload.ts';
import { HtmlTable } from '../lists/read/html-table.ts';
import { markupRows } from '../lists/read/markup.ts';
import { zipDirectory } from '../lists/read/zip-directory.ts';
import { problem } from '../problem.ts';

/** A plan with its tables is some pages; whatever unpacks to more is none. */
const LARGEST = 5 * 1024 * 1024;
const LARGEST_UNPACKED = 40 * 1024 * 1024;
const MOST_ROWS = 2000;

type Table = readonly (readonly string[])[];

/** A table copied from Word or Excel: cells between tabs, in quotes where they hold lines; or between upright bars. */
export function textTable(text: string): Table {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const bars = lines.filter((line) => line.trim().startsWith('|')).length;
  if (bars * 2 > lines.length)
    return lines.slice(0, MOST_ROWS).map((line) =>
      line
        .trim()
        .replace(/^\||\|$/g, '')
        .split('|'),
    );
  const { data } = papaparse.parse<string[]>(text, { delimiter: '\t', preview: MOST_ROWS });
  return data;
}

/** Tables of a Word document, or the sheets of a workbook, one below the other. */
export async function fileTable(upload: Readable): Promise<Table> {
  const bytes = await smallUpload(upload, LARGEST);
  const members =
    bytes.subarray(0, 2).toString('latin1') === 'PK' ? zipDirectory(bytes) : undefined;
  if (!members) throw problem('plan_unreadable');
  const unpacked = members.reduce((sum, { size }) => sum + size, 0);
  if (unpacked > LARGEST_UNPACKED) throw problem('plan_unreadable');
  const names = new Set(members.map(({ name }) => name));
  try {
    if (names.has('word/document.xml')) return await documentTable(bytes);
    if (names.has('xl/workbook.xml')) return await workbookTable(bytes);
  } catch {
    throw problem('plan_unreadable');
  }
  throw problem('plan_unreadable');
}

async function documentTable(bytes: Buffer): Promise<Table> {
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

async function workbookTable(bytes: Buffer): Promise<Table> {
  const { readXlsx } = await import('hucre/xlsx');
  const { sheets } = await readXlsx(bytes);
  return sheets
    .flatMap((sheet) => sheet.rows)
    .slice(0, MOST_ROWS)
    .map((row) =>
      row.map((cell) => (cell === null || cell === undefined ? '' : writtenCell(cell))),
    );
}

const writtenCell = (cell: unknown): string => {
  if (!(cell instanceof Date)) return String(cell);
  return cell.toISOString().slice(0, 10).split('-').reverse().join('/');
};
