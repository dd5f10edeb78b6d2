// Truth: fieldwork.md §2, “wrong persons and deaths”: what the measured agency alone says of its people takes nobody out of
// the denominator before others have confirmed a random part of it.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { takeCall } from '#contract/calls.ts';
import { addWave, getContactPlan } from '#contract/contact.ts';
import { checkIneligibility, listIneligibilityReports } from '#contract/ineligibility.ts';
import { recordDelivery } from '#contract/invitations.ts';
import { declineInvitation } from '#contract/opening.ts';
import { assignVisits } from '#contract/visits.ts';
import { countedStrata } from '../../server/db/counted-strata.ts';
import type { Caller, Office } from '../office.ts';
import { openOffice } from '../office.ts';
import { answer } from '../scenario-collecting.ts';
import type { InvitedCampaign, TestInvitation } from '../scenario-frozen.ts';
import { invitationsOf, invitedCampaign } from '../scenario-frozen.ts';

const AGENCY = '01981';
let office: Office;
let round: InvitedCampaign;
let clerk: Caller;
let slips: readonly TestInvitation[];
beforeAll(async () => {
  office = await openOffice();
  clerk = await office.as('agency', AGENCY);
});
afterAll(() => office.close());

async function openRound(options: Parameters<typeof invitedCampaign>[1] = {}) {
  round = await invitedCampaign(office, {
    peoplePerStratum: 20,
    design: { size: 90, reserveRatio: 0 },
    ...options,
  });
  slips = round.invitations.filter(({ agencyCode }) => agencyCode === AGENCY);
}

const placeOf = ({ serial }: TestInvitation) => ({
  campaignId: round.campaignId,
  agencyCode: AGENCY,
  serial: String(serial),
});
const report = (caller: Caller, slip: TestInvitation, outcome: 'died' | 'wrong_person' | null) =>
  caller.call(recordDelivery, { params: placeOf(slip), body: { outcome } });
async function ineligible(): Promise<number> {
  const strata = await countedStrata(office.deps.db, round.campaignId);
  return strata.reduce((sum, stratum) => sum + stratum.ineligible, 0);
}
async function toCheck() {
  const { agencies } = await round.homeAffairs.call(listIneligibilityReports, {
    params: { campaignId: round.campaignId },
  });
  return agencies[0]?.toCheck ?? [];
}
const check = (serial: number, outcome: 'confirmed' | 'contradicted' | 'not_reached') =>
  round.homeAffairs.call(checkIneligibility, {
    params: { campaignId: round.campaignId, agencyCode: AGENCY, serial: String(serial) },
    body: { outcome },
  });

test('deaths that the agency alone reports leave the denominator once the chosen part is confirmed, and not before', async () => {
  await openRound();
  const reported = slips.slice(0, 12);
  for (const slip of reported) await report(clerk, slip, 'died');
  expect(await ineligible()).toBe(0);
  const chosen = await toCheck();
  expect(chosen.length).toBeGreaterThanOrEqual(3);
  expect(chosen.length).toBeLessThan(12);
  const [first, ...others] = chosen;
  for (const { serial } of others) await check(serial, 'confirmed');
  // Those that were confirmed one by one have left; the rest waits for the last of the chosen.
  expect(await ineligible()).toBe(others.length);
  await check(first!.serial, 'not_reached');
  expect(await ineligible()).toBe(others.length);
  await check(first!.serial, 'confirmed');
  expect(await ineligible()).toBe(12);
});

test('what the agency alone says of its people keeps neither telephone nor interviewers nor reminders from them', async () => {
  const design = { size: 12, reserveRatio: 0 };
  await openRound({ agencies: [AGENCY], fields: ['Hộ tịch'], peoplePerStratum: 12, design });
  const { campaignId, homeAffairs } = round;
  const params = { campaignId };
  const reason = 'Gọi nhắc những người chưa trả lời';
  const wave = { day: '2026-11-20', way: 'call', text: 'Gọi nhắc', reason } as const;
  await homeAffairs.call(addWave, { params, body: wave });
  const { staffId } = await office.as('interviewer');
  const asked = async () => {
    const body = { staffId, agencyCode: AGENCY };
    const { cases } = await homeAffairs.call(assignVisits, { params, body });
    const { waves } = await homeAffairs.call(getContactPlan, { params });
    // Each call is another interviewer’s: who has a case on the line gets no other.
    const { call } = await (await office.as('interviewer')).call(takeCall, { params });
    return { cases, reached: waves[0]!.recipients, isCalled: call !== null };
  };
  const deliver = (
    caller: Caller,
    slip: TestInvitation,
    outcome: 'refused' | 'moved' | 'not_found',
  ) => caller.call(recordDelivery, { params: placeOf(slip), body: { outcome } });
  expect(slips).toHaveLength(12);
  const before = await asked();
  expect(before).toEqual({ cases: 12, reached: 12, isCalled: true });
  const outcomes = ['refused', 'moved', 'not_found'] as const;
  for (const [nth, slip] of slips.entries()) await deliver(clerk, slip, outcomes[nth % 3]!);
  expect(await asked()).toEqual(before);
  // What others found ends it.
  await deliver(homeAffairs, slips[0]!, 'refused');
  expect(await asked()).toEqual({ cases: 11, reached: 11, isCalled: true });
});

test('one wrong report, and every report of the agency must be confirmed by itself', async () => {
  await openRound();
  for (const slip of slips.slice(0, 12)) await report(clerk, slip, 'wrong_person');
  const [first, ...others] = await toCheck();
  await check(first!.serial, 'contradicted');
  for (const { serial } of others) await check(serial, 'confirmed');
  expect(await toCheck()).toHaveLength(12);
  expect(await ineligible()).toBe(others.length);
  const alive = slips.find(({ serial }) => serial === first!.serial)!;
  // Writing it anew does not wipe what was found, and the person answers.
  await report(clerk, alive, 'died');
  await report(clerk, alive, null);
  await report(clerk, alive, 'died');
  expect(await toCheck()).toHaveLength(12);
  expect(await ineligible()).toBe(others.length);
  await answer(office, alive.token);
});

test('what Home Affairs itself has found out needs no second word', async () => {
  await openRound();
  await report(round.homeAffairs, slips[0]!, 'died');
  await office.nobody.call(declineInvitation, {
    body: { token: slips[1]!.token, reason: 'wrong_person' },
  });
  expect(await toCheck()).toEqual([]);
  expect(await ineligible()).toBe(2);
});

test('where the agency prints, “wrong person” pressed with a slip may be its own press: it waits too', async () => {
  await openRound({ terms: { slipPrinting: 'agency' } });
  await office.nobody.call(declineInvitation, {
    body: { token: slips[0]!.token, reason: 'wrong_person' },
  });
  expect(await ineligible()).toBe(0);
  const [chosen] = await toCheck();
  await check(chosen!.serial, 'contradicted');
  const [again] = (await invitationsOf(office, round.campaignId)).filter(
    ({ id }) => id === slips[0]!.id,
  );
  await answer(office, again!.token);
});

test('the agency neither reads who is chosen nor confirms its own word', async () => {
  await report(clerk, slips[2]!, 'died');
  const params = { campaignId: round.campaignId };
  for (const caller of [clerk, await office.as('observer')]) {
    await expect(caller.call(listIneligibilityReports, { params })).rejects.toMatchObject({
      code: 'access_denied',
    });
    const body = { outcome: 'confirmed' as const };
    await expect(
      caller.call(checkIneligibility, { params: placeOf(slips[2]!), body }),
    ).rejects.toMatchObject({ code: 'access_denied' });
  }
  await expect(check(slips[3]!.serial, 'confirmed')).rejects.toMatchObject({
    status: 404,
    code: 'report_not_found',
  });
});
