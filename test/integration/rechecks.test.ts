// Truth: docs/fieldwork.md §1 and §2: a re-check is drawn in public among answered cases, called by others, and told to no
// agency; what is voided before the count is voided by two persons, counted as voided, and never lost silently.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { decideApproval, listApprovals, setFourEyes } from '#contract/approvals.ts';
import * as calls from '#contract/calls.ts';
import { closeCampaign } from '#contract/campaigns.ts';
import { getLedger } from '#contract/ledger.ts';
import { getPublished } from '#contract/published.ts';
import * as rechecks from '#contract/rechecks.ts';
import { checkReceipt } from '#contract/responses.ts';
import { getResults, publishResults } from '#contract/results.ts';
import { listSigns } from '#contract/signs.ts';
import * as voidings from '#contract/voidings.ts';
import { drawSample, sampleText } from '#sampling/draw/select.ts';
import { sha256Text } from '#sampling/randomness/sha256.ts';
import type { Caller, Office } from '../office.ts';
import { openOffice } from '../office.ts';
import type { CollectingCampaign } from '../scenario-collecting.ts';
import { AFTER_GRACE, answer, collectingCampaign } from '../scenario-collecting.ts';
import { DICE, HONEST, interviewByCall, WITNESSES } from '../scenario-rechecks.ts';

const AGENCY = '01981';
const DAY = '2026-11-17';
let office: Office;
let campaign: CollectingCampaign;
let params: { campaignId: string };
let homeAffairs: Caller;
let observer: Caller;
let honest: Caller;
let fabricator: Caller;

beforeAll(async () => {
  office = await openOffice();
  campaign = await collectingCampaign(office, {
    agencies: [AGENCY, '05443'],
    fields: ['Hộ tịch'],
    peoplePerStratum: 16,
  });
  params = { campaignId: campaign.campaignId };
  homeAffairs = await office.as('home_affairs');
  observer = await office.as('observer');
  honest = await office.as('interviewer');
  fabricator = await office.as('interviewer');
});
afterAll(() => office.close());

/** Does what a second person of Home Affairs must confirm, with the confirmation. */
async function withSecond<T>(approver: Caller, ask: () => Promise<T>): Promise<T> {
  await expect(ask()).rejects.toMatchObject({ code: 'approval_asked' });
  const [asked] = (await homeAffairs.call(listApprovals, { params })).approvals;
  await approver.call(decideApproval, {
    params: { ...params, approvalId: asked!.id },
    body: { isConfirmed: true },
  });
  return ask();
}
const results = () => homeAffairs.call(rechecks.listRechecks, { params });
const recheckRecord = async () =>
  (await office.nobody.call(rechecks.getRecheckRecord, { params })).rechecks;
const stateOf = (caseId: string) =>
  office.deps.db
    .selectFrom('invitation')
    .select(['state', 'door', 'receiptCode', 'receivedWeek'])
    .where('id', '=', caseId)
    .executeTakeFirstOrThrow();
const text = async (file: string) =>
  (await observer.send('GET', `/api/campaigns/${params.campaignId}/rechecks/1/${file}`)).body;

test('the frame of a re-check is locked with its hash before the dice, and says publicly nothing of who answered', async () => {
  for (let i = 0; i < 6; i += 1) {
    await interviewByCall(params, honest);
    await interviewByCall(params, fabricator);
  }
  const open = await office.deps.db
    .selectFrom('invitation')
    .select('id')
    .where('state', '=', 'issued')
    .limit(4)
    .execute();
  for (const { id } of open)
    await answer(office, campaign.invitations.find((invited) => invited.id === id)!.token);
  await homeAffairs.call(rechecks.prepareRecheck, { params, body: { percent: 10 } });
  const [record] = await recheckRecord();
  expect(record).toMatchObject({ number: 1, seed: null, isDoubled: false });
  expect(sha256Text(await text('frame.tsv'))).toBe(record!.frameSha256);
  expect(sha256Text(await text('plan.tsv'))).toBe(record!.planSha256);
  // Numbers can be tried against a hash: how many answered, by agency and door, must not follow from it.
  const guessed = (await text('plan.tsv')).replaceAll(/\.[0-9a-f]{16}\t/g, '\t');
  expect(sha256Text(guessed)).not.toBe(record!.planSha256);
  const written = JSON.stringify(record) + (await text('frame.tsv'));
  for (const { id, unitId } of campaign.invitations) {
    expect(written).not.toContain(id);
    expect(written).not.toContain(unitId);
  }
  await expect(
    homeAffairs.call(rechecks.prepareRecheck, { params, body: { percent: 10 } }),
  ).rejects.toMatchObject({ code: 'recheck_not_drawn' });
});

test('the draw takes at least three of each interviewer, and observers repeat it from its files', async () => {
  const drawing = { params: { ...params, number: '1' } };
  const witnesses = [{ name: 'Lê A', body: 'UBND' }];
  await expect(
    homeAffairs.call(rechecks.drawRecheck, { ...drawing, body: { dice: DICE, witnesses } }),
  ).rejects.toMatchObject({ code: 'witness_missing' });
  const { drawn } = await homeAffairs.call(rechecks.drawRecheck, {
    ...drawing,
    body: { dice: DICE, witnesses: WITNESSES },
  });
  const { takers } = await results();
  expect(takers.map((taker) => [taker.takerId, taker.drawn]).sort()).toEqual(
    [
      [honest.staffId, 3],
      [fabricator.staffId, 3],
    ].sort(),
  );
  const again = drawSample({
    seed: await text('seed.txt'),
    frame: await text('frame.tsv'),
    plan: await text('plan.tsv'),
  });
  expect(sampleText(again.selected)).toBe(await text('sample.tsv'));
  expect(again.selected).toHaveLength(drawn);
  expect((await recheckRecord())[0]!.sampleSha256).toBe(sha256Text(await text('sample.tsv')));
  await expect(
    homeAffairs.call(rechecks.drawRecheck, {
      ...drawing,
      body: { dice: DICE, witnesses: WITNESSES },
    }),
  ).rejects.toMatchObject({ code: 'recheck_drawn' });
});

test('nobody re-checks an interview of their own, or people of their own agency; four answers decide', async () => {
  const take = async (by: Caller) => (await by.call(rechecks.takeRecheckCall, { params })).call;
  const isOwn = async (caseId: string, by: Caller) =>
    (
      await office.deps.db
        .selectFrom('recheckCase')
        .select('takerId')
        .where('invitationId', '=', caseId)
        .executeTakeFirstOrThrow()
    ).takerId === by.staffId;
  const taken = await take(fabricator);
  expect(taken!.phone).toMatch(/^0\d{9}$/);
  expect(await isOwn(taken!.caseId, fabricator)).toBe(false);
  await expect(
    honest.call(rechecks.recordRecheck, {
      params: { ...params, caseId: taken!.caseId },
      body: { answers: HONEST },
    }),
  ).rejects.toMatchObject({ code: 'call_not_held' });
  const place = { ...params, caseId: taken!.caseId };
  expect(
    await fabricator.call(rechecks.recordRecheck, { params: place, body: { unreached: 'busy' } }),
  ).toEqual({ outcome: null });
  const insider = await office.as('interviewer', AGENCY);
  for (let call = await take(insider); call; call = await take(insider)) {
    expect(call.agencyName).not.toContain('Vĩnh Thông');
    await insider.call(rechecks.recordRecheck, {
      params: { ...params, caseId: call.caseId },
      body: { unreached: 'no_answer' },
    });
  }
  const { db } = office.deps;
  for (const hour of ['08', '13', '02']) {
    office.at(`2026-11-${hour === '02' ? 19 : 18}T${hour}:00:00Z`);
    for (let call = await take(homeAffairs); call; call = await take(homeAffairs)) {
      const isFabricated = await isOwn(call.caseId, fabricator);
      const answers = isFabricated ? { ...HONEST, answeredBy: 'nobody' as const } : HONEST;
      expect(
        await homeAffairs.call(rechecks.recordRecheck, {
          params: { ...params, caseId: call.caseId },
          body: { answers },
        }),
      ).toEqual({ outcome: isFabricated ? 'contradicted' : 'confirmed' });
    }
  }
  const { takers, waiting } = await results();
  expect(waiting).toBe(0);
  const found = (by: Caller) => takers.find(({ takerId }) => takerId === by.staffId)!;
  expect(found(fabricator)).toMatchObject({ contradicted: 3, confirmed: 0, isMarked: true });
  expect(found(fabricator).interval!.lower).toBeGreaterThan(0.29);
  expect(found(honest)).toMatchObject({ contradicted: 0, isMarked: false });
  const columns = await db.selectFrom('recheckCase').selectAll().execute();
  expect(Object.keys(columns[0]!).join()).not.toMatch(/submission|receipt|ballot/);
});

const ledgerBy = (by: 'interviewer' | 'mode') =>
  homeAffairs.call(getLedger, { params, query: { by } });

test('each interviewer has a response rate from the answers taken and the cases called in vain, as AAPOR reckons', async () => {
  const { call } = await honest.call(calls.takeCall, { params });
  await honest.call(calls.recordCall, {
    params: { ...params, caseId: call!.caseId },
    body: { outcome: 'language' },
  });
  const { lines } = await ledgerBy('interviewer');
  const honestLine = lines.find(({ code }) => code === honest.staffId)!;
  expect(honestLine.dispositions).toMatchObject({ interview: 6, language: 1 });
  expect(honestLine.rates.RR1).toBeCloseTo(6 / 7, 12);
  expect(lines.find(({ code }) => code === fabricator.staffId)!.rates.RR1).toBe(1);
  // Four by their own phones are few: no mode is shown.
  expect((await ledgerBy('mode')).lines).toEqual([]);
});

test('signs come from outer data alone, each door by itself, and nothing is told of hands with few answers', async () => {
  const signs = () => homeAffairs.call(listSigns, { params });
  // All six within a minute, but so are the other's: quick, and unlike nobody.
  const both = await signs();
  expect(both.takers.map(({ takerId }) => takerId).sort()).toEqual(
    [honest.staffId, fabricator.staffId].sort(),
  );
  for (const taker of both.takers)
    expect(taker).toMatchObject({ answers: 6, largestDay: 6, quick: 5, oddHours: 0, marks: [] });
  const third = await office.as('interviewer');
  await interviewByCall(params, third);
  // The third has one: it would follow from all calls and the two others'.
  const { takers, withFew } = await signs();
  expect([takers.length, withFew]).toEqual([1, 2]);
  expect((await ledgerBy('interviewer')).lines.map(({ code }) => code).sort()).toEqual(
    ['few', takers[0]!.takerId].sort(),
  );
});

test('an agency’s staff see nothing of the re-check of their people, nor of what was voided', async () => {
  const agency = await office.as('agency', AGENCY);
  await expect(agency.call(rechecks.listRechecks, { params })).rejects.toMatchObject({
    code: 'access_denied',
  });
  await expect(agency.call(listSigns, { params })).rejects.toMatchObject({
    code: 'access_denied',
  });
  await expect(agency.call(voidings.listVoidings, { params })).rejects.toMatchObject({
    code: 'access_denied',
  });
  // Their list of deliveries has numbers with names: an observer's journal must not have the same numbers.
  const lines = await office.deps.db
    .selectFrom('activity')
    .select('details')
    .where('act', '=', 'recheck_person_read')
    .execute();
  expect(lines.length).toBeGreaterThan(0);
  for (const { details } of lines) expect(details).toEqual({ agency: expect.any(String) });
});

test('with four eyes a second person of Home Affairs confirms the very proposal, before the observer does', async () => {
  const batch = { door: 'phone', takerId: fabricator.staffId!, fromDay: DAY, toDay: DAY } as const;
  const body = { ...batch, reason: 'Ba người được gọi lại nói chưa ai hỏi họ.' };
  const propose = () => homeAffairs.call(voidings.proposeVoiding, { params, body });
  const approver = await office.as('home_affairs', undefined, true);
  await homeAffairs.call(setFourEyes, { params, body: { isOn: true } });
  const { id } = await withSecond(approver, propose);
  // Used up, and it said whose ballots of which days, and how many.
  await expect(propose()).rejects.toMatchObject({ code: 'approval_asked' });
  const { approvals } = await approver.call(listApprovals, { params });
  expect(approvals.find(({ state }) => state === 'used')).toMatchObject({
    act: 'void_ballots',
    request: { door: 'phone', taker: 'Người thử interviewer', fromDay: DAY, ballots: '6' },
  });
  expect((await observer.call(voidings.listVoidings, { params })).voidings).toEqual([
    expect.objectContaining({ id, state: 'proposed', isSecondPersonConfirmed: true }),
  ]);
});

test('a batch is voided by two bodies: its ballots stay sealed, its people may answer again, and not through the same hands', async () => {
  const batch = { door: 'phone', takerId: fabricator.staffId!, fromDay: DAY, toDay: DAY } as const;
  const propose = (body: { fromDay?: string; toDay?: string } = {}) =>
    homeAffairs.call(voidings.proposeVoiding, {
      params,
      body: { ...batch, ...body, reason: 'Ba người được gọi lại nói chưa ai hỏi họ.' },
    });
  await expect(propose({ fromDay: '2026-11-01', toDay: '2026-11-02' })).rejects.toMatchObject({
    code: 'voiding_empty',
  });
  const { db } = office.deps;
  const ballots = () => db.selectFrom('ballot').selectAll().execute();
  const before = (await ballots()).length;
  const [proposed] = (await observer.call(voidings.listVoidings, { params })).voidings;
  const { id } = proposed!;
  expect((await ballots()).every(({ voidingId }) => voidingId === null)).toBe(true);
  const deciding = { params: { ...params, voidingId: id } };
  const body = { isConfirmed: true, witness: 'Trần Thị B, MTTQ tỉnh' };
  await expect(
    homeAffairs.call(voidings.decideVoiding, { ...deciding, body }),
  ).rejects.toMatchObject({ code: 'access_denied' });
  const taken = await db
    .selectFrom('takenCase')
    .innerJoin('ballotBatch', 'ballotBatch.id', 'batchId')
    .select('invitationId')
    .where('takerId', '=', fabricator.staffId!)
    .execute();
  expect(taken).toHaveLength(6);
  const { receiptCode: code } = await stateOf(taken[0]!.invitationId);
  expect(await observer.call(voidings.decideVoiding, { ...deciding, body })).toEqual({
    ballots: 6,
  });
  await expect(observer.call(voidings.decideVoiding, { ...deciding, body })).rejects.toMatchObject({
    code: 'voiding_decided',
  });
  expect(await office.nobody.call(checkReceipt, { body: { code: code! } })).toEqual({
    isCounted: false,
    received: 0,
    isVoided: true,
  });
  const sealed = await ballots();
  expect(sealed).toHaveLength(before);
  expect(sealed.filter(({ voidingId }) => voidingId === id)).toHaveLength(6);
  for (const { invitationId } of taken)
    expect(await stateOf(invitationId)).toEqual({
      state: 'issued',
      door: null,
      receiptCode: null,
      receivedWeek: null,
    });
  const ids = new Set(taken.map(({ invitationId }) => invitationId));
  for (;;) {
    const { call } = await fabricator.call(calls.takeCall, { params });
    if (!call) break;
    expect(ids.has(call.caseId)).toBe(false);
    await fabricator.call(calls.recordCall, {
      params: { ...params, caseId: call.caseId },
      body: { outcome: 'no_answer' },
    });
  }
  const { token } = campaign.invitations.find(({ id: invited }) => ids.has(invited))!;
  expect(await answer(office, token)).toHaveProperty('code');
  const acts = await db
    .selectFrom('activity')
    .select('act')
    .where('act', 'like', 'voiding%')
    .orderBy('at')
    .execute();
  expect(acts.map(({ act }) => act).sort()).toEqual(['voiding_confirmed', 'voiding_proposed']);
});

test('by mode every case counts once, and interviewers with few answers are counted together', async () => {
  const { province, lines } = await ledgerBy('mode');
  expect(lines.map(({ code, dispositions }) => [code, dispositions.interview])).toEqual([
    ['phone', 7],
    ['self', 5],
  ]);
  expect(lines.reduce((sum, { cases }) => sum + cases, 0)).toBe(province.cases);
  const interviewers = (await ledgerBy('interviewer')).lines;
  expect(interviewers.map(({ code, dispositions }) => [code, dispositions.interview])).toEqual(
    expect.arrayContaining([
      ['few', 7],
      [fabricator.staffId, 0],
    ]),
  );
  expect(interviewers).toHaveLength(2);
});

test('the count leaves voided ballots uncounted, tells how many, and after it nothing can be voided', async () => {
  const { db } = office.deps;
  const counted = await db
    .selectFrom('invitation')
    .select('id')
    .where('state', '=', 'received')
    .execute();
  office.at(AFTER_GRACE);
  await homeAffairs.call(closeCampaign, { params });
  expect(await db.selectFrom('response').select('id').execute()).toHaveLength(counted.length);
  for (const table of ['ballot', 'takenCase'] as const)
    expect(await db.selectFrom(table).selectAll().execute()).toEqual([]);
  const closing = await db
    .selectFrom('activity')
    .select('details')
    .where('act', '=', 'campaign_closed')
    .executeTakeFirstOrThrow();
  expect(closing.details).toMatchObject({ responses: counted.length, voided: 6 });
  const { counts } = await homeAffairs.call(getResults, { params });
  expect(counts.voided).toBe(6);
  const shown = new Set(counts.modes.map(({ mode }) => mode));
  for (const { door } of counts.recheck!) expect(shown).toContain(door);
  const batch = { door: 'phone', takerId: honest.staffId!, fromDay: DAY, toDay: DAY } as const;
  await expect(
    homeAffairs.call(voidings.proposeVoiding, {
      params,
      body: { ...batch, reason: 'Quá muộn rồi, thử.' },
    }),
  ).rejects.toMatchObject({ code: 'stage_not_allowed' });
  const late = {
    id: randomUUID(),
    campaignId: params.campaignId,
    ...batch,
    reason: 'thẳng vào bảng',
  };
  await expect(
    db
      .insertInto('voiding')
      .values({ ...late, proposedAt: new Date(), proposedBy: homeAffairs.staffId! })
      .execute(),
  ).rejects.toThrow('after the count nothing can be voided');
  await expect(
    db
      .updateTable('invitation')
      .set({
        state: 'issued',
        submissionDigest: null,
        receiptCode: null,
        receivedWeek: null,
        door: null,
      })
      .where('id', '=', counted[0]!.id)
      .execute(),
  ).rejects.toThrow('a counted answer is not taken back');
  const body = { confirm: 'CÔNG BỐ' } as const;
  const approver = await office.as('home_affairs', undefined, true);
  await withSecond(approver, () => homeAffairs.call(publishResults, { params, body }));
  const published = await office.nobody.call(getPublished, { params });
  expect(published.results.secondPerson).toMatchObject({ isOn: true, areVoidingsConfirmed: true });
});
