// Truth: docs/fieldwork.md §1 and §2: the mode is the enrolled device's, one person one ballot, and a kiosk that is cut off
// carries nothing in by itself.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as devices from '#contract/devices.ts';
import * as rechecks from '#contract/rechecks.ts';
import * as signs from '#contract/signs.ts';
import * as voidings from '#contract/voidings.ts';
import { openBallot } from '../../server/responses/sealed-ballot.ts';
import { insertAnswerSigns, takerKey } from '../../server/responses/takers/answer-signs.ts';
import type { Caller, Office } from '../office.ts';
import { openOffice } from '../office.ts';
import type { CollectingCampaign } from '../scenario-collecting.ts';
import { answer, collectingCampaign, OPEN_DAY } from '../scenario-collecting.ts';
import { doorOf, enrol, newDevice, newDeviceKey, parcel, peopleOf } from '../scenario-devices.ts';
import type { TestInvitation } from '../scenario-frozen.ts';

const AGENCY = '01981';
const OTHER = '05443';
const DAY = OPEN_DAY.slice(0, 10);
let office: Office;
let campaign: CollectingCampaign;
let params: { campaignId: string };
let homeAffairs: Caller;
let person: (agencyCode?: string) => TestInvitation;

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
});
afterAll(() => office.close());

const newKiosk = (name = 'Quầy 1') =>
  newDevice(office, campaign, { kind: 'kiosk', name, agencyCode: AGENCY });
const contact = (deviceKey: string, unsent = 0) =>
  office.nobody.call(devices.contactKiosk, { body: { deviceKey, unsent, setAside: 0 } });
async function atKiosk(deviceKey: string, content: Record<string, unknown>, sender = deviceKey) {
  const { submissionId, sealed } = await parcel(office, campaign, deviceKey, null, content);
  const send = () =>
    office.nobody.call(devices.submitAtKiosk, {
      params: { submissionId },
      body: { deviceKey: sender, ...sealed },
    });
  return { send, submissionId, sealed };
}
const modes = async () => {
  const { db, secrets } = office.deps;
  const key = await secrets.ballotKey(campaign.campaignId);
  const rows = await db.selectFrom('ballot').selectAll().execute();
  return rows.map(({ id, sealed }) => openBallot(key, campaign.campaignId, id, sealed).mode);
};
const acts = async (act: string) =>
  office.deps.db.selectFrom('activity').selectAll().where('act', '=', act).execute();

test('a kiosk is enrolled by a code that is good once, which stands in the journal without the code', async () => {
  const { code, deviceKey, kind } = await newKiosk();
  expect([kind, code]).toEqual(['kiosk', expect.stringMatching(/^[A-Z2-7]{4}(-[A-Z2-7]{4}){2}$/)]);
  // The reply was lost: the same device asks again, as somebody types it.
  expect(await enrol(office, code.toLowerCase().replaceAll('-', ' '), deviceKey)).toMatchObject({
    kind,
  });
  await expect(enrol(office, code)).rejects.toMatchObject({ code: 'enrolment_code_invalid' });
  const journal = [...(await acts('device_code_made')), ...(await acts('device_enrolled'))];
  expect(journal).toHaveLength(2);
  expect(JSON.stringify(journal)).not.toContain(code.slice(0, 4));
});

test('one device asked for six times at once is one, with one code; another name, id or person makes another', async () => {
  const requestId = randomUUID();
  const body = { requestId, kind: 'kiosk', name: 'Quầy 8', agencyCode: AGENCY } as const;
  const add = (more: object = {}, caller = homeAffairs) =>
    caller.call(devices.addDevice, { params, body: { ...body, ...more } });
  const linesBefore = (await acts('device_code_made')).length;
  const replies = await Promise.all(Array.from({ length: 6 }, () => add()));
  for (const reply of replies) expect(reply).toEqual(replies[0]);
  const listed = (await homeAffairs.call(devices.listDevices, { params })).devices;
  expect(listed.filter(({ name }) => name === 'Quầy 8')).toHaveLength(1);
  expect(await acts('device_code_made')).toHaveLength(linesBefore + 1);
  const others = [
    await add({ name: 'Quầy 8b' }),
    await add({ requestId: randomUUID() }),
    await add({}, await office.as('home_affairs')),
  ];
  const known = [...replies.slice(0, 1), ...others];
  expect(new Set(known.map(({ id }) => id)).size).toBe(4);
  expect(new Set(known.map(({ code }) => code)).size).toBe(4);
  // No id of the list is one by which the code could be asked for again.
  expect(listed.map(({ id }) => id)).not.toContain(requestId);
});

test('an enrolment code that nobody used ends after a week', async () => {
  const requestId = randomUUID();
  const body = { requestId, kind: 'kiosk', name: 'Quầy 9', agencyCode: AGENCY } as const;
  const { code } = await homeAffairs.call(devices.addDevice, { params, body });
  office.at('2026-11-25T03:00:00Z');
  await expect(enrol(office, code)).rejects.toMatchObject({ code: 'enrolment_code_invalid' });
  office.at(OPEN_DAY);
});

test('a kiosk brings answers by slip and, found without network, by code; the server writes its door', async () => {
  const { deviceKey } = await newKiosk('Quầy 2');
  const { mark } = await contact(deviceKey, 2);
  const [first, second] = [person(), person()];
  const bySlip = await atKiosk(deviceKey, { slip: first.token, mark });
  const receipt = await bySlip.send();
  expect(await bySlip.send()).toEqual(receipt);
  const byCode = await atKiosk(deviceKey, { slip: second.code, mark });
  await byCode.send();
  expect([await doorOf(office, first.id), await doorOf(office, second.id)]).toEqual([
    'counter',
    'counter',
  ]);
  expect(await modes()).toEqual(['counter', 'counter']);
  const { devices: listed } = await homeAffairs.call(devices.listDevices, { params });
  expect(listed.find(({ name }) => name === 'Quầy 2')).toMatchObject({
    state: 'active',
    lastContactOn: '2026-11-17',
    unsent: 2,
  });
});

test('nobody without a kiosk’s key can name its door, and no staff’s browser stands in for it', async () => {
  const { deviceKey } = await newKiosk('Quầy 3');
  const { token, id } = person();
  const forged = await atKiosk(newDeviceKey(), { slip: token });
  await expect(forged.send()).rejects.toMatchObject({ code: 'device_unknown' });
  // An enrolled kiosk that passes on what another device has sealed.
  const foreign = await atKiosk(newDeviceKey(), { slip: token }, deviceKey);
  await expect(foreign.send()).rejects.toMatchObject({ code: 'device_unknown' });
  const own = await atKiosk(deviceKey, { slip: token });
  const agency = await office.as('agency', AGENCY);
  await expect(
    agency.call(devices.submitAtKiosk, {
      params: { submissionId: own.submissionId },
      body: { deviceKey, ...own.sealed },
    }),
  ).rejects.toMatchObject({ code: 'staff_session_present' });
  expect(await doorOf(office, id)).toBeNull();
});

test('a kiosk that is cut off is refused, its unsent answers are told, and a file brings them in by its door', async () => {
  const kiosk = await newKiosk('Quầy 4');
  await contact(kiosk.deviceKey, 3);
  const { id, code } = person();
  const late = await atKiosk(kiosk.deviceKey, { slip: code });
  const cut = { ...params, deviceId: kiosk.deviceId };
  expect(await homeAffairs.call(devices.revokeDevice, { params: cut })).toMatchObject({
    state: 'revoked',
    unsent: 3,
  });
  await expect(contact(kiosk.deviceKey)).rejects.toMatchObject({ code: 'device_revoked' });
  await expect(late.send()).rejects.toMatchObject({ code: 'device_revoked' });
  const [act] = await acts('device_revoked');
  expect(act?.details).toMatchObject({ name: 'Quầy 4', unsent: 3 });
  const body = {
    format: 'SIPAS-DEVICE/1',
    deviceId: kiosk.deviceId,
    caseId: null,
    submissionId: late.submissionId,
    ...late.sealed,
  } as const;
  const receipt = await homeAffairs.call(devices.handInDeviceFile, { body });
  expect(await homeAffairs.call(devices.handInDeviceFile, { body })).toEqual(receipt);
  expect(await doorOf(office, id)).toBe('counter');
  // A file that names a device which did not seal it.
  const { deviceId } = await newKiosk('Quầy 5');
  await expect(
    homeAffairs.call(devices.handInDeviceFile, { body: { ...body, deviceId } }),
  ).rejects.toMatchObject({ code: 'device_unknown' });
});

test('above the set share of answers by kiosk Home Affairs is told, with a figure only where neither part is few', async () => {
  const overShare = async () => (await homeAffairs.call(devices.listDevices, { params })).overShare;
  // Three by kiosk until now: fewer than the threshold are not shown.
  expect(await overShare()).toEqual([]);
  const { deviceKey } = await newKiosk('Quầy 6');
  for (let n = 0; n < 4; n += 1) await (await atKiosk(deviceKey, { slip: person().token })).send();
  expect(await overShare()).toEqual([{ agencyName: expect.any(String), percent: 100 }]);
  await answer(office, person().token);
  expect(await overShare()).toEqual([{ agencyName: expect.any(String), percent: null }]);
  const body = { visitAttempts: 2, deviceDays: 10, counterPercent: 95 };
  const set = () => homeAffairs.call(devices.setFieldTerms, { params, body });
  await Promise.all(Array.from({ length: 6 }, set));
  expect(await overShare()).toEqual([]);
  // What is set already is no act of the journal.
  expect(await acts('field_terms_set')).toHaveLength(1);
});

test('a kiosk’s voided day stays in the box uncounted, its people answer again, and not at the same kiosk', async () => {
  const { deviceKey, deviceId } = await newKiosk('Quầy 7');
  const people = [person(), person()];
  for (const { token } of people) await (await atKiosk(deviceKey, { slip: token })).send();
  await homeAffairs.call(rechecks.prepareRecheck, { params, body: { percent: 10 } });
  const frame = await homeAffairs.send(
    'GET',
    `/api/campaigns/${params.campaignId}/rechecks/1/frame.tsv`,
  );
  expect(frame.statusCode).toBe(200);
  const dice = { dice: '31415926535897932384', witnesses: [{ name: 'Bà B', body: 'MTTQ tỉnh' }] };
  await homeAffairs.call(rechecks.drawRecheck, { params: { ...params, number: '1' }, body: dice });
  const { takers } = await homeAffairs.call(rechecks.listRechecks, { params });
  expect(takers.find(({ takerId }) => takerId === deviceId)?.drawn).toBe(2);
  const batch = { door: 'counter', takerId: deviceId, fromDay: DAY, toDay: DAY } as const;
  const { id } = await homeAffairs.call(voidings.proposeVoiding, {
    params,
    body: { ...batch, reason: 'Quầy này đóng cửa cả ngày hôm ấy.' },
  });
  const observer = await office.as('observer');
  const deciding = { params: { ...params, voidingId: id } };
  const body = { isConfirmed: true, witness: 'Bà B, MTTQ tỉnh' };
  const before = (await modes()).length;
  expect(await observer.call(voidings.decideVoiding, { ...deciding, body })).toEqual({
    ballots: 2,
  });
  expect(await modes()).toHaveLength(before);
  const [first, second] = people as [TestInvitation, TestInvitation];
  expect([await doorOf(office, first.id), await doorOf(office, second.id)]).toEqual([null, null]);
  const again = await atKiosk(deviceKey, { slip: first.token });
  await expect(again.send()).rejects.toMatchObject({ code: 'case_voided' });
  await answer(office, first.token);
  await (await atKiosk((await newKiosk('Quầy 8')).deviceKey, { slip: second.token })).send();
  expect([await doorOf(office, first.id), await doorOf(office, second.id)]).toEqual([
    'self',
    'counter',
  ]);
});

/** Thirty answers each to twenty criteria, of which only the last hand gave the same thirty times. How the count reads them: answer-signs. */
test('a mark that the count leaves on a kiosk is told to who watches', async () => {
  const { db } = office.deps;
  const { deviceKey, deviceId } = await newKiosk('Quầy 9');
  for (let n = 0; n < 5; n += 1) await (await atKiosk(deviceKey, { slip: person().token })).send();
  const hands = [...Array.from({ length: 8 }, () => randomUUID()), deviceId];
  const takers = hands.map((takerId) => ({
    ...{ door: 'counter' as const, takerId },
    rows: Array.from({ length: 30 }, (_, form) =>
      Int8Array.from({ length: 20 }, (_, k) => (takerId === deviceId ? k : form * (k + 3)) % 5),
    ),
  }));
  const byKey = new Map(takers.map((taker) => [takerKey(taker), taker]));
  await insertAnswerSigns(db, params.campaignId, { takers: byKey });
  const observer = await office.as('observer');
  const seen = await observer.call(signs.listSigns, { params });
  expect(seen.takers.find(({ takerId }) => takerId === deviceId)?.marks).toContain('alike');
});
