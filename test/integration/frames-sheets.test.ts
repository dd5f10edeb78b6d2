/**
 * Outside truth: a list whose months or communes have sheets of their own (golden/office-files; 00-base.csv is the
 * list itself), and workbooks of several sheets that SheetJS writes.
 */
import type { BookType } from '@e965/xlsx';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { getBoard } from '#contract/board.ts';
import { getFrameSummary } from '#contract/frames.ts';
import { getList, importList } from '#contract/list-import.ts';
import { listPersons } from '#contract/persons.ts';
import type { Caller, Office } from '../office.ts';
import { openOffice } from '../office.ts';
import { openFrameFor } from '../open-round.ts';
import type { Scope } from '../scenario-lists.ts';
import { handIn, read, rolesOf, tableOf, upload } from '../scenario-lists.ts';
import { book, frameOf, months, officeFile, saved } from '../scenario-workbooks.ts';

let office: Office;
let homeAffairs: Caller;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

async function open(agencyCode: string): Promise<Scope> {
  const frame = await openFrameFor(office);
  homeAffairs = frame.homeAffairs;
  return { campaignId: frame.campaignId, agencyCode };
}

test('months in sheets with headings of their own are one list, corrected under one row of headings', async () => {
  const plain = await open('province');
  await handIn(homeAffairs, plain, officeFile('00-base.csv'));
  const params = await open('province');
  const content = officeFile('18-months-in-sheets-headings-differ.xlsx');
  const preview = await upload(homeAffairs, params, content);
  expect(
    preview.sheets.map(({ name, rows, state, isTaken }) => [name, rows, state, isTaken]),
  ).toEqual([
    ['Tháng 1', 21, 'leads', true],
    ['Tháng 2', 21, 'own_headings', true],
    ['Tháng 3', 21, 'own_headings', true],
  ]);
  expect(await read(homeAffairs, params, preview)).toMatchObject({ rows: 60, leftSheets: [] });
  expect(await frameOf(office, params)).toEqual(await frameOf(office, plain));
});

test('a later sheet’s headings are found below its own title, in its own order of columns', async () => {
  const [first, second] = [months(3), months(4)].map((rows) => tableOf(rows));
  const backwards = second!.map((cells) => cells.toReversed());
  const title = [['UBND xã Vĩnh Thông'], ['DANH SÁCH HỒ SƠ THÁNG 2'], []];
  const params = await open('province');
  const content = saved(book({ 'Tháng 1': first!, 'Tháng 2': [...title, ...backwards] }), 'xlsx');
  const preview = await upload(homeAffairs, params, content);
  expect(preview.sheets.map(({ state, isTaken }) => [state, isTaken])).toEqual([
    ['leads', true],
    ['own_headings', true],
  ]);
  expect(await read(homeAffairs, params, preview)).toMatchObject({ rows: 7, accepted: 7 });
});

test('where no column tells the commune, the names of the sheets do once a person says so', async () => {
  const params = await open('province');
  const content = officeFile('17-three-communes-no-unit-column.xlsx');
  const preview = await upload(homeAffairs, params, content);
  expect(preview).toMatchObject({ missing: ['agencyCode'], agencySources: ['sheet_name'] });
  await expect(read(homeAffairs, params, preview)).rejects.toMatchObject({
    code: 'columns_missing',
  });
  const list = { ...params, fileId: preview.fileId };
  const body = { headingRows: preview.headingRows, columns: rolesOf(preview) };
  await homeAffairs.call(importList, {
    params: list,
    body: { ...body, agencyFrom: 'sheet_name' },
  });
  await expect
    .poll(() => homeAffairs.call(getList, { params: list }))
    .toMatchObject({ state: 'imported', rows: 60, inError: 1 });
  const { agencies } = await homeAffairs.call(getBoard, { params });
  const counts = agencies.filter(({ rows }) => rows > 0).map(({ rows }) => rows);
  expect(counts).toEqual([20, 20, 20]);
});

// SheetJS marks no sheet of an OpenDocument as hidden: that kind is in unit/lists/workbooks.test.ts.
const KINDS: readonly BookType[] = ['xlsx', 'biff8', 'xlml'];

test.each(KINDS)(
  'merged cells, a hidden sheet and a note in a workbook of kind %s',
  async (kind) => {
    const params = await open('01981');
    const [first, ...others] = months(3);
    const rows = tableOf([first!, ...others]);
    const owner = rows[0]!.indexOf('Chủ hồ sơ');
    const phone = rows[0]!.indexOf('Số điện thoại');
    for (const row of rows.slice(2)) for (const column of [owner, phone]) row[column] = '';
    const made = book({
      'Tháng 3': rows,
      'Bản cũ': tableOf(months(4)),
      'Ghi chú': [['Người lập', 'A']],
    });
    made.Sheets['Tháng 3']!['!merges'] = [owner, phone].map((c) => ({
      s: { r: 1, c },
      e: { r: 3, c },
    }));
    made.Workbook = { Sheets: [{ Hidden: 0 }, { Hidden: 1 }, { Hidden: 0 }] };
    const preview = await upload(homeAffairs, params, saved(made, kind));
    expect(preview.sheets.map(({ rows: count, state }) => [count, state])).toEqual([
      [4, 'leads'],
      [5, 'hidden'],
      [1, 'no_headings'],
    ]);
    const file = await read(homeAffairs, params, preview);
    expect(file).toMatchObject({
      rows: 3,
      inError: 0,
      leftSheets: [
        { name: 'Bản cũ', rows: 5, state: 'hidden' },
        { name: 'Ghi chú', rows: 1, state: 'no_headings' },
      ],
    });
    const { people } = await homeAffairs.call(listPersons, { params, query: {} });
    expect(people.map(({ fullName }) => fullName)).toEqual([first!.owner]);
    const summary = await homeAffairs.call(getFrameSummary, { params });
    expect(summary.files[0]?.leftSheets).toEqual(file.leftSheets);
  },
);

test('a sheet that a person takes is read although it is hidden, one that is left is recorded', async () => {
  const params = await open('01981');
  const made = book({ T1: tableOf(months(2)), T2: tableOf(months(3)), T3: tableOf(months(4)) });
  made.Workbook = { Sheets: [{ Hidden: 0 }, { Hidden: 0 }, { Hidden: 1 }] };
  const preview = await upload(homeAffairs, params, saved(made, 'xlsx'));
  const list = { ...params, fileId: preview.fileId };
  const body = { headingRows: preview.headingRows, columns: rolesOf(preview) };
  const sheets = [{ sheet: 0 }, { sheet: 2, headingRows: [1], columns: rolesOf(preview) }];
  await homeAffairs.call(importList, { params: list, body: { ...body, sheets } });
  await expect
    .poll(() => homeAffairs.call(getList, { params: list }))
    .toMatchObject({
      state: 'imported',
      rows: 6,
      leftSheets: [{ name: 'T2', rows: 4, state: 'left' }],
    });
  await expect(
    homeAffairs.call(importList, {
      params: list,
      body: { ...body, sheets: [{ sheet: 9 }] },
    }),
  ).rejects.toMatchObject({ code: 'file_already_imported' });
});

test('a sheet that continues without headings is read by the columns of the first', async () => {
  const params = await open('01981');
  const content = saved(book({ T1: tableOf(months(2)), T2: tableOf(months(3)).slice(1) }), 'xlsx');
  expect(await handIn(homeAffairs, params, content)).toMatchObject({ rows: 5, accepted: 5 });
});
