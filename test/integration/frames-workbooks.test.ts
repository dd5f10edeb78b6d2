/**
 * Outside truth: one list of 60 dossiers saved by LibreOffice and others in several ways (golden/office-files; 00-base.csv
 * is the list itself), and workbooks that SheetJS writes in every kind that offices save.
 */
import { utils } from '@e965/xlsx';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Caller, Office } from '../office.ts';
import { openOffice } from '../office.ts';
import { openFrameFor } from '../open-round.ts';
import type { Scope } from '../scenario-lists.ts';
import { handIn, read, tableOf, upload } from '../scenario-lists.ts';
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

test('the same list saved by Excel 97, LibreOffice, as XML 2003 or CSV is the same frame', async () => {
  const plain = await open('province');
  await handIn(homeAffairs, plain, officeFile('00-base.csv'));
  const right = await frameOf(office, plain);
  expect(right).toHaveLength(60);
  for (const name of ['06-libreoffice.ods', '07-libreoffice.xls', '08-xml2003.xls']) {
    const params = await open('province');
    await handIn(homeAffairs, params, officeFile(name));
    expect(await frameOf(office, params)).toEqual(right);
  }
});

test('an owner that is merged down over several rows belongs to each', async () => {
  const params = await open('province');
  const file = await handIn(homeAffairs, params, officeFile('21-owner-merged-down.xlsx'));
  // The list itself has one dossier in error; 13 lost their owners.
  expect(file).toMatchObject({ rows: 60, inError: 1 });
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
