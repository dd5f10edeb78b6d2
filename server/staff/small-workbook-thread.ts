import { parentPort, workerData } from 'node:worker_threads';
import { readXlsx } from 'hucre/xlsx';
import { isTooWide, MOST_COLUMNS } from '../lists/read/most-columns.ts';
import { zipDirectory } from '../lists/read/zip-directory.ts';
import { checkMember } from '../lists/read/zip-member.ts';

/** No rows of what is no workbook, nor of one that has cells beyond the columns that are handed on. */
export interface SmallSheet {
  readonly rows: string[][] | null;
  readonly isTooWide?: boolean;
}

const say = (message: SmallSheet) => parentPort!.postMessage(message);

const textOf = (cell: unknown): string =>
  cell === null || cell === undefined ? '' : String(cell).trim();

try {
  const file = Buffer.from(workerData as Uint8Array);
  // What is larger than declared is found before the library unpacks it as a whole.
  for (const member of zipDirectory(file) ?? []) await checkMember(file, member);
  const { sheets } = await readXlsx(file);
  const rows = sheets[0]?.rows ?? [];
  if (isTooWide(rows)) say({ rows: null, isTooWide: true });
  else say({ rows: rows.map((row) => Array.from(row.slice(0, MOST_COLUMNS), textOf)) });
} catch {
  say({ rows: null });
}
