import { Readable } from 'node:stream';
import { HtmlTable } from './html-table.ts';
import { markupRows } from './markup.ts';
import type { SheetRow } from './sheet-row.ts';
import { bytesOf, sampleOf } from './text-bytes.ts';
import { decoded, encodingOf } from './text-encoding.ts';
import { webArchivePage } from './web-archive.ts';

/** Rows of the tables of a web page, as systems save them under the name .xls. */
export async function* htmlRows(path: string): AsyncGenerator<SheetRow> {
  const sample = await sampleOf(bytesOf(path, false));
  yield* markupRows(decoded(bytesOf(path, false), encodingOf(sample)), new HtmlTable());
}

/** The same out of a web archive (.mht), which holds the page packed for mail. */
export async function* webArchiveRows(path: string): AsyncGenerator<SheetRow> {
  const page = await webArchivePage(path);
  yield* markupRows(decoded(Readable.from([page]), encodingOf(page)), new HtmlTable());
}
