import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Deps } from '../deps.ts';
import { fileKind } from '../lists/read/file-kind.ts';
import { readList } from '../lists/read/read-list.ts';
import { problem } from '../problem.ts';

/** A province's index by agency and criterion is some hundred rows. */
const MOST_ROWS = 2000;
const LARGEST_MB = 5;

export type TableRow = readonly string[];

/** Rows of a small table in any form that lists may have: workbooks, delimited texts, old fonts and encodings. */
export async function tableRows(config: Deps['config'], content: unknown): Promise<TableRow[]> {
  if (!(content instanceof Readable)) throw problem('file_empty');
  const folder = join(config.dataDir, 'uploads');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, randomUUID());
  try {
    await pipeline(content, limited, createWriteStream(path, { mode: 0o600, flags: 'wx' }));
    const rows: TableRow[] = [];
    const kind = await fileKind(path);
    const list = { path, kind, sheet: 0 };
    for await (const batch of readList(list, MOST_ROWS))
      for (const { cells, above = [] } of batch) rows.push(withMerged(cells, above));
    return (kind === 'csv' ? withOwnDelimiter(rows) : rows).slice(0, MOST_ROWS);
  } finally {
    await rm(path, { force: true });
  }
}

/**
 * A list has dozens of columns, whose delimiter shows itself. In a table of two columns the decimal comma is as frequent
 * as the tab or the semicolon between them.
 */
function withOwnDelimiter(rows: readonly TableRow[]): TableRow[] {
  const lines = rows.map((row) => row.join(','));
  const delimiter = ['\t', ';'].find(
    (candidate) => lines.filter((line) => line.includes(candidate)).length * 2 > lines.length,
  );
  return delimiter ? lines.map((line) => line.split(delimiter)) : [...rows];
}

async function* limited(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let size = 0;
  for await (const chunk of chunks) {
    size += chunk.length;
    if (size > LARGEST_MB * 1024 * 1024) throw problem('file_too_large', { limitMb: LARGEST_MB });
    yield chunk;
  }
}

/** A cell merged down over several rows belongs to each. */
function withMerged(
  cells: readonly string[],
  above: readonly (readonly [column: number, text: string])[],
): TableRow {
  const row = [...cells];
  for (const [column, text] of above) row[column] ||= text;
  return Array.from(row, (cell) => cell ?? '');
}
