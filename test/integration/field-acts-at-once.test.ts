// Truth: fieldwork.md §2 and README, “What is decided here”: a call is one attempt, a published draw never changes, reserves count in
// n_h, and after the closing nobody changes what is counted. PostgreSQL's manual, 13.2.1 and 13.3.4: what is read before a wait may
// have changed after it, and acts that take the same rows in other orders wait for each other in a circle.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as calls from '#contract/calls.ts';
import { closeCampaign } from '#contract/campaigns.ts';
import { addWave } from '#contract/contact.ts';
import { addDevice, setFieldTerms } from '#contract/devices.ts';
import { carryOutErasure, requestErasure } from '#contract/erasures.ts';
import { recordDelivery } from '#contract/invitations.ts';
import { issuePaperPacks } from '#contract/paper.ts';
import * as rechecks from '#contract/rechecks.ts';
import { reissueSlips, reopenCase, revokeSlip } from '#contract/reissues.ts';
import { releaseReserves } from '#contract/samples.ts';
import { listActivity } from '#contract/staff.ts';
import { assignVisits, syncVisits } from '#contract/visits.ts';
import { listVoidings, proposeVoiding } from '#contract/voidings.ts';
import { sha256Text } from '#sampling/randomness/sha256.ts';
import type { Caller, Office } from '../office.ts';
import { openOffice } from '../office.ts';
import { AFTER_GRACE } from '../scenario-collecting.ts';
import { newDevice } from '../scenario-devices.ts';
import type { InvitedCampaign } from '../scenario-frozen.ts';
import { invitedCampaign, reservesLeftOf } from '../scenario-frozen.ts';
import { interviewByCall, WITNESSES } from '../scenario-rechecks.ts';

const DAY = '2026-11-10';
let office: Office;
let round: InvitedCampaign;
let params: { campaignId: string };
let homeAffairs: Caller;
let interviewer: Caller;
beforeAll(async () => {
  office = await openOffice();
  round = await invitedCampaign(office, { design: { size: 60 } });
  ({ homeAffairs } = round);
  params = { campaignId: round.campaignId };
  interviewer = await office.as('interviewer');
});
afterAll(() => office.close());

/** Codes of the refusals, and `done` for what was done. */
async function outcomesOf(acts: readonly Promise<unknown>[]): Promise<string[]> {
  const settled = await Promise.allSettled(acts);
  return settled.map((act) => (act.status === 'fulfilled' ? 'done' : act.reason.code)).sort();
}
const times = <T>(count: number, act: (nth: number) => T) =>
  Array.from({ length: count }, (_, nth) => act(nth));
const actsOf = async () => {
  const { acts } = await homeAffairs.call(listActivity, { query: { kind: 'acts' } });
  return acts.map(({ act }) => act).reverse();
};

test('a call that is noted several times at the same moment is one attempt', async () => {
  const { call } = await interviewer.call(calls.takeCall, { params });
  const { caseId } = call!;
  const noted = times(6, () =>
    interviewer.call(calls.recordCall, {
      params: { ...params, caseId },
      body: { outcome: 'no_answer' },
    }),
  );
  expect(await outcomesOf(noted)).toEqual([...Array(5).fill('call_not_held'), 'done']);
  const attempts = await office.deps.db
    .selectFrom('contactAttempt')
    .select('outcome')
    .where('invitationId', '=', caseId)
    .execute();
  expect(attempts).toEqual([{ outcome: 'no_answer' }]);
});

test('of several dice for one re-check at the same moment the first are its draw, which its files repeat', async () => {
  for (let nth = 0; nth < 8; nth += 1) await interviewByCall(params, interviewer);
  await homeAffairs.call(rechecks.prepareRecheck, { params, body: { percent: 10 } });
  const dice = ['31415926535897932384', '27182818284590452353', '14142135623730950488'];
  const draws = dice.map((rolled) =>
    homeAffairs.call(rechecks.drawRecheck, {
      params: { ...params, number: '1' },
      body: { dice: rolled, witnesses: WITNESSES },
    }),
  );
  expect(await outcomesOf(draws)).toEqual(['done', 'recheck_drawn', 'recheck_drawn']);
  const { rechecks: drawn } = await office.nobody.call(rechecks.getRecheckRecord, { params });
  const path = `/api/campaigns/${params.campaignId}/rechecks/1/sample.tsv`;
  const sample = (await homeAffairs.send('GET', path)).body;
  expect(sha256Text(sample)).toBe(drawn[0]!.sampleSha256);
  expect((await actsOf()).filter((act) => act === 'recheck_drawn')).toHaveLength(1);
});

test('one voiding proposed several times at the same moment waits for the observer once', async () => {
  const batch = { door: 'phone', takerId: interviewer.staffId!, fromDay: DAY, toDay: DAY } as const;
  const proposed = await Promise.all(
    times(4, () =>
      homeAffairs.call(proposeVoiding, {
        params,
        body: { ...batch, reason: 'Các phiếu giống hệt nhau' },
      }),
    ),
  );
  expect(new Set(proposed.map(({ id }) => id)).size).toBe(1);
  const { voidings } = await homeAffairs.call(listVoidings, { params });
  expect(voidings.map(({ state }) => state)).toEqual(['proposed']);
});

test('one person’s erasure pressed several times at the same moment is one act', async () => {
  const { token } = round.invitations.at(-1)!;
  const { code } = await office.nobody.call(requestErasure, { body: { token } });
  await Promise.all(
    times(4, () => homeAffairs.call(carryOutErasure, { params: { ...params, code } })),
  );
  expect((await actsOf()).filter((act) => act === 'personal_data_erased')).toHaveLength(1);
});

test('visits that are noted while their cases are given to somebody else are a fault of neither', async () => {
  const staffId = (await office.as('interviewer')).staffId!;
  const other = (await office.as('interviewer')).staffId!;
  const { deviceKey } = await newDevice(office, round, { kind: 'interviewer', name: 'A', staffId });
  const cases = await office.deps.db
    .selectFrom('invitation')
    .select(['id', 'serial', 'agencyCode'])
    .where('campaignId', '=', params.campaignId)
    .where('agencyCode', '=', round.invitations[0]!.agencyCode)
    .where('state', '=', 'issued')
    .orderBy('id', 'desc')
    .limit(12)
    .execute();
  const { agencyCode } = cases[0]!;
  const serials = cases.map(({ serial }) => serial);
  const give = (to: string) =>
    homeAffairs.call(assignVisits, { params, body: { staffId: to, agencyCode, serials } });
  const note = () =>
    office.nobody.call(syncVisits, {
      body: {
        deviceKey,
        unsent: 0,
        setAside: 0,
        closings: [],
        attempts: cases.map(({ id }) => ({
          ...{ id: randomUUID(), caseId: id, day: DAY, part: 'morning' as const },
          ...{ outcome: 'no_answer' as const, appointment: null },
        })),
      },
    });
  await give(staffId);
  const outcomes = await outcomesOf(
    times(18, (nth): Promise<unknown> => {
      return nth % 3 === 0 ? note() : give(nth % 3 === 1 ? other : staffId);
    }),
  );
  expect(outcomes).toEqual(outcomes.map(() => 'done'));
});

test('what is done at the moment of the closing is done before it or refused: nothing of the sample changes after the count', async () => {
  const open = await office.deps.db
    .selectFrom('invitation')
    .select(['agencyCode', 'stratum', 'serial', 'issue'])
    .where('campaignId', '=', params.campaignId)
    .where('state', '=', 'issued')
    .where('agencyCode', '=', round.invitations[0]!.agencyCode)
    .limit(4)
    .execute();
  const { agencyCode, stratum } = open[0]!;
  const slip = (nth: number) => ({ ...params, agencyCode, serial: String(open[nth]!.serial) });
  await homeAffairs.call(recordDelivery, { params: slip(3), body: { outcome: 'refused' } });
  const left = await reservesLeftOf(homeAffairs, params.campaignId, agencyCode);
  office.at(AFTER_GRACE);
  const closing = homeAffairs.call(closeCampaign, { params });
  const outcomes = await outcomesOf([
    homeAffairs.call(releaseReserves, {
      params,
      body: { stratum, count: 1, left, reason: 'moved' },
    }),
    homeAffairs.call(recordDelivery, { params: slip(0), body: { outcome: 'died' } }),
    homeAffairs.call(reissueSlips, {
      params: { ...params, agencyCode },
      body: { part: { serial: open[1]!.serial }, issues: open[1]!.issue, reason: 'lost' },
    }),
    homeAffairs.call(revokeSlip, { params: slip(2), body: { reason: 'wrong_hands' } }),
    homeAffairs.call(reopenCase, { params: slip(3), body: { reason: 'recorded_by_mistake' } }),
    homeAffairs.call(assignVisits, {
      params,
      body: { staffId: interviewer.staffId, agencyCode },
    }),
    homeAffairs.call(addDevice, {
      params,
      body: { kind: 'kiosk', name: 'B', agencyCode, requestId: randomUUID() },
    }),
    homeAffairs.call(setFieldTerms, {
      params,
      body: { visitAttempts: 4, deviceDays: 5, counterPercent: 50 },
    }),
    homeAffairs.call(issuePaperPacks, { params, body: { agencyCode } }),
    homeAffairs.call(addWave, {
      params,
      body: { day: '2026-12-15', way: 'letter', text: 'Mời trả lời', reason: 'Mưa lũ nhiều nơi' },
    }),
  ]);
  await closing;
  expect(new Set([...outcomes, 'done', 'stage_not_allowed'])).toEqual(
    new Set(['done', 'stage_not_allowed']),
  );
  const acts = await actsOf();
  const after = acts.slice(acts.indexOf('campaign_closed') + 1);
  expect(after.filter((act) => !['round_key_destroyed', 'box_cleared'].includes(act))).toEqual([]);
});
