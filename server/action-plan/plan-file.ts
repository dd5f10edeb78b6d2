import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { Worker } from 'node:worker_threads';
import papaparse from 'papaparse';
import { Bulkhead } from '../http/bulkhead.ts';
import { smallUpload } from '../http/small-upload.ts';
import { zipDirectory } from '../lists/read/zip-directory.ts';
import { problem } from '../problem.ts';
import type { Table } from './plan-tables.ts';
import { MOST_ROWS } from './plan-tables.ts';

const THREAD = join(import.meta.dirname, 'table-thread.ts');
/** A plan with its tables is some pages; whatever unpacks to more is none. */
const LARGEST = 5 * 1024 * 1024;
const LARGEST_UNPACKED = 40 * 1024 * 1024;
const HEAP_MB = 512;
const SECONDS = 30;
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
  const read = await threads.run(() => inThread(bytes, isDocument ? 'document' : 'workbook'));
  if (!read) throw problem('service_busy');
  return read.rows;
}

/**
 * In a thread with its own heap and time. On the server's own a document of 2,000 duties let nobody be answered for 5 s, and one of
 * 100 kB that unpacks to 39 MB of empty cells for 90 s.
 */
async function inThread(
  bytes: Buffer,
  kind: 'document' | 'workbook',
): Promise<{ readonly rows: Table }> {
  const thread = new Worker(THREAD, {
    workerData: { bytes, kind },
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
  });
  const timer = setTimeout(() => thread.terminate(), SECONDS * 1000);
  try {
    const { rows } = await new Promise<{ rows: Table | null }>((resolve, reject) => {
      thread.once('message', resolve);
      thread.once('error', reject);
      thread.once('exit', () => reject(problem('plan_unreadable')));
    });
    if (rows) return { rows };
  } catch {
    // Out of memory or time, as of a file that is none.
  } finally {
    clearTimeout(timer);
    await thread.terminate();
  }
  throw problem('plan_unreadable');
}
