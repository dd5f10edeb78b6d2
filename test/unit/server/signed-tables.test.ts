// Truth: NĐ 30/2020/NĐ-CP, Phụ lục I: a signature certifies the text above it; alone on a page it certifies none.
import { strFromU8, unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import type { OfficialDocument } from '../../../server/documents/official-document.ts';
import { table } from '../../../server/documents/official-document.ts';
import { pdfFile } from '../../../server/documents/pdf-file.ts';
import { wordFile } from '../../../server/documents/word-file.ts';
import { pdfPages } from '../../pdf-pages.ts';

const signed = (rows: number): OfficialDocument => ({
  issuer: { parent: 'ỦY BAN NHÂN DÂN\nTỈNH THÁI NGUYÊN', body: 'SỞ NỘI VỤ' },
  place: 'Thái Nguyên',
  year: 2026,
  fileName: 'thong-bao',
  title: 'THÔNG BÁO',
  subject: 'Kết quả khảo sát',
  addressee: null,
  recipients: ['UBND tỉnh (b/c)', 'Lưu: VT'],
  signer: ['GIÁM ĐỐC'],
  blocks: [
    table(
      'Chỉ số theo đơn vị',
      [{ heading: 'Đơn vị', width: 100 }],
      Array.from({ length: rows }, (_, row) => [`Xã ${row + 1};`]),
    ),
  ],
});

test('the last two rows of a table are on the page of the signature below it', async () => {
  // About thirty rows fill a page: in some of these the signature alone would go to the next.
  for (const rows of [24, 25, 26, 27, 28, 29, 30]) {
    const pages = pdfPages(await pdfFile(signed(rows))).map(({ text }) => text.normalize('NFC'));
    const page = pages.find((text) => text.replaceAll(/\s/g, '').includes('GIÁMĐỐC')) ?? '';
    const isThere = [rows - 1, rows].map((row) => page.includes(`Xã ${row};`));
    expect({ rows, isThere }).toEqual({ rows, isThere: [true, true] });
  }
});

test('in a Word file they are kept with it, and no other row is', async () => {
  const xml = strFromU8(unzipSync(await wordFile(signed(9)))['word/document.xml']!);
  const kept = [...xml.matchAll(/<w:keepNext\/>(?:(?!<\/w:p>).)*?Xã (\d);/g)].map(([, row]) => row);
  expect(kept).toEqual(['8', '9']);
});
