/**
 * Outside truth: rows = accepted + merged + excluded + in error at any moment; what is wrong
 * with each row of the list below was written into it by hand.
 */
import fc from 'fast-check';
import { readXlsx, writeXlsx } from 'hucre/xlsx';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { getAcceptance, signList } from '#contract/acceptance.ts';
import { getBoard } from '#contract/board.ts';
import { getCompleteness } from '#contract/completeness.ts';
import {
  correctRow,
  downloadCorrectableRows,
  listCorrectableRows,
  noteCorrectableRow,
  uploadCorrectableRows,
} from '#contract/correctable-rows.ts';
import {
  correctAgain,
  correctAlike,
  getCorrections,
  previewAlike,
  undoCorrection,
} from '#contract/corrections.ts';
import { getFrameSummary } from '#contract/frames.ts';
import { freezeFrame } from '#contract/frozen-frame.ts';
import { searchPersons } from '#contract/persons.ts';
import type { Fault, RowCounts } from '#contract/row-counts.ts';
import { decideOnStaffPhones, setStaffPhones, stateOfficials } from '#contract/staff-phones.ts';
import type { Caller, Office } from '../office.ts';
import { openOffice, pathOf, RefusedCall } from '../office.ts';
import { openFrameFor } from '../open-round.ts';
import type { DossierRow } from '../scenario-lists.ts';
import { csvOf, dossier, handIn } from '../scenario-lists.ts';

let office: Office;
let clerk: Caller;
beforeAll(async () => {
  office = await openOffice();
  clerk = await office.leader('01981');
});
afterAll(() => office.close());

const OTHER = { agencyCode: '02143', agencyName: 'UBND xã Văn Lang' };

/** Two rows that are right and eight that are not, each in its own way; the last two say the same. */
const damaged = (): DossierRow[] => [
  dossier({ owner: 'Lý A Sử', phone: '0972302218' }),
  dossier(),
  dossier({ owner: 'Lý A Sử', phone: '0972302218', returned: '31/02/2026' }),
  dossier({ returned: '31/02/2026' }),
  dossier({ phone: '113', address: '' }),
  dossier({ owner: '=HYPERLINK("http://x")', phone: '', address: '' }),
  dossier({ owner: '' }),
  dossier({ code: '', phone: '0912345678' }),
  dossier(OTHER),
  dossier(OTHER),
];

async function withList(rows: readonly DossierRow[]) {
  const { campaignId, homeAffairs } = await openFrameFor(office);
  const params = { campaignId, agencyCode: '01981' };
  await handIn(clerk, params, csvOf(rows));
  const problems = () => clerk.call(getCorrections, { params });
  const page = (fault: Fault) =>
    clerk.call(listCorrectableRows, { params: { ...params, fault }, query: {} });
  const undo = async () => {
    const newest = (await problems()).corrections.find(({ undoneAt }) => !undoneAt);
    const body = { correctionId: newest!.correctionId };
    return clerk.call(undoCorrection, { params, body });
  };
  return { params, homeAffairs, problems, page, undo };
}

type List = Awaited<ReturnType<typeof withList>>;

/** Writes into the cell at fault of a kind's first row. */
async function correct({ params, page }: List, fault: Fault, value: string) {
  const { fileId, rows } = await page(fault);
  const { rowNumber, revision, column } = rows[0]!;
  const body = { fileId, revision, cells: [{ column, value }] };
  return clerk.call(correctRow, { params: { ...params, rowNumber: String(rowNumber) }, body });
}

const whole = ({ rows, accepted, merged, excluded, inError }: RowCounts) =>
  rows === accepted + merged + excluded + inError;

test('problems are grouped by kind, the most first, and a cell at fault is named with its cause', async () => {
  const { params, homeAffairs, problems, page } = await withList(damaged());
  const found = await problems();
  expect(found.counts).toEqual({ rows: 10, accepted: 2, merged: 0, excluded: 0, inError: 8 });
  expect(found.groups.map(({ fault, rows }) => [fault, rows])).toEqual([
    ['no_contact', 2],
    ['unknown_agency', 2],
    ['unreadable_date', 2],
    ['no_dossier_code', 1],
    ['no_name', 1],
  ]);
  const values = found.groups.flatMap((group) => group.values);
  expect(values).toMatchObject([
    { heading: 'Mã đơn vị', value: '02143', rows: 2 },
    { heading: 'Ngày trả kết quả', value: '31/02/2026', rows: 2 },
  ]);
  const causes = [];
  for (const { fault } of found.groups) {
    const { headings, rows } = await page(fault);
    for (const row of rows) {
      const { heading } = headings[row.column]!;
      causes.push([row.line, heading, row.cells[row.column] ?? '', row.cause, row.alike]);
    }
  }
  expect(causes.sort(([a], [b]) => Number(a) - Number(b))).toEqual([
    [4, 'Ngày trả kết quả', '31/02/2026', 'no_such_day', 2],
    [5, 'Ngày trả kết quả', '31/02/2026', 'no_such_day', 2],
    [6, 'Số điện thoại', '113', 'no_phone_number', 1],
    [7, 'Số điện thoại', '', 'empty', 1],
    [8, 'Chủ hồ sơ', '', 'empty', 1],
    [9, 'Mã hồ sơ', '', 'empty', 1],
    [10, 'Mã đơn vị', '02143', 'other_agency', 2],
    [11, 'Mã đơn vị', '02143', 'other_agency', 2],
  ]);
  const observer = await office.as('observer');
  const seen = await observer.call(getCorrections, { params });
  expect(seen.counts).toEqual(found.counts);
  expect(seen.groups.flatMap((group) => group.values)).toEqual([]);
  await expect(
    observer.call(listCorrectableRows, { params: { ...params, fault: 'no_name' }, query: {} }),
  ).rejects.toMatchObject({ code: 'access_denied' });
  const acts = await office.deps.db
    .selectFrom('activity')
    .select(['act', 'details'])
    .where('campaignId', '=', params.campaignId)
    .where('act', '=', 'problem_rows_read')
    .execute();
  expect(acts).toHaveLength(5);
  expect(JSON.stringify(acts)).not.toMatch(/Lý|113|0972/u);
  expect(homeAffairs.staffId).not.toBeNull();
});

test('a row that is corrected is read again, linked and counted; undone, everything is as it was', async () => {
  const list = await withList(damaged());
  const { params, problems, undo } = list;
  const begun = await clerk.call(getFrameSummary, { params });
  // Lý A Sử's second dossier: the same person.
  expect(await correct(list, 'unreadable_date', '28/02/2026')).toMatchObject({
    rows: 1,
    inError: 0,
  });
  const merged = await clerk.call(getFrameSummary, { params });
  expect(merged).toMatchObject({ rows: 10, accepted: 2, merged: 1, inError: 7, people: 2 });
  expect(merged.files).toMatchObject([{ rows: 10, accepted: 2, merged: 1, inError: 7 }]);
  // Returned before the campaign's window: a rule excludes it.
  expect(await correct(list, 'unreadable_date', '28/02/2025')).toMatchObject({ excluded: 1 });
  // Still no number: it stays, with its reason.
  expect(await correct(list, 'no_contact', '114')).toMatchObject({ inError: 1 });
  expect(await correct(list, 'no_name', 'Vàng Thị Mai')).toMatchObject({ accepted: 1 });
  // A code that the list has already is a dossier that is there already.
  const { rows } = await list.page('no_contact');
  expect(await correct(list, 'no_dossier_code', rows[0]!.cells[0]!)).toMatchObject({ accepted: 1 });
  expect(await correct(list, 'no_contact', '0983123456')).toMatchObject({ excluded: 1 });
  const after = await clerk.call(getFrameSummary, { params });
  expect(after).toMatchObject({ accepted: 4, merged: 1, excluded: 2, inError: 3 });
  expect(after.exclusions).toContainEqual({ reason: 'repeated_dossier', rows: 1 });
  const people = await clerk.call(searchPersons, { params, body: { search: 'Vàng Thị Mai' } });
  expect(people.total).toBe(1);
  for (let left = 6; left > 0; left--) expect(await undo()).toEqual({ rows: 1 });
  expect(await clerk.call(getFrameSummary, { params })).toEqual(begun);
  expect((await problems()).corrections.every(({ undoneAt }) => undoneAt !== null)).toBe(true);
  const nobody = await clerk.call(searchPersons, { params, body: { search: 'Vàng Thị Mai' } });
  expect(nobody.total).toBe(0);
});

test('one fix serves all that say the same, after a look at how many it reaches', async () => {
  const { params, problems, undo } = await withList(damaged());
  const { fileId, groups } = await problems();
  const wrong = groups.find(({ fault }) => fault === 'unreadable_date')!.values[0]!;
  const fix = { fileId: fileId!, fault: 'unreadable_date' as const, column: wrong.column };
  const body = { ...fix, value: wrong.value, to: '27/02/2026' };
  expect(await clerk.call(previewAlike, { params, body })).toEqual({
    rows: 2,
    corrected: 2,
    excluded: 0,
    inError: 0,
  });
  expect((await problems()).counts.inError).toBe(8);
  const fixed = await clerk.call(correctAlike, { params, body });
  // Which of Lý A Sử's two dossiers is the chosen one, the pseudonyms tell.
  expect(fixed).toMatchObject({ rows: 2, inError: 0 });
  expect((await problems()).counts).toMatchObject({ accepted: 3, merged: 1, inError: 6 });
  await undo();
  expect((await problems()).counts).toMatchObject({ merged: 0, inError: 8 });
  // A phone is each person's own.
  const phones = {
    fileId: fileId!,
    fault: 'no_contact' as const,
    column: 8,
    value: '113',
    to: '0912345678',
  };
  await expect(clerk.call(correctAlike, { params, body: phones })).rejects.toMatchObject({
    code: 'fix_not_alike',
  });
});

const send = (caller: Caller, params: List['params'], content: Uint8Array) =>
  caller.send('PUT', pathOf(uploadCorrectableRows.path, params), Buffer.from(content));

async function download(caller: Caller, params: List['params']) {
  const reply = await caller.send('GET', pathOf(downloadCorrectableRows.path, params));
  expect(reply.statusCode).toBe(200);
  const { sheets } = await readXlsx(reply.rawPayload);
  return sheets[0]!.rows.map((row) => row.map((cell) => cell as string | null));
}

test('a row that is wrong in several ways says all of them, and is corrected at once', async () => {
  const wrong = dossier({ ...OTHER, returned: '31/02/2026', owner: '', phone: '113', address: '' });
  const { params, page, problems } = await withList([dossier(), wrong]);
  const { fileId, headings, rows } = await page('unknown_agency');
  const named = (column: number) => headings[column]!.heading;
  expect(rows).toHaveLength(1);
  const { further, rowNumber, revision, column } = rows[0]!;
  expect(named(column)).toBe('Mã đơn vị');
  expect(further.map(({ fault, column, cause }) => [fault, named(column), cause])).toEqual([
    ['unreadable_date', 'Ngày trả kết quả', 'no_such_day'],
    ['no_name', 'Chủ hồ sơ', 'empty'],
    ['no_contact', 'Số điện thoại', 'no_phone_number'],
  ]);
  const [, row] = await download(clerk, params);
  expect(row!.at(-1)).toMatch(/đơn vị.*; Ghi ngày.*; Ghi họ và tên.*; Ghi số điện thoại/u);
  const right = ['27/02/2026', 'Lý A Sử', '0972302218'];
  const place = { params: { ...params, rowNumber: String(rowNumber) } };
  const cells = [
    { column, value: '' },
    { column: headings.find(({ role }) => role === 'agencyName')!.column, value: '' },
    ...further.map((cell, i) => ({ column: cell.column, value: right[i]! })),
  ];
  await clerk.call(correctRow, { ...place, body: { fileId, revision, cells } });
  expect((await problems()).counts).toMatchObject({ accepted: 2, inError: 0 });
});

test('rows in error go out as a workbook in the layout of their file and come back corrected', async () => {
  const { params, problems, undo } = await withList(damaged());
  const begun = await problems();
  const rows = await download(clerk, params);
  const headings = rows[0]!;
  expect(headings.slice(-3)).toEqual(['Cơ quan tiếp nhận', 'Dòng trong tệp gốc', 'Cần sửa gì']);
  expect(rows).toHaveLength(9);
  const column = (heading: string) => headings.indexOf(heading);
  const [phone, owner, day] = ['Số điện thoại', 'Chủ hồ sơ', 'Ngày trả kết quả'].map(column);
  const rowAt = (line: number) =>
    rows.find((row) => String(row[column('Dòng trong tệp gốc')]).startsWith(`dòng ${line} #`))!;
  expect(rowAt(4)[phone!]).toBe('0972302218');
  expect(rowAt(7)[owner!]).toBe(`'=HYPERLINK("http://x")`);
  expect(rowAt(6)[column('Cần sửa gì')]).toContain('không phải số điện thoại');

  rowAt(4)[day!] = '27/02/2026';
  rowAt(6)[phone!] = '983 123 456';
  rowAt(7)[phone!] = '114';
  // Sorted by name, with a title above and a row of somebody's own below.
  const corrected = [['Đã sửa'], headings, ...rows.slice(1).reverse(), ['Tổng', '8']];
  const book = await writeXlsx({ sheets: [{ name: 'Sửa', rows: corrected }] });
  const reply = await send(clerk, params, book);
  expect(reply.json()).toMatchObject({
    rows: 3,
    inError: 1,
    unchanged: 5,
    unknown: 1,
  });
  expect((await problems()).counts).toMatchObject({ rows: 10, accepted: 3, merged: 1, inError: 6 });
  // The same file again: what is corrected stays as it is.
  expect((await send(clerk, params, book)).json()).toMatchObject({
    rows: 0,
    unchanged: 6,
    unknown: 3,
  });
  await undo();
  expect((await problems()).counts).toEqual(begun.counts);

  const foreign = await writeXlsx({ sheets: [{ name: 'a', rows: [['Mã hồ sơ'], ['x']] }] });
  expect((await send(clerk, params, foreign)).json()).toMatchObject({
    code: 'correction_headings_missing',
  });
  for (const broken of [Buffer.from('rác'), Buffer.from(book).subarray(0, 500), Buffer.alloc(0)]) {
    const refusal = await send(clerk, params, broken);
    expect(refusal.statusCode).toBeLessThan(500);
    expect(refusal.json().code).toMatch(/^(?:file|correction)_/u);
  }
  await handIn(clerk, params, csvOf(damaged()));
  expect((await send(clerk, params, book)).json()).toMatchObject({ rows: 0, unknown: 9 });
});

test('a newer list that brings the same rows again can be corrected as the earlier one was', async () => {
  const rows = damaged();
  const list = await withList(rows);
  const { params, problems } = list;
  await correct(list, 'no_name', 'Vàng Thị Mai');
  await handIn(clerk, params, csvOf([dossier(), ...rows]));
  const found = await problems();
  expect(found).toMatchObject({ correctedBefore: 1, counts: { rows: 11, inError: 8 } });
  const body = { fileId: found.fileId! };
  expect(await clerk.call(correctAgain, { params, body })).toMatchObject({ rows: 1, accepted: 1 });
  expect(await problems()).toMatchObject({ correctedBefore: 0, counts: { inError: 7 } });
});

test('a correction ends the signature, and a row of the agency’s own staff is left out by its phone', async () => {
  const list = await withList(damaged());
  const { params, problems, undo } = list;
  const staff = { text: 'Nông Văn Hòa 0983 999 888' };
  await clerk.call(setStaffPhones, { params, body: staff });
  await list.homeAffairs.call(stateOfficials, {
    params: { campaignId: params.campaignId },
    body: { agencies: [{ agencyCode: params.agencyCode, officials: 60 }] },
  });
  const body = { kind: 'approved' as const, phones: 1, people: 0 };
  await list.homeAffairs.call(decideOnStaffPhones, { params, body });
  const leader = { signerPosition: 'Chủ tịch' };
  const signed = async () => {
    await clerk.call(signList, { params, body: leader });
    return (await clerk.call(getAcceptance, { params })).signature;
  };
  expect(await signed()).toMatchObject({ counts: { inError: 8 } });
  expect(await correct(list, 'no_contact', '0983999888')).toMatchObject({ excluded: 1 });
  expect((await clerk.call(getAcceptance, { params })).signature).toBeNull();
  const { exclusions } = await clerk.call(getFrameSummary, { params });
  expect(exclusions).toEqual([{ reason: 'own_staff', rows: 1 }]);
  expect(await signed()).not.toBeNull();
  await undo();
  expect((await clerk.call(getAcceptance, { params })).signature).toBeNull();
  expect((await problems()).counts).toMatchObject({ accepted: 2, excluded: 0, inError: 8 });
});

test('a note takes no row out of the count, and says with the row why it cannot be corrected', async () => {
  const { params, problems, page } = await withList(damaged());
  const { fileId, rows } = await page('no_name');
  const path = { ...params, rowNumber: String(rows[0]!.rowNumber) };
  await clerk.call(noteCorrectableRow, { params: path, body: { fileId, note: 'Sổ giấy bị ướt' } });
  const found = await problems();
  expect(found.groups.find(({ fault }) => fault === 'no_name')).toMatchObject({
    rows: 1,
    noted: 1,
  });
  expect(found.counts.inError).toBe(8);
  expect((await page('no_name')).rows[0]!.note).toBe('Sổ giấy bị ướt');
});

test('staff of another agency neither see nor touch the rows, and a row changed meanwhile is not overwritten', async () => {
  const list = await withList(damaged());
  const { params, page } = list;
  const stranger = await office.as('agency', '02143');
  for (const call of [
    () => stranger.call(getCorrections, { params }),
    () =>
      stranger.call(listCorrectableRows, { params: { ...params, fault: 'no_name' }, query: {} }),
  ])
    await expect(call()).rejects.toMatchObject({ code: 'access_denied' });
  const { fileId, rows } = await page('no_name');
  const { rowNumber, revision, column } = rows[0]!;
  const body = { fileId, revision, cells: [{ column, value: 'Lò Thị Xuân' }] };
  const own = { ...params, agencyCode: '02143', rowNumber: String(rowNumber) };
  await expect(stranger.call(correctRow, { params: own, body })).rejects.toBeInstanceOf(
    RefusedCall,
  );

  const path = { ...params, rowNumber: String(rowNumber) };
  const wrong = { ...body, cells: [{ column, value: '???' }] };
  await clerk.call(correctRow, { params: path, body: wrong });
  await expect(clerk.call(correctRow, { params: path, body })).rejects.toMatchObject({
    code: 'row_changed_elsewhere',
  });
});

test('a province’s file is corrected by Home Affairs, and an agency’s part of it by that agency alone', async () => {
  const { campaignId, homeAffairs } = await openFrameFor(office);
  const params = { campaignId, agencyCode: 'province' };
  const rows = [
    dossier(),
    dossier({ owner: '' }),
    dossier({ ...OTHER, owner: '' }),
    dossier({ agencyCode: '', agencyName: 'Xã Van Lang' }),
  ];
  await handIn(homeAffairs, params, csvOf(rows));
  const own = { campaignId, agencyCode: '01981' };
  const { groups } = await clerk.call(getCorrections, { params: own });
  expect(groups).toMatchObject([{ fault: 'no_name', rows: 1 }]);
  const mine = await clerk.call(listCorrectableRows, {
    params: { ...own, fault: 'no_name' },
    query: {},
  });
  const [row] = mine.rows;
  const agencyColumn = mine.headings.find(({ role }) => role === 'agencyCode')!.column;
  const cells = [
    { column: row!.column, value: 'Vàng Thị Mai' },
    { column: agencyColumn, value: '02143' },
  ];
  const body = { fileId: mine.fileId, revision: row!.revision, cells };
  const path = { ...own, rowNumber: String(row!.rowNumber) };
  // Into another agency's frame nobody of this one can write.
  expect(await clerk.call(correctRow, { params: path, body })).toMatchObject({ inError: 1 });
  expect((await clerk.call(getCorrections, { params: own })).groups).toMatchObject([
    { fault: 'unknown_agency' },
  ]);

  const all = await homeAffairs.call(listCorrectableRows, {
    params: { ...params, fault: 'unknown_agency' },
    query: {},
  });
  const nameless = all.rows.find(({ cells: [code] }) => code === rows[3]!.code)!;
  const agency = [{ column: agencyColumn, value: '02143' }];
  const fix = { fileId: all.fileId, revision: nameless.revision, cells: agency };
  expect(
    await homeAffairs.call(correctRow, {
      params: { ...params, rowNumber: String(nameless.rowNumber) },
      body: fix,
    }),
  ).toMatchObject({ accepted: 1 });
  const summary = await homeAffairs.call(getFrameSummary, {
    params: { campaignId, agencyCode: '02143' },
  });
  expect(summary).toMatchObject({ rows: 2, people: 1, inError: 1 });
});

test('whatever is corrected and undone, every row is accounted for, and all undone the list is as it was', async () => {
  const list = await withList(damaged());
  const { params, problems, undo } = list;
  const begun = await clerk.call(getFrameSummary, { params });
  const faults: Fault[] = [
    'no_contact',
    'no_name',
    'unreadable_date',
    'unknown_agency',
    'no_dossier_code',
  ];
  const values = [
    '',
    '01981',
    '0983123456',
    'Lý A Sử',
    '26/02/2026',
    '26/02/2024',
    'H55.200-260302-0001',
  ];
  const step = fc.oneof(
    fc.record({ fault: fc.constantFrom(...faults), value: fc.constantFrom(...values) }),
    fc.constant('undo' as const),
  );
  let open = 0;
  const take = async (step: 'undo' | { fault: Fault; value: string }) => {
    if (step === 'undo') {
      if (open > 0) await undo();
      open = Math.max(0, open - 1);
    } else if ((await list.page(step.fault)).rows.length > 0) {
      if ((await correct(list, step.fault, step.value)).correctionId) open++;
    }
    const { counts, groups } = await problems();
    expect(whole(counts)).toBe(true);
    expect(groups.reduce((sum, { rows }) => sum + rows, 0)).toBe(counts.inError);
    // The board keeps what it has counted, until a list has changed.
    const { agencies } = await clerk.call(getBoard, { params });
    const { indicators } = await clerk.call(getCompleteness, { params });
    expect(agencies[0]!.indicators).toEqual(indicators);
  };
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 7 }), async (steps) => {
      for (const step of steps) await take(step);
      for (; open > 0; open--) await undo();
      expect(await clerk.call(getFrameSummary, { params })).toEqual(begun);
    }),
    { numRuns: 5 },
  );
});

test('a frozen frame is corrected by nobody', async () => {
  const list = await withList(damaged());
  const { params, homeAffairs, page } = list;
  const { fileId, rows } = await page('no_name');
  const newest = await correct(list, 'unreadable_date', '28/02/2026');
  const body = { absentReason: 'Các xã khác không tham gia.', unacceptedReason: 'Thử.' };
  await homeAffairs.call(freezeFrame, { params: { campaignId: params.campaignId }, body });
  const { rowNumber, revision, column } = rows[0]!;
  const cells = [{ column, value: 'Lò Thị Xuân' }];
  const refused = { code: 'frame_frozen' };
  await expect(
    clerk.call(correctRow, {
      params: { ...params, rowNumber: String(rowNumber) },
      body: { fileId, revision, cells },
    }),
  ).rejects.toMatchObject(refused);
  const undo = { correctionId: newest.correctionId! };
  await expect(clerk.call(undoCorrection, { params, body: undo })).rejects.toMatchObject(refused);
});
