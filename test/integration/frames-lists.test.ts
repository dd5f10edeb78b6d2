/** Outside truth: lists made by hand, whose every outcome can be counted on paper. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { writeXlsx } from 'hucre/xlsx';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { listAgencies } from '#contract/agencies.ts';
import { getBoard } from '#contract/board.ts';
import { getOverview } from '#contract/campaigns.ts';
import { getFrameSummary } from '#contract/frames.ts';
import { freezeFrame } from '#contract/frozen-frame.ts';
import { getList, importList } from '#contract/list-import.ts';
import { listPersons, searchPersons } from '#contract/persons.ts';
import { decideReplacement } from '#contract/replacements.ts';
import type { Office } from '../office.ts';
import { openOffice } from '../office.ts';
import { openFrameFor } from '../open-round.ts';
import { csvOf, dossier, handIn, rolesOf, tableOf, upload } from '../scenario-lists.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

const PROVINCE = 'province';
const VAN_LANG = { agencyCode: '02143', agencyName: 'UBND xã Văn Lang' };
const VAN_LANG_WITH_BREVE = { agencyCode: '', agencyName: 'UBND xã Văn Lăng' };

test('one person with three dossiers is asked once, about one of them', async () => {
  const { campaignId, homeAffairs } = await openFrameFor(office);
  const params = { campaignId, agencyCode: '01981' };
  const person = { owner: 'LÝ A SỬ', phone: '0972 302 218' };
  const file = await handIn(
    homeAffairs,
    params,
    csvOf([
      dossier(person),
      dossier({ owner: 'Lý A Sử', phone: '+84972302218' }),
      dossier({ ...person, field: 'Chứng thực', procedure: 'Chứng thực bản sao' }),
      dossier({ status: 'Công dân yêu cầu rút' }),
    ]),
  );
  expect(file).toMatchObject({ rows: 4, accepted: 1, merged: 2, excluded: 1 });
  const { people, total } = await homeAffairs.call(listPersons, { params, query: {} });
  expect(total).toBe(1);
  expect(people).toMatchObject([
    { fullName: 'Lý A Sử', phone: '0972302218', hamlet: 'Thôn Nà Cà', dossiers: 3 },
  ]);
});

test('a list in semicolons, in tabs, or without a byte order mark is the same list', async () => {
  const { campaignId, homeAffairs } = await openFrameFor(office);
  const params = { campaignId, agencyCode: '01981' };
  for (const delimiter of [';', '\t']) {
    const list = csvOf(
      [dossier({ address: 'Tổ 5; Xã Vĩnh Thông, Thái Nguyên' }), dossier()],
      delimiter,
    );
    expect(await handIn(homeAffairs, params, list.slice(1))).toMatchObject({
      rows: 2,
      accepted: 2,
    });
  }
});

test('a list that a spreadsheet saved as Unicode text (UTF-16, tabs) is read as it is', async () => {
  const { campaignId, homeAffairs } = await openFrameFor(office);
  const params = { campaignId, agencyCode: '01981' };
  const list = csvOf([dossier({ owner: 'Đặng Thị Ưng' }), dossier()], '\t');
  const file = await handIn(homeAffairs, params, Buffer.from(list, 'utf16le'));
  expect(file).toMatchObject({ rows: 2, accepted: 2 });
  const { people } = await homeAffairs.call(searchPersons, { params, body: { search: 'ưng' } });
  expect(people.map(({ fullName }) => fullName)).toEqual(['Đặng Thị Ưng']);
});

test('a workbook with a cover and a sheet for each month is one list', async () => {
  const { campaignId, homeAffairs } = await openFrameFor(office);
  const params = { campaignId, agencyCode: '01981' };
  const month = (count: number) => tableOf(Array.from({ length: count }, () => dossier()));
  const sheets = [
    { name: 'Bìa', rows: [['UBND xã Vĩnh Thông'], ['Danh sách quý I']] },
    { name: 'Tháng 1', rows: month(2) },
    { name: 'Ghi chú', rows: [['a', 'b', 'c']] },
    { name: 'Tháng 2', rows: month(3) },
  ];
  const file = await handIn(homeAffairs, params, Buffer.from(await writeXlsx({ sheets })));
  expect(file).toMatchObject({ state: 'imported', rows: 5, accepted: 5 });
});

test('the newest list of a scope is in force, and nobody of the earlier one is left', async () => {
  const { campaignId, homeAffairs } = await openFrameFor(office);
  const params = { campaignId, agencyCode: '01981' };
  await handIn(homeAffairs, params, csvOf([dossier(), dossier(), dossier()]));
  await handIn(homeAffairs, params, csvOf([dossier({ owner: 'Vàng Thị Mai' })]));
  const summary = await homeAffairs.call(getFrameSummary, { params });
  expect(summary).toMatchObject({ rows: 1, people: 1, files: [{ rows: 1 }] });
  const { people } = await homeAffairs.call(listPersons, { params, query: {} });
  expect(people.map(({ fullName }) => fullName)).toEqual(['Vàng Thị Mai']);
});

test('a province’s file brings departments, tells communes by exact name, and counts what belongs to none', async () => {
  const { campaignId, homeAffairs } = await openFrameFor(office);
  const params = { campaignId, agencyCode: PROVINCE };
  const department = { agencyCode: 'H55.77', agencyName: 'Sở Ngoại vụ' };
  const file = await handIn(
    homeAffairs,
    params,
    csvOf([
      dossier(VAN_LANG),
      dossier(VAN_LANG_WITH_BREVE),
      dossier(department),
      dossier({ agencyCode: '', agencyName: 'Xã Van Lang' }),
    ]),
  );
  expect(file).toMatchObject({ rows: 4, accepted: 3, excluded: 0, inError: 1 });
  const { agencies } = await homeAffairs.call(getBoard, { params: { campaignId } });
  expect(agencies.filter(({ rows }) => rows > 0).map(({ agencyName }) => agencyName)).toEqual([
    'Xã Văn Lang',
    'Xã Văn Lăng',
    'Sở Ngoại vụ',
  ]);
  const known = await homeAffairs.call(listAgencies, { params: { campaignId } });
  expect(known.agencies.at(-1)).toEqual({
    code: 'H55.77',
    name: 'Sở Ngoại vụ',
    kind: 'department',
  });
  const summary = await homeAffairs.call(getFrameSummary, { params });
  expect(summary).toMatchObject({
    rows: 4,
    exclusions: [],
    faults: [{ reason: 'unknown_agency', rows: 1 }],
  });
  const overview = await homeAffairs.call(getOverview, { params: { campaignId } });
  expect(overview).toMatchObject({ rows: 4, people: 3, agenciesWithList: 3 });
});

test('a commune’s own list takes the place of its part of the province’s file, and the other way round', async () => {
  const { campaignId, homeAffairs } = await openFrameFor(office);
  const province = { campaignId, agencyCode: PROVINCE };
  const own = { campaignId, agencyCode: '01981' };
  const rows = [dossier(), dossier(), dossier(VAN_LANG)];
  await handIn(homeAffairs, province, csvOf(rows));
  await handIn(homeAffairs, own, csvOf([dossier({ owner: 'Vàng Thị Mai' })]));
  const after = await homeAffairs.call(getFrameSummary, { params: province });
  expect(after).toMatchObject({ rows: 2, people: 2, files: [{ rows: 1, accepted: 1 }] });

  const { fileId } = await handIn(homeAffairs, province, csvOf([...rows, dossier()]));
  const held = { ...province, fileId };
  const body = { replaced: ['01981'], reason: 'Tệp tỉnh mới hơn.' };
  await homeAffairs.call(decideReplacement, { params: held, body });
  await vi.waitFor(
    async () =>
      expect(await homeAffairs.call(getList, { params: held })).toMatchObject({
        state: 'imported',
      }),
    { timeout: 120_000 },
  );
  expect(await homeAffairs.call(getFrameSummary, { params: own })).toMatchObject({
    rows: 3,
    files: [],
  });
});

test('a dossier that another agency’s list has brought is not counted again', async () => {
  const { campaignId, homeAffairs } = await openFrameFor(office);
  const shared = dossier({ agencyCode: '', agencyName: '' });
  await handIn(homeAffairs, { campaignId, agencyCode: '01981' }, csvOf([shared, shared]));
  const other = await handIn(
    homeAffairs,
    { campaignId, agencyCode: '02143' },
    csvOf([shared, dossier(VAN_LANG)]),
  );
  expect(other).toMatchObject({ rows: 2, accepted: 1, excluded: 1 });
  const summary = await homeAffairs.call(getFrameSummary, {
    params: { campaignId, agencyCode: PROVINCE },
  });
  expect(summary.exclusions).toEqual([{ reason: 'repeated_dossier', rows: 2 }]);
});

test('people are found by name without marks or by phone, and the reading is recorded without them', async () => {
  const { campaignId } = await openFrameFor(office);
  const clerk = await office.as('agency', '01981');
  const params = { campaignId, agencyCode: '01981' };
  const rows = Array.from({ length: 60 }, (_, index) =>
    dossier({ owner: `Đặng Thị Ưng ${index}` }),
  );
  await handIn(clerk, params, csvOf([...rows, dossier({ owner: 'Lý 100%', phone: '0972302218' })]));
  const find = async (search: string, page = '1') =>
    clerk.call(searchPersons, { params, body: { page, search } });
  expect(await find('dang thi UNG')).toMatchObject({ total: 60, page: 1 });
  expect((await find('', '2')).people).toHaveLength(11);
  expect((await find('0972 302')).people).toMatchObject([{ fullName: 'Lý 100%' }]);
  expect((await find('0%')).people).toMatchObject([{ fullName: 'Lý 100%' }]);
  expect((await find('', '0')).page).toBe(1);
  const acts = await office.deps.db
    .selectFrom('activity')
    .select(['details', 'times'])
    .where('campaignId', '=', campaignId)
    .where('act', '=', 'people_read')
    .execute();
  // Five readings within the hour are one line: 50 + 11 + 1 + 1 + 50 people.
  expect(acts).toEqual([{ details: { agency: '01981', people: 113 }, times: 5 }]);
});

test('an observer sees counts and no people; an agency’s staff see their own row of the board', async () => {
  const { campaignId, homeAffairs } = await openFrameFor(office);
  const params = { campaignId, agencyCode: PROVINCE };
  await handIn(homeAffairs, params, csvOf([dossier(), dossier(VAN_LANG)]));
  const observer = await office.as('observer');
  expect(await observer.call(getFrameSummary, { params })).toMatchObject({ people: 2 });
  await expect(observer.call(listPersons, { params, query: {} })).rejects.toMatchObject({
    code: 'access_denied',
  });
  const clerk = await office.as('agency', '02143');
  const { agencies } = await clerk.call(getBoard, { params: { campaignId } });
  expect(agencies).toMatchObject([{ agencyCode: '02143', rows: 1 }]);
});

test('neither an ID number nor a name of somebody left out is stored anywhere', async () => {
  const { campaignId, homeAffairs } = await openFrameFor(office);
  const params = { campaignId, agencyCode: '01981' };
  const file = await handIn(
    homeAffairs,
    params,
    csvOf([
      dossier({ id: '019071123456' }),
      dossier({ owner: 'Triệu Thị Rút Đơn', status: 'Công dân yêu cầu rút' }),
    ]),
  );
  const tables = ['person', 'dossier', 'list_file', 'activity', 'frame_unit'];
  for (const table of tables) {
    const { rows } = await sql<{ row: string }>`
      select row_to_json(t)::text as row from ${sql.table(table)} as t
    `.execute(office.deps.db);
    const text = rows.map(({ row }) => row).join('\n');
    expect(text).not.toContain('019071123456');
    expect(text).not.toContain('Rút Đơn');
  }
  const uploads = join(office.deps.config.dataDir, 'uploads');
  await expect.poll(() => readdir(uploads)).not.toContain(file.fileId);
});

test('two who press at the same moment start one import', async () => {
  const { campaignId, homeAffairs } = await openFrameFor(office);
  const params = { campaignId, agencyCode: '01981' };
  const preview = await upload(homeAffairs, params, csvOf([dossier(), dossier()]));
  const list = { ...params, fileId: preview.fileId };
  const body = { headingRows: preview.headingRows, columns: rolesOf(preview) };
  const attempts = await Promise.allSettled(
    [1, 2].map(() => homeAffairs.call(importList, { params: list, body })),
  );
  expect(attempts.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  await expect
    .poll(() => homeAffairs.call(getList, { params: list }))
    .toMatchObject({ state: 'imported', rows: 2, accepted: 2 });
  expect(await homeAffairs.call(getFrameSummary, { params })).toMatchObject({ rows: 2, people: 2 });
});

test('two agencies hand in one dossier at the same moment: it is in the frame once', async () => {
  const { campaignId, homeAffairs } = await openFrameFor(office);
  const shared = dossier();
  const ends = await Promise.all(
    ['01981', '02143'].map((agencyCode) =>
      handIn(
        homeAffairs,
        { campaignId, agencyCode },
        csvOf([{ ...shared, agencyCode, agencyName: '' }, dossier({ agencyCode, agencyName: '' })]),
      ),
    ),
  );
  expect(ends.map(({ state }) => state)).toEqual(['imported', 'imported']);
  const summary = await homeAffairs.call(getFrameSummary, {
    params: { campaignId, agencyCode: PROVINCE },
  });
  expect(summary).toMatchObject({
    rows: 4,
    accepted: 3,
    exclusions: [{ reason: 'repeated_dossier', rows: 1 }],
  });
});

test('while a list is being read no other of its agency is, and no frame is frozen', async () => {
  const { campaignId, homeAffairs } = await openFrameFor(office);
  const params = { campaignId, agencyCode: '01981' };
  const preview = await upload(homeAffairs, params, csvOf([dossier(), dossier()]));
  const list = { ...params, fileId: preview.fileId };
  await office.deps.db
    .updateTable('listFile')
    .set({ state: 'importing' })
    .where('id', '=', preview.fileId)
    .execute();
  const body = { headingRows: preview.headingRows, columns: rolesOf(preview) };
  await expect(homeAffairs.call(importList, { params: list, body })).rejects.toMatchObject({
    code: 'import_running',
  });
  await expect(
    homeAffairs.call(freezeFrame, { params: { campaignId }, body: { absentReason: 'Thử.' } }),
  ).rejects.toMatchObject({ code: 'import_running' });
});
