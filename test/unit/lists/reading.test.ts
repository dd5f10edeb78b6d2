/** Outside truth: the golden workbook's own ZIP directory, and RFC 4180 records under each delimiter and line end. */
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csvRows, delimiterOf } from '../../../server/lists/read/csv-rows.ts';
import { recordReader } from '../../../server/lists/read/delimited-records.ts';
import { withoutTail } from '../../../server/lists/read/sheet-row.ts';
import { wholeLines } from '../../../server/lists/read/whole-lines.ts';
import { zipDirectory } from '../../../server/lists/read/zip-directory.ts';

const workbook = readFileSync(
  new URL('../../golden/dossiers/vinh-thong-2026.xlsx', import.meta.url),
);

test('a workbook tells its parts and their unpacked sizes without being unpacked', () => {
  expect(zipDirectory(workbook)).toContainEqual(
    expect.objectContaining({ name: 'xl/worksheets/sheet1.xml', size: 694_413 }),
  );
  expect(zipDirectory(workbook)).toHaveLength(16);
});

test('an archive that was cut off has no directory', () => {
  for (const length of [0, 21, 1000, workbook.length - 1])
    expect(zipDirectory(workbook.subarray(0, length))).toBeUndefined();
});

test.each([',', ';', '\t'])('records are split by “%s”, whatever their cells hold', (delimiter) => {
  const cells = ['Mã hồ sơ', '"Tổ 5; Xã Vĩnh Thông, Thái Nguyên"', 'Ngày trả'];
  const text = `Danh sách; tháng 3, năm 2026\n${Array(5).fill(cells.join(delimiter)).join('\n')}\n`;
  expect(delimiterOf(text)).toBe(delimiter);
});

test('a delimiter within quotation marks divides nothing, in a file of one record too', () => {
  expect(delimiterOf('"H55-0",";;",";;","x"\r\n')).toBe(',');
  // A register of two columns.
  expect(delimiterOf('Mã hồ sơ;Nội dung\nH55.242-260302-0003;Chậm, xin lỗi\n')).toBe(';');
});

test('a comma of a decimal number or of an address is no delimiter where semicolons divide the line', () => {
  const totals = ['Đơn vị;Đã trả;Đúng hạn (%)'];
  for (const place of ['Thác Bà, Sông Công, Thái Nguyên', 'Nà Phặc, Ngân Sơn, Thái Nguyên'])
    totals.push(`Chi nhánh ${place};1380;98,5`, `Đội ${place};912;-7,25 %`);
  expect(delimiterOf(totals.join('\n'))).toBe(';');
  expect(delimiterOf(totals.join('\n').replaceAll(';', '\t'))).toBe('\t');
  // By hand, with a space after each comma: no other delimiter divides its lines.
  expect(delimiterOf('Mã hồ sơ, Ngày trả, Trạng thái\nH55-1, 3/7/2026, Đã trả\n')).toBe(',');
});

test('empty cells at the end of a row are not read, those within are', () => {
  expect(withoutTail(['', 'a', '', 'b', '', ''])).toEqual(['', 'a', '', 'b']);
  expect(withoutTail(['', ''])).toEqual([]);
});

test('a line that never ends is given up after some megabytes, however much may follow', async () => {
  let pieces = 0;
  async function* oneLine() {
    for (; pieces < 1000; pieces++) yield 'a'.repeat(65_536);
  }
  const lines = wholeLines(oneLine());
  await expect(lines.next()).rejects.toThrow('a line does not end');
  expect(pieces).toBeLessThan(80);
});

const cell = fc
  .string({ unit: fc.constantFrom(...'aăđ 1,;"'), maxLength: 8 })
  .map((text) => text.trim());
const LINE_ENDS = ['\r\n', '\n', '\r', '\r\r\n'];

test('whatever mixture of line ends a text has, every record is read, and none twice', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'sipas-lines-'));
  const path = join(folder, 'list.csv');
  const records = fc.array(fc.tuple(fc.tuple(cell, cell), fc.constantFrom(...LINE_ENDS)), {
    minLength: 1,
    maxLength: 40,
  });
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
  await fc.assert(
    fc.asyncProperty(records, async (lines) => {
      const rows = lines.map(([cells, end], n) => ({ cells: [`H55-${n}`, ...cells, 'x'], end }));
      const text = rows.map(({ cells, end }) => `${cells.map(quoted).join(',')}${end}`).join('');
      await writeFile(path, text);
      const read: (readonly string[])[] = [];
      for await (const batch of csvRows(path, false))
        for (const { cells } of batch) if (cells.length > 0) read.push(cells);
      expect(read).toEqual(rows.map(({ cells }) => cells));
    }),
    { numRuns: 60 },
  );
  await rm(folder, { recursive: true });
});

test('a stray quotation mark spoils its own line and no other, whatever piece of the file it is in', () => {
  const plain = fc.array(cell, { minLength: 3, maxLength: 3 });
  const quoted = (cells: readonly string[]) =>
    cells.map((text) => `"${text.replaceAll('"', '""')}"`).join(',');
  const strays = ['x,"Bốn" Phạm Văn Bốn,y', 'x,"Bốn Phạm Văn Bốn,y', 'x,""Bốn" Phạm Văn Bốn,y'];
  const line = fc.oneof(
    plain.map((cells) => ({ text: quoted(['x', ...cells]), cells: ['x', ...cells] })),
    fc.constantFrom(...strays).map((text) => ({ text, cells: undefined })),
  );
  fc.assert(
    fc.property(fc.array(line, { maxLength: 30 }), fc.nat(29), (lines, cut) => {
      const numbered = lines.map(({ text }, n) => `H55-260302-${1000 + n},${text}\n`);
      const read = recordReader(',');
      const first = read(numbered.slice(0, cut).join(''), false);
      const second = read(first.rest + numbered.slice(cut).join(''), true);
      const blank = (cells: readonly string[]) => cells.length === 1 && cells[0] === '';
      const records = [...first.records, ...second.records].filter(({ cells }) => !blank(cells));
      expect(records.map(({ cells }) => cells[0])).toEqual(
        lines.map((_, n) => `H55-260302-${1000 + n}`),
      );
      for (const [n, { cells, isMalformed }] of records.entries()) {
        const right = lines[n]!.cells;
        expect(isMalformed).toBe(right === undefined);
        if (right) expect(cells.slice(1)).toEqual(right);
      }
    }),
  );
});
