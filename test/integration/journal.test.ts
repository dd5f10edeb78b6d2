// Truth: what the observer is promised: every act stays in reach, however much anybody reads.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listPersons } from '#contract/persons.ts';
import type { JournalKind, JournalRow } from '#contract/staff.ts';
import { listActivity } from '#contract/staff.ts';
import { record } from '../../server/db/activity.ts';
import type { Caller, Office } from '../office.ts';
import { openOffice } from '../office.ts';
import { csvOf, dossier, handIn, openFrameFor } from '../scenario-lists.ts';

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
    await other.call(listPersons, {
      params: { ...params, agencyCode: 'province' },
      query: { search: 'Lan' },
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
