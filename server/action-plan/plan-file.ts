import { join } from 'node:path';
import type { Readable } from 'node:stream';
import papaparse from 'papaparse';
import { readInBounds } from '../http/bounded-thread.ts';
import { Bulkhead } from '../http/bulkhead.ts';
import { smallUpload } from '../http/small-upload.ts';
import { MOST_COLUMNS } from '../lists/read/most-columns.ts';
import { zipDirectory } from '../lists/read/zip-directory.ts';
import { problem } from '../problem.ts';
import type { Table } from './plan-tables.ts';
import { MOST_ROWS } from './plan-tables.ts';
import type { TableMessage } from './table-thread.ts';

const THREAD = join(import.meta.dirname, 'table-thread.ts');
/** A plan with its tables is some pages; whatever unpacks to more is none. */
const LARGEST = 5 * 1024 * 1024;
const LARGEST_UNPACKED = 40 * 1024 * 1024;
const BOUNDS = { heapMb: 512, seconds: 30 };
const threads = new Bulkhead(1, 10);

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
  const isDocument = names.has('word/document.xml');
  if (!isDocument && !names.has('xl/workbook.xml')) throw problem('plan_unreadable');
  const order = { bytes, kind: isDocument ? 'document' : 'workbook' };
  // On the server's own thread a document of 2,000 duties let nobody be answered for 5 s, and one of 100 kB that unpacks to 39 MB
  // of empty cells for 90 s.
  const rows = await threads.run(async () => {
    const message = await readInBounds<TableMessage>(THREAD, order, BOUNDS);
    if (message?.isTooWide) throw problem('file_too_wide', { columns: MOST_COLUMNS });
    if (!message?.rows) throw problem('plan_unreadable');
    return message.rows;
  });
  if (!rows) throw problem('service_busy');
  return rows;
}
