import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { readInBounds } from '../http/bounded-thread.ts';
import { Bulkhead } from '../http/bulkhead.ts';
import { ListError } from '../lists/list-error.ts';
import { MOST_COLUMNS } from '../lists/read/most-columns.ts';
import { zipDirectory } from '../lists/read/zip-directory.ts';
import { problem } from '../problem.ts';
import type { SmallSheet } from './small-workbook-thread.ts';

const THREAD = join(import.meta.dirname, 'small-workbook-thread.ts');
const LARGEST = 2 * 1024 * 1024;
const LARGEST_UNPACKED = 20 * 1024 * 1024;
const BOUNDS = { heapMb: 512, seconds: 30 };
const threads = new Bulkhead(1, 10);

/** The first sheet of a small workbook that somebody typed, each cell as a text; what unpacks to more is refused. */
export async function smallWorkbook(upload: Readable): Promise<string[][]> {
  const bytes = await bytesOf(upload);
  const isZip = bytes.subarray(0, 2).toString('latin1') === 'PK';
  const members = isZip ? zipDirectory(bytes) : undefined;
  if (!members?.some(({ name }) => name === 'xl/workbook.xml'))
    throw new ListError('file_unreadable');
  if (members.reduce((sum, { size }) => sum + size, 0) > LARGEST_UNPACKED)
    throw new ListError('file_too_large');
  // On the server's own thread one of 40 kB, each row with a cell in the last of 16,384 columns, let nobody be answered for 6 s.
  const rows = await threads.run(async () => {
    const message = await readInBounds<SmallSheet>(THREAD, bytes, BOUNDS);
    if (message?.isTooWide) throw new ListError('file_too_wide', { columns: MOST_COLUMNS });
    if (!message?.rows) throw new ListError('file_unreadable');
    return message.rows;
  });
  if (!rows) throw problem('service_busy');
  return rows;
}

async function bytesOf(upload: Readable): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of upload as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > LARGEST) throw new ListError('file_too_large');
    parts.push(part);
  }
  return Buffer.concat(parts);
}
