// Truth: docs/fieldwork.md §2, re-check: who has no number is asked again at home, by somebody else than took the answers,
// and counts as those who were called.
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as rechecks from '#contract/rechecks.ts';
import type { Caller, Office } from '../office.ts';
import { openOffice } from '../office.ts';
import { answer, collectingCampaign } from '../scenario-collecting.ts';
import { DICE, HONEST, interviewByCall, WITNESSES } from '../scenario-rechecks.ts';

const WITH_NUMBER = 3;
let office: Office;
let params: { campaignId: string };
let homeAffairs: Caller;
let first: Caller;
let second: Caller;

beforeAll(async () => {
  office = await openOffice();
  const campaign = await collectingCampaign(office, {
    agencies: ['01981'],
    fields: ['Hộ tịch'],
    peoplePerStratum: 9,
    phoneOf: (person) => (person < WITH_NUMBER ? '0912345678' : null),
    addressOf: (person) => `Nhà số ${person + 1}`,
  });
  params = { campaignId: campaign.campaignId };
  homeAffairs = await office.as('home_affairs');
  first = await office.as('interviewer');
  second = await office.as('interviewer');
  const called = new Set<string>();
  for (let i = 0; i < WITH_NUMBER; i += 1)
    called.add((await interviewByCall(params, first)).caseId);
  for (const { id, token } of campaign.invitations)
    if (!called.has(id)) await answer(office, token);
  await homeAffairs.call(rechecks.prepareRecheck, { params, body: { percent: 10 } });
  await homeAffairs.call(rechecks.drawRecheck, {
    params: { ...params, number: '1' },
    body: { dice: DICE, witnesses: WITNESSES },
  });
});
afterAll(() => office.close());

const take = async (by: Caller) => (await by.call(rechecks.takeRecheckCall, { params })).call;
const visits = async (by: Caller) => (await by.call(rechecks.readRecheckVisits, { params })).visits;
const takeVisits = async (by: Caller) =>
  (await by.call(rechecks.takeRecheckVisits, { params })).visits;
type Finding = { answers: rechecks.CheckedAnswers } | { unreached: rechecks.Unreached };
const record = (by: Caller, caseId: string, body: Finding) =>
  by.call(rechecks.recordRecheck, { params: { ...params, caseId }, body });
const results = () => homeAffairs.call(rechecks.listRechecks, { params });

test('only who has a number is called; the others wait for a visit, with their address, for a week', async () => {
  const call = await take(second);
  expect(call).toMatchObject({ phone: '0912345678', door: 'phone' });
  // Somebody else answers at the number: the person is looked for at home.
  expect(await record(second, call!.caseId, { unreached: 'wrong_number' })).toEqual({
    outcome: null,
  });
  office.at('2026-11-18T08:00:00Z');
  const taken = await takeVisits(second);
  expect(taken).toHaveLength(4);
  expect(taken.map(({ caseId }) => caseId)).toContain(call!.caseId);
  for (const visit of taken) {
    expect(visit.address).toMatch(/^Nhà số \d$/);
    expect(visit.visitUntil).toBe('2026-11-24');
  }
  office.at('2026-11-24T08:00:00Z');
  expect(await visits(second)).toHaveLength(4);
  // After the week they are free for somebody else.
  office.at('2026-11-25T08:00:00Z');
  expect(await visits(second)).toEqual([]);
});

test('nobody visits whom they interviewed, and no case is with two', async () => {
  const { caseId } = (await takeVisits(second)).find(({ door }) => door === 'phone')!;
  expect(await takeVisits(first)).toEqual([]);
  await expect(record(first, caseId, { answers: HONEST })).rejects.toMatchObject({
    code: 'call_not_held',
  });
  office.at('2026-12-02T08:00:00Z');
  const own = await takeVisits(first);
  expect(own.map(({ door }) => door)).toEqual(['self', 'self', 'self']);
  expect((await takeVisits(second)).map((visit) => visit.caseId)).toEqual([caseId]);
});

test('a visit in vain is tried again on another part of the day, four times at most, and outcomes count as those of calls', async () => {
  const [phone] = await visits(second);
  expect(
    await record(second, phone!.caseId, { answers: { ...HONEST, answeredBy: 'nobody' } }),
  ).toEqual({ outcome: 'contradicted' });
  const [met, away] = await visits(first);
  expect(await record(first, met!.caseId, { answers: HONEST })).toEqual({ outcome: 'confirmed' });
  // Twice in one afternoon is one try.
  const tries = ['02T08', '02T09', '03T02', '03T08'];
  for (const [nth, hour] of tries.entries()) {
    office.at(`2026-12-${hour}:00:00Z`);
    expect(await record(first, away!.caseId, { unreached: 'not_home' })).toEqual({ outcome: null });
    const held = (await visits(first)).find(({ caseId }) => caseId === away!.caseId);
    expect(held!.attempts).toBe(Math.max(1, nth));
  }
  office.at('2026-12-04T02:00:00Z');
  expect(await record(first, away!.caseId, { unreached: 'not_home' })).toEqual({
    outcome: 'not_reached',
  });
  const { doors, takers } = await results();
  expect(doors.find(({ door }) => door === 'self')).toMatchObject({
    drawn: 3,
    confirmed: 1,
    notReached: 1,
  });
  expect(takers[0]).toMatchObject({ takerId: first.staffId, contradicted: 1 });
  // Who read an address is in the journal, without a number of a slip.
  const acts = await office.deps.db
    .selectFrom('activity')
    .select('details')
    .where('act', '=', 'recheck_person_read')
    .execute();
  expect(acts.length).toBeGreaterThan(0);
  for (const { details } of acts) expect(details).toEqual({ agency: '01981' });
});

test('an agency’s own people are visited by nobody of that agency', async () => {
  office.at('2026-12-10T02:00:00Z');
  expect(await takeVisits(await office.as('interviewer', '01981'))).toEqual([]);
});
