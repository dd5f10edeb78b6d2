// Truth: docs/fieldwork.md §2 and §3: the next best case, a number told once, an outcome required, a refusal that is
// final, nobody asked by their own agency's staff, and one ballot whatever the door.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as calls from '#contract/calls.ts';
import type { DayPart } from '#contract/day-parts.ts';
import { boundTo, sealInterview } from '#contract/sealed-interview.ts';
import { openBallot } from '../../server/responses/sealed-ballot.ts';
import type { Caller, Office } from '../office.ts';
import { openOffice } from '../office.ts';
import type { CollectingCampaign } from '../scenario-collecting.ts';
import { answer, collectingCampaign, service } from '../scenario-collecting.ts';

const AGENCY = '01981';
let office: Office;
let campaign: CollectingCampaign;
let params: { campaignId: string };
let caller: Caller;

beforeAll(async () => {
  office = await openOffice();
  campaign = await collectingCampaign(office, {
    agencies: [AGENCY, '05443'],
    fields: ['Hộ tịch'],
    peoplePerStratum: 6,
  });
  params = { campaignId: campaign.campaignId };
  caller = await office.as('interviewer');
});
afterAll(() => office.close());

const take = async (by = caller) => (await by.call(calls.takeCall, { params })).call!;
type Recorded = Parameters<typeof record>[1];
const record = (
  caseId: string,
  body: { outcome: calls.CallOutcome; appointment?: { day: string; part: DayPart } | null },
  by = caller,
) => by.call(calls.recordCall, { params: { ...params, caseId }, body });
const finish = async (body: Recorded) => {
  const { caseId } = await take();
  await record(caseId, body);
  return caseId;
};
async function sealed(caseId: string, submissionId: string, value: number) {
  const { boxKey, questionnaire } = await caller.call(calls.readCalls, { params });
  return sealInterview(boxKey, boundTo(caseId, submissionId), {
    questionnaireVersion: questionnaire.version,
    language: 'vi',
    answers: service(value),
  });
}
const tokenOf = (caseId: string) => campaign.invitations.find(({ id }) => id === caseId)!.token;

test('a number is told once and stands in the journal; the next case comes only after an outcome', async () => {
  const call = await take();
  expect(call.phone).toMatch(/^0\d{9}$/);
  const { held } = await caller.call(calls.readCalls, { params });
  expect(held?.caseId).toBe(call.caseId);
  expect(JSON.stringify(held)).not.toContain(call.phone);
  await expect(take()).rejects.toMatchObject({ code: 'call_unfinished' });
  const acts = await office.deps.db
    .selectFrom('activity')
    .selectAll()
    .where('act', '=', 'phone_number_read')
    .execute();
  expect(acts).toHaveLength(1);
  expect(acts[0]!.details).toEqual({ agency: expect.any(String) });
  await record(call.caseId, { outcome: 'no_answer' });
  expect((await take()).caseId).not.toBe(call.caseId);
});

test('the case of somebody else’s line is nobody’s to read, to record or to answer', async () => {
  const { held } = await caller.call(calls.readCalls, { params });
  const other = await office.as('interviewer');
  expect((await other.call(calls.readCalls, { params })).held).toBeNull();
  await expect(record(held!.caseId, { outcome: 'refused' }, other)).rejects.toMatchObject({
    code: 'call_not_held',
  });
  const place = { ...params, caseId: held!.caseId, submissionId: randomUUID() };
  const body = await sealed(place.caseId, place.submissionId, 4);
  await expect(other.call(calls.submitCall, { params: place, body })).rejects.toMatchObject({
    code: 'call_not_held',
  });
});

test('answers sealed under the public key become one ballot by the telephone’s door, and a repeat gets its receipt', async () => {
  const { held } = await caller.call(calls.readCalls, { params });
  const place = { ...params, caseId: held!.caseId, submissionId: randomUUID() };
  const body = await sealed(place.caseId, place.submissionId, 4);
  const receipt = await caller.call(calls.submitCall, { params: place, body });
  expect(await caller.call(calls.submitCall, { params: place, body })).toEqual(receipt);
  await expect(answer(office, tokenOf(place.caseId))).rejects.toMatchObject({
    code: 'invitation_used',
  });
  const { db, secrets } = office.deps;
  const key = await secrets.ballotKey(campaign.campaignId);
  const ballots = await db.selectFrom('ballot').selectAll().execute();
  const opened = ballots.map(({ id, sealed: bytes }) =>
    openBallot(key, campaign.campaignId, id, bytes),
  );
  expect(opened.map(({ mode }) => mode)).toEqual(['phone']);
  expect((await caller.call(calls.readCalls, { params })).held).toBeNull();
});

test('whoever answered by phone meanwhile is not answered for again', async () => {
  const call = await take();
  await answer(office, tokenOf(call.caseId));
  const place = { ...params, caseId: call.caseId, submissionId: randomUUID() };
  const body = await sealed(place.caseId, place.submissionId, 1);
  await expect(caller.call(calls.submitCall, { params: place, body })).rejects.toMatchObject({
    code: 'invitation_used',
  });
  expect((await caller.call(calls.readCalls, { params })).held).toBeNull();
});

test('a parcel sealed for one case or number opens for no other', async () => {
  const call = await take();
  const place = { ...params, caseId: call.caseId, submissionId: randomUUID() };
  const body = await sealed(place.caseId, randomUUID(), 1);
  await expect(caller.call(calls.submitCall, { params: place, body })).rejects.toMatchObject({
    code: 'interview_unreadable',
  });
  await record(call.caseId, { outcome: 'busy' });
});

test('who says never again on the telephone is left out of later rounds', async () => {
  await finish({ outcome: 'never_again' });
  const traces = await office.deps.db
    .selectFrom('contactTrace')
    .select('hash')
    .where('kind', '=', 'refused')
    .execute();
  expect(traces.length).toBeGreaterThan(0);
});

test('a refusal is final by every door, and a wrong number leaves the others open', async () => {
  const refused = await finish({ outcome: 'refused' });
  await expect(answer(office, tokenOf(refused))).rejects.toMatchObject({ code: 'invitation_used' });
  const unreached = await finish({ outcome: 'wrong_number' });
  expect(await answer(office, tokenOf(unreached))).toHaveProperty('code');
});

test('an appointment comes first when it is due, and not before', async () => {
  await expect(finish({ outcome: 'appointment' })).rejects.toMatchObject({
    code: 'appointment_incomplete',
  });
  const { held } = await caller.call(calls.readCalls, { params });
  const due = { day: '2026-11-18', part: 'evening' } as const;
  await record(held!.caseId, { outcome: 'appointment', appointment: due });
  office.at('2026-11-18T02:00:00Z');
  const morning = await take();
  expect(morning.caseId).not.toBe(held!.caseId);
  await record(morning.caseId, { outcome: 'no_answer' });
  office.at('2026-11-18T12:00:00Z');
  const evening = await take();
  expect([evening.caseId, evening.appointment]).toEqual([held!.caseId, due]);
  await record(evening.caseId, { outcome: 'no_answer' });
});

test('nobody is called by the staff of the agency that they would judge', async () => {
  const insider = await office.as('interviewer', AGENCY);
  const names = new Set<string>();
  for (;;) {
    const { call } = await insider.call(calls.takeCall, { params });
    if (!call) break;
    names.add(call.agencyName);
    await record(call.caseId, { outcome: 'no_answer' }, insider);
  }
  expect([...names].join()).not.toContain('Vĩnh Thông');
  expect(names.size).toBe(1);
});
