// Outside truth: a ZIP carries the CRC of each file (APPNOTE 4.4.7): a list is whole or it is refused.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SheetTops } from '../../../server/lists/read/sheet-tops.ts';
import { MIMETYPE, xlsxParts, zip } from './made-workbooks.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sipas-damaged-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

async function sheetsOf(bytes: Buffer) {
  const path = join(folder, 'list');
  writeFileSync(path, bytes);
  return (await SheetTops.open(path)).sheets();
}

const rowsOfPeople = (row: (owner: string) => string) =>
  Array.from({ length: 400 }, (_, i) => row(`Lý A Sử ${(i * i * 7919) % 104_729}`)).join('');
const BOOKS = {
  ods: zip([
    { name: 'mimetype', content: MIMETYPE, isStored: true },
    {
      name: 'content.xml',
      content: `<table:table table:name="A">${rowsOfPeople((owner) => `<table:table-row><table:table-cell><text:p>${owner}</text:p></table:table-cell></table:table-row>`)}</table:table>`,
    },
  ]),
  xlsx: zip(
    xlsxParts(rowsOfPeople((owner) => `<row><c t="inlineStr"><is><t>${owner}</t></is></c></row>`)),
  ),
} as const;

test.each(['ods', 'xlsx'] as const)(
  'one damaged byte of an .%s never makes it a shorter list: all rows come, or it is refused before one is shown',
  async (kind) => {
    const book = BOOKS[kind];
    for (let place = 1; place < 30; place++) {
      const damaged = Buffer.from(book);
      damaged[Math.floor((book.length * place) / 30)]! ^= 0x41;
      const rows = await sheetsOf(damaged).then(
        ([sheet]) => sheet?.rowCount,
        (error: { code: string }) => error.code,
      );
      expect([400, 'file_unreadable', 'file_kind_unknown', 'file_packed'], String(place)).toContain(
        rows,
      );
    }
  },
);
