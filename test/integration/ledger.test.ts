// Truth: AAPOR (2023), Standard Definitions: every case in exactly one disposition, and the rates that follow by hand.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkIneligibility, listIneligibilityReports } from '#contract/ineligibility.ts';
import { recordDelivery } from '#contract/invitations.ts';
import { getLedger, getOutlook } from '#contract/ledger.ts';
import { declineInvitation, startAnswering } from '#contract/opening.ts';
import { getCaseHistory, revokeSlip } from '#contract/reissues.ts';
import type { Office } from '../office.ts';
import { openOffice } from '../office.ts';
import { answer } from '../scenario-collecting.ts';
import type { InvitedCampaign, TestInvitation } from '../scenario-frozen.ts';
import { invitedCampaign } from '../scenario-frozen.ts';

const AGENCY = '01981';
let office: Office;
let round: InvitedCampaign;
let slips: readonly TestInvitation[];
beforeAll(async () => {
  office = await openOffice();
  round = await invitedCampaign(office, {
    peoplePerStratum: 20,
    design: { size: 90, reserveRatio: 0.2 },
  });
  slips = round.invitations.filter(({ agencyCode }) => agencyCode === AGENCY);
});
afterAll(() => office.close());

const params = () => ({ campaignId: round.campaignId });
const placeOf = ({ serial }: TestInvitation) => ({
  ...params(),
  agencyCode: AGENCY,
  serial: String(serial),
});
const ledgerOf = async (by: 'agency' | 'stratum' | 'role' = 'agency') =>
  round.homeAffairs.call(getLedger, { params: params(), query: { by } });

async function fillCases() {
  const clerk = await office.as('agency', AGENCY);
  const deliver = (
    caller: typeof clerk,
    slip: TestInvitation,
    outcome: 'died' | 'moved' | 'not_found' | 'refused',
  ) => caller.call(recordDelivery, { params: placeOf(slip), body: { outcome } });
  const [a, b, c, d, e, f, g, h, i, j] = slips as [TestInvitation, ...TestInvitation[]];
  for (const slip of [a, b!, c!]) await answer(office, slip.token);
  await office.nobody.call(declineInvitation, { body: { token: d!.token, reason: 'declined' } });
  await deliver(clerk, e!, 'refused');
  await office.nobody.call(startAnswering, { body: { token: f!.token } });
  await deliver(clerk, g!, 'moved');
  await deliver(clerk, h!, 'not_found');
  await deliver(clerk, i!, 'died');
  const body = { reason: 'not_to_be_asked' as const };
  await round.homeAffairs.call(revokeSlip, { params: placeOf(j!), body });
  return i!;
}

test('every case has one disposition, and the rates are those of AAPOR', async () => {
  const dead = await fillCases();
  const { lines, province } = await ledgerOf();
  const line = lines.find(({ code }) => code === AGENCY)!;
  const n = slips.length;
  expect(line.dispositions).toEqual({
    interview: 3,
    refusal: 2,
    blank_form: 0,
    no_form: 0,
    break_off: 1,
    // The moved one, and the death that the agency alone reports.
    non_contact: 2,
    withdrawn: 1,
    language: 0,
    unreachable: 0,
    no_answer: n - 10,
    undelivered: 1,
    wrong_person: 0,
    died: 0,
  });
  const unknown = n - 9;
  expect(line.rates.RR1).toBeCloseTo(3 / (9 + unknown), 12);
  expect(line.rates.RR5).toBeCloseTo(3 / 9, 12);
  expect(line.rates.RR3).toBeCloseTo(3 / (9 + unknown), 12);
  expect(line.rates.COOP1).toBeCloseTo(3 / 7, 12);
  expect(line.rates.REF1).toBeCloseTo(3 / (9 + unknown), 12);
  expect(line.rates.CON3).toBeCloseTo(7 / 9, 12);
  // Three are few: by which door they came is not shown, nor does it follow from the province.
  expect([line.doors, province.doors]).toEqual([null, null]);
  expect(province.cases).toBe(round.invitations.length);
  const { agencies } = await round.homeAffairs.call(listIneligibilityReports, { params: params() });
  expect(agencies[0]!.toCheck.map(({ serial }) => serial)).toEqual([dead.serial]);
  await round.homeAffairs.call(checkIneligibility, {
    params: placeOf(dead),
    body: { outcome: 'confirmed' },
  });
  const after = (await ledgerOf()).lines.find(({ code }) => code === AGENCY)!;
  expect([after.dispositions.non_contact, after.dispositions.died]).toEqual([1, 1]);
  // e = 8 eligible of 9 known.
  expect(after.rates.RR3).toBeCloseTo(3 / (8 + (8 / 9) * unknown), 12);
});

test('by stratum and by role the cases add up to the same', async () => {
  const { province } = await ledgerOf();
  for (const by of ['stratum', 'role'] as const) {
    const { lines } = await ledgerOf(by);
    for (const name of Object.keys(province.dispositions) as 'interview'[])
      expect(lines.reduce((sum, line) => sum + line.dispositions[name], 0)).toBe(
        province.dispositions[name],
      );
  }
  expect((await ledgerOf('role')).lines.map(({ code }) => code)).toEqual(['sample']);
});

test('one case tells its disposition to Home Affairs, and the reading stands in the journal', async () => {
  const { disposition } = await round.homeAffairs.call(getCaseHistory, {
    params: placeOf(slips[6]!),
  });
  expect(disposition).toBe('non_contact');
});

test('no agency reads ledger or outlook, not even of itself', async () => {
  const clerk = await office.as('agency', AGENCY);
  const denied = { code: 'access_denied' };
  await expect(
    clerk.call(getLedger, { params: params(), query: { by: 'agency' } }),
  ).rejects.toMatchObject(denied);
  await expect(clerk.call(getOutlook, { params: params() })).rejects.toMatchObject(denied);
});

test('the outlook goes on at the pace of this week and the last, and never beyond who may still answer', async () => {
  office.at('2026-11-24T03:00:00Z');
  const ownOutlook = async () => {
    const { agencies, daysLeft } = await round.homeAffairs.call(getOutlook, { params: params() });
    expect(daysLeft).toBe(21);
    return agencies.find(({ agencyCode }) => agencyCode === AGENCY)!;
  };
  const quiet = await ownOutlook();
  expect([quiet.received, quiet.pace, quiet.forecast]).toEqual([3, 0, 3]);
  expect(quiet.next.step).toBe('visit');
  for (const { token } of slips.slice(10, 16)) await answer(office, token);
  const steady = await ownOutlook();
  // Six in the nine days from Monday of last week on, for 21 days more.
  expect(steady.pace).toBeCloseTo(6 / 9, 12);
  expect(steady.forecast).toBeCloseTo(9 + 14, 12);
  expect(steady.next.step).toBe('on_track');
  expect(steady.halfWidth.now).toBeGreaterThan(steady.halfWidth.forecast!);
  for (const { token } of slips.slice(16, 24)) await answer(office, token);
  const fast = await ownOutlook();
  // Who refused by the agency's word alone is still asked, and may answer.
  const mayStillAnswer = slips.length - 17 - 3;
  expect(fast.forecast).toBe(17 + mayStillAnswer);
});
