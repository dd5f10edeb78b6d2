// Outside truth: a ZIP carries the CRC of each file (APPNOTE 4.4.7): a list is whole or it is refused.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fileKind } from '../../../server/lists/read/file-kind.ts';
import { refusalCode } from '../../../server/lists/read/refusal-code.ts';
import { isWorkbook } from '../../../server/lists/read/sheet-row.ts';
import { SheetTops } from '../../../server/lists/read/sheet-tops.ts';
import { surveyWorkbook } from '../../../server/lists/read/survey-workbook.ts';
import { MIMETYPE, xlsxParts, zip } from './made-workbooks.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sipas-damaged-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const kept = (bytes: Buffer): string => {
  const path = join(folder, 'list');
  writeFileSync(path, bytes);
  return path;
};

/** Rows of the first sheet as the server's thread counts them, or why it refuses: each in a thread of its own took 75 ms. */
async function rowsIn(bytes: Buffer): Promise<number | null | undefined | string> {
  const path = kept(bytes);
  try {
    const kind = await fileKind(path);
    const [sheet] = isWorkbook(kind) ? await surveyWorkbook(path, kind) : await sheetsOf(path);
    return sheet?.rowCount;
  } catch (error) {
    return refusalCode(error);
  }
}

const sheetsOf = async (path: string) => (await SheetTops.open(path)).sheets();

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
      const rows = await rowsIn(damaged);
      expect([400, 'file_unreadable', 'file_kind_unknown', 'file_packed'], String(place)).toContain(
        rows,
      );
    }
  },
);

test.each(['ods', 'xlsx'] as const)(
  'in a thread of its own an .%s is read and refused alike',
  async (kind) => {
    const book = BOOKS[kind];
    expect(await sheetsOf(kept(book))).toMatchObject([{ rowCount: 400 }]);
    const damaged = Buffer.from(book);
    damaged[Math.floor(book.length / 2)]! ^= 0x41;
    const code = await rowsIn(damaged);
    await expect(sheetsOf(kept(damaged))).rejects.toMatchObject({ code });
  },
);
