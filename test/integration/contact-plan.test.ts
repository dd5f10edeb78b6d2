// Truth: fieldwork.md §2, “contact plan”: a wave reaches only who is still open; a gateway under faults gets each message once.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readXlsx } from 'hucre/xlsx';
import Papa from 'papaparse';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { WaveTerms } from '#contract/contact.ts';
import { addWave, getContactPlan, optOut, removeWave, sendWave } from '#contract/contact.ts';
import { recordDelivery } from '#contract/invitations.ts';
import { getLedger } from '#contract/ledger.ts';
import { declineInvitation, openInvitation } from '#contract/opening.ts';
import { getCaseHistory, reissueSlips, reopenCase, revokeSlip } from '#contract/reissues.ts';
import { listActivity } from '#contract/staff.ts';
import { listTermsChanges } from '#contract/terms-changes.ts';
import { freshDatabase } from '../database.ts';
import type { Office } from '../office.ts';
import { officeOn } from '../office.ts';
import { answer } from '../scenario-collecting.ts';
import type { InvitedCampaign, TestInvitation } from '../scenario-frozen.ts';
import { invitedCampaign } from '../scenario-frozen.ts';

const REASON = 'Nhiều người chưa mở phiếu';
const SMS: WaveTerms = {
  day: '2026-11-20',
  way: 'sms',
  text: 'Moi Ong/Ba cho y kien ve dich vu cong den het {han}: {link}',
};
const roundOf = (office: Office, options: Parameters<typeof invitedCampaign>[1] = {}) =>
  invitedCampaign(office, {
    agencies: ['01981'],
    design: { size: 16, reserveRatio: 0 },
    ...options,
  });

const plan = async ({ homeAffairs, campaignId }: InvitedCampaign, wave: WaveTerms = SMS) =>
  (await homeAffairs.call(addWave, { params: { campaignId }, body: { ...wave, reason: REASON } }))
    .id;

async function listOf(round: InvitedCampaign, waveId: string, kind = 'csv', purpose = 'send') {
  const path = `/api/campaigns/${round.campaignId}/contact-plan/${waveId}/list.${kind}?purpose=${purpose}`;
  return round.homeAffairs.send('GET', path);
}

const tokenIn = (text: string) => text.slice(-16);

let office: Office;
let round: InvitedCampaign;
let slips: readonly TestInvitation[];
let dataDir: string;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'sipas-contact-'));
  office = await officeOn(await freshDatabase(), dataDir);
  round = await roundOf(office);
  slips = round.invitations;
});
afterAll(async () => {
  await office.close();
  await rm(dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
});
const placeOf = ({ serial, agencyCode }: TestInvitation) => ({
  campaignId: round.campaignId,
  agencyCode,
  serial: String(serial),
});

test('a list for the province’s own sender has only cases without answer, refusal, opt-out or withdrawn slip, with their valid link', async () => {
  const [answered, refused, optedOut, revoked, atDoor, renewed, ...silent] = slips as [
    TestInvitation,
    ...TestInvitation[],
  ];
  await answer(office, answered.token);
  await office.nobody.call(declineInvitation, {
    body: { token: refused!.token, reason: 'declined' },
  });
  await round.homeAffairs.call(optOut, {
    params: placeOf(optedOut!),
    body: { isForGood: false },
  });
  await round.homeAffairs.call(revokeSlip, {
    params: placeOf(revoked!),
    body: { reason: 'wrong_hands' },
  });
  await round.homeAffairs.call(recordDelivery, {
    params: placeOf(atDoor!),
    body: { outcome: 'refused' },
  });
  await round.homeAffairs.call(reissueSlips, {
    params: { campaignId: round.campaignId, agencyCode: renewed!.agencyCode },
    body: { part: { serial: renewed!.serial }, issues: renewed!.issue, reason: 'lost' },
  });
  const waveId = await plan(round);
  const left = async () =>
    (await round.homeAffairs.call(getContactPlan, { params: { campaignId: round.campaignId } }))
      .waves[0]?.recipients;
  expect(await left()).toBe(silent.length + 1);
  const { data } = Papa.parse<string[]>((await listOf(round, waveId)).body.trim());
  const [heading, ...rows] = data;
  expect(heading?.slice(-2)).toEqual(['Đường dẫn', 'Nội dung']);
  expect(rows.map((row) => Number(row[1])).sort((a, b) => a - b)).toEqual(
    [renewed!, ...silent].map(({ serial }) => serial).sort((a, b) => a - b),
  );
  for (const row of rows) {
    const [link = '', written = ''] = row.slice(-2);
    expect(link.length).toBeLessThanOrEqual(45);
    expect(written).toBe(`Moi Ong/Ba cho y kien ve dich vu cong den het 15/12/2026: ${link}`);
    expect(written.length).toBeLessThanOrEqual(160);
    await office.nobody.call(openInvitation, { body: { token: tokenIn(link) } });
  }
  const { sheets } = await readXlsx((await listOf(round, waveId, 'xlsx')).rawPayload);
  expect(sheets[0]?.rows).toHaveLength(rows.length + 1);
  // Made again later it has who is open then.
  await answer(office, silent[0]!.token);
  const again = Papa.parse<string[]>((await listOf(round, waveId)).body.trim()).data;
  expect(again).toHaveLength(rows.length);
  // Whom the list has is not to be reminded by this wave any more.
  expect(await left()).toBe(0);
});

test('the ledger tells by wave what became of the cases that it reached', async () => {
  const params = { campaignId: round.campaignId };
  const { lines, province } = await round.homeAffairs.call(getLedger, {
    params,
    query: { by: 'wave' },
  });
  expect(
    lines.map(({ name, cases, dispositions }) => [name, cases, dispositions.interview]),
  ).toEqual([['2026-11-20 sms', 11, 1]]);
  expect(province.cases).toBe(round.invitations.length);
});

test('a list for the province’s own sender stands in the journal with day, way, number and purpose; without a purpose there is none', async () => {
  const { acts } = await round.homeAffairs.call(listActivity, { query: { kind: 'acts' } });
  expect(acts.find(({ act }) => act === 'contact_list_made')?.details).toMatchObject({
    day: '2026-11-20',
    way: 'sms',
    purpose: 'send',
  });
  const waves = (
    await round.homeAffairs.call(getContactPlan, { params: { campaignId: round.campaignId } })
  ).waves;
  expect((await listOf(round, waves[0]!.id, 'csv', '')).statusCode).toBe(400);
});

test('a list for the province’s own sender is for Home Affairs alone, like every link', async () => {
  const { id } = (
    await round.homeAffairs.call(getContactPlan, { params: { campaignId: round.campaignId } })
  ).waves[0]!;
  const path = `/api/campaigns/${round.campaignId}/contact-plan/${id}/list.csv?purpose=send`;
  for (const caller of [await office.as('agency', '01981'), await office.as('observer')])
    expect((await caller.send('GET', path)).json().code).toBe('access_denied');
});

test('a list for the province’s own sender a text that would be two SMS for somebody, or has no link, is refused with its length', async () => {
  const marked = { ...SMS, day: '2026-11-21', text: 'Mời Ông/Bà cho ý kiến: {link} trước {han}' };
  await expect(plan(round, marked)).rejects.toMatchObject({
    code: 'message_too_long',
    details: { limit: 70 },
  });
  const short = { ...marked, text: 'Mời góp ý: {link}' };
  expect(await plan(round, short)).toMatch(/^[0-9a-f-]{36}$/);
  const long = { ...SMS, day: '2026-11-22', text: `${'a'.repeat(120)} {link}` };
  await expect(plan(round, long)).rejects.toMatchObject({
    code: 'message_too_long',
    details: { limit: 160 },
  });
  await expect(
    plan(round, { ...SMS, day: '2026-11-22', text: 'Moi tra loi' }),
  ).rejects.toMatchObject({
    code: 'message_without_link',
  });
  await expect(plan(round, { ...SMS, day: '2026-12-16' })).rejects.toMatchObject({
    code: 'wave_outside_collection',
  });
  await expect(plan(round, short)).rejects.toMatchObject({ code: 'wave_planned_already' });
});

test('a list for the province’s own sender a wave that went to somebody stays; one that went to nobody is taken back', async () => {
  const params = { campaignId: round.campaignId };
  const { waves, hasGateway } = await round.homeAffairs.call(getContactPlan, { params });
  expect(hasGateway).toBe(false);
  const [gone, spare] = waves as [(typeof waves)[0], (typeof waves)[0]];
  const remove = ({ id }: typeof gone, reason?: string) =>
    round.homeAffairs.call(removeWave, { params: { ...params, waveId: id }, body: { reason } });
  await expect(remove(gone, REASON)).rejects.toMatchObject({ code: 'wave_gone_out' });
  await expect(remove(spare)).rejects.toMatchObject({ code: 'change_without_reason' });
  await remove(spare, 'Số máy gửi tin bị khóa');
  await expect(
    round.homeAffairs.call(sendWave, { params: { ...params, waveId: gone.id } }),
  ).rejects.toMatchObject({ code: 'gateway_not_set' });
});

test('a plan that is changed while answers come in has a reason, in the journal and among the changed terms', async () => {
  const params = { campaignId: round.campaignId };
  const add = (reason?: string) =>
    round.homeAffairs.call(addWave, { params, body: { ...SMS, day: '2026-11-25', reason } });
  await expect(add()).rejects.toMatchObject({ code: 'change_without_reason' });
  await expect(add('vì vậy')).rejects.toMatchObject({ code: 'request_invalid' });
  const { changes } = await round.homeAffairs.call(listTermsChanges, { params });
  const lines = changes.map(({ term, earlier, later, reason }) => [term, earlier, later, reason]);
  // All at one moment of the test's clock.
  expect(lines.sort()).toEqual([
    ['contact_plan', '', '2026-11-20 sms', REASON],
    ['contact_plan', '', '2026-11-21 sms', REASON],
    ['contact_plan', '2026-11-21 sms', '', 'Số máy gửi tin bị khóa'],
  ]);
  const { acts } = await round.homeAffairs.call(listActivity, { query: { kind: 'acts' } });
  expect(
    acts.filter(({ act }) => act === 'terms_changed').map(({ details }) => details),
  ).toContainEqual({
    term: 'contact_plan',
    earlier: '2026-11-21 sms',
    later: '',
    reason: 'Số máy gửi tin bị khóa',
  });
});

test('a person who wants no more contact at all leaves a trace for later freezes, also where they have answered', async () => {
  const traces = () =>
    office.deps.db
      .selectFrom('contactTrace')
      .select('hash')
      .where('campaignId', '=', round.campaignId)
      .where('kind', '=', 'refused')
      .execute();
  // The opt-out of the first test was for the round alone.
  expect(await traces()).toEqual([]);
  await round.homeAffairs.call(optOut, { params: placeOf(slips[0]!), body: { isForGood: true } });
  expect((await traces()).length).toBeGreaterThan(0);
  const { disposition, events } = await round.homeAffairs.call(getCaseHistory, {
    params: placeOf(slips[0]!),
  });
  expect([disposition, events[0]?.kind, events[0]?.reason]).toEqual([
    'interview',
    'opted_out',
    'for_good',
  ]);
});

test('one opt-out told six times at once is one act; for good after it, or after a reopening, is another', async () => {
  const slip = slips.at(-1)!;
  const params = placeOf(slip);
  const tell = (isForGood: boolean) =>
    round.homeAffairs.call(optOut, { params, body: { isForGood } });
  const { campaignId } = round;
  const counts = async () => {
    const { events } = await round.homeAffairs.call(getCaseHistory, { params });
    const lines = await office.deps.db
      .selectFrom('activity')
      .select('id')
      .where('act', '=', 'opted_out')
      .where('campaignId', '=', campaignId)
      .execute();
    return [events.filter(({ kind }) => kind === 'opted_out').length, lines.length];
  };
  const [, lines = 0] = await counts();
  await Promise.all(Array.from({ length: 6 }, () => tell(false)));
  expect(await counts()).toEqual([1, lines + 1]);
  await tell(true);
  await Promise.all([tell(true), tell(false)]);
  expect(await counts()).toEqual([2, lines + 2]);
  await round.homeAffairs.call(reopenCase, { params, body: { reason: 'pressed_by_mistake' } });
  await tell(false);
  expect(await counts()).toEqual([3, lines + 3]);
});
