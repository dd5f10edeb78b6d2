/**
 * Outside truth: one list of 60 dossiers saved by LibreOffice and others in several ways (golden/office-files; 00-base.csv
 * is the list itself), and workbooks that SheetJS writes in every kind that offices save.
 */
import { readFileSync } from 'node:fs';
import type { BookType, WorkBook } from '@e965/xlsx';
import { utils, write } from '@e965/xlsx';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { getBoard } from '#contract/board.ts';
import { getFrameSummary } from '#contract/frames.ts';
import { getList, importList } from '#contract/list-import.ts';
import { listPersons } from '#contract/persons.ts';
import type { Caller, Office } from '../office.ts';
import { openOffice } from '../office.ts';
import type { Scope } from '../scenario-lists.ts';
import {
  dossier,
  handIn,
  openFrameFor,
  read,
  rolesOf,
  tableOf,
  upload,
} from '../scenario-lists.ts';

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

const officeFile = (name: string) =>
  readFileSync(new URL(`../golden/office-files/${name}`, import.meta.url));

/** Every dossier and person of a list as stored, whatever file it came in. */
async function frameOf({ campaignId }: Scope) {
  const { db } = office.deps;
  const dossiers = await db
    .selectFrom('dossier')
    .select(['code', 'agencyCode', 'receivedOn', 'returnedOn', 'outcome', 'reason', 'isLate'])
    .where('campaignId', '=', campaignId)
    .execute();
  // Which of a person's dossiers is asked about is drawn anew in each campaign.
  return dossiers
    .map((row) => ({ ...row, outcome: row.outcome === 'merged' ? 'accepted' : row.outcome }))
    .sort((a, b) => ((a.code ?? '') < (b.code ?? '') ? -1 : 1));
}

const book = (sheets: Record<string, (string | number)[][]>): WorkBook => {
  const made = utils.book_new();
  for (const [name, rows] of Object.entries(sheets))
    utils.book_append_sheet(made, utils.aoa_to_sheet(rows), name);
  return made;
};
const saved = (made: WorkBook, bookType: BookType): Buffer =>
  write(made, { type: 'buffer', bookType });
const months = (count: number) => Array.from({ length: count }, () => dossier());

test('the same list saved by Excel 97, LibreOffice, as XML 2003 or CSV is the same frame', async () => {
  const plain = await open('province');
  await handIn(homeAffairs, plain, officeFile('00-base.csv'));
  const right = await frameOf(plain);
  expect(right).toHaveLength(60);
  for (const name of ['06-libreoffice.ods', '07-libreoffice.xls', '08-xml2003.xls']) {
    const params = await open('province');
    await handIn(homeAffairs, params, officeFile(name));
    expect(await frameOf(params)).toEqual(right);
  }
});

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
  expect(await frameOf(params)).toEqual(await frameOf(plain));
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

test('an owner that is merged down over several rows belongs to each', async () => {
  const params = await open('province');
  const file = await handIn(homeAffairs, params, officeFile('21-owner-merged-down.xlsx'));
  // The list itself has one dossier in error; 13 lost their owners.
  expect(file).toMatchObject({ rows: 60, inError: 1 });
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

test.each(['xlsx', 'biff8'] as const)(
  'formulas without a value in a needed column of kind %s are told and refused',
  async (kind) => {
    const params = await open('01981');
    const made = book({ DS: tableOf(months(3)) });
    const sheet = made.Sheets.DS!;
    const headings = tableOf([])[0]!;
    const owner = utils.encode_col(headings.indexOf('Chủ hồ sơ'));
    const returned = utils.encode_col(headings.indexOf('Ngày trả kết quả'));
    // Excel's old format has no formula without a value.
    if (kind !== 'biff8') sheet[`${owner}3`] = { t: 'z', f: 'CONCATENATE(A1,B1)' };
    sheet[`${returned}4`] = { t: 'e', v: 0x17, w: '#REF!' };
    const preview = await upload(homeAffairs, params, saved(made, kind));
    const shown = preview.gaps.map(({ formulas, errors, first }) => [formulas, errors, first]);
    expect(shown).toContainEqual([0, 1, `${returned}4`]);
    if (kind !== 'biff8') expect(shown).toContainEqual([1, 0, `${owner}3`]);
    await expect(read(homeAffairs, params, preview)).rejects.toMatchObject({
      code: 'values_not_calculated',
      details: { cells: shown.length, sheet: 'DS' },
    });
  },
);

test('what is below the table is counted and shown, and a dossier after a blank line is not lost', async () => {
  const params = await open('01981');
  const [headings, first, second, third] = tableOf(months(3));
  const rows = [
    headings!,
    first!,
    second!,
    ['Tổng cộng: 2 hồ sơ'],
    [],
    third!,
    [],
    ['', 'Người lập biểu', '', 'Thủ trưởng đơn vị'],
    ['', 'Nông Thị Lập', '', 'Hà Văn Ký'],
  ];
  const file = await handIn(homeAffairs, params, saved(book({ DS: rows }), 'xlsx'));
  expect(file).toMatchObject({
    rows: 3,
    accepted: 3,
    leftLines: {
      between: 1,
      below: 2,
      sheetName: 'DS',
      line: 8,
      text: 'Người lập biểu | Thủ trưởng đơn vị',
    },
  });
  const stored = await office.deps.db
    .selectFrom('listFile')
    .select('leftLines')
    .where('id', '=', file.fileId)
    .executeTakeFirstOrThrow();
  expect(JSON.stringify(stored)).not.toContain('Người');
});

test('workbooks that come one after another are read by the same threads, and one that is refused ends its own', async () => {
  const params = await open('01981');
  const next = () => saved(book({ DS: tableOf(months(3)) }), 'xlsx');
  await handIn(homeAffairs, params, next());
  let started = 0;
  const count = () => {
    started++;
  };
  process.on('worker', count);
  try {
    for (let list = 0; list < 3; list++)
      expect(await handIn(homeAffairs, params, next())).toMatchObject({ rows: 3, accepted: 3 });
    expect(started).toBe(0);
    await expect(upload(homeAffairs, params, next().fill(0x55, 200, 900))).rejects.toMatchObject({
      code: 'file_unreadable',
    });
    expect(await handIn(homeAffairs, params, next())).toMatchObject({ rows: 3, accepted: 3 });
    expect(started).toBe(1);
  } finally {
    process.off('worker', count);
  }
});

test('what read a workbook of Excel 97 reads no other list, which would be shown in the formats of that one', async () => {
  const params = await open('01981');
  const next = () => saved(book({ DS: tableOf(months(3)) }), 'biff8');
  await handIn(homeAffairs, params, next());
  const started: unknown[] = [];
  const note = (thread: unknown) => void started.push(thread);
  process.on('worker', note);
  try {
    await handIn(homeAffairs, params, next());
  } finally {
    process.off('worker', note);
  }
  expect(started.length).toBeGreaterThan(0);
});
