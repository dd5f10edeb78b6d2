/**
 * Truth: ux.md §4.3 “erase request” and the promise on the start page: name, address, telephone and
 * unsent answers go, within two working days; what was published and what was answered stays as it is.
 */
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { correctRow, listCorrectableRows } from '#contract/correctable-rows.ts';
import { carryOutErasure, listErasures, requestErasure } from '#contract/erasures.ts';
import { freezeFrame } from '#contract/frozen-frame.ts';
import { issueInvitations } from '#contract/invitations.ts';
import { getPerson, listPersons, separateDossier } from '#contract/persons.ts';
import { findPersonsOfAgencies } from '#contract/persons-of-agencies.ts';
import { drawSample, publishPlan } from '#contract/samples.ts';
import { listActivity } from '#contract/staff.ts';
import { verifyDraw } from '#sampling/draw/verify.ts';
import { openFrameFor } from '../open-round.ts';
import { plainBrowser } from '../plain-browser.ts';
import { answer, collectingCampaign, OPEN_DAY } from '../scenario-collecting.ts';
import { DICE, design, invitationsOf, WITNESSES } from '../scenario-frozen.ts';
import type { DossierRow } from '../scenario-lists.ts';
import { csvOf, dossier, handIn } from '../scenario-lists.ts';
import { sealsThatHold, tablesThatHold } from '../scenario-personal.ts';
import { unusedSlips } from '../scenario-unused-slips.ts';

const { office, campaign, nextSlip } = await unusedSlips();
const ask = (token: string) => office.nobody.call(requestErasure, { body: { token } });
const list = async () => {
  const { campaignId, homeAffairs } = campaign;
  return (await homeAffairs.call(listErasures, { params: { campaignId } })).requests;
};
const personOf = (unitId: string) =>
  office.deps.db
    .selectFrom('person')
    .innerJoin('frameUnit', 'frameUnit.personId', 'person.id')
    .selectAll('person')
    .where('frameUnit.unitId', '=', unitId)
    .executeTakeFirstOrThrow();

/** Their dossier came with a fault and was corrected: its cells are kept, and how it was corrected. */
async function correctedRowOf({
  id,
  campaignId,
  agencyCode,
  fileId,
}: {
  id: string;
  campaignId: string;
  agencyCode: string;
  fileId: string;
}) {
  const { db } = office.deps;
  const row = { fileId, rowNumber: 900_001, agencyCode };
  const merged = { campaignId, code: 'H55.200-260302-9001', personId: id };
  await db
    .insertInto('dossier')
    .values({
      ...row,
      ...merged,
      outcome: 'merged',
      isLate: false,
      isRefused: false,
      hasPhone: true,
    })
    .execute();
  const sealed = Buffer.from('sealed');
  const keys = { columnNumber: 1, valueKey: 1, rowKey: 7 };
  await db
    .insertInto('correctableRow')
    .values({ ...row, ...keys, original: sealed, corrected: sealed })
    .execute();
  await db
    .insertInto('rememberedCorrection')
    .values({ campaignId, agencyCode, rowKey: 7, sealed, correctedAt: office.deps.now() })
    .execute();
}

test('whoever is signed in asks for no erasure in a citizen’s place', async () => {
  const { token } = nextSlip();
  for (const role of ['agency', 'home_affairs', 'interviewer'] as const) {
    const staff = await office.as(role, role === 'agency' ? '01981' : undefined);
    await expect(staff.call(requestErasure, { body: { token } })).rejects.toMatchObject({
      status: 403,
      code: 'staff_session_present',
    });
  }
  expect(await list()).toEqual([]);
});

test('asking gives a code and a day two working days on; asking again is the same request', async () => {
  const { token } = nextSlip();
  // A Friday evening in Vietnam: Monday and Tuesday are the working days.
  office.at('2026-11-20T12:00:00Z');
  const first = await ask(token);
  expect(first.code).toMatch(/^YC-[ACDEFGHJKMNPQRTVWXY34679]{6}$/);
  expect(first).toMatchObject({ requestedAt: '2026-11-20T12:00:00.000Z', dueOn: '2026-11-24' });
  office.at('2026-11-23T02:00:00Z');
  expect(await Promise.all([ask(token), ask(token)])).toEqual([first, first]);
  office.at(OPEN_DAY);
  expect((await ask(nextSlip().token)).dueOn).toBe('2026-11-19');
});

test('one may ask also after answering, and nobody for an unknown slip', async () => {
  const { token } = nextSlip();
  await answer(office, token);
  expect((await ask(token)).code).toMatch(/^YC-/);
  await expect(ask('A'.repeat(16))).rejects.toMatchObject({ code: 'invitation_not_found' });
});

test('Home Affairs sees who asked, the most urgent first, and the reading is recorded', async () => {
  const slip = nextSlip();
  office.at('2026-11-16T02:00:00Z');
  const { code } = await ask(slip.token);
  office.at(OPEN_DAY);
  const [first] = await list();
  expect(first).toEqual({
    code,
    agencyCode: slip.agencyCode,
    agencyName: expect.stringMatching(/\S/),
    serial: slip.serial,
    fullName: campaign.people.find(({ unitId }) => unitId === slip.unitId)?.fullName,
    requestedAt: '2026-11-16T02:00:00.000Z',
    dueOn: '2026-11-18',
    carriedOutAt: null,
  });
  const { acts } = await campaign.homeAffairs.call(listActivity, { query: {} });
  expect(acts.map(({ act }) => act)).toContain('erasure_requests_read');
});

test('carrying it out leaves nothing that names the person, and the frozen frame as it was', async () => {
  const { db } = office.deps;
  const slip = nextSlip();
  await answer(office, slip.token);
  const { code } = await ask(slip.token);
  const frame = () =>
    db.selectFrom('frameUnit').selectAll().where('unitId', '=', slip.unitId).execute();
  const before = await frame();
  const person = await personOf(slip.unitId);
  const { campaignId, homeAffairs } = campaign;
  await correctedRowOf(person);
  const params = { campaignId, code };
  await homeAffairs.call(carryOutErasure, { params });
  await homeAffairs.call(carryOutErasure, { params });
  expect(await personOf(slip.unitId)).toEqual({
    ...person,
    sealed: null,
    phoneKey: null,
    idKey: null,
    nameKey: null,
    bareKey: null,
    birthKey: null,
  });
  expect(await db.selectFrom('correctableRow').selectAll().execute()).toEqual([]);
  expect(await db.selectFrom('rememberedCorrection').selectAll().execute()).toEqual([]);
  // Its hash is of pseudonym and stratum.
  const erased = before.map((agency) => ({ ...agency, procedureName: '', returnedOn: null }));
  expect(before).not.toEqual(erased);
  expect(await frame()).toEqual(erased);
  const row = (await list()).find((request) => request.code === code);
  expect(row).toMatchObject({ fullName: '', carriedOutAt: '2026-11-17T03:00:00.000Z' });
  const { acts } = await homeAffairs.call(listActivity, { query: {} });
  const erasing = acts.filter(({ act }) => act === 'personal_data_erased');
  expect(erasing.map(({ details }) => details)).toEqual([{ agency: slip.agencyCode, code }]);
  const { fullName = '' } = campaign.people.find(({ unitId }) => unitId === slip.unitId) ?? {};
  expect(fullName).not.toBe('');
  expect(JSON.stringify(acts)).not.toContain(fullName);
});

test('a request of another campaign or of nobody is not found', async () => {
  const { homeAffairs } = campaign;
  const other = await collectingCampaign(office, { peoplePerStratum: 1 });
  const { code } = await ask(nextSlip().token);
  for (const params of [
    { campaignId: other.campaignId, code },
    { campaignId: campaign.campaignId, code: 'YC-AAAAAA' },
  ])
    await expect(homeAffairs.call(carryOutErasure, { params })).rejects.toMatchObject({
      status: 404,
    });
});

test('from the page itself it is one question and one press, and the answers that this browser has not sent go at once', async () => {
  const { token } = nextSlip();
  const browser = plainBrowser(office);
  browser.hold(token);
  await browser.post(`/${token}/trang-1`, [['9.24', '4']]);
  const drafts = async () => (await office.deps.db.selectFrom('draft').execute()).length;
  const before = await drafts();
  const start = await browser.open(`/${token}/don-gian`);
  expect(start.markup).toContain(`href="/${token}/xoa-thong-tin"`);
  const asked = await browser.open(`/${token}/xoa-thong-tin`);
  expect(asked.text).toContain('Câu trả lời đã gửi không ghi tên');
  const done = await browser.post(`/${token}/xoa-thong-tin`);
  expect(done.title).toBe('Đã nhận yêu cầu');
  expect(done.text).toContain('lúc 10:00 ngày 17/11/2026');
  expect(done.text).toContain('chậm nhất ngày 19/11/2026');
  expect(done.text).toMatch(/Mã yêu cầu: YC-\w{6}/);
  expect(await drafts()).toBe(before - 1);
});

describe('somebody with several dossiers, in two agencies', () => {
  const su = (changes: DossierRow = {}) =>
    dossier({ owner: 'Lý A Sử', phone: '0972302218', id: '019071000001', ...changes });
  const corrected = su({ returned: '31/02/2026' });
  // Taken for him by the number and nearly his name, and parted: it is his brother.
  const parted = dossier({ owner: 'Lý A Sứ', id: '019071000001' });
  const vanished = su();
  const first = [
    su(),
    su({ owner: 'LÝ A SỬ', phone: '0985000111' }),
    // She is asked in his place, yet what is kept of her names him.
    su({ submitter: 'Vàng Thị Mai' }),
    corrected,
    parted,
    // Rows that nobody has corrected: one names the owner, one only a phone.
    su({ returned: '32/01/2026' }),
    su({ owner: '', id: '' }),
    dossier(),
    dossier({ returned: '30/02/2026' }),
  ];
  const otherAgency = { agencyCode: '02143', agencyName: 'UBND xã Văn Lang' };
  const second = [
    su(otherAgency),
    su({ ...otherAgency, phone: '0985000222' }),
    dossier(otherAgency),
  ];
  // The code of a dossier that a newer list has lost leads to nobody any more.
  const all = [...first, ...second];
  const codes = all
    .filter(({ phone = '' }) => /^097230|^0985/.test(phone))
    .map(({ code }) => code!);
  const identifiers = [
    'Lý A Sử',
    'LÝ A SỬ',
    'Vàng Thị Mai',
    '0972302218',
    '0985000111',
    '0985000222',
  ];

  async function drawnWithHim() {
    const { campaignId, homeAffairs } = await openFrameFor(office, { noticeHours: 0 });
    const params = { campaignId };
    const agency = { campaignId, agencyCode: '01981' };
    await handIn(homeAffairs, agency, csvOf([...first, vanished]));
    await handIn(homeAffairs, agency, csvOf(first));
    await handIn(homeAffairs, { campaignId, agencyCode: '02143' }, csvOf(second));
    const { fileId, headings, rows } = await homeAffairs.call(listCorrectableRows, {
      params: { ...agency, fault: 'unreadable_date' },
      query: {},
    });
    const row = rows.find(({ cells }) => cells.includes(corrected.code!))!;
    const { column } = headings.find(({ role }) => role === 'returnedOn')!;
    await homeAffairs.call(correctRow, {
      params: { ...agency, rowNumber: String(row.rowNumber) },
      body: { fileId, revision: row.revision, cells: [{ column, value: '28/02/2026' }] },
    });
    await homeAffairs.call(findPersonsOfAgencies, { params });
    const body = { absentReason: 'Thử hai xã', unacceptedReason: 'Thử' };
    await homeAffairs.call(separateDossier, {
      params: agency,
      body: { dossierCode: parted.code! },
    });
    await homeAffairs.call(freezeFrame, { params, body });
    // All six of the frame are drawn: chance must not decide whether he is among them.
    await homeAffairs.call(publishPlan, { params, body: design({ size: 6, reserveRatio: 0 }) });
    const dice = { dice: DICE, witnesses: WITNESSES };
    await homeAffairs.call(drawSample, { params, body: dice });
    await homeAffairs.call(issueInvitations, { params });
    return { campaignId, homeAffairs };
  }

  async function publicFiles(campaignId: string) {
    const read = async (name: string) =>
      (await office.nobody.send('GET', `/api/campaigns/${campaignId}/draw/${name}`)).body;
    const names = ['seed.txt', 'frame.tsv', 'plan.tsv', 'sample.tsv'];
    const [seed, frame, plan, sample] = await Promise.all(names.map(read));
    return { seed: seed!, frame: frame!, plan: plan!, sample: sample! };
  }

  test('is erased from every table and under every seal; frame and draw verify as before', async () => {
    office.at('2026-11-02T02:00:00Z');
    const { db, secrets } = office.deps;
    const { campaignId, homeAffairs } = await drawnWithHim();
    const key = await secrets.identityKey(campaignId);
    const agency = { campaignId, agencyCode: '01981' };
    const { people } = await homeAffairs.call(listPersons, { params: agency, query: {} });
    const merged = people.filter(({ dossiers }) => dossiers > 1);
    expect(merged).toMatchObject([{ dossiers: 3 }]);
    const { personId } = merged[0]!;
    expect(await sealsThatHold(db, key, identifiers)).toEqual([
      'correctable_row.corrected',
      'correctable_row.original',
      'merged_identity.sealed',
      'person.sealed',
      'remembered_correction.sealed',
    ]);
    expect(await tablesThatHold(db, codes)).toEqual(['dossier']);
    const before = await publicFiles(campaignId);
    const { unitId } = await db
      .selectFrom('frameUnit')
      .select('unitId')
      .where('personId', '=', personId)
      .executeTakeFirstOrThrow();
    const slip = (await invitationsOf(office, campaignId)).find(
      (invitation) => invitation.unitId === unitId,
    )!;
    const { code } = await ask(slip.token);
    await homeAffairs.call(carryOutErasure, { params: { campaignId, code } });

    // Rows of the list that was replaced are swept in the background.
    await expect.poll(() => sealsThatHold(db, key, identifiers)).toEqual([]);
    expect(await tablesThatHold(db, codes)).toEqual([]);
    const details = [
      'procedureCode',
      'procedureName',
      'receivedOn',
      'dueOn',
      'returnedOn',
    ] as const;
    const dossiers = db.selectFrom('dossier').select(details).where('personId', '=', personId);
    expect((await dossiers.execute()).flatMap((row) => Object.values(row)).some(Boolean)).toBe(
      false,
    );
    const left = await db
      .selectFrom('person')
      .select('sealed')
      .where('campaignId', '=', campaignId);
    expect((await left.execute()).filter(({ sealed }) => sealed)).toHaveLength(3);
    // Other people's rows in error remain.
    expect(
      await db
        .selectFrom('correctableRow')
        .select('rowNumber')
        .execute()
        .then((rows) => rows.length),
    ).toBe(1);
    await expect(
      homeAffairs.call(getPerson, { params: { ...agency, personId } }),
    ).rejects.toMatchObject({ status: 404 });
    expect(await publicFiles(campaignId)).toEqual(before);
    expect(verifyDraw(before)).toMatchObject({ same: true });
    const { sha256 } = await db
      .selectFrom('frame')
      .select('sha256')
      .where('campaignId', '=', campaignId)
      .executeTakeFirstOrThrow();
    expect(createHash('sha256').update(before.frame).digest('hex')).toBe(sha256);
  });
});
