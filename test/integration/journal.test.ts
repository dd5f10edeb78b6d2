// Truth: what the observer is promised: every act stays in reach, however much anybody reads.
import { readXlsx } from 'hucre/xlsx';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listPersons, searchPersons } from '#contract/persons.ts';
import type { JournalKind, JournalRow } from '#contract/staff.ts';
import { listActivity } from '#contract/staff.ts';
import { record } from '../../server/db/activity.ts';
import type { Caller, Office } from '../office.ts';
import { openOffice } from '../office.ts';
import { openFrameFor } from '../open-round.ts';
import { csvOf, dossier, handIn } from '../scenario-lists.ts';

const AGENCY = '01981';
let office: Office;
let observer: Caller;
let clerk: Caller;
let params: { campaignId: string; agencyCode: string };
beforeAll(async () => {
  office = await openOffice();
  observer = await office.as('observer');
  clerk = await office.as('agency', AGENCY);
  const { campaignId } = await openFrameFor(office);
  params = { campaignId, agencyCode: AGENCY };
  await handIn(clerk, params, csvOf([dossier(), dossier()]));
});
afterAll(() => office.close());

async function whole(kind: JournalKind): Promise<JournalRow[]> {
  const rows: JournalRow[] = [];
  for (let before: number | null | undefined; before !== null; ) {
    const query = { kind, ...(before && { before: String(before) }) };
    const page = await observer.call(listActivity, { query });
    expect(page.acts.length).toBeLessThanOrEqual(100);
    rows.push(...page.acts);
    before = page.next;
  }
  return rows;
}

test('510 reads by a clerk are one line an hour, and push nothing out of sight', async () => {
  const start = office.deps.now();
  for (let i = 0; i < 510; i += 1) {
    const reply = await clerk.send(
      'GET',
      `/api/campaigns/${params.campaignId}/frame/${AGENCY}/persons`,
    );
    expect(reply.statusCode).toBe(200);
  }
  const { acts } = await observer.call(listActivity, { query: {} });
  expect(acts.map(({ act }) => act)).toEqual(
    expect.arrayContaining(['list_imported', 'list_uploaded', 'frame_opened', 'campaign_opened']),
  );
  const reads = (await whole('reads')).filter(({ act }) => act === 'people_read');
  expect(reads).toHaveLength(1);
  expect(reads[0]).toMatchObject({ times: 510, isRead: true, lastAt: start.toISOString() });
  // What was read is summed, so that reading much is seen.
  expect(Number(reads[0]?.details.people)).toBeGreaterThanOrEqual(510);

  office.at(new Date(start.getTime() + 3_600_000).toISOString());
  await clerk.call(listPersons, { params, query: {} });
  expect((await whole('reads')).filter(({ act }) => act === 'people_read')).toHaveLength(2);
  expect((await whole('acts')).some(({ act }) => act === 'people_read')).toBe(false);
});

test('another person, another thing and an act are lines of their own', async () => {
  const before = (await whole('all')).length;
  const other = await office.as('home_affairs');
  for (const _ of [1, 2]) {
    await other.call(listPersons, { params, query: {} });
    await other.call(searchPersons, {
      params: { ...params, agencyCode: 'province' },
      body: { search: 'Lan' },
    });
  }
  expect((await whole('all')).length).toBe(before + 2);
  const act = { at: office.deps.now(), staffId: other.staffId, act: 'list_signed' };
  for (const _ of [1, 2]) await record(office.deps.db, act);
  expect((await whole('acts')).filter((row) => row.act === 'list_signed')).toHaveLength(2);
});

test('page by page everything is reached once, newest first, also while more is written', async () => {
  for (let i = 0; i < 350; i += 1)
    await record(office.deps.db, {
      at: office.deps.now(),
      staffId: clerk.staffId,
      act: 'slips_printed',
      details: { slips: i },
    });
  const first = await observer.call(listActivity, { query: { kind: 'acts' } });
  await record(office.deps.db, { at: office.deps.now(), staffId: null, act: 'campaign_erased' });
  const second = await observer.call(listActivity, {
    query: { kind: 'acts', before: String(first.next) },
  });
  const slips = [...first.acts, ...second.acts].map(({ details }) => details.slips);
  expect(slips.slice(0, 200)).toEqual(Array.from({ length: 200 }, (_, i) => 349 - i));
  const all = (await whole('all')).map(({ id }) => id);
  expect(all).toEqual([...new Set(all)].sort((a, b) => b - a));
  const { count } = await office.deps.db
    .selectFrom('activity')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  expect(all).toHaveLength(count);
});

test('acts are found by who, when, round and words, and the workbook has the same ones, oldest first', async () => {
  const { campaignId } = params;
  const { username } = await office.deps.db
    .selectFrom('staff')
    .select('username')
    .where('id', '=', clerk.staffId ?? '')
    .executeTakeFirstOrThrow();
  const actsOf = async (query: Record<string, string>) =>
    (await observer.call(listActivity, { query: { kind: 'acts', ...query } })).acts;
  for (const row of await actsOf({ by: username.toUpperCase() }))
    expect(row.byUsername).toBe(username);
  // By the act's own words, which a reader sees, and by a detail.
  const uploads = await actsOf({ search: 'TẢI TỆP LÊN', campaignId });
  expect(uploads.map(({ act }) => act)).toEqual(['list_uploaded']);
  expect((await actsOf({ search: '"slips": 17' })).length).toBeGreaterThan(0);
  // What means anything to the database's search is a letter here.
  expect(await actsOf({ search: '100%_' })).toEqual([]);
  const today = office.deps.now().toISOString().slice(0, 10);
  expect((await actsOf({ from: today, to: today })).length).toBe(100);
  expect(await actsOf({ from: '2026-11-20' })).toEqual([]);

  const kind = 'acts';
  await office.deps.db
    .updateTable('staff')
    .set({ fullName: '=HYPERLINK("x")' })
    .where('id', '=', clerk.staffId ?? '')
    .execute();
  const reply = await observer.send('GET', `/api/activity.xlsx?kind=${kind}&by=${username}`);
  const { sheets } = await readXlsx(reply.rawPayload);
  const [headings, ...rows] = sheets[0]!.rows;
  expect(headings?.slice(0, 3)).toEqual(['Số', 'Lúc', 'Việc']);
  const own = (await whole(kind)).filter((row) => row.byUsername === username);
  expect(own.length).toBeGreaterThan(300);
  expect(rows.map(([id]) => id)).toEqual(own.map(({ id }) => id).reverse());
  expect(rows[0]?.[1]).toMatch(/^09:00:00 2\/11\/2026$/);
  expect(rows.every((row) => String(row[4]).startsWith("'="))).toBe(true);
  // Taking it away is itself in the journal; an agency's staff reach neither.
  expect((await whole('reads')).some(({ act }) => act === 'journal_downloaded')).toBe(true);
  expect((await clerk.send('GET', '/api/activity.xlsx')).json().code).toBe('access_denied');
});
