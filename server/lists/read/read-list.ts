import { stat } from 'node:fs/promises';
import { ListError } from '../list-error.ts';
import type { Lettering } from './detect-font.ts';
import { inUnicode } from './detect-font.ts';
import { fileRows } from './file-rows.ts';
import { readInThread } from './read-in-thread.ts';
import type { FileKind, SheetRow } from './sheet-row.ts';
import { ROW_LIMIT } from './sheet-row.ts';

const SMALL = 1024 * 1024;

export interface ListOnDisk {
  readonly path: string;
  readonly kind: FileKind;
  /** Which sheet of a workbook, from 0. */
  readonly sheet: number;
  /** How its letters are to be read, where they are not as stored. */
  readonly font?: Lettering | undefined;
}

/** Rows of an uploaded list in batches, at most `rowLimit` and some more. */
export async function* readList(
  list: ListOnDisk,
  rowLimit = ROW_LIMIT,
): AsyncGenerator<readonly SheetRow[]> {
  let count = 0;
  for await (const rows of await batches(list, rowLimit)) {
    count += rows.length;
    if (count > ROW_LIMIT) throw new ListError('file_too_large', { limitMb: 60 });
    const { font } = list;
    yield font ? rows.map((row) => inUnicode(row, font)) : rows;
    if (count >= rowLimit) return;
  }
}

/** What is packed may be far larger than it looks, so it is unpacked apart; a small text cannot be. */
async function batches(list: ListOnDisk, rowLimit: number) {
  const { size } = await stat(list.path);
  if (list.kind === 'csv' && size <= SMALL) return smallText(list.path);
  const { path, kind, sheet } = list;
  return readInThread({ path, kind, sheet, rowLimit: rowLimit + 1 });
}

async function* smallText(path: string): AsyncGenerator<readonly SheetRow[]> {
  const rows: SheetRow[] = [];
  try {
    for await (const some of fileRows({ path, kind: 'csv', sheet: 0 })) rows.push(...some);
  } catch {
    throw new ListError('file_unreadable');
  }
  yield rows;
}
