import { parentPort, workerData } from 'node:worker_threads';
import { zipDirectory } from '../lists/read/zip-directory.ts';
import { checkMember } from '../lists/read/zip-member.ts';
import type { Table } from './plan-tables.ts';
import { documentTable, workbookTable } from './plan-tables.ts';

/** No rows of what is no plan, nor of a workbook with cells beyond the columns that are read. */
export interface TableMessage {
  readonly rows: Table | null;
  readonly isTooWide?: boolean;
}

const { bytes, kind }: { bytes: Uint8Array; kind: 'document' | 'workbook' } = workerData;

try {
  const file = Buffer.from(bytes);
  // What is larger than declared is found before a library unpacks it as a whole.
  for (const member of zipDirectory(file) ?? []) await checkMember(file, member);
  const read = kind === 'document' ? documentTable : workbookTable;
  const rows = await read(file);
  parentPort!.postMessage(rows ? { rows } : { rows: null, isTooWide: true });
} catch {
  parentPort!.postMessage({ rows: null });
}
