// Truth: results.md §3 — a table that was published before is read, matched by a person, kept as it was printed, and may
// be taken out again; a year that this system counted has no second set of figures. So may all that is put beside figures.
import { writeXlsx } from 'hucre/xlsx';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bringBoundaries, listBoundaries, withdrawBoundaries } from '#contract/boundaries.ts';
import { openCampaign } from '#contract/campaigns.ts';
import * as contract from '#contract/earlier-tables.ts';
import type { Replied } from '#contract/endpoint.ts';
import { keepNeighbours, withdrawNeighbours } from '#contract/neighbours.ts';
import { listActivity } from '#contract/staff.ts';
import { getPublishedYears } from '#contract/years.ts';
import type { Caller, Office } from '../office.ts';
import { openOffice, pathOf } from '../office.ts';
import { terms } from '../terms.ts';

const TABLE = [
  'KẾT QUẢ NĂM 2025',
  'STT\tĐơn vị\tSố phiếu\tTiếp cận dịch vụ\tChỉ số hài lòng chung\tXếp hạng',
  '1\tXã Vĩnh Thông\t120\t84,25\t82,5\t2',
  '2\tXã Không Đâu\t80\t81\t80\t3',
  '\tToàn tỉnh\t3260\t83\t82,06\t',
].join('\n');

let office: Office;
let homeAffairs: Caller;
let params: { campaignId: string };
beforeAll(async () => {
  office = await openOffice();
  homeAffairs = await office.as('home_affairs');
  params = { campaignId: (await homeAffairs.call(openCampaign, { body: terms() })).id };
});
afterAll(() => office.close());

type Reading = Replied<typeof contract.readEarlierText>;
const readText = (text: string) =>
  homeAffairs.call(contract.readEarlierText, { params, body: { text } });
const bodyOf = ({ figures, agencies, criteria }: Reading, year = 2025) => ({
  year,
  source: 'Quyết định số 12/QĐ-UBND',
  publishedOn: '2026-01-15',
  method: null,
  figures,
  agencies: agencies.map(({ guess: _, ...match }) => match),
  criteria: criteria.map(({ guess: _, ...match }) => match),
});
const tables = async () => (await homeAffairs.call(contract.listEarlierTables, { params })).tables;

test('a pasted table is read with its guesses and what was left out; nothing is kept', async () => {
  const reading = await readText(TABLE);
  expect(reading.year).toBe(2025);
  expect(reading.figures).toHaveLength(6);
  expect(reading.agencies.map(({ guess, agencyCode }) => [guess, agencyCode])).toEqual([
    ['current', '01981'],
    ['none', null],
    ['province', null],
  ]);
  expect(reading.leftOut).toEqual([{ words: 'Xếp hạng', reason: 'rank' }]);
  expect(await tables()).toEqual([]);
});

test('a workbook gives the same figures as the pasted table', async () => {
  const rows = TABLE.split('\n').map((line) => line.split('\t'));
  const file = await writeXlsx({ sheets: [{ name: 'Bảng 1', rows }] });
  const path = contract.readEarlierFile.path.replace(':campaignId', params.campaignId);
  const reply = await homeAffairs.send('PUT', path, Buffer.from(file));
  expect(reply.statusCode).toBe(200);
  expect(reply.json().figures).toEqual((await readText(TABLE)).figures);
});

test('a kept table is listed with its matches; they can be changed, and the table taken out and used again', async () => {
  const reading = await readText(TABLE);
  // Pressed twice at the same moment it is one table.
  const [{ tableId }, second] = await Promise.all([
    homeAffairs.call(contract.keepEarlierTable, { params, body: bodyOf(reading) }),
    homeAffairs.call(contract.keepEarlierTable, { params, body: bodyOf(reading) }),
  ]);
  expect(second).toEqual({ tableId });
  expect(await tables()).toHaveLength(1);
  const place = { ...params, tableId };
  const [kept] = await tables();
  expect(kept).toMatchObject({ tableId, year: 2025, figures: 6, withdrawnAt: null });
  const agencies = kept!.agencies.map((match) =>
    match.label === 'Xã Không Đâu' ? { ...match, agencyCode: '01981', weight: 80 } : match,
  );
  const body = { agencies, criteria: kept!.criteria };
  await homeAffairs.call(contract.matchEarlierTable, { params: place, body });
  expect((await tables())[0]?.agencies).toEqual(agencies);
  const withdraw = (isWithdrawn: boolean) =>
    homeAffairs.call(contract.withdrawEarlierTable, { params: place, body: { isWithdrawn } });
  await withdraw(true);
  expect((await tables())[0]?.withdrawnAt).not.toBeNull();
  await expect(withdraw(true)).rejects.toMatchObject({ code: 'nothing_changed' });
  await withdraw(false);
  expect((await tables())[0]?.withdrawnAt).toBeNull();
  const { acts } = await homeAffairs.call(listActivity, { query: {} });
  for (const act of ['kept', 'matched', 'withdrawn', 'shown'])
    expect(acts.map((entry) => entry.act)).toContain(`earlier_table_${act}`);
});

test('two columns cannot be one node, an agency of elsewhere is none, and the year is one before the round’s', async () => {
  const reading = await readText(TABLE);
  const keep = (body: ReturnType<typeof bodyOf>) =>
    homeAffairs.call(contract.keepEarlierTable, { params, body });
  const body = bodyOf(reading);
  await expect(
    keep({ ...body, criteria: body.criteria.map((match) => ({ ...match, nodeCode: 'total' })) }),
  ).rejects.toMatchObject({ code: 'earlier_criterion_twice' });
  await expect(
    keep({
      ...body,
      agencies: body.agencies.map((match) => ({
        ...match,
        isProvince: false,
        agencyCode: '00004',
      })),
    }),
  ).rejects.toMatchObject({ code: 'agency_not_found' });
  await expect(keep({ ...body, agencies: body.agencies.slice(1) })).rejects.toMatchObject({
    code: 'request_invalid',
  });
  await expect(keep(bodyOf(reading, 2026))).rejects.toMatchObject({
    code: 'earlier_year_not_before',
  });
});

test('a year that this system counted is told by its own publication alone', async () => {
  const { id } = await homeAffairs.call(openCampaign, { body: { ...terms(), year: 2024 } });
  await office.deps.db
    .updateTable('campaign')
    .set({ stage: 'closed' })
    .where('id', '=', id)
    .execute();
  await expect(
    homeAffairs.call(contract.keepEarlierTable, {
      params,
      body: bodyOf(await readText(TABLE), 2024),
    }),
  ).rejects.toMatchObject({ code: 'earlier_year_counted' });
});

test('observers see the tables and change none; staff of an agency see none', async () => {
  const observer = await office.as('observer');
  expect((await observer.call(contract.listEarlierTables, { params })).tables).toHaveLength(1);
  const body = { text: TABLE };
  await expect(observer.call(contract.readEarlierText, { params, body })).rejects.toMatchObject({
    status: 403,
  });
  const clerk = await office.as('agency', '01981');
  await expect(clerk.call(contract.listEarlierTables, { params })).rejects.toMatchObject({
    status: 403,
  });
});

test('years are public with the publication, however many tables are kept', async () => {
  const years = office.nobody.call(getPublishedYears, { params });
  await expect(years).rejects.toMatchObject({ code: 'not_published' });
});

/** What these do to a publication is looked at in results-published. */
test('boundaries of communes and figures of other sources are kept and taken back', async () => {
  const ring = [
    [105, 21],
    [106, 21],
    [106, 22],
    [105, 21],
  ];
  const area = {
    type: 'Feature',
    properties: { ma: '01981' },
    geometry: { type: 'Polygon', coordinates: [ring] },
  };
  const file = Buffer.from(JSON.stringify({ type: 'FeatureCollection', features: [area] }));
  const path = pathOf(bringBoundaries.path, params, { source: 'Sở Tài nguyên, 2025' });
  const { boundaryId } = (await homeAffairs.send('PUT', path, file)).json();
  await homeAffairs.call(withdrawBoundaries, { params: { ...params, boundaryId }, body: {} });
  const { sets } = await homeAffairs.call(listBoundaries, { params });
  expect(sets).toMatchObject([{ boundaryId, withdrawnAt: expect.any(String) }]);

  const published = office.deps.db.updateTable('campaign').set({ stage: 'published' });
  await published.where('id', '=', params.campaignId).execute();
  const origin = { kind: 'qd766' as const, period: 'Năm 2026', source: 'Cổng DVC quốc gia' };
  const body = { ...origin, publishedOn: '2026-12-31', rows: '01981\t90' };
  expect(await homeAffairs.call(keepNeighbours, { params, body })).toEqual({ kept: 1 });
  // Pressed several times at once, the table is still one.
  await Promise.all([1, 2, 3, 4].map(() => homeAffairs.call(keepNeighbours, { params, body })));
  const withdrawn = await homeAffairs.call(withdrawNeighbours, { params, body: origin });
  expect(withdrawn).toEqual({ withdrawn: 1 });
});
