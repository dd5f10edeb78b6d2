import { parentPort, workerData } from 'node:worker_threads';
import { readXlsx } from 'hucre/xlsx';
import { zipDirectory } from '../lists/read/zip-directory.ts';
import { checkMember } from '../lists/read/zip-member.ts';

/** No rows of what is no workbook. */
export interface SmallSheet {
  readonly rows: string[][] | null;
}

/** A table of accounts has six. One cell in the last of 16,384 makes all of its row's before it. */
const MOST_COLUMNS = 100;

const say = (message: SmallSheet) => parentPort!.postMessage(message);

const textOf = (cell: unknown): string =>
  cell === null || cell === undefined ? '' : String(cell).trim();

try {
  const file = Buffer.from(workerData as Uint8Array);
  // What is larger than declared is found before the library unpacks it as a whole.
  for (const member of zipDirectory(file) ?? []) await checkMember(file, member);
  const { sheets } = await readXlsx(file);
  const rows = sheets[0]?.rows ?? [];
  say({ rows: rows.map((row) => Array.from(row.slice(0, MOST_COLUMNS), textOf)) });
} catch {
  say({ rows: null });
}
