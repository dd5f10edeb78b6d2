// Truth: docs/fieldwork.md §1 and §2: own assignments alone, nobody visits about their own agency, one person one
// ballot, attempts before closing, and a lost telephone carries nothing in.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DayPart } from '#contract/day-parts.ts';
import * as devices from '#contract/devices.ts';
import type { Sent } from '#contract/endpoint.ts';
import { placeHamlet } from '#contract/hamlet-places.ts';
import type { VisitOutcome } from '#contract/visit-rules.ts';
import * as visits from '#contract/visits.ts';
import * as voidings from '#contract/voidings.ts';
import type { Caller, Office } from '../office.ts';
import { openOffice } from '../office.ts';
import type { CollectingCampaign } from '../scenario-collecting.ts';
import { answer, collectingCampaign, OPEN_DAY } from '../scenario-collecting.ts';
import { doorOf, newDevice, parcel, peopleOf } from '../scenario-devices.ts';
import type { TestInvitation } from '../scenario-frozen.ts';

const AGENCY = '01981';
const OTHER = '05443';
let office: Office;
let campaign: CollectingCampaign;
let params: { campaignId: string };
let homeAffairs: Caller;
let person: (agencyCode?: string) => TestInvitation;
let interviewer: Caller;
let deviceKey: string;

beforeAll(async () => {
  office = await openOffice();
  campaign = await collectingCampaign(office, {
    agencies: [AGENCY, OTHER],
    fields: ['Hộ tịch'],
    peoplePerStratum: 30,
  });
  params = { campaignId: campaign.campaignId };
  homeAffairs = campaign.homeAffairs;
  const next = peopleOf(campaign);
  person = (agencyCode = AGENCY) => next(agencyCode);
  const body = { visitAttempts: 2, deviceDays: 10, counterPercent: 30 };
  await homeAffairs.call(devices.setFieldTerms, { params, body });
  interviewer = await office.as('interviewer');
  deviceKey = (await newTelephone(interviewer.staffId!)).deviceKey;
});
afterAll(() => office.close());

const acts = async (act: string) =>
  office.deps.db.selectFrom('activity').selectAll().where('act', '=', act).execute();
const assign = (serials: number[], staffId = interviewer.staffId, agencyCode = AGENCY) =>
  homeAffairs.call(visits.assignVisits, { params, body: { staffId, agencyCode, serials } });
const newTelephone = (staffId: string) =>
  newDevice(office, campaign, { kind: 'interviewer', name: 'Máy của Lan', staffId });
const sync = (more: Partial<Sent<typeof visits.syncVisits>['body']> = {}, key = deviceKey) =>
  office.nobody.call(visits.syncVisits, {
    body: { deviceKey: key, unsent: 0, setAside: 0, attempts: [], closings: [], ...more },
  });
const attempt = (
  caseId: string,
  outcome: VisitOutcome,
  slot: { day: string; part: DayPart } = { day: '2026-11-17', part: 'morning' },
) => ({ id: randomUUID(), caseId, ...slot, outcome, appointment: null });
async function interview(caseId: string, key = deviceKey, content = {}) {
  const { submissionId, sealed } = await parcel(office, campaign, key, caseId, content);
  return () =>
    office.nobody.call(visits.submitVisit, {
      params: { caseId, submissionId },
      body: { deviceKey: key, ...sealed },
    });
}

test('an interviewer gets own assignments alone, with what finds the person and the hash of the slip', async () => {
  expect((await sync()).cases).toEqual([]);
  const [first, second] = [person(), person()];
  const give = () => assign([first.serial, second.serial]);
  for (const reply of await Promise.all(Array.from({ length: 6 }, give)))
    expect(reply).toEqual({ cases: 2 });
  expect(await acts('visits_assigned')).toHaveLength(1);
  const { cases, boxKey, questionnaire } = await sync();
  expect(cases.map(({ caseId }) => caseId).sort()).toEqual([first.id, second.id].sort());
  expect(cases[0]).toMatchObject({ fullName: expect.stringMatching(/\S/), attempts: [] });
  expect(JSON.stringify(cases)).not.toContain(first.token);
  expect([boxKey.length > 60, questionnaire.groups.length > 1]).toEqual([true, true]);
  const [read] = await acts('visit_cases_read');
  expect(read?.details).toEqual({ cases: 2 });
  const other = await office.as('interviewer');
  const theirs = await newTelephone(other.staffId!);
  expect((await sync({}, theirs.deviceKey)).cases).toEqual([]);
  await expect((await interview(first.id, theirs.deviceKey))()).rejects.toMatchObject({
    code: 'case_not_assigned',
  });
});

test('an interviewer of the measured agency is given no case of it', async () => {
  const insider = await office.as('interviewer', AGENCY);
  await expect(assign([person().serial], insider.staffId)).rejects.toMatchObject({
    code: 'interviewer_own_agency',
  });
  expect(await assign([person(OTHER).serial], insider.staffId, OTHER)).toEqual({ cases: 1 });
});

test('a sealed interview comes in by its own door, once, also after the case was reassigned', async () => {
  const [first, second] = [person(), person()];
  await assign([first.serial, second.serial]);
  const send = await interview(first.id);
  const receipt = await send();
  expect(await send()).toEqual(receipt);
  expect(await doorOf(office, first.id)).toBe('interview');
  await expect(answer(office, first.token)).rejects.toMatchObject({ code: 'invitation_used' });
  const carried = await interview(second.id);
  const other = await office.as('interviewer');
  await assign([second.serial], other.staffId);
  expect((await sync()).cases.map(({ caseId }) => caseId)).not.toContain(second.id);
  await carried();
  expect(await doorOf(office, second.id)).toBe('interview');
});

test('an interviewer is told when the person has answered by another door meanwhile', async () => {
  const { id, serial, token } = person();
  await assign([serial]);
  const send = await interview(id);
  await answer(office, token);
  await expect(send()).rejects.toMatchObject({ code: 'invitation_used' });
  expect(await doorOf(office, id)).toBe('self');
  expect((await sync()).cases.map(({ caseId }) => caseId)).not.toContain(id);
});

test('attempts are noted once each, and a case closes without contact only after enough on different parts of the day', async () => {
  const { id, serial } = person();
  await assign([serial]);
  const first = attempt(id, 'no_answer');
  await sync({ attempts: [first] });
  const again = await sync({ attempts: [first], closings: [id] });
  expect(again.refused).toEqual([{ id, code: 'attempts_missing' }]);
  expect(again.cases.find(({ caseId }) => caseId === id)?.attempts).toEqual([
    { day: '2026-11-17', part: 'morning' },
  ]);
  // The same part on another day is no other part: the terms want two.
  const morning = attempt(id, 'no_answer', { day: '2026-11-16', part: 'morning' });
  expect((await sync({ attempts: [morning], closings: [id] })).refused).toHaveLength(1);
  const evening = attempt(id, 'no_answer', { day: '2026-11-16', part: 'evening' });
  const closed = await sync({ attempts: [evening], closings: [id] });
  expect(closed.refused).toEqual([]);
  expect(closed.cases.map(({ caseId }) => caseId)).not.toContain(id);
});

test('no day is made up: what is handed in is of the days since the last contact', async () => {
  const { id, serial } = person();
  await assign([serial]);
  const { day } = attempt(id, 'no_answer');
  await sync();
  const made = ['2026-11-10', '2026-11-12', '2026-11-30'].map((claimed) =>
    attempt(id, 'no_answer', { day: claimed, part: 'morning' }),
  );
  const { cases } = await sync({ attempts: made });
  const own = cases.find(({ caseId }) => caseId === id);
  expect(new Set(own?.attempts.map((slot) => slot.day))).toEqual(new Set([day]));
});

test('a refusal at the door is final, an appointment is told again, a stranger’s attempt is refused', async () => {
  const [refusing, busy, foreign] = [person(), person(), person()];
  await assign([refusing.serial, busy.serial]);
  const appointment = { day: '2026-11-20', part: 'evening' } as const;
  const { cases, refused } = await sync({
    attempts: [
      attempt(refusing.id, 'refused'),
      { ...attempt(busy.id, 'appointment'), appointment },
      attempt(foreign.id, 'refused'),
    ],
  });
  expect(refused.map(({ code }) => code)).toEqual(['case_not_assigned']);
  expect(cases.find(({ caseId }) => caseId === busy.id)).toMatchObject({ appointment });
  await expect(answer(office, refusing.token)).rejects.toMatchObject({ code: 'invitation_used' });
  expect(await answer(office, foreign.token)).toHaveProperty('code');
});

test('what was asked in time arrives in the days of grace by the word of the last contact', async () => {
  const { id, serial } = person();
  await assign([serial]);
  const { mark, campaign: shown } = await sync();
  const without = await interview(id);
  const carried = await interview(id, deviceKey, { mark });
  office.at(`${shown.graceTo}T03:00:00Z`);
  await expect(without()).rejects.toMatchObject({ code: 'campaign_closed' });
  expect(await carried()).toHaveProperty('code');
  office.at(OPEN_DAY);
});

test('a voided interviewer’s people are asked again by another one, never by the same', async () => {
  const suspected = await office.as('interviewer');
  const { deviceKey: own } = await newTelephone(suspected.staffId!);
  const people = [person(), person()];
  await assign(
    people.map(({ serial }) => serial),
    suspected.staffId,
  );
  await sync({}, own);
  for (const { id } of people) await (await interview(id, own))();
  const day = (await office.deps.db.selectFrom('ballotBatch').selectAll().execute()).find(
    ({ takerId }) => takerId === suspected.staffId,
  )!.day;
  const batch = {
    door: 'interview',
    takerId: suspected.staffId!,
    fromDay: day,
    toDay: day,
  } as const;
  const { id: voidingId } = await homeAffairs.call(voidings.proposeVoiding, {
    params,
    body: { ...batch, reason: 'Hai người nói chưa ai đến hỏi.' },
  });
  const observer = await office.as('observer');
  const body = { isConfirmed: true, witness: 'Bà B, MTTQ tỉnh' };
  const deciding = { params: { ...params, voidingId }, body };
  expect(await observer.call(voidings.decideVoiding, deciding)).toEqual({ ballots: 2 });
  const [first] = people as [TestInvitation];
  expect(await doorOf(office, first.id)).toBeNull();
  await expect((await interview(first.id, own))()).rejects.toMatchObject({ code: 'case_voided' });
  const other = await office.as('interviewer');
  const { deviceKey: theirs } = await newTelephone(other.staffId!);
  await assign([first.serial], other.staffId);
  await sync({}, theirs);
  await (await interview(first.id, theirs))();
  expect(await doorOf(office, first.id)).toBe('interview');
});

test('a lost telephone is cut off; another one of the same interviewer goes on', async () => {
  const { id, serial } = person();
  await assign([serial]);
  const { devices: listed } = await homeAffairs.call(devices.listDevices, { params });
  const lost = listed.find(({ openCases, kind }) => kind === 'interviewer' && openCases > 0)!;
  const cut = { ...params, deviceId: lost.id };
  const carried = await interview(id);
  expect((await homeAffairs.call(devices.revokeDevice, { params: cut })).openCases).toBe(
    lost.openCases,
  );
  await expect(sync()).rejects.toMatchObject({ code: 'device_revoked' });
  await expect(carried()).rejects.toMatchObject({ code: 'device_revoked' });
  const found = await newTelephone(interviewer.staffId!);
  expect((await sync({}, found.deviceKey)).cases).toHaveLength(lost.openCases);
});

test('a hamlet has a place for its interviewer and the office, and nothing has who gave it', async () => {
  const [own, foreign] = [person(), person(OTHER)];
  const { staffId } = await office.as('interviewer');
  const key = (await newTelephone(staffId!)).deviceKey;
  await assign([own.serial], staffId);
  for (const [id, hamlet] of [
    [own.id, 'Nà Cà'],
    [foreign.id, 'Bản Áng'],
  ] as const)
    await office.deps.db.updateTable('invitation').set({ hamlet }).where('id', '=', id).execute();
  const hamlets = async () => (await homeAffairs.call(visits.readAssignments, { params })).hamlets;
  const place = { east: 105_848, north: 21_594 };
  const [mine, theirs] = [
    { agencyCode: AGENCY, hamlet: 'Nà Cà', place },
    { agencyCode: OTHER, hamlet: 'Bản Áng', place },
  ];
  // Of a hamlet that is somebody else's nothing is taken, nor given out.
  expect((await sync({ places: [mine, theirs] }, key)).places).toEqual([mine]);
  await homeAffairs.call(placeHamlet, { params, body: theirs });
  expect((await sync({}, key)).places).toEqual([mine]);
  const placed = (await hamlets()).filter((row) => row.place);
  expect(placed.map((row) => [row.agencyCode, row.hamlet, row.place]).sort()).toEqual([
    [AGENCY, mine.hamlet, place],
    [OTHER, theirs.hamlet, place],
  ]);
  // The office's act alone is in the journal, without hamlet and place.
  expect((await acts('hamlet_placed')).map(({ details }) => details)).toEqual([{ agency: OTHER }]);
  await homeAffairs.call(placeHamlet, { params, body: { ...theirs, place: null } });
  expect((await hamlets()).filter((row) => row.place)).toHaveLength(1);
  const unknown = { agencyCode: AGENCY, hamlet: 'Không có thôn này', place };
  await expect(homeAffairs.call(placeHamlet, { params, body: unknown })).rejects.toMatchObject({
    code: 'hamlet_unknown',
  });
  // Nothing finer than a hundred metres, nothing outside of the country.
  for (const other of [
    { east: 105_848.25, north: 21_594 },
    { east: 2_000, north: 48_000 },
  ])
    await expect(
      homeAffairs.call(placeHamlet, { params, body: { ...mine, place: other } }),
    ).rejects.toMatchObject({ code: 'request_invalid' });
});

test('a contact that hands in very much is a contact: no program of one’s own dates back behind it', async () => {
  const { id, serial } = person();
  await assign([serial]);
  const { deviceKey: key } = await newTelephone(interviewer.staffId!);
  office.at('2026-11-19T03:00:00Z');
  const [today, claimed] = ['2026-11-19', '2026-11-17'].map((day) =>
    attempt(id, 'no_answer', { day, part: 'morning' }),
  );
  await sync({ attempts: Array.from({ length: 100 }, () => today!) }, key);
  const { cases } = await sync({ attempts: [{ ...claimed!, part: 'evening' }] }, key);
  const own = cases.find(({ caseId }) => caseId === id);
  expect(own?.attempts).toContainEqual({ day: '2026-11-19', part: 'evening' });
  expect(own?.attempts.map(({ day }) => day)).not.toContain('2026-11-17');
});
