// Truth: README “Four eyes”: who asks cannot confirm, only what was asked is confirmed, and what is published says so.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { decideApproval, listApprovals, setFourEyes } from '#contract/approvals.ts';
import { freezeFrame } from '#contract/frozen-frame.ts';
import { getPublished } from '#contract/published.ts';
import { publishResults } from '#contract/results.ts';
import { listActivity } from '#contract/staff.ts';
import { changeTerms } from '#contract/terms-changes.ts';
import type { Caller, Office } from '../office.ts';
import { openOffice } from '../office.ts';
import { openFrameFor } from '../open-round.ts';
import { answeredCampaign } from '../scenario-answered.ts';
import { service } from '../scenario-collecting.ts';
import { csvOf, dossier, handIn } from '../scenario-lists.ts';
import { waitingForLocks } from '../waiting-for-locks.ts';

const AGENCY = '01981';
let office: Office;
let expert: Caller;
let approver: Caller;
beforeAll(async () => {
  office = await openOffice();
  expert = await office.as('home_affairs');
});
afterAll(() => office.close());

const refusal = (code: string) => expect.objectContaining({ code });
const newest = async (campaignId: string) =>
  (await expert.call(listApprovals, { params: { campaignId } })).approvals[0]!;
const decide = async (caller: Caller, campaignId: string, isConfirmed = true) => {
  const { id: approvalId } = await newest(campaignId);
  return caller.call(decideApproval, { params: { campaignId, approvalId }, body: { isConfirmed } });
};
const turn = (campaignId: string, isOn: boolean) =>
  expert.call(setFourEyes, { params: { campaignId }, body: { isOn } });

test('a province with one person works alone, and cannot ask for a second one who is not there', async () => {
  const { campaignId } = await openFrameFor(office);
  const params = { campaignId, agencyCode: AGENCY };
  await handIn(expert, params, csvOf([dossier()]));
  await expect(turn(campaignId, true)).rejects.toEqual(refusal('second_person_missing'));
  const body = { absentReason: 'Đợt thử', unacceptedReason: 'Đợt thử' };
  await expert.call(freezeFrame, { params, body });
  approver = await office.as('home_affairs', undefined, true);
});

test('freezing waits for another person, for exactly what was asked, over lists that have not changed', async () => {
  const { campaignId } = await openFrameFor(office);
  const params = { campaignId, agencyCode: AGENCY };
  await handIn(expert, params, csvOf([dossier()]));
  await turn(campaignId, true);
  const body = { absentReason: 'Đợt thử của một xã', unacceptedReason: 'Đợt thử' };
  const freeze = (caller: Caller, change = {}) =>
    caller.call(freezeFrame, { params, body: { ...body, ...change } });

  // What cannot be done is not asked for.
  await expect(freeze(expert, { absentReason: '' })).rejects.toEqual(refusal('agencies_absent'));
  expect((await expert.call(listApprovals, { params })).approvals).toEqual([]);
  await expect(freeze(expert)).rejects.toEqual(refusal('approval_asked'));
  expect(await newest(campaignId)).toMatchObject({
    act: 'freeze',
    state: 'waiting',
    request: body,
  });

  // Neither another expert nor who asked confirms; an approver who asks needs a second one.
  await expect(decide(await office.as('home_affairs'), campaignId)).rejects.toEqual(
    refusal('access_denied'),
  );
  await expect(freeze(approver)).rejects.toEqual(refusal('approval_asked'));
  await expect(decide(approver, campaignId)).rejects.toEqual(refusal('own_request'));
  await expect(freeze(expert)).rejects.toEqual(refusal('approval_asked'));

  await handIn(expert, params, csvOf([dossier(), dossier()]));
  await expect(decide(approver, campaignId)).rejects.toEqual(refusal('approval_outdated'));
  await expect(freeze(expert)).rejects.toEqual(refusal('approval_asked'));
  await decide(approver, campaignId);
  await expect(freeze(expert, { absentReason: 'Một lý do khác' })).rejects.toEqual(
    refusal('approval_asked'),
  );
  await freeze(expert);
  const { approvals } = await expert.call(listApprovals, { params });
  expect(approvals.find(({ state }) => state === 'used')).toMatchObject({
    request: body,
    decidedBy: { name: 'Người thử home_affairs' },
  });
});

test('a confirmed term is changed once, a refused one not, and the setting needs two people to go', async () => {
  const { campaignId } = await openFrameFor(office);
  const params = { campaignId };
  await turn(campaignId, true);
  const change = (hotline: string) =>
    expert.call(changeTerms, {
      params,
      body: { change: { term: 'hotline', hotline }, reason: 'Số cũ đã ngừng dùng' },
    });
  const asked = await Promise.allSettled(Array.from({ length: 6 }, () => change('0209 3869 999')));
  for (const attempt of asked)
    expect(attempt).toMatchObject({ reason: { code: 'approval_asked' } });
  const { approvals } = await expert.call(listApprovals, { params });
  expect(approvals.filter(({ state }) => state === 'waiting')).toHaveLength(1);
  const lines = await office.deps.db
    .selectFrom('activity')
    .select('id')
    .where('act', '=', 'approval_asked')
    .where('campaignId', '=', campaignId)
    .execute();
  expect(lines).toHaveLength(1);
  await decide(approver, campaignId);
  await change('0209 3869 999');
  await expect(change('0209 3869 111')).rejects.toEqual(refusal('approval_asked'));
  await decide(approver, campaignId, false);
  await expect(change('0209 3869 111')).rejects.toEqual(refusal('approval_asked'));

  await expect(turn(campaignId, false)).rejects.toEqual(refusal('approval_asked'));
  await decide(approver, campaignId);
  // Three days later it is asked for anew.
  const confirmedAt = office.deps.now();
  office.at(new Date(confirmedAt.getTime() + 73 * 3_600_000).toISOString());
  await expect(turn(campaignId, false)).rejects.toEqual(refusal('approval_asked'));
  await decide(approver, campaignId);
  expect(await turn(campaignId, false)).toMatchObject({ isOn: false });
  await change('0209 3869 222');
  office.at(confirmedAt.toISOString());
});

test('the publication says what a second person confirmed', async () => {
  const { campaignId } = await answeredCampaign(office, {
    agencies: [AGENCY],
    peoplePerStratum: 8,
    answers: () => service(4),
  });
  const params = { campaignId };
  await turn(campaignId, true);
  const publish = () => expert.call(publishResults, { params, body: { confirm: 'CÔNG BỐ' } });
  await expect(publish()).rejects.toEqual(refusal('approval_asked'));
  await decide(approver, campaignId);
  await publish();
  const { results } = await office.nobody.call(getPublished, { params });
  expect(results.secondPerson).toEqual({
    isOn: true,
    isFreezeConfirmed: false,
    termsChanges: 0,
    confirmedTermsChanges: 0,
  });
});

test('the database takes no confirmation by who asked', async () => {
  const { db } = office.deps;
  const alone = db
    .updateTable('approval')
    .set((eb) => ({
      decidedBy: eb.ref('askedBy'),
      decidedAt: office.deps.now(),
      isConfirmed: true,
    }))
    .where('decidedBy', 'is', null)
    .execute();
  await expect(alone).rejects.toMatchObject({ constraint: 'approval_second_person' });
});

test('switched off at the moment in which it is switched on, it needs the second person; as it is already, nothing is switched', async () => {
  const { campaignId } = await openFrameFor(office);
  const { db } = office.deps;
  // Another act holds the round: on and off wait for it, in this order.
  const held = await db.startTransaction().execute();
  await held.selectFrom('campaign').select('id').where('id', '=', campaignId).forUpdate().execute();
  const switchOn = turn(campaignId, true);
  await expect.poll(() => waitingForLocks(db)).toBe(1);
  const switchOff = turn(campaignId, false).catch((error) => error);
  await expect.poll(() => waitingForLocks(db)).toBe(2);
  await held.commit().execute();
  await switchOn;
  expect(await switchOff).toEqual(refusal('approval_asked'));
  await turn(campaignId, true);
  const { acts } = await expert.call(listActivity, { query: { kind: 'acts', campaignId } });
  expect(acts.map(({ act }) => act).filter((act) => act.startsWith('four_eyes'))).toEqual([
    'four_eyes_on',
  ]);
});
