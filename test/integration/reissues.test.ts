// Truth: docs/fieldwork.md §1, “lost slips”: a lost slip gets a new link and code at once, the old one opens nothing, and
// nobody learns from it who has answered.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { keepDraft } from '#contract/drafts.ts';
import { requestErasure } from '#contract/erasures.ts';
import { listInvitations, recordDelivery } from '#contract/invitations.ts';
import {
  declineInvitation,
  enterCode,
  findPseudonym,
  openInvitation,
  startAnswering,
} from '#contract/opening.ts';
import { getCaseHistory, reissueSlips, reopenCase, revokeSlip } from '#contract/reissues.ts';
import { readReceipt } from '#contract/responses.ts';
import { listPrintings } from '#contract/slips.ts';
import { listActivity } from '#contract/staff.ts';
import type { Caller, Office } from '../office.ts';
import { openOffice } from '../office.ts';
import { pdfPages } from '../pdf-pages.ts';
import { answer, service } from '../scenario-collecting.ts';
import type { InvitedCampaign, TestInvitation } from '../scenario-frozen.ts';
import { invitationsOf, invitedCampaign } from '../scenario-frozen.ts';

const AGENCY = '01981';
let office: Office;
let round: InvitedCampaign;
let slips: readonly TestInvitation[];
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

async function openRound(options: Parameters<typeof invitedCampaign>[1] = {}) {
  round = await invitedCampaign(office, options);
  slips = round.invitations.filter(({ agencyCode }) => agencyCode === AGENCY);
}

const place = () => ({ campaignId: round.campaignId, agencyCode: AGENCY });
const caseOf = ({ serial }: TestInvitation) => ({ ...place(), serial: String(serial) });
const reissue = (slip: TestInvitation, caller: Caller = round.homeAffairs) =>
  caller.call(reissueSlips, {
    params: place(),
    body: { part: { serial: slip.serial }, issues: slip.issue, reason: 'lost' },
  });
const newest = async ({ id }: TestInvitation) =>
  (await invitationsOf(office, round.campaignId)).find((slip) => slip.id === id)!;
const open = ({ token }: TestInvitation) => office.nobody.call(openInvitation, { body: { token } });
async function stateOf({ id }: TestInvitation) {
  const { db } = office.deps;
  const query = db.selectFrom('invitation').select('state').where('id', '=', id);
  return (await query.executeTakeFirstOrThrow()).state;
}
const textOf = async (query: string, caller: Caller = round.homeAffairs) => {
  const path = `/api/campaigns/${round.campaignId}/invitations/${AGENCY}/slips.pdf?${query}`;
  const { rawPayload } = await caller.send('GET', path);
  return pdfPages(rawPayload)
    .map(({ text }) => text.replaceAll(/\s/g, ''))
    .join('');
};
const REPLACED = { status: 410, code: 'invitation_replaced' };

beforeAll(() => openRound());

test('a lost slip gets a new link and code that open at once, and the old ones open nothing', async () => {
  const lost = slips[0]!;
  expect(await reissue(lost)).toEqual({ reissued: 1 });
  const found = await newest(lost);
  expect(found.serial).toBe(lost.serial);
  expect([found.token, found.code]).not.toEqual([lost.token, lost.code]);
  await open(found);
  const { token } = lost;
  const draft = { token, name: 'a'.repeat(32), base: 0, sealed: 'AAAA' };
  for (const attempt of [
    () => open(lost),
    () => office.nobody.call(startAnswering, { body: { token } }),
    () => office.nobody.call(declineInvitation, { body: { token, reason: 'declined' } }),
    () => office.nobody.call(keepDraft, { body: draft }),
    () => office.nobody.call(findPseudonym, { body: { token } }),
    () => office.nobody.call(requestErasure, { body: { token } }),
    () => office.nobody.call(enterCode, { body: { code: lost.code } }),
    () => answer(office, token),
  ])
    await expect(attempt()).rejects.toMatchObject(REPLACED);
  expect(await office.nobody.call(enterCode, { body: { code: found.code } })).toEqual({
    token: found.token,
  });
  await answer(office, found.token);
  await expect(answer(office, token, service(1))).rejects.toMatchObject({
    code: 'invitation_used',
  });
});

test('a lost slip may be lost again: of three slips the last one counts', async () => {
  const first = slips[1]!;
  await reissue(first);
  const second = await newest(first);
  await reissue(second);
  for (const dead of [first, second]) await expect(open(dead)).rejects.toMatchObject(REPLACED);
  await open(await newest(first));
});

test('a lost slip that brought an answer before it was replaced still gives that answer’s receipt', async () => {
  const lost = slips[2]!;
  const submissionId = randomUUID();
  const receipt = await answer(office, lost.token, service(4), {}, submissionId);
  expect(await reissue(lost)).toEqual({ reissued: 1 });
  expect(await answer(office, lost.token, service(4), {}, submissionId)).toEqual(receipt);
  const asked = { token: lost.token, submissionId };
  expect((await office.nobody.call(readReceipt, { body: asked })).receipt).toEqual(receipt);
  await expect(open(await newest(lost))).rejects.toMatchObject({ code: 'invitation_used' });
});

test('a lost slip is printed again alone, old or new, and two printings in one moment are both on the list', async () => {
  const lost = slips[3]!;
  expect(await textOf(`purpose=damaged&serial=${lost.serial}`)).toContain(lost.code);
  await reissue(lost);
  const found = await newest(lost);
  const printed = await textOf(`purpose=lost&serial=${lost.serial}`);
  expect(printed).toContain(found.code);
  for (const other of slips.filter(({ id }) => id !== lost.id))
    expect(printed).not.toContain(other.code);
  expect(printed).not.toContain(lost.code);
  const params = { campaignId: round.campaignId };
  const { printings } = await round.homeAffairs.call(listPrintings, { params });
  expect(printings.map(({ part, slips: count, purpose }) => [part, count, purpose])).toEqual([
    ['slip', 1, 'lost'],
    ['slip', 1, 'damaged'],
  ]);
  const { printedOn } = await round.homeAffairs.call(listInvitations, { params: place() });
  expect(printedOn).toBeNull();
});

test('a lost slip stands in journal and history with its reason, without a name or a number', async () => {
  const lost = slips[4]!;
  await reissue(lost);
  const { events, issue } = await round.homeAffairs.call(getCaseHistory, {
    params: caseOf(lost),
  });
  expect(issue).toBe(2);
  expect(events).toMatchObject([
    { kind: 'reissued', reason: 'lost', by: 'Người thử home_affairs' },
  ]);
  const { acts } = await round.homeAffairs.call(listActivity, { query: { kind: 'acts' } });
  expect(acts.find(({ act }) => act === 'slips_reissued')?.details).toEqual({
    agency: AGENCY,
    slips: 1,
    reason: 'lost',
  });
});

test('six equal reissues at once make one new slip, which opens: the others are refused', async () => {
  const lost = slips[5]!;
  const attempts = await Promise.allSettled(Array.from({ length: 6 }, () => reissue(lost)));
  const refused = attempts.filter((attempt) => attempt.status === 'rejected');
  expect(refused).toHaveLength(5);
  for (const { reason } of refused)
    expect(reason).toMatchObject({ status: 409, code: 'slips_changed' });
  const found = await newest(lost);
  expect(found.issue).toBe(2);
  await open(found);
  // A second tab with the list from before; who reads the list again may renew again.
  await expect(reissue(lost)).rejects.toMatchObject({ code: 'slips_changed' });
  const { invitations } = await round.homeAffairs.call(listInvitations, { params: place() });
  expect(invitations.find(({ serial }) => serial === lost.serial)?.issue).toBe(2);
  expect(await reissue(found)).toEqual({ reissued: 1 });
});

test('two who renew a hamlet at once renew it once', async () => {
  await openRound();
  const { hamlets } = await round.homeAffairs.call(listInvitations, { params: place() });
  const { hamlet, invitations: count } = hamlets[0]!;
  const renew = () =>
    round.homeAffairs.call(reissueSlips, {
      params: place(),
      body: { part: { hamlet }, issues: count, reason: 'lost' },
    });
  const attempts = await Promise.allSettled([renew(), renew()]);
  expect(attempts.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  const now = await invitationsOf(office, round.campaignId);
  const issues = now.filter(({ agencyCode }) => agencyCode === AGENCY).map(({ issue }) => issue);
  expect(issues.toSorted()).toEqual([
    ...Array(slips.length - count).fill(1),
    ...Array(count).fill(2),
  ]);
});

test('a lost slip of a bundle: a hamlet gets new slips in one press, and no other hamlet', async () => {
  await openRound();
  const { invitations, hamlets } = await round.homeAffairs.call(listInvitations, {
    params: place(),
  });
  const { hamlet, invitations: count } = hamlets[0]!;
  await answer(office, slips[0]!.token);
  const reply = await round.homeAffairs.call(reissueSlips, {
    params: place(),
    body: { part: { hamlet }, issues: count, reason: 'lost' },
  });
  // Those who have answered too: who is missing would tell.
  expect(reply).toEqual({ reissued: count });
  const now = await invitationsOf(office, round.campaignId);
  for (const slip of slips) {
    const isThere = invitations.find(({ serial }) => serial === slip.serial)?.hamlet === hamlet;
    expect(now.find(({ id }) => id === slip.id)?.token === slip.token).toBe(!isThere);
  }
});

test('a lost slip is not replaced for a stranger’s agency, an unknown number, or after the closing', async () => {
  const body = { part: { serial: 900 }, issues: 1, reason: 'lost' as const };
  await expect(
    round.homeAffairs.call(reissueSlips, { params: place(), body }),
  ).rejects.toMatchObject({ status: 404, code: 'invitation_not_found' });
  const stranger = await office.as('agency', '05443');
  await expect(reissue(slips[5]!, stranger)).rejects.toMatchObject({ code: 'access_denied' });
  await office.deps.db
    .updateTable('campaign')
    .set({ stage: 'closed' })
    .where('id', '=', round.campaignId)
    .execute();
  await expect(reissue(slips[5]!)).rejects.toMatchObject({ code: 'stage_not_allowed' });
});

test('an answer that arrives while its slip is being replaced is either counted or refused, never lost in between', async () => {
  await openRound();
  const receipts = await Promise.all(
    slips.slice(0, 8).map(async (slip) => {
      const submissionId = randomUUID();
      const [sent] = await Promise.allSettled([
        answer(office, slip.token, service(4), {}, submissionId),
        reissue(slip),
      ]);
      return { slip, submissionId, sent };
    }),
  );
  for (const { slip, submissionId, sent } of receipts) {
    const state = await stateOf(slip);
    expect(state).toBe(sent.status === 'fulfilled' ? 'received' : 'issued');
    const again = answer(office, slip.token, service(4), {}, submissionId);
    if (sent.status === 'fulfilled') expect(await again).toEqual(sent.value);
    else await expect(again).rejects.toMatchObject(REPLACED);
  }
});

describe('who may replace slips is who may print them', () => {
  test('the measured agency’s staff may not, unless the terms allow printing', async () => {
    for (const slipPrinting of ['home_affairs', 'neutral', 'sealed_packs'] as const) {
      await openRound({ terms: { slipPrinting } });
      await expect(reissue(slips[0]!, await office.as('agency', AGENCY))).rejects.toMatchObject({
        status: 403,
        code: 'slips_not_for_agency',
      });
    }
    await openRound({ terms: { slipPrinting: 'agency' } });
    const clerk = await office.as('agency', AGENCY);
    expect(await reissue(slips[0]!, clerk)).toEqual({ reissued: 1 });
    const printed = await textOf(`purpose=lost&serial=${slips[0]!.serial}`, clerk);
    expect(printed).toContain((await newest(slips[0]!)).code);
  });

  test('an agency that prints learns nothing of who answered or refused from a reissue', async () => {
    const clerk = await office.as('agency', AGENCY);
    const [, answered, refused, silent] = slips as [TestInvitation, ...TestInvitation[]];
    await answer(office, answered!.token);
    await office.nobody.call(declineInvitation, {
      body: { token: refused!.token, reason: 'declined' },
    });
    for (const slip of [answered!, refused!, silent!])
      expect(await reissue(slip, clerk)).toEqual({ reissued: 1 });
    const params = caseOf(silent!);
    const denied = { code: 'access_denied' };
    await expect(
      clerk.call(revokeSlip, { params, body: { reason: 'wrong_hands' } }),
    ).rejects.toMatchObject(denied);
    await expect(
      clerk.call(reopenCase, { params, body: { reason: 'pressed_by_mistake' } }),
    ).rejects.toMatchObject(denied);
    await expect(clerk.call(getCaseHistory, { params: caseOf(silent!) })).rejects.toMatchObject({
      code: 'access_denied',
    });
  });
});

describe('a slip that is withdrawn', () => {
  beforeAll(() => openRound());

  test('opens nothing and is in no pack, until the case gets a new one', async () => {
    const slip = slips[0]!;
    const params = caseOf(slip);
    await round.homeAffairs.call(revokeSlip, { params, body: { reason: 'wrong_hands' } });
    await expect(open(slip)).rejects.toMatchObject(REPLACED);
    const packed = await textOf('purpose=first');
    expect(packed).toContain(slips[1]!.code);
    expect(packed).not.toContain((await newest(slip)).code);
    const { isRevoked } = await round.homeAffairs.call(getCaseHistory, { params });
    expect(isRevoked).toBe(true);
    await reissue(await newest(slip));
    await open(await newest(slip));
    expect(await textOf('purpose=first')).toContain((await newest(slip)).code);
  });
});

describe('after “Báo sai người” or a refusal', () => {
  beforeAll(() => openRound());
  const decline = ({ token }: TestInvitation, reason: 'declined' | 'wrong_person') =>
    office.nobody.call(declineInvitation, { body: { token, reason } });
  const reopen = (slip: TestInvitation, reason: 'pressed_by_mistake' | 'right_person_found') =>
    round.homeAffairs.call(reopenCase, { params: caseOf(slip), body: { reason } });

  test('the right person gets in with a link that the stranger does not know', async () => {
    const slip = slips[0]!;
    await decline(slip, 'wrong_person');
    expect(await reopen(slip, 'right_person_found')).toEqual({ hasNewSlip: true });
    await expect(open(slip)).rejects.toMatchObject(REPLACED);
    await answer(office, (await newest(slip)).token);
    expect(await stateOf(slip)).toBe('received');
  });

  test('who pressed by mistake answers with the slip in hand', async () => {
    const slip = slips[1]!;
    await decline(slip, 'declined');
    await expect(open(slip)).rejects.toMatchObject({ code: 'invitation_used' });
    expect(await reopen(slip, 'pressed_by_mistake')).toEqual({ hasNewSlip: false });
    await answer(office, slip.token);
  });

  test('what a carrier wrote about the wrong person is taken back with it', async () => {
    const slip = slips[2]!;
    const params = caseOf(slip);
    await round.homeAffairs.call(recordDelivery, { params, body: { outcome: 'wrong_person' } });
    expect(await reopen(slip, 'right_person_found')).toEqual({ hasNewSlip: true });
    const { events } = await round.homeAffairs.call(getCaseHistory, { params });
    expect(events.map(({ kind, reason }) => [kind, reason]).sort()).toEqual([
      ['delivery', 'wrong_person'],
      ['reopened', 'right_person_found'],
    ]);
    const { invitations } = await round.homeAffairs.call(listInvitations, { params: place() });
    expect(invitations.find(({ serial }) => serial === slip.serial)?.delivery).toBeNull();
  });

  test('a case that was answered, or that nobody closed, is not reopened', async () => {
    await expect(reopen(slips[0]!, 'pressed_by_mistake')).rejects.toMatchObject({
      status: 409,
      code: 'case_not_closed',
    });
    await expect(reopen(slips[3]!, 'pressed_by_mistake')).rejects.toMatchObject({
      code: 'case_not_closed',
    });
  });
});
