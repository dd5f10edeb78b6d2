// Truth checked: an uploaded file never changes, so its top is read once for upload, preview and import.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SheetTops } from '../../../server/lists/read/sheet-tops.ts';
import { understandTop } from '../../../server/lists/understand/leading-sheet.ts';
import { readTop } from '../../../server/lists/understand/list-top.ts';
import { lookAtSheets } from '../../../server/lists/understand/sheet-looks.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sipas-tops-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const HEADINGS = 'Mã hồ sơ,Họ và tên,Số điện thoại,Ngày trả kết quả';
const ROW = '000.00.16.H01-260105-0001,Hoàng Thị Mai,0912345678,05/01/2026';

test('the top of a list is read from its file once, and a text has no sheets', async () => {
  const path = join(folder, 'list.csv');
  writeFileSync(path, `${HEADINGS}\n${ROW}\n`);
  const sheets = await SheetTops.open(path);
  const first = await readTop(sheets);
  rmSync(path);
  expect(await readTop(sheets)).toEqual(first);
  expect(first.rows.map(({ cells }) => cells.join())).toEqual([HEADINGS, ROW]);
  const nothing = { byHeading: new Map(), byColumn: undefined };
  const leading = understandTop(first, undefined, () => nothing);
  expect(await lookAtSheets(sheets, leading)).toEqual([]);
});

test('a top that could not be read is read again when it is asked for again', async () => {
  const path = join(folder, 'late.csv');
  writeFileSync(path, `${HEADINGS}\n${ROW}\n`);
  const sheets = await SheetTops.open(path);
  rmSync(path);
  await expect(readTop(sheets)).rejects.toThrow();
  writeFileSync(path, `${HEADINGS}\n${ROW}\n`);
  expect((await readTop(sheets)).rows).toHaveLength(2);
});
