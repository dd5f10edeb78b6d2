// Truth: NĐ 30/2020/NĐ-CP, Phụ lục I: a signature certifies the text above it; alone on a page it certifies none.
import { strFromU8, unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import type { OfficialDocument } from '../../../server/documents/official-document.ts';
import { paragraph, points, table } from '../../../server/documents/official-document.ts';
import { pdfFile } from '../../../server/documents/pdf-file.ts';
import { wordFile } from '../../../server/documents/word-file.ts';
import { pdfPages } from '../../pdf-pages.ts';

const LETTER: OfficialDocument = {
  issuer: { parent: 'ỦY BAN NHÂN DÂN\nTỈNH THÁI NGUYÊN', body: 'SỞ NỘI VỤ' },
  place: 'Thái Nguyên',
  year: 2026,
  fileName: 'thong-bao',
  title: 'THÔNG BÁO',
  subject: 'Kết quả khảo sát',
  addressee: null,
  recipients: ['UBND tỉnh (b/c)', 'Lưu: VT'],
  signer: ['GIÁM ĐỐC'],
  blocks: [],
};
const names = (rows: number) => Array.from({ length: rows }, (_, row) => `Xã ${row + 1};`);
const signed = (rows: number): OfficialDocument => ({
  ...LETTER,
  blocks: [
    table(
      'Chỉ số theo đơn vị',
      [{ heading: 'Đơn vị', width: 100 }],
      names(rows).map((name) => [name]),
    ),
  ],
});
const kinds = {
  points: (rows: number) => ({ ...LETTER, blocks: [points(names(rows))] }),
  paragraph: (rows: number) => ({ ...LETTER, blocks: [paragraph(names(rows).join('\n'))] }),
};

async function isAboveSignature(document: OfficialDocument, row: number): Promise<boolean> {
  const pages = pdfPages(await pdfFile(document)).map(({ text }) => text.normalize('NFC'));
  const page = pages.find((text) => text.replaceAll(/\s/g, '').includes('GIÁMĐỐC')) ?? '';
  return page.includes(`Xã ${row};`);
}
const keptInWord = async (document: OfficialDocument) => {
  const xml = strFromU8(unzipSync(await wordFile(document))['word/document.xml']!);
  return [...xml.matchAll(/<w:keepNext\/>(?:(?!<\/w:p>).)*?Xã (\d);/g)].map(([, row]) => row);
};

test('the last two rows of a table are on the page of the signature below it', async () => {
  // About thirty rows fill a page: in some of these the signature alone would go to the next.
  for (const rows of [24, 25, 26, 27, 28, 29, 30]) {
    for (const row of [rows - 1, rows])
      expect(await isAboveSignature(signed(rows), row), `${row} of ${rows}`).toBe(true);
  }
});

test.each(Object.entries(kinds))(
  'the last of %s is on the page of the signature below it',
  async (_, made) => {
    // About forty lines fill a page.
    for (const rows of [28, 30, 32, 34, 36, 38, 40, 42])
      expect(await isAboveSignature(made(rows), rows), `${rows} lines`).toBe(true);
    expect(await keptInWord(made(9))).toEqual(['9']);
  },
);

test('in a Word file they are kept with it, and no other row is', async () => {
  expect(await keptInWord(signed(9))).toEqual(['8', '9']);
});
