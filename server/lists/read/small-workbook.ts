import type { Readable } from 'node:stream';
import { ListError } from '../list-error.ts';
import { zipDirectory } from './zip-directory.ts';

const LARGEST = 2 * 1024 * 1024;
const LARGEST_UNPACKED = 20 * 1024 * 1024;

/** The first sheet of a small workbook that somebody typed, each cell as a text; what unpacks to more is refused. */
export async function smallWorkbook(upload: Readable): Promise<string[][]> {
  const bytes = await bytesOf(upload);
  const isZip = bytes.subarray(0, 2).toString('latin1') === 'PK';
  const members = isZip ? zipDirectory(bytes) : undefined;
  if (!members?.some(({ name }) => name === 'xl/workbook.xml'))
    throw new ListError('file_unreadable');
  if (members.reduce((sum, { size }) => sum + size, 0) > LARGEST_UNPACKED)
    throw new ListError('file_too_large');
  const { readXlsx } = await import('hucre/xlsx');
  const { sheets } = await readXlsx(bytes).catch(() => {
    throw new ListError('file_unreadable');
  });
  return (sheets[0]?.rows ?? []).map((row) => Array.from(row, (cell) => textOf(cell)));
}

const textOf = (cell: unknown): string =>
  cell === null || cell === undefined ? '' : String(cell).trim();

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
