// Truth: docs/fieldwork.md §2, the postal vote's two envelopes. A strip says who has sent a form, a form says no
// person; strips and forms are reconciled by stratum, and two people read each form.
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { closeCampaign } from '#contract/campaigns.ts';
import { getProgress } from '#contract/fieldwork.ts';
import { getLedger } from '#contract/ledger.ts';
import * as paper from '#contract/paper.ts';
import { getResults } from '#contract/results.ts';
import { checkDigit } from '#contract/verhoeff.ts';
import { decideVoiding, proposeVoiding } from '#contract/voidings.ts';
import { openBallot } from '../../server/responses/sealed-ballot.ts';
import type { Caller, Office } from '../office.ts';
import { openOffice } from '../office.ts';
import { pdfPages } from '../pdf-pages.ts';
import type { AnswersOf, CollectingCampaign } from '../scenario-collecting.ts';
import { AFTER_GRACE, answer, collectingCampaign, service } from '../scenario-collecting.ts';

const DAY = '2026-11-17';
const AGENCY = '01981';
let office: Office;
let campaign: CollectingCampaign;
let params: { campaignId: string };
let clerks: [Caller, Caller, Caller];

beforeAll(async () => {
  office = await openOffice();
  campaign = await collectingCampaign(office, {
    agencies: [AGENCY, '05443'],
    fields: ['Hộ tịch'],
    peoplePerStratum: 30,
  });
  params = { campaignId: campaign.campaignId };
  clerks = [await office.as('entry'), await office.as('entry'), await office.as('entry')];
  await campaign.homeAffairs.call(paper.issuePaperPacks, { params, body: { agencyCode: null } });
});
afterAll(() => office.close());

interface StripRow {
  readonly caseNumber: string;
  readonly token: string;
}
/** As a person opens an envelope: the strip of an invitation. */
async function stripOf(index: number, agency = AGENCY): Promise<StripRow> {
  const invitation = campaign.invitations.filter(({ agencyCode }) => agencyCode === agency)[index]!;
  const { caseNumber } = await office.deps.db
    .selectFrom('paperCase')
    .select('caseNumber')
    .where('invitationId', '=', invitation.id)
    .executeTakeFirstOrThrow();
  return { caseNumber, token: invitation.token };
}
const formsOf = async (agency = AGENCY) =>
  (
    await office.deps.db
      .selectFrom('paperForm')
      .select('number')
      .where('agencyCode', '=', agency)
      .where('state', '=', 'printed')
      .orderBy('number')
      .execute()
  ).map(({ number }) => number);
const receive = (number: string, caller = clerks[0]) =>
  caller.call(paper.receiveStrip, { params, body: { number } });
const key = (caller: Caller, number: string, answers: AnswersOf) =>
  caller.call(paper.keyForm, {
    params: { ...params, number },
    body: { answers: answers as never },
  });
const reconciled = async (agency = AGENCY) =>
  (await campaign.homeAffairs.call(paper.readReconciliation, { params })).strata.find(
    ({ agencyCode }) => agencyCode === agency,
  )!;
const ballots = async () => {
  const box = await office.deps.secrets.ballotKey(campaign.campaignId);
  const rows = await office.deps.db
    .selectFrom('ballot')
    .selectAll()
    .where('voidingId', 'is', null)
    .execute();
  return rows.map(({ id, sealed }) => openBallot(box, campaign.campaignId, id, sealed));
};

describe('packs', () => {
  test('give everybody a strip and each stratum as many forms, joined by no row and no order', async () => {
    const again = await campaign.homeAffairs.call(paper.issuePaperPacks, {
      params,
      body: { agencyCode: AGENCY },
    });
    expect(again).toEqual({ packs: 30, made: 0 });
    expect(await formsOf()).toHaveLength(30);
    const { rows } = await sql<{ column: string }>`
      select column_name as column from information_schema.columns
      where table_name = 'paper_form'`.execute(office.deps.db);
    expect(rows.map(({ column }) => column).sort()).toEqual([
      'agency_code',
      'batch_id',
      'campaign_id',
      'number',
      'state',
      'stratum',
    ]);
  });

  test('print a cover with its strip for each person, and forms that name nobody', async () => {
    const file = async (query: string) =>
      (
        await campaign.homeAffairs.send(
          'GET',
          `/api/campaigns/${params.campaignId}/paper/packs.pdf?${query}`,
        )
      ).rawPayload;
    const covers = pdfPages(await file(`part=covers&agencyCode=${AGENCY}`));
    expect(covers).toHaveLength(30);
    const names = campaign.people.filter(({ agencyCode }) => agencyCode === AGENCY);
    const forms = pdfPages(await file(`part=forms&agencyCode=${AGENCY}`));
    expect(forms.length % 30).toBe(0);
    const whole = forms.map(({ text }) => text).join('\n');
    const coverText = covers.map(({ text }) => text.replaceAll(/\s/g, '')).join('\n');
    for (const { fullName } of names) {
      expect(coverText).toContain(fullName.toUpperCase().replaceAll(/\s/g, ''));
      expect(whole.toUpperCase()).not.toContain(fullName.toUpperCase());
    }
    for (const number of await formsOf()) {
      expect(whole).toContain(`${number.slice(0, 4)} ${number.slice(4)}`);
      expect(coverText).not.toContain(number);
    }
    const large = pdfPages(await file(`part=forms&size=large&agencyCode=${AGENCY}`));
    expect(large.length).toBeGreaterThan(forms.length);
  });

  test('are Home Affairs’ to print, of one agency or of the whole province', async () => {
    const path = `/api/campaigns/${params.campaignId}/paper/packs.pdf?part=covers`;
    for (const caller of [clerks[0], await office.as('agency', AGENCY)])
      expect((await caller.send('GET', path)).json()).toMatchObject({ code: 'access_denied' });
    expect(pdfPages((await campaign.homeAffairs.send('GET', path)).rawPayload)).toHaveLength(60);
  });
});

describe('at the receiving desk', () => {
  test('a strip closes every other door for its person, once', async () => {
    const { caseNumber, token } = await stripOf(0);
    expect(await receive(caseNumber)).toMatchObject({
      outcome: 'awaits_form',
      strips: 1,
      forms: 0,
    });
    await expect(receive(caseNumber)).rejects.toMatchObject({
      code: 'strip_received',
      details: { week: '2026-11-16' },
    });
    await expect(answer(office, token)).rejects.toMatchObject({ code: 'invitation_used' });
  });

  test('of somebody who answered by phone, the week is told and no form is awaited', async () => {
    const { caseNumber, token } = await stripOf(1);
    await answer(office, token);
    expect(await receive(caseNumber)).toMatchObject({
      outcome: 'answered_before',
      answeredWeek: '2026-11-16',
      strips: 1,
    });
    expect(await reconciled()).toMatchObject({ packs: 30, strips: 1, answeredBefore: 1 });
  });

  test('phone and strip at the same moment are one answer', async () => {
    for (const index of [2, 3, 4, 5]) {
      const { caseNumber, token } = await stripOf(index, '05443');
      const [sent, strip] = await Promise.allSettled([answer(office, token), receive(caseNumber)]);
      const outcome = strip.status === 'fulfilled' ? strip.value.outcome : 'failed';
      expect([sent.status, outcome]).toSatisfy(
        ([phone, paperOutcome]) =>
          (phone === 'fulfilled' && paperOutcome === 'answered_before') ||
          (phone === 'rejected' && paperOutcome === 'awaits_form'),
      );
    }
  });

  test('a mistyped, unknown or foreign number is refused by name, and a form’s is no strip’s', async () => {
    const { caseNumber } = await stripOf(6);
    const wrong = `${caseNumber.slice(0, 9)}${(Number(caseNumber[9]) + 1) % 10}`;
    await expect(receive(wrong)).rejects.toMatchObject({ code: 'paper_number_mistyped' });
    const [form] = await formsOf();
    await expect(receive(form!)).rejects.toMatchObject({ code: 'paper_number_mistyped' });
    const unknown = `123456789${checkDigit('123456789')}`;
    await expect(receive(unknown)).rejects.toMatchObject({ code: 'strip_unknown' });
  });

  test('a clerk of the measured agency neither receives nor enters anything about it', async () => {
    const insider = await office.as('entry', AGENCY);
    const { caseNumber } = await stripOf(7);
    await expect(receive(caseNumber, insider)).rejects.toMatchObject({ code: 'own_agency' });
    const [number] = await formsOf();
    await expect(key(insider, number!, service(4))).rejects.toMatchObject({ code: 'own_agency' });
    await expect(
      insider.call(paper.findForm, { params: { ...params, number: number! } }),
    ).rejects.toMatchObject({ code: 'own_agency' });
    expect((await insider.call(paper.listPaperWork, { params })).secondEntries).toEqual([]);
  });
});

describe('at the entry desk', () => {
  test('two people who read the same put one ballot into the box, by the paper door and without a person', async () => {
    const [number] = await formsOf();
    const before = (await ballots()).length;
    expect(await key(clerks[0], number!, service(2))).toEqual({ state: 'keyed', differing: 0 });
    expect(await ballots()).toHaveLength(before);
    await expect(key(clerks[0], number!, service(2))).rejects.toMatchObject({
      code: 'form_keyed_by_same',
    });
    expect((await clerks[1].call(paper.listPaperWork, { params })).secondEntries).toEqual([number]);
    expect(await key(clerks[1], number!, service(2))).toEqual({ state: 'entered', differing: 0 });
    const cast = (await ballots()).filter(({ mode }) => mode === 'paper');
    expect(cast).toHaveLength(1);
    expect(cast[0]).toMatchObject({ agencyCode: AGENCY, stratum: `${AGENCY}.F01` });
    expect(cast[0]!.traits).toBeUndefined();
    expect(await office.deps.db.selectFrom('keying').selectAll().execute()).toEqual([]);
    await expect(key(clerks[2], number!, service(2))).rejects.toMatchObject({
      code: 'form_entered',
    });
  });

  test('more forms than strips are refused, counted as surplus, and taken when their strip comes', async () => {
    const [number] = await formsOf();
    await expect(key(clerks[0], number!, service(5))).rejects.toMatchObject({
      code: 'form_surplus',
      details: { strips: 1, forms: 1 },
    });
    expect(await reconciled()).toMatchObject({ strips: 1, entered: 1, surplus: 1 });
    await receive((await stripOf(8)).caseNumber);
    expect(await key(clerks[0], number!, service(5))).toMatchObject({ state: 'keyed' });
    expect(await key(clerks[1], number!, service(5))).toMatchObject({ state: 'entered' });
    expect(await reconciled()).toMatchObject({ strips: 2, entered: 2, surplus: 0 });
  });
});

describe('between clerks', () => {
  test('where they differ a third person reads the paper, and the wrong entry is counted', async () => {
    await receive((await stripOf(9)).caseNumber);
    const [number] = await formsOf();
    await key(clerks[0], number!, service(4));
    expect(await key(clerks[1], number!, service(4, { '9.30': 1, '9.31': null }))).toEqual({
      state: 'disputed',
      differing: 2,
    });
    const place = { params: { ...params, number: number! } };
    await expect(clerks[1].call(paper.readDispute, place)).rejects.toMatchObject({
      code: 'form_keyed_by_same',
    });
    const { items } = await clerks[2].call(paper.readDispute, place);
    expect(items).toEqual([
      { question: '9.30', first: [4], second: [1] },
      { question: '9.31', first: [4], second: [] },
    ]);
    const answers = { '9.30': 4, '9.31': null };
    expect(await clerks[2].call(paper.settleDispute, { ...place, body: { answers } })).toEqual({
      state: 'entered',
    });
    const settled = (await ballots()).filter(({ mode }) => mode === 'paper').at(-1);
    expect(settled).toBeDefined();
    const { clerks: tallies } = await campaign.homeAffairs.call(paper.readReconciliation, {
      params,
    });
    // 22 items in three forms each: one of the first clerk's and one of the second's were wrong.
    expect(
      tallies.map(({ itemsCompared, itemsWrong, isWatched }) => [
        itemsCompared,
        itemsWrong,
        isWatched,
      ]),
    ).toEqual([
      [63, 1, true],
      [63, 1, true],
    ]);
  });

  test('with a share of double entry a clerk whose entries were wrong is still entered twice', async () => {
    const set = () =>
      campaign.homeAffairs.call(paper.setDoubleEntry, { params, body: { percent: 0 } });
    await Promise.all(Array.from({ length: 6 }, set));
    const { db } = office.deps;
    const journal = db.selectFrom('activity').select('id').where('act', '=', 'double_entry_set');
    // What is set already is no act of the journal.
    expect(await journal.execute()).toHaveLength(1);
    await receive((await stripOf(10)).caseNumber);
    await receive((await stripOf(11)).caseNumber);
    const [first, second] = await formsOf();
    expect(await key(clerks[2], first!, service(3))).toMatchObject({ state: 'entered' });
    expect(await key(clerks[0], second!, service(3))).toMatchObject({ state: 'keyed' });
  });
});

describe('one clerk alone', () => {
  test('what was entered can be voided, and the form is then entered by somebody else', async () => {
    const batch = { door: 'paper', takerId: clerks[2].staffId!, fromDay: DAY, toDay: DAY } as const;
    const { id } = await campaign.homeAffairs.call(proposeVoiding, {
      params,
      body: { ...batch, reason: 'Nhập mà không có phiếu giấy.' },
    });
    const before = await ballots();
    const observer = await office.as('observer');
    await observer.call(decideVoiding, {
      params: { ...params, voidingId: id },
      body: { isConfirmed: true, witness: 'Trần Thị B' },
    });
    expect(await ballots()).toHaveLength(before.length - 1);
    const { number } = await office.deps.db
      .selectFrom('paperForm')
      .select('number')
      .where('state', '=', 'printed')
      .where('batchId', 'is not', null)
      .executeTakeFirstOrThrow();
    await expect(key(clerks[2], number, service(3))).rejects.toMatchObject({ code: 'case_voided' });
    const another = await office.as('entry');
    expect(await key(another, number, service(3))).toMatchObject({ state: 'entered' });
    expect(await ballots()).toHaveLength(before.length);
  });

  test('an answer that no box has is refused, and nothing of the form is kept', async () => {
    await receive((await stripOf(12)).caseNumber);
    const [number] = await formsOf();
    await expect(key(clerks[2], number!, service(7))).rejects.toMatchObject({
      code: 'answers_invalid',
    });
    expect((await key(clerks[2], number!, {})).state).toBe('blank');
  });
});

test('the code on a page opens its form, and wrong items of a scan are counted apart from the clerk’s own', async () => {
  const agency = '05443';
  await campaign.homeAffairs.call(paper.setDoubleEntry, { params, body: { percent: 100 } });
  await receive((await stripOf(17, agency)).caseNumber);
  const number = (await formsOf(agency))[0]!;
  const scanner = await office.as('entry');
  const found = await scanner.call(paper.findForm, {
    params: { ...params, number: `${number}-3L` },
  });
  expect(found).toMatchObject({ number, turn: 1 });
  const place = { params: { ...params, number } };
  const scan = { answers: service(4, { '9.30': 1 }) as never, isScanned: true };
  await scanner.call(paper.keyForm, { ...place, body: scan });
  await expect(key(scanner, number, service(4))).rejects.toMatchObject({
    code: 'form_keyed_by_same',
  });
  expect(await key(clerks[0], number, service(4))).toEqual({ state: 'disputed', differing: 1 });
  await clerks[2].call(paper.settleDispute, { ...place, body: { answers: { '9.30': 4 } } });
  const { clerks: tallies } = await campaign.homeAffairs.call(paper.readReconciliation, { params });
  expect(tallies.filter(({ isScanned }) => isScanned)).toMatchObject([
    { forms: 1, itemsWrong: 1, isWatched: true },
  ]);
  // A clerk who typed the rest of a pile as “scans” would else begin anew: both labels are one clerk's.
  await campaign.homeAffairs.call(paper.setDoubleEntry, { params, body: { percent: 0 } });
  await receive((await stripOf(18, agency)).caseNumber);
  const next = (await formsOf(agency))[0]!;
  expect(await key(scanner, next, service(4))).toMatchObject({ state: 'keyed' });
  await key(clerks[0], next, service(4));
});

test('the count waits for forms between two clerks, then has a ballot for each receipt and each form', async () => {
  office.at(AFTER_GRACE);
  const close = () => campaign.homeAffairs.call(closeCampaign, { params });
  await expect(close()).rejects.toMatchObject({ code: 'forms_unsettled', details: { forms: 1 } });
  const { secondEntries } = await clerks[1].call(paper.listPaperWork, { params });
  await key(clerks[1], secondEntries[0]!, service(3));
  const expected = (await ballots()).length;
  await close();
  const { db } = office.deps;
  expect(await db.selectFrom('response').selectAll().execute()).toHaveLength(expected);
  const { agencies } = await campaign.homeAffairs.call(getProgress, { params });
  // Six strips and the phone; a strip without its form is received and is no response.
  expect(agencies.find(({ agencyCode }) => agencyCode === AGENCY)!.received).toBe(7);
  expect(await reconciled()).toMatchObject({ strips: 6, entered: 5, blank: 1, answeredBefore: 1 });
  // AAPOR (2023): an empty form is an implicit refusal, a lost one miscellaneous non-response; the rest are the responses.
  const received = agencies.reduce((sum, agency) => sum + agency.received, 0);
  const lost = received - expected - 1;
  expect(lost).toBeGreaterThan(0);
  for (const by of ['agency', 'stratum', 'mode'] as const) {
    const query = { by };
    const { lines, province } = await campaign.homeAffairs.call(getLedger, { params, query });
    const blank = lines.filter(({ dispositions }) => dispositions.blank_form > 0);
    expect(blank.map(({ dispositions }) => dispositions.blank_form)).toEqual(
      by === 'mode' ? [] : [1],
    );
    expect(province.dispositions).toMatchObject({
      interview: expected,
      blank_form: 1,
      no_form: lost,
    });
  }
  // One answer came by another door: no door has a number of its own, nor has paper.
  const { counts } = await campaign.homeAffairs.call(getResults, { params });
  expect([counts.modes, counts.paper]).toEqual([[], { packs: 60, returned: null }]);
});

test('where the terms keep codes apart from names, a cover has the name and the strip, and no code', async () => {
  const separate = await openOffice();
  const round = await collectingCampaign(separate, {
    agencies: [AGENCY],
    fields: ['Hộ tịch'],
    peoplePerStratum: 2,
    terms: { slipPrinting: 'sealed_packs' },
  });
  const { campaignId } = round;
  const body = { agencyCode: null };
  await round.homeAffairs.call(paper.issuePaperPacks, { params: { campaignId }, body });
  const path = `/api/campaigns/${campaignId}/paper/packs.pdf?part=covers`;
  const covers = pdfPages((await round.homeAffairs.send('GET', path)).rawPayload);
  const text = covers.map((page) => page.text.replaceAll(/\s/g, '')).join();
  for (const { code } of round.invitations) expect(text).not.toContain(code);
  for (const { fullName } of round.people)
    expect(text).toContain(fullName.toUpperCase().replaceAll(/\s/g, ''));
  expect(text).not.toContain('Mãphiếu');
  await separate.close();
});

test('clerks who check each other’s forms at the same moment wait for each other, and every form counts', async () => {
  office.at('2026-11-10T02:00:00Z');
  const agencies = [AGENCY, '05443'];
  const round = await collectingCampaign(office, {
    agencies,
    fields: ['Hộ tịch'],
    peoplePerStratum: 12,
  });
  const place = { campaignId: round.campaignId };
  await round.homeAffairs.call(paper.issuePaperPacks, {
    params: place,
    body: { agencyCode: null },
  });
  const { db } = office.deps;
  const forms = await db
    .selectFrom('paperForm')
    .select(['number', 'agencyCode'])
    .where('campaignId', '=', round.campaignId)
    .execute();
  const strips = await db
    .selectFrom('paperCase')
    .select('caseNumber')
    .where('campaignId', '=', round.campaignId)
    .execute();
  for (const { caseNumber } of strips)
    await clerks[2].call(paper.receiveStrip, { params: place, body: { number: caseNumber } });
  const keyBy = (caller: Caller, number: string) =>
    caller.call(paper.keyForm, {
      params: { ...place, number },
      body: { answers: service(3) as never },
    });
  // Forms of one stratum wait for each other anyhow: each clerk begins one, and checks the other’s.
  const readers = (agencyCode: string) => (agencyCode === AGENCY ? [0, 1] : [1, 0]);
  for (const { number, agencyCode } of forms) await keyBy(clerks[readers(agencyCode)[0]!]!, number);
  const [own = [], other = []] = Map.groupBy(forms, (form) => form.agencyCode).values();
  const inTurns = own.flatMap((form, k) => [form, other[k]!]);
  const checked = await Promise.all(
    inTurns.map(({ number, agencyCode }) => keyBy(clerks[readers(agencyCode)[1]!]!, number)),
  );
  expect(checked.map(({ state }) => state)).toEqual(forms.map(() => 'entered'));
});
