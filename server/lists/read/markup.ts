import type { SheetRow } from './sheet-row.ts';

/** A tag longer than this, or a text without one, is no table that a program wrote. */
const LONGEST = 1024 * 1024;
const TAG =
  /<!--[\s\S]*?-->|<!\[CDATA\[([\s\S]*?)\]\]>|<(\/?)([a-z][\w:.-]*)([^>]*)>|<[!?][^>]*>/giu;

/** What makes rows of the tags of a text. */
export interface TagReader<Row = SheetRow> {
  tag(name: string, isEnd: boolean, attributes: string): void;
  /** Raw: with its entities. */
  text(text: string): void;
  close(): void;
  /** Rows that are complete since the last call. */
  taken(): Row[];
}

/** Reads the tags of a text as it comes and gives the rows that are made of them. */
export async function* markupRows<Row>(
  texts: AsyncIterable<string>,
  table: TagReader<Row>,
): AsyncGenerator<Row> {
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
function read<Row>(table: TagReader<Row>, text: string, end: number): string {
  let position = 0;
  TAG.lastIndex = 0;
  for (let tag = TAG.exec(text); tag; tag = TAG.exec(text)) {
    table.text(text.slice(position, tag.index));
    if (tag[1]) table.text(tag[1].replaceAll('&', '&amp;'));
    if (tag[3]) table.tag(tag[3].toLowerCase(), tag[2] === '/', tag[4] ?? '');
    position = TAG.lastIndex;
  }
  const open = text.indexOf('<', position);
  const rest = open < 0 ? end : open;
  table.text(text.slice(position, Math.max(position, rest)));
  return text.slice(Math.max(position, rest));
}
