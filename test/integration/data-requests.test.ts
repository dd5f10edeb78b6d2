// Truth: Luật 91/2025/QH15 and NĐ 356/2025 as docs/domain.md §8 has them: a request about personal data is answered in two
// working days and carried out in fifteen; who objects is left alone; docs/data-protection.md, “What a person can ask”.
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as requests from '#contract/data-requests.ts';
import { freezeFrame } from '#contract/frozen-frame.ts';
import { issueInvitations, listInvitations } from '#contract/invitations.ts';
import { listPersons } from '#contract/persons.ts';
import { drawSample, publishPlan } from '#contract/samples.ts';
import { listActivity } from '#contract/staff.ts';
import type { Caller, Office } from '../office.ts';
import { openOffice } from '../office.ts';
import { openFrameFor } from '../open-round.ts';
import { DICE, design, WITNESSES } from '../scenario-frozen.ts';
import { csvOf, dossier, handIn } from '../scenario-lists.ts';
import { sealsThatHold, tablesThatHold } from '../scenario-personal.ts';

const AGENCY = '01981';
const FRIDAY = '2026-11-06T02:00:00Z';
let office: Office;
let officer: Caller;
let homeAffairs: Caller;
let campaignId: string;
const list = ['Lý A Sử', 'Vàng Thị Mai', 'Giàng A Páo', 'Hoàng Văn Cử'].map((owner) =>
  dossier({ owner }),
);
const [su, mai, pao, cu] = list.map(({ code }) => code!) as [string, string, string, string];

beforeAll(async () => {
  office = await openOffice();
  office.at(FRIDAY);
  officer = await office.as('data_protection');
  ({ campaignId, homeAffairs } = await openFrameFor(office, { noticeHours: 0 }));
  await handIn(homeAffairs, { campaignId, agencyCode: AGENCY }, csvOf(list));
});
afterAll(() => office.close());

async function ask(kind: requests.DataRequestKind, dossierCode: string, day = '2026-11-06') {
  const body = { kind, channel: 'telephone', agencyCode: AGENCY, dossierCode } as const;
  const params = { campaignId };
  const { code } = await officer.call(requests.registerDataRequest, {
    params,
    body: { ...body, receivedOn: day },
  });
  return { params: { campaignId, code } };
}
const answer = (
  request: { params: { campaignId: string; code: string } },
  given: requests.RequestAnswer,
  note = '',
) => officer.call(requests.answerDataRequest, { ...request, body: { answer: given, note } });
const register = async () =>
  (await officer.call(requests.listDataRequests, { params: { campaignId } })).requests;
const entry = async ({ params: { code } }: { params: { code: string } }) =>
  (await register()).find((row) => row.code === code)!;
/** Of the frame alone: persons of the list that was replaced are swept in the background. */
const frozenPersons = () =>
  office.deps.db
    .selectFrom('person')
    .innerJoin('frameUnit', 'frameUnit.personId', 'person.id')
    .selectAll('person')
    .where('frameUnit.campaignId', '=', campaignId)
    .orderBy('person.id')
    .execute();
const refusal = (code: string) => expect.objectContaining({ code });

test('a request has its days, is late after them, and can be given more time once', async () => {
  const request = await ask('copy', ` ${su.toLowerCase()} `);
  expect(await entry(request)).toMatchObject({
    dossierCode: su,
    isHeld: true,
    // Monday and Tuesday are the two working days.
    replyDueOn: '2026-11-10',
    actDueOn: '2026-11-21',
    isLate: false,
  });
  office.at('2026-11-11T02:00:00Z');
  expect(await entry(request)).toMatchObject({ isLate: true });
  await expect(answer(request, 'in_progress')).rejects.toEqual(refusal('request_note_missing'));
  await answer(request, 'extended', 'Hồ sơ ở hai đơn vị, đang tìm');
  expect(await entry(request)).toMatchObject({ actDueOn: '2026-12-06', closedAt: null });
  await expect(answer(request, 'extended', 'Lần nữa')).rejects.toEqual(refusal('request_extended'));
  office.at(FRIDAY);
});

test('one request registered six times at once has one code; what differs in anything has its own', async () => {
  const codeOf = async (kind: requests.DataRequestKind, dossierCode: string) =>
    (await ask(kind, dossierCode)).params.code;
  const codes = await Promise.all(
    Array.from({ length: 6 }, (_, n) => codeOf('objection', n % 2 ? su : ` ${su.toLowerCase()}`)),
  );
  expect(new Set(codes).size).toBe(1);
  const isThis = ({ kind, dossierCode }: { kind: string; dossierCode: string | null }) =>
    kind === 'objection' && dossierCode === su;
  expect((await register()).filter(isThis)).toHaveLength(1);
  const { acts } = await homeAffairs.call(listActivity, { query: {} });
  expect(acts.filter(({ details }) => details?.code === codes[0])).toHaveLength(1);
  for (const other of [await codeOf('erasure', su), await codeOf('objection', cu)])
    expect(codes).not.toContain(other);
  // One that was answered is over: who asks again is owed an answer again.
  await answer({ params: { campaignId, code: codes[0]! } }, 'refused', 'Thử');
  expect(codes).not.toContain(await codeOf('objection', su));
});

test('who is in no list is answered too, and days to come are not days of receipt', async () => {
  const request = await ask('copy', 'H55.200-260302-9999');
  expect(await entry(request)).toMatchObject({ isHeld: false });
  await expect(officer.call(requests.readDataCopy, request)).rejects.toEqual(
    refusal('request_not_held'),
  );
  await expect(answer(request, 'done')).rejects.toEqual(refusal('request_not_held'));
  await answer(request, 'not_held', 'Đã gọi lại, không có hồ sơ nào');
  expect(await entry(request)).toMatchObject({ outcome: 'not_held' });
  await expect(answer(request, 'done')).rejects.toEqual(refusal('request_closed'));
  await expect(ask('copy', su, '2026-11-07')).rejects.toEqual(refusal('request_day_ahead'));
});

test('contact data of an open list are corrected in the list, and nobody is emptied out of it', async () => {
  const correction = await ask('correction', mai);
  const contact = { fullName: 'Vàng Thị Mai', phone: null, address: null };
  const body = { ...contact, hamlet: null, email: null };
  await expect(officer.call(requests.correctContact, { ...correction, body })).rejects.toEqual(
    refusal('request_before_freeze'),
  );
  const erasure = await ask('erasure', mai);
  await expect(answer(erasure, 'done')).rejects.toEqual(refusal('request_before_freeze'));
  expect(await entry(erasure)).toMatchObject({ closedAt: null });
});

test('who objects is left out at the freeze, also of a list that is handed in again', async () => {
  await answer(await ask('objection', pao), 'done');
  const params = { campaignId, agencyCode: AGENCY };
  await handIn(homeAffairs, params, csvOf(list.toReversed()));
  const body = { absentReason: 'Thử một xã', unacceptedReason: 'Thử' };
  const frozen = await homeAffairs.call(freezeFrame, { params: { campaignId }, body });
  expect(frozen).toMatchObject({ people: 3, rest: { refused: 1 } });
  const { people } = await homeAffairs.call(listPersons, { params, query: {} });
  expect(people.map(({ fullName }) => fullName).sort()).toEqual([
    'Hoàng Văn Cử',
    'Lý A Sử',
    'Vàng Thị Mai',
  ]);
});

test('who objects and is drawn all the same gets no slip: a refusal from the start', async () => {
  await answer(await ask('objection', cu), 'done');
  const params = { campaignId };
  // All three of the frame are drawn: chance must not decide.
  await homeAffairs.call(publishPlan, { params, body: design({ size: 3, reserveRatio: 0 }) });
  await homeAffairs.call(drawSample, { params, body: { dice: DICE, witnesses: WITNESSES } });
  await homeAffairs.call(issueInvitations, { params });
  const states = await office.deps.db
    .selectFrom('invitation')
    .select(['state', 'isRevoked'])
    .where('campaignId', '=', campaignId)
    .execute();
  expect(states.filter(({ state }) => state === 'declined')).toEqual([
    { state: 'declined', isRevoked: true },
  ]);
  expect(states.filter(({ state }) => state === 'issued')).toHaveLength(2);
});

test('the slip goes by the contact data as corrected, and the frozen record stays', async () => {
  const request = await ask('correction', mai);
  const contact = { fullName: 'Vàng Thị Mây', phone: '0912000111', address: 'Thôn Bản Mới' };
  const before = await frozenPersons();
  const body = { ...contact, hamlet: 'Bản Mới', email: null };
  await officer.call(requests.correctContact, { ...request, body });
  await answer(request, 'done');
  const slips = await homeAffairs.call(listInvitations, {
    params: { campaignId, agencyCode: AGENCY },
  });
  expect(slips.invitations.map(({ fullName }) => fullName)).toContain('Vàng Thị Mây');
  expect(slips.invitations.map(({ fullName }) => fullName)).not.toContain('Vàng Thị Mai');
  expect(await frozenPersons()).toEqual(before);
});

test('the copy has all that is stored about who asked, and about nobody else', async () => {
  const request = await ask('copy', mai);
  const copy = await officer.call(requests.readDataCopy, request);
  expect(copy.persons).toMatchObject([
    {
      agencyCode: AGENCY,
      fullName: 'Vàng Thị Mai',
      address: expect.stringContaining('Thôn Nà Cà'),
      corrected: { fullName: 'Vàng Thị Mây', phone: '0912000111' },
      dossiers: [{ code: mai, procedureName: 'Đăng ký khai sinh', returnedOn: '2026-03-04' }],
      slip: { isUsed: false, attempts: [], reminders: 0 },
    },
  ]);
  expect(JSON.stringify(copy)).not.toMatch(/Lý A Sử|Giàng A Páo|Hoàng Văn Cử/u);
});

test('an erasure leaves nothing that names the person, the correction and the register neither', async () => {
  const { db, secrets } = office.deps;
  const key = await secrets.identityKey(campaignId);
  const names = ['Vàng Thị Mai', 'Vàng Thị Mây', '0912000111'];
  expect(await sealsThatHold(db, key, names)).toContain('contact_correction.sealed');
  await answer(await ask('erasure', mai), 'done');
  await expect.poll(() => sealsThatHold(db, key, names)).toEqual([]);
  await expect.poll(() => tablesThatHold(db, [mai])).toEqual([]);
});

test('every step is in the journal, without a name or a dossier', async () => {
  const { acts } = await homeAffairs.call(listActivity, { query: {} });
  const kinds = acts.map(({ act }) => act);
  for (const act of [
    'data_request_registered',
    'data_request_answered',
    'data_copy_read',
    'contact_corrected',
    'data_requests_read',
  ])
    expect(kinds).toContain(act);
  expect(JSON.stringify(acts)).not.toMatch(/Vàng|Lý A|H55\.200-26/u);
});
