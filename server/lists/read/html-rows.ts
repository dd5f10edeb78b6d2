import { Readable } from 'node:stream';
import { HtmlTable } from './html-table.ts';
import type { SheetRow } from './sheet-row.ts';
import { bytesOf, sampleOf } from './text-bytes.ts';
import { decoded, encodingOf } from './text-encoding.ts';
import { webArchivePage } from './web-archive.ts';

/** A tag longer than this, or a text without one, is no table that a counter's system wrote. */
const LONGEST = 1024 * 1024;
const TAG = /<!--[\s\S]*?-->|<(\/?)([a-z][a-z\d:]*)([^>]*)>|<[!?][^>]*>/giu;

/** Rows of the tables of a web page, as systems save them under the name .xls. */
export async function* htmlRows(path: string): AsyncGenerator<SheetRow> {
  const sample = await sampleOf(bytesOf(path, false));
  yield* rowsOf(decoded(bytesOf(path, false), encodingOf(sample)));
}

/** The same out of a web archive (.mht), which holds the page packed for mail. */
export async function* webArchiveRows(path: string): AsyncGenerator<SheetRow> {
  const page = await webArchivePage(path);
  yield* rowsOf(decoded(Readable.from([page]), encodingOf(page)));
}

async function* rowsOf(texts: AsyncIterable<string>): AsyncGenerator<SheetRow> {
  const table = new HtmlTable();
  let pending = '';
  for await (const text of texts) {
    pending += text;
    const end = pending.lastIndexOf('>') + 1;
    if (pending.length - end > LONGEST) throw new TypeError('not a table');
    if (end === 0) continue;
    pending = read(table, pending, end);
    if (pending.length > LONGEST) throw new TypeError('not a table');
    yield* table.taken();
  }
  table.close();
  yield* table.taken();
}

/** Reads the tags of a text up to `end` and gives what is left: the start of a tag or a comment. */
function read(table: HtmlTable, text: string, end: number): string {
  let at = 0;
  TAG.lastIndex = 0;
  for (let tag = TAG.exec(text); tag; tag = TAG.exec(text)) {
    table.text(text.slice(at, tag.index));
    if (tag[2]) table.tag(tag[2].toLowerCase(), tag[1] === '/', tag[3] ?? '');
    at = TAG.lastIndex;
  }
  const open = text.indexOf('<', at);
  const rest = open < 0 ? end : open;
  table.text(text.slice(at, Math.max(at, rest)));
  return text.slice(Math.max(at, rest));
}
