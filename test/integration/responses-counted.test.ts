/**
 * Truth: what citizens sent, kept here in the test. Every answer must come out of the ballot box once,
 * and a box that cannot be read whole must stay shut.
 */
import { randomInt, randomUUID } from 'node:crypto';
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { closeCampaign } from '#contract/campaigns.ts';
import { getParadata } from '#contract/fieldwork.ts';
import type { Paradata } from '#contract/paradata.ts';
import { forgetEndedKeys } from '../../server/responses/forget-keys.ts';
import { connectBeside } from '../database.ts';
import type { Office, RefusedCall } from '../office.ts';
import { officeOn, openOffice } from '../office.ts';
import type { AnswersOf, CollectingCampaign } from '../scenario-collecting.ts';
import { AFTER_GRACE, answer, collectingCampaign, service } from '../scenario-collecting.ts';

let office: Office;
let round: CollectingCampaign;
beforeEach(async () => {
  office = await openOffice();
  round = await collectingCampaign(office, { terms: { questionnairePart: 'whole' } });
});
afterEach(() => office.close());

const close = () =>
  round.homeAffairs.call(closeCampaign, { params: { campaignId: round.campaignId } });
const refusalOf = (call: Promise<unknown>) =>
  call.then(
    () => undefined,
    (refused: RefusedCall) => refused,
  );
const count = async (table: 'ballot' | 'response' | 'answer' | 'comment') =>
  (await office.deps.db.selectFrom(table).selectAll().execute()).length;
const stage = async () =>
  (
    await office.deps.db
      .selectFrom('campaign')
      .select('stage')
      .where('id', '=', round.campaignId)
      .executeTakeFirstOrThrow()
  ).stage;
const keyFile = () =>
  join(office.deps.config.dataDir, 'rounds', `ballot-${round.campaignId}.wrapped`);

/** The counted responses as `stratum: question=value …`, whatever their order. */
async function counted(): Promise<string[]> {
  const { rows } = await sql<{ line: string }>`
    select r.stratum || ': ' || string_agg(a.question || '=' || a.value, ' ' order by a.question, a.value) as line
    from response r join answer a on a.response_id = r.id group by r.id, r.stratum`.execute(
    office.deps.db,
  );
  return rows.map((row) => row.line).sort();
}

test('the count holds every answer once, and leaves out what is no answer', async () => {
  const sent: [AnswersOf, string][] = [
    [{ '9.1': 5, '9.24': 1, '9.25': null, '2': [6, 1], 'a.ethnicity': 1 }, '9.1=5 9.24=1'],
    [{ '9.1': 2, '8.4': 1, '2': [], comment: 'Cần thêm ghế chờ' }, '9.1=2'],
    [{ 'a.ethnicity': 2, '9.39': 3 }, '9.39=3'],
    [{ '1.1': 4, '9.2': 4, '5': 3, '6': 1 }, '9.2=4'],
    [{ '9.3': 1, '5': 1, '2': [1] }, '9.3=1'],
  ];
  const { agencyCode: agency } = round.strata[0]!;
  const ofAgency = round.invitations.filter(({ agencyCode }) => agencyCode === agency);
  const ofField = Map.groupBy(ofAgency, ({ stratum }) => stratum);
  const [first = [], second = []] = [...ofField.values()];
  const people = [...first.slice(0, 3), ...second.slice(0, 2)];
  const lines: string[] = [];
  for (const [index, [answers, line]] of sent.entries()) {
    // Three and two in the strata of one agency: together they are a stratum of five.
    await answer(office, people[index]!.token, answers);
    lines.push(`${agency}:pool-1: ${line}`);
  }
  office.at(AFTER_GRACE);
  expect((await close()).stage).toBe('closed');
  expect(await counted()).toEqual(lines.sort());
  const comments = await office.deps.db.selectFrom('comment').selectAll().execute();
  expect(comments).toHaveLength(1);
  expect(comments[0]).toMatchObject({
    // Five answered there: whose of the five it is, the agency would guess.
    agencyCode: null,
    text: 'Cần thêm ghế chờ',
  });
  expect(await count('ballot')).toBe(0);
});

test('a response of comments alone is counted, without answers', async () => {
  await answer(office, round.invitations[0]!.token, { comment: 'Tốt' });
  office.at(AFTER_GRACE);
  await close();
  expect([await count('response'), await count('answer'), await count('comment')]).toEqual([
    1, 0, 1,
  ]);
});

test('a campaign does not close before the last day of grace has ended', async () => {
  office.at('2026-12-18T16:59:59Z');
  const refused = await refusalOf(close());
  expect(refused).toMatchObject({ code: 'still_collecting', details: { until: '2026-12-18' } });
  office.at('2026-12-18T17:00:00Z');
  expect((await close()).stage).toBe('closed');
  expect(await refusalOf(close())).toMatchObject({ code: 'stage_not_allowed' });
});

test('only Home Affairs closes, and the journal says so with counts only', async () => {
  for (const { token } of round.invitations.slice(0, 3))
    await answer(office, token, service(4, { comment: 'Nhà bà Hoa ở đầu thôn' }));
  office.at(AFTER_GRACE);
  const params = { campaignId: round.campaignId };
  for (const role of ['observer', 'agency'] as const) {
    const staff = await office.as(
      role,
      role === 'agency' ? round.strata[0]!.agencyCode : undefined,
    );
    expect(await refusalOf(staff.call(closeCampaign, { params }))).toMatchObject({
      code: 'access_denied',
    });
  }
  await close();
  const acts = await office.deps.db.selectFrom('activity').selectAll().execute();
  const closed = acts.filter((act) => act.act === 'campaign_closed');
  expect(closed.map((act) => act.details)).toEqual([{ responses: 3, comments: 3, voided: 0 }]);
  expect(acts.map((act) => act.act)).not.toContain('response_submitted');
});

test('one ballot that does not open stops the closing, and nothing is lost', async () => {
  for (const { token } of round.invitations.slice(0, 6)) await answer(office, token, service(5));
  const { db } = office.deps;
  const ballot = await db.selectFrom('ballot').selectAll().executeTakeFirstOrThrow();
  const spoilt = Buffer.from(ballot.sealed);
  spoilt[100]! ^= 1;
  await db.updateTable('ballot').set({ sealed: spoilt }).where('id', '=', ballot.id).execute();
  office.at(AFTER_GRACE);
  expect(await refusalOf(close())).toMatchObject({ code: 'ballots_unreadable' });
  expect([await stage(), await count('ballot'), await count('response')]).toEqual([
    'collecting',
    6,
    0,
  ]);
  await db
    .updateTable('ballot')
    .set({ sealed: ballot.sealed })
    .where('id', '=', ballot.id)
    .execute();
  await close();
  expect([await count('ballot'), await count('response')]).toEqual([0, 6]);
});

test('a ballot that is missing from the box, or moved into it, stops the closing', async () => {
  for (const { token } of round.invitations.slice(0, 3)) await answer(office, token, service(5));
  const { db } = office.deps;
  const [first] = await db.selectFrom('ballot').selectAll().execute();
  await db.deleteFrom('ballot').where('id', '=', first!.id).execute();
  office.at(AFTER_GRACE);
  expect(await refusalOf(close())).toMatchObject({
    code: 'ballots_unreadable',
    details: { received: 3, read: 2 },
  });
  const foreign = { ...first!, id: '00000000-0000-4000-8000-000000000000' };
  await db.insertInto('ballot').values(foreign).execute();
  expect(await refusalOf(close())).toMatchObject({ code: 'ballots_unreadable' });
  expect(await stage()).toBe('collecting');
});

test('after the count the key is gone, also when the process ended in between', async () => {
  await answer(office, round.invitations[0]!.token);
  await expect(access(keyFile())).resolves.toBeUndefined();
  office.at(AFTER_GRACE);
  await close();
  await expect(access(keyFile())).rejects.toThrow();

  await office.deps.secrets.makeBallotKey(round.campaignId);
  await expect(access(keyFile())).resolves.toBeUndefined();
  const { buildApp } = await import('../../server/app.ts');
  const restarted = await buildApp(office.deps);
  await restarted.ready();
  await expect(access(keyFile())).rejects.toThrow();
  await restarted.close();
});

test('after the count no other server process has the key in its memory either', async () => {
  const { db, config } = office.deps;
  const neighbour = await officeOn(await connectBeside(db), config.dataDir);
  neighbour.at(office.deps.now().toISOString());
  await answer(neighbour, round.invitations[0]!.token);
  const { secrets } = neighbour.deps;
  const key = await secrets.ballotKey(round.campaignId);
  await forgetEndedKeys(neighbour.deps);
  expect(key.some((byte) => byte !== 0)).toBe(true);
  office.at(AFTER_GRACE);
  await close();
  await forgetEndedKeys(neighbour.deps);
  expect(key.every((byte) => byte === 0)).toBe(true);
  await expect(secrets.ballotKey(round.campaignId)).rejects.toMatchObject({
    code: 'ballot_box_unavailable',
  });
  await neighbour.app.close();
  if (neighbour.deps.db !== db) await neighbour.deps.db.destroy();
});

test('whoever got a receipt while the campaign was being closed is counted', async () => {
  const outcomes = round.invitations.slice(0, 40).map(async ({ token }) => {
    await new Promise((resolve) => setTimeout(resolve, randomInt(30)));
    office.at('2026-12-15T03:00:00Z');
    return answer(office, token).then(
      () => 1,
      () => 0,
    );
  });
  await new Promise((resolve) => setTimeout(resolve, 15));
  let closed = false;
  while (!closed) {
    office.at(AFTER_GRACE);
    closed = (await refusalOf(close())) === undefined;
  }
  const receipts = (await Promise.all<number>(outcomes)).reduce(
    (sum, received) => sum + received,
    0,
  );
  expect(await count('response')).toBe(receipts);
  expect(await count('ballot')).toBe(0);
});

test('how interviews went is counted in totals only, and what comes a second time is not', async () => {
  const paradata = (seconds: number, device: 'phone' | 'desktop' = 'phone'): Paradata => ({
    page: 'scripts',
    device,
    seconds: { '9-access': seconds, 'no-such-group': 9 },
    changes: 1,
  });
  const ofAgency = (agencyCode: string, howMany: number) =>
    round.invitations
      .filter((invitation) => invitation.agencyCode === agencyCode)
      .slice(0, howMany);
  const [large, middle, small] = [...new Set(round.strata.map(({ agencyCode }) => agencyCode))];
  for (const [nth, { token }] of ofAgency(large!, 8).entries()) {
    const id = randomUUID();
    const changes = { paradata: paradata(10 * nth, nth === 0 ? 'desktop' : 'phone') };
    const receipt = await answer(office, token, service(4), changes, id);
    const again = { paradata: paradata(600), language: 'en' };
    expect(await answer(office, token, service(4), again, id)).toEqual(receipt);
  }
  for (const { token } of ofAgency(middle!, 6))
    await answer(office, token, service(4), { paradata: paradata(100) });
  for (const { token } of ofAgency(small!, 2))
    await answer(office, token, service(4), { paradata: paradata(7) });
  // What is no paradata is none; the answers are received all the same.
  const wrong = { page: 'scripts', device: 'fridge' } as unknown as Paradata;
  await answer(office, ofAgency(large!, 9)[8]!.token, service(4), { paradata: wrong });
  office.at(AFTER_GRACE);
  await close();

  const seenBy = async (role: 'home_affairs' | 'observer' | 'agency', agencyCode?: string) => {
    const staff = await office.as(role, agencyCode);
    return staff.call(getParadata, { params: { campaignId: round.campaignId } });
  };
  const { totals, screens } = await seenBy('home_affairs');
  const rows = (agencyCode: string | null) =>
    Object.fromEntries(
      totals
        .filter((row) => row.agencyCode === agencyCode)
        .map(({ measure, responses, total }) => [measure, [responses, total]]),
    );
  // The smallest agency would be the province less the two others: the next smallest is not told either.
  expect([...new Set(totals.map((row) => row.agencyCode))].sort()).toEqual([large, null]);
  // One of nine had no paradata, one a desktop: neither number, nor what they follow from, is written.
  expect(rows(large!)).toEqual({ 'mode.self': [9, 9], 'language.vi': [9, 9] });
  expect(rows(null)).toEqual({
    'mode.self': [17, 17],
    'language.vi': [17, 17],
    'pace.steady': [17, 10],
    'pace.other': [17, 7],
    // Sixteen were timed, for 894 seconds with 16 changes: means, times ten.
    'time.seconds': [10, 559],
    'time.screen.9-access': [10, 559],
    'time.changes': [10, 10],
  });
  expect(screens.find(({ code }) => code === '9-access')?.name.vi).toMatch(/^Chỗ làm thủ tục: /);
  expect((await seenBy('observer')).totals).toEqual(totals);
  expect((await seenBy('agency', large)).totals).toEqual(
    totals.filter((row) => row.agencyCode === large),
  );
  expect((await seenBy('agency', small)).totals).toEqual([]);
});
