/** Outside truth: the refusals of the catalogue (contract/problems.ts); a refused list leaves the earlier one. */
import { writeFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeXlsx } from 'hucre/xlsx';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { getFrameSummary } from '#contract/frames.ts';
import { freezeFrame } from '#contract/frozen-frame.ts';
import { importList } from '#contract/list-import.ts';
import { previewList } from '#contract/list-preview.ts';
import { refusalCode } from '../../server/lists/read/refusal-code.ts';
import { refusalOf } from '../../server/problem.ts';
import type { Caller, Office } from '../office.ts';
import { openOffice } from '../office.ts';
import { openFrameFor } from '../open-round.ts';
import type { Scope } from '../scenario-lists.ts';
import { csvOf, dossier, handIn, read, rolesOf, tableOf, upload } from '../scenario-lists.ts';

let office: Office;
let clerk: Caller;
let homeAffairs: Caller;
let params: Scope;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

const EARLIER = [dossier(), dossier(), dossier()];
beforeEach(async () => {
  const open = await openFrameFor(office);
  homeAffairs = open.homeAffairs;
  params = { campaignId: open.campaignId, agencyCode: '01981' };
  clerk = await office.as('agency', '01981');
  await handIn(clerk, params, csvOf(EARLIER));
});

/** Files on the disk that no list waits for. */
async function strayFiles(): Promise<string[]> {
  const files = await readdir(join(office.deps.config.dataDir, 'uploads'));
  const waiting = await office.deps.db
    .selectFrom('listFile')
    .select('id')
    .where('state', 'in', ['uploaded', 'importing', 'failed'])
    .execute();
  return files.filter((file) => !waiting.some(({ id }) => id === file));
}
const workbook = () =>
  readFile(new URL('../golden/dossiers/vinh-thong-2026.xlsx', import.meta.url));

async function encrypted(): Promise<Buffer> {
  const sheets = [{ name: 'DS', rows: [['Mã hồ sơ', 'Chủ hồ sơ', 'Ngày trả']] }];
  // Excel's own count of 100,000 hashes is for who tries passwords, and nobody here does.
  const encryption = { password: 'bí mật', spinCount: 100 };
  return Buffer.from(await writeXlsx({ sheets, encryption }));
}

async function bomb(): Promise<Buffer> {
  const bytes = Buffer.from(await workbook());
  const directory = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 1, 2]));
  bytes.writeUInt32LE(0x7fffffff, directory + 24);
  return bytes;
}

const BAD: [string, string, () => Buffer | Promise<Buffer>][] = [
  ['an empty file', 'file_empty', () => Buffer.alloc(0)],
  ['a file of blanks', 'file_empty', () => Buffer.from('\n \n\n')],
  [
    'a workbook cut off while downloading',
    'file_unreadable',
    async () => (await workbook()).subarray(0, 60_000),
  ],
  ['a workbook with a password', 'file_encrypted', encrypted],
  ['a workbook that unpacks to gigabytes', 'file_too_large', bomb],
  ['a workbook of more than 60 MB', 'file_too_large', () => Buffer.alloc(61 * 1024 * 1024, 'PK')],
  ['a PDF', 'file_kind_unknown', () => Buffer.from('%PDF-1.7\n…')],
  [
    'a web page saved as .xls',
    'file_kind_unknown',
    () => Buffer.from('<html><table>…</table></html>'),
  ],
  ['a picture', 'file_kind_unknown', () => Buffer.from('89504e470d0a1a0a0000000d', 'hex')],
  [
    'a text of another encoding',
    'file_unreadable',
    () => Buffer.from('Mã hồ sơ,Họ tên,Ngày trả\n1,2,3\n', 'latin1'),
  ],
  ['a letter', 'headings_not_found', () => Buffer.from('Kính gửi Sở Nội vụ,\nxã gửi danh sách.\n')],
];

test.each(BAD)('%s is refused as %s and nothing is lost', async (_, code, content) => {
  await expect(upload(clerk, params, await content())).rejects.toMatchObject({ code });
  expect(await clerk.call(getFrameSummary, { params })).toMatchObject({
    rows: 3,
    files: [{ state: 'imported', rows: 3 }],
  });
  await expect.poll(strayFiles).toEqual([]);
});

test('a list without headings is offered as its cells look, waits for a person and loses no row', async () => {
  const owners = ['Lý A Sử', 'NGUYỄN THỊ HƯỜNG', 'Đặng Văn Được'];
  const list = EARLIER.map(
    ({ code, phone, address }, n) =>
      `${code},Đăng ký khai sinh,${owners[n]},${phone},"${address}",02/03/2026,04/03/2026`,
  ).join('\n');
  const preview = await upload(clerk, params, list);
  expect(preview).toMatchObject({ headingRows: [], lacksHeadings: true, isRemembered: false });
  expect(preview.columns.map(({ role }) => role)).toEqual([
    'dossierCode',
    'procedureName',
    'ownerName',
    'phone',
    'address',
    'receivedOn',
    'returnedOn',
  ]);
  expect(await read(clerk, params, preview)).toMatchObject({ rows: 3, accepted: 3 });
  // What was confirmed of one such list says nothing about the next.
  const next = await upload(clerk, params, `${list}\n\n`);
  expect(next.isRemembered).toBe(false);
});

test('a list whose headings nobody has pointed at is not read as if it had none', async () => {
  const list = `A1,B1,C1,D1,E1\n${EARLIER.map(({ code, owner, phone }) => `${code},${owner},${phone},Khai sinh,04/03/2026`).join('\n')}\n`;
  const preview = await upload(clerk, params, list);
  expect(preview).toMatchObject({ headingRows: [], lacksHeadings: false });
  const columns = [
    ...rolesOf(preview),
    { index: 1, role: 'ownerName' as const },
    { index: 3, role: 'procedureName' as const },
  ];
  await expect(
    clerk.call(importList, {
      params: { ...params, fileId: preview.fileId },
      body: { headingRows: [], columns },
    }),
  ).rejects.toMatchObject({ code: 'headings_not_found' });
});

test('a list without headings that we know is shown, so that a person can point at them', async () => {
  const list = `Danh sách tháng 3,,,,\nA1,B1,C1,D1,E1\n${EARLIER.map(({ code, owner, phone }) => `${code},${owner},${phone},Khai sinh,04/03/2026`).join('\n')}\n`;
  const preview = await upload(clerk, params, list);
  expect(preview.headingRows).toEqual([]);
  expect(preview.rows[1]).toEqual(['A1', 'B1', 'C1', 'D1', 'E1']);
  expect(preview.missing).toEqual(['ownerName', 'procedureName']);

  const pointed = await clerk.call(previewList, {
    params: { ...params, fileId: preview.fileId },
    query: { headingRow: '2' },
  });
  expect(pointed.headingRows).toEqual([2]);
  expect(pointed.columns.map(({ heading, role }) => [heading, role])).toEqual([
    ['A1', 'dossierCode'],
    ['B1', null],
    ['C1', 'phone'],
    ['D1', null],
    ['E1', 'returnedOn'],
  ]);

  const columns = [
    ...rolesOf(pointed),
    { index: 1, role: 'ownerName' as const },
    { index: 3, role: 'procedureName' as const },
  ];
  const file = await clerk.call(importList, {
    params: { ...params, fileId: preview.fileId },
    body: { headingRows: [2], columns },
  });
  expect(file.state).toBe('importing');
});

test('a list is not read without the columns that it needs, nor with one of them twice', async () => {
  const preview = await upload(clerk, params, csvOf([dossier()], ';'));
  const list = { ...params, fileId: preview.fileId };
  const columns = rolesOf(preview);
  const without = columns.filter(({ role }) => role !== 'returnedOn' && role !== 'dossierCode');
  const body = (some: typeof columns) => ({ headingRows: preview.headingRows, columns: some });
  await expect(clerk.call(importList, { params: list, body: body(without) })).rejects.toMatchObject(
    {
      code: 'columns_missing',
      details: { columns: ['dossierCode', 'returnedOn'] },
    },
  );
  const twice = [...columns, { index: 0, role: 'returnedOn' as const }];
  await expect(clerk.call(importList, { params: list, body: body(twice) })).rejects.toMatchObject({
    code: 'column_twice',
    details: { column: 'returnedOn' },
  });
});

test('the file of a province must name the agencies', async () => {
  const province = { ...params, agencyCode: 'province' };
  const rows = [dossier(), dossier()].map((row) => ({ ...row, agencyCode: '', agencyName: '' }));
  const csv = csvOf(rows).replace('Mã đơn vị', 'Cột A').replace('Cơ quan tiếp nhận', 'Cột B');
  const preview = await upload(homeAffairs, province, csv);
  expect(preview.missing).toEqual(['agencyCode']);
  await expect(read(homeAffairs, province, preview)).rejects.toMatchObject({
    code: 'columns_missing',
    details: { columns: ['agencyCode'] },
  });
});

test('the same list again changes nothing and says when it came; read in another way it is a correction', async () => {
  const again = await upload(clerk, params, csvOf(EARLIER));
  await expect(read(clerk, params, again)).rejects.toMatchObject({
    code: 'file_already_imported',
    details: { at: office.deps.now().toISOString() },
  });
  const without = again.columns.filter(({ role }) => role !== 'address');
  const file = await read(clerk, params, { ...again, columns: without });
  expect(file).toMatchObject({ state: 'imported', rows: 3, accepted: 3 });
});

test('a list whose reading fails leaves the earlier one in force and can be read again', async () => {
  const good = csvOf([dossier(), dossier(), dossier(), dossier()]);
  const bad = Buffer.concat([
    Buffer.from(good.repeat(1200)),
    Buffer.from('Nguyễn Thị Hoà', 'latin1'),
    Buffer.from('\n'),
  ]);
  office.at('2026-11-02T03:00:00Z');
  const file = await read(clerk, params, await upload(clerk, params, bad));
  expect(file).toMatchObject({ state: 'failed', problem: 'file_unreadable' });
  expect(await clerk.call(getFrameSummary, { params })).toMatchObject({
    rows: 3,
    people: 3,
    files: [{ state: 'failed' }, { state: 'imported', rows: 3 }],
  });
  const better = await handIn(clerk, params, good);
  expect(better).toMatchObject({ state: 'imported', rows: 4 });
  await expect.poll(strayFiles).toEqual([]);
});

test('a workbook that is damaged further down is refused as a whole and leaves the earlier list', async () => {
  const damaged = Buffer.from(await workbook()).fill(0x55, 40_000, 60_000);
  await expect(upload(clerk, params, damaged)).rejects.toMatchObject({ code: 'file_unreadable' });
  expect(await clerk.call(getFrameSummary, { params })).toMatchObject({ rows: 3, people: 3 });
});

test('before the frame is open, and after it is frozen, no list is taken', async () => {
  const preview = await upload(clerk, params, csvOf([dossier()]));
  const { campaignId } = params;
  await homeAffairs.call(freezeFrame, {
    params: { campaignId },
    body: { absentReason: 'Thử.', unacceptedReason: 'Thử.' },
  });
  const refused = { code: 'frame_frozen', details: { at: office.deps.now().toISOString() } };
  await expect(upload(clerk, params, csvOf([dossier()]))).rejects.toMatchObject(refused);
  await expect(read(clerk, params, preview)).rejects.toMatchObject(refused);
  await expect(
    homeAffairs.call(freezeFrame, {
      params: { campaignId },
      body: { absentReason: 'Thử.', unacceptedReason: 'Thử.' },
    }),
  ).rejects.toMatchObject(refused);
});

test('a list that a colleague replaced while it was being checked says by whom and when', async () => {
  office.at('2026-11-02T04:00:00Z');
  const preview = await upload(clerk, params, csvOf([dossier()]));
  office.at('2026-11-02T04:05:00Z');
  await upload(homeAffairs, params, csvOf([dossier(), dossier()]), 'moi.csv');
  const { fullName } = await office.deps.db
    .selectFrom('staff')
    .innerJoin('listFile', 'listFile.uploadedBy', 'staff.id')
    .select('staff.fullName')
    .where('listFile.fileName', '=', 'moi.csv')
    .executeTakeFirstOrThrow();
  await expect(read(clerk, params, preview)).rejects.toMatchObject({
    code: 'file_replaced',
    details: { by: fullName, at: '2026-11-02T04:05:00.000Z', fileName: 'moi.csv' },
  });
});

test('a full disk is a refusal of its own', () => {
  // /dev/full of Linux refuses every byte as a full disk does (ENOSPC).
  const error = (() => {
    try {
      return writeFileSync('/dev/full', 'x');
    } catch (refusal) {
      return refusal;
    }
  })();
  expect(refusalOf(error)).toMatchObject({ code: 'disk_full', status: 507 });
  expect(refusalCode(error)).toBe('disk_full');
});

test('a list of another agency is out of reach', async () => {
  const preview = await upload(clerk, params, csvOf([dossier()]));
  const other = await office.as('agency', '05665');
  const foreign = { campaignId: params.campaignId, agencyCode: '05665' };
  await expect(upload(other, params, csvOf([dossier()]))).rejects.toMatchObject({
    code: 'access_denied',
  });
  await expect(read(other, foreign, preview)).rejects.toMatchObject({ code: 'file_not_found' });
  await expect(upload(homeAffairs, { ...params, agencyCode: '00619' }, 'x')).rejects.toMatchObject({
    code: 'agency_not_found',
  });
});

test('a workbook with a cell of a million letters is refused before anybody understands it', async () => {
  const saved = async (address: string) => {
    const rows = tableOf([dossier({ address }), dossier()]);
    return Buffer.from(await writeXlsx({ sheets: [{ name: 'DS', rows }] }));
  };
  const { headingRows } = await upload(clerk, params, await saved('Thôn Nà Cà'), 'ds.xlsx');
  expect(headingRows).toEqual([1]);
  await expect(
    upload(clerk, params, await saved('Nà '.repeat(350_000)), 'ds.xlsx'),
  ).rejects.toMatchObject({ code: 'file_too_large' });
});
