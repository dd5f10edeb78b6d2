/**
 * Truth: the promise of the terms and of the citizen's page, that on a day known beforehand nothing names
 * anybody any more; and what is public, which must be byte for byte what it was.
 */
import { createHash } from 'node:crypto';
import { readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { sql } from 'kysely';
import mammoth from 'mammoth';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { getBoard } from '#contract/board.ts';
import { recordCall, takeCall } from '#contract/calls.ts';
import { closeCampaign, getOverview, startCollecting } from '#contract/campaigns.ts';
import { getPublishedChanges } from '#contract/changes.ts';
import { requestErasure } from '#contract/erasures.ts';
import { getProgress } from '#contract/fieldwork.ts';
import { getFrameSummary } from '#contract/frames.ts';
import { freezeFrame } from '#contract/frozen-frame.ts';
import { issueInvitations, listInvitations, recordDelivery } from '#contract/invitations.ts';
import { openInvitation } from '#contract/opening.ts';
import { issuePaperPacks } from '#contract/paper.ts';
import { listPersons } from '#contract/persons.ts';
import { getPublished } from '#contract/published.ts';
import { keepRearrangements, listRearrangements } from '#contract/rearrangements.ts';
import { downloadResponseArchive } from '#contract/response-archive.ts';
import { checkReceipt } from '#contract/responses.ts';
import { getResults, publishResults } from '#contract/results.ts';
import type { Retention } from '#contract/retention.ts';
import { ERASE_WORDS, eraseNow, getRetention, postponeErasure } from '#contract/retention.ts';
import { drawSample, publishPlan } from '#contract/samples.ts';
import { assignVisits } from '#contract/visits.ts';
import { getPublishedYears } from '#contract/years.ts';
import { verifyDraw } from '#sampling/draw/verify.ts';
import { beginErasure } from '../../server/retention/begin-erasure.ts';
import { ERASED_ROWS, KEPT_TABLES } from '../../server/retention/erased-rows.ts';
import { dueCampaigns } from '../../server/retention/queries.ts';
import { asOwner } from '../database.ts';
import type { Caller, Office } from '../office.ts';
import { officeOn, openOffice, pathOf } from '../office.ts';
import { openFrameFor } from '../open-round.ts';
import { plainBrowser } from '../plain-browser.ts';
import { answeredCampaign } from '../scenario-answered.ts';
import {
  AFTER_GRACE,
  answer,
  collectingCampaign,
  OPEN_DAY,
  service,
} from '../scenario-collecting.ts';
import { DICE, design, invitationsOf, WITNESSES } from '../scenario-frozen.ts';
import { csvOf, dossier, handIn, upload } from '../scenario-lists.ts';
import { allTables, rowsOf, tablesThatHold } from '../scenario-personal.ts';

const COMMUNE = '01981';
// 15/12/2026, three days of grace, ninety days of keeping.
const TERMS_DAY = '2027-03-18';
const POSTPONED_TO = '2027-04-01';
const REASON = 'Thanh tra tỉnh đang xem khiếu nại về danh sách giao phiếu';
const ERASED = { status: 410, code: 'personal_data_erased' };

let office: Office;
let homeAffairs: Caller;
let observer: Caller;
let campaignId = '';
let token = '';
let receipt = '';
let erasedOn = '';
let personal: string[] = [];
/** The round of the next year, erased too. */
let nextYear = '';
const params = () => ({ campaignId });
const agency = () => ({ campaignId, agencyCode: COMMUNE });
const retention = (caller = homeAffairs) => caller.call(getRetention, { params: params() });

beforeAll(async () => {
  office = await openOffice();
  observer = await office.as('observer');
  await wholeCampaign();
}, 120_000);
afterAll(() => office.close());

/** From a list with every kind of row to published results, all through HTTP. */
async function wholeCampaign(): Promise<void> {
  const { campaignId: id, homeAffairs: caller } = await openFrameFor(office, { noticeHours: 0 });
  [campaignId, homeAffairs] = [id, caller];
  const rows = Array.from({ length: 40 }, () => dossier());
  const [first, second] = rows as [(typeof rows)[0], (typeof rows)[0]];
  const again = dossier({ owner: first.owner!, phone: first.phone! });
  const unreachable = dossier({ phone: '', address: '' });
  const all = [...rows, again, unreachable];
  personal = all.flatMap(({ code, owner, phone }) => [code!, owner!, ...(phone ? [phone] : [])]);
  personal.push('Thôn Nà Cà');
  await handIn(homeAffairs, agency(), csvOf(all));
  // A second list without the second dossier, which has vanished, and a third that nobody ever read.
  await handIn(homeAffairs, agency(), csvOf(all.filter((row) => row !== second)));
  await upload(homeAffairs, agency(), csvOf([dossier()]));
  const body = { absentReason: 'Thử nghiệm tại một xã', unacceptedReason: 'Thử nghiệm' };
  await homeAffairs.call(freezeFrame, { params: params(), body });
  await homeAffairs.call(publishPlan, { params: params(), body: design({ size: 20 }) });
  const dice = { dice: DICE, witnesses: WITNESSES };
  await homeAffairs.call(drawSample, { params: params(), body: dice });
  await homeAffairs.call(issueInvitations, { params: params() });
  await homeAffairs.call(startCollecting, { params: params() });
  office.at(OPEN_DAY);
  const slips = await invitationsOf(office, campaignId);
  for (const [offset, slip] of slips.slice(0, 15).entries())
    receipt = (await answer(office, slip.token, service(1 + (offset % 5)))).code;
  token = slips[15]!.token;
  erasedOn = (await office.nobody.call(openInvitation, { body: { token } })).campaign.erasedOn;
  await office.nobody.call(requestErasure, { body: { token } });
  const serial = String(slips[16]!.serial);
  const died = { params: { ...agency(), serial }, body: { outcome: 'died' as const } };
  await homeAffairs.call(recordDelivery, died);
  await goToPeople();
  office.at(AFTER_GRACE);
  await homeAffairs.call(closeCampaign, { params: params() });
  await homeAffairs.call(publishResults, { params: params(), body: { confirm: 'CÔNG BỐ' } });
}

/** Paper packs with covers, an interviewer's round of visits, and one who is called and does not answer. */
async function goToPeople(): Promise<void> {
  await homeAffairs.call(issuePaperPacks, { params: params(), body: { agencyCode: null } });
  const interviewer = await office.as('interviewer');
  const body = { staffId: interviewer.staffId!, agencyCode: COMMUNE };
  await homeAffairs.call(assignVisits, { params: params(), body });
  const { call } = await interviewer.call(takeCall, { params: params() });
  const called = { ...params(), caseId: call!.caseId };
  await interviewer.call(recordCall, { params: called, body: { outcome: 'no_answer' } });
}

/** Another start of the server on the same database and folder, with its own clock. */
async function restartedAt(moment: string): Promise<Office> {
  const restarted = await officeOn(office.deps.db, office.deps.config.dataDir);
  restarted.at(moment);
  await restarted.app.ready();
  return restarted;
}

const certificates = () => office.deps.db.selectFrom('erasureCertificate').selectAll().execute();

/** What anybody may see, and what the office counts. */
async function publicRecord(from: Office) {
  const text = async (path: string) => (await from.nobody.send('GET', path)).body;
  const draw = `/api/campaigns/${campaignId}/draw`;
  const caller = await from.as('home_affairs');
  const archive = `${pathOf(downloadResponseArchive.path, params())}?purpose=keep`;
  return {
    seed: await text(`${draw}/seed.txt`),
    frame: await text(`${draw}/frame.tsv`),
    plan: await text(`${draw}/plan.tsv`),
    sample: await text(`${draw}/sample.tsv`),
    frozen: await text(`/api/campaigns/${campaignId}/frozen-frame`),
    csv: await text(`/api/published/${campaignId}/results.csv`),
    published: await from.nobody.call(getPublished, { params: params() }),
    // Computed again from the tables by a server that has nothing in its memory.
    results: await caller.call(getResults, { params: params() }),
    progress: await caller.call(getProgress, { params: params() }),
    overview: await caller.call(getOverview, { params: params() }),
    board: await caller.call(getBoard, { params: params() }),
    summary: await caller.call(getFrameSummary, { params: agency() }),
    receipt: await from.nobody.call(checkReceipt, { body: { code: receipt } }),
    archive: Object.keys(unzipSync((await caller.send('GET', archive)).rawPayload)),
  };
}
let before: Awaited<ReturnType<typeof publicRecord>>;

test('every table is either erased or kept on purpose', async () => {
  const decided = [...ERASED_ROWS.map(({ table }) => table), ...KEPT_TABLES];
  expect(decided.toSorted()).toEqual(await allTables(office.deps.db));
});

test('the day is known from the terms: the invited read it, and the observer', async () => {
  expect(erasedOn).toBe(TERMS_DAY);
  const seen = await retention(observer);
  expect(seen).toMatchObject({ retentionDays: 90, termsDay: TERMS_DAY, dueOn: TERMS_DAY });
  expect(seen).toMatchObject({ state: 'waiting', postponements: [], certificate: null });
  const path = `/api/campaigns/${campaignId}/erasure-certificate`;
  expect((await office.nobody.send('GET', path)).json()).toEqual({ certificate: null });
  expect((await office.nobody.send('GET', `${path}.txt`)).statusCode).toBe(404);
  expect(await dueCampaigns(office.deps.db, '2027-03-17')).toEqual([]);
  expect(await dueCampaigns(office.deps.db, TERMS_DAY)).toEqual([campaignId]);
  const early = beginErasure(office.deps, campaignId, null);
  await expect(early).rejects.toMatchObject({ code: 'erasure_too_early' });
});

test('it is put off for a stated reason only, to a later day, before the observer’s eyes', async () => {
  const put = (until: string, reason = REASON) =>
    homeAffairs.call(postponeErasure, { params: params(), body: { until, reason } });
  await expect(put(POSTPONED_TO, 'cần thêm')).rejects.toMatchObject({ code: 'request_invalid' });
  await expect(put('2027-02-30')).rejects.toMatchObject({ code: 'request_invalid' });
  for (const day of ['2027-01-31', TERMS_DAY, '2029-01-01'])
    await expect(put(day)).rejects.toMatchObject({ code: 'postponement_out_of_range' });
  await put(POSTPONED_TO);
  await expect(put(POSTPONED_TO)).rejects.toMatchObject({ code: 'postponement_out_of_range' });
  const { dueOn, postponements } = await retention(observer);
  expect(dueOn).toBe(POSTPONED_TO);
  expect(postponements).toEqual([expect.objectContaining({ until: POSTPONED_TO, reason: REASON })]);
  expect(await dueCampaigns(office.deps.db, TERMS_DAY)).toEqual([]);
  const { db } = office.deps;
  await expect(db.deleteFrom('retentionPostponement').execute()).rejects.toThrow(/never change/);
});

test('a server that comes back on the day begins by itself; stopped half-way, it shows nobody', async () => {
  const { db } = office.deps;
  const eve = await restartedAt('2027-03-31T10:00:00Z');
  before = await publicRecord(eve);
  await eve.app.close();
  expect(await tablesThatHold(db, personal)).toEqual(['dossier', 'invitation', 'vanished_dossier']);
  await asOwner(db, async (owner) => {
    await sql`create function stop_here() returns trigger language plpgsql
      as $$ begin raise exception 'the process ends here'; end $$`.execute(owner);
    await sql`create trigger stopped before delete on person
      for each row execute function stop_here()`.execute(owner);
  });
  // One o'clock at night on the day, in Vietnam.
  const night = await restartedAt('2027-03-31T18:00:00Z');
  await expect.poll(() => rowsOf(db, 'dossier')).toBe(0);
  await night.app.close();
  const caller = await office.as('home_affairs');
  expect(await retention()).toMatchObject({ state: 'erasing', certificate: null });
  expect(await rowsOf(db, 'person')).toBeGreaterThan(0);
  const list = caller.call(listPersons, { params: agency(), query: {} as never });
  await expect(list).rejects.toMatchObject(ERASED);
  await asOwner(db, (owner) => sql`drop trigger stopped on person`.execute(owner));
});

test('while the folder of uploads cannot be read nothing is certified', async () => {
  const uploads = join(office.deps.config.dataDir, 'uploads');
  await rename(uploads, `${uploads}-away`);
  await writeFile(uploads, '');
  const blind = await restartedAt('2027-04-01T02:00:00Z');
  await new Promise((done) => setTimeout(done, 1000));
  await blind.app.close();
  await rm(uploads);
  await rename(`${uploads}-away`, uploads);
  expect(await certificates()).toEqual([]);
});

test('the next start goes on where it stopped, and nothing is left that names anybody', async () => {
  const { db, config } = office.deps;
  const next = await restartedAt('2027-04-02T02:00:00Z');
  await expect.poll(certificates).toHaveLength(1);
  expect(await tablesThatHold(db, personal)).toEqual([]);
  for (const { table, emptied } of ERASED_ROWS)
    if (!emptied) expect({ table, rows: await rowsOf(db, table) }).toEqual({ table, rows: 0 });
  const units = db.selectFrom('frameUnit').select(['procedureName', 'returnedOn', 'personId']);
  const nothing = { procedureName: '', returnedOn: null, personId: null };
  const inFrame = await units.where('campaignId', '=', campaignId).execute();
  expect(inFrame).toEqual(Array.from({ length: 39 }, () => nothing));
  const vanished = db.selectFrom('vanishedDossier').select(['receivedOn', 'returnedOn', 'note']);
  expect(await vanished.execute()).toEqual([{ receivedOn: null, returnedOn: null, note: null }]);
  const comeBack = db.updateTable('frameUnit').set({ procedureName: 'Đăng ký khai sinh' });
  await expect(comeBack.execute()).rejects.toMatchObject({ constraint: 'never_changes' });
  const keys = await readdir(join(config.dataDir, 'rounds'));
  // The traces for later rounds have a key and a term of their own.
  const contact = `contact-${campaignId}.wrapped`;
  expect(keys.filter((name) => name.includes(campaignId))).toEqual([contact]);
  expect(await readdir(join(config.dataDir, 'uploads'))).toEqual([]);
  expect(await publicRecord(next)).toEqual(before);
  expect(verifyDraw(before)).toMatchObject({ same: true });
  await next.app.close();
});

test('whoever looks for people is told since when there are none', async () => {
  const refusal = { ...ERASED, details: { on: '2027-04-01' } };
  const query = {} as never;
  await expect(homeAffairs.call(listPersons, { params: agency(), query })).rejects.toMatchObject(
    refusal,
  );
  await expect(homeAffairs.call(listInvitations, { params: agency() })).rejects.toMatchObject(
    refusal,
  );
  const late = office.nobody.call(requestErasure, { body: { token } });
  await expect(late).rejects.toMatchObject(refusal);
  const page = await plainBrowser(office).post(`/${token}/xoa-thong-tin`);
  expect(page.text).toContain('đã được xóa ngày 01/4/2027');
  await expect(upload(homeAffairs, agency(), 'x')).rejects.toMatchObject(refusal);
  const body = { until: '2027-06-01', reason: REASON };
  const later = homeAffairs.call(postponeErasure, { params: params(), body });
  await expect(later).rejects.toMatchObject(refusal);
});

test('the certificate counts what went, stands for the same frame, and is anybody’s to check', async () => {
  const path = `/api/campaigns/${campaignId}/erasure-certificate`;
  const file = await office.nobody.send('GET', `${path}.txt`);
  const { certificate: shown } = (await office.nobody.send('GET', path)).json();
  expect(createHash('sha256').update(file.rawPayload).digest('hex')).toBe(shown.sha256);
  const frame = createHash('sha256').update(before.frame).digest('hex');
  expect(shown).toMatchObject({ frameSha256Before: frame, frameSha256After: frame, begunBy: null });
  expect(shown.counts).toMatchObject({
    persons: 39,
    dossiers: 41,
    frame_links: 39,
    problem_rows: 1,
    vanished_codes: 1,
    invitation_traces: 20,
    erasure_requests: 1,
    paper_cases: 5,
    visit_assignments: 4,
    phone_cases: 1,
    contact_attempts: 1,
    uploads: 1,
  });
  for (const line of [
    `due=${POSTPONED_TO}`,
    `postponed=${POSTPONED_TO} ${REASON}`,
    'by=clock',
    'erased.identity_key_mirror=none',
  ])
    expect(file.body.split('\n')).toContain(line);
  expect(file.body).toContain('\nGIẤY CHỨNG NHẬN XÓA DỮ LIỆU CÁ NHÂN\n');
  const state: Retention = await retention(observer);
  expect(state.certificate?.sha256).toBe(shown.sha256);
  const minutes = `/api/campaigns/${campaignId}/documents/erasure_minutes/word`;
  office.at(`${POSTPONED_TO}T03:00:00Z`);
  const { rawPayload } = await (await office.as('home_affairs')).send('GET', minutes);
  office.at(AFTER_GRACE);
  const { value } = await mammoth.extractRawText({ buffer: rawPayload });
  // Dated in the year of the erasure, not of the round.
  const year = `năm ${POSTPONED_TO.slice(0, 4)}`;
  for (const part of ['BIÊN BẢN', year, 'dòng hồ sơ\n\n41\n', shown.sha256])
    expect(value).toContain(part);
  const list = `/api/campaigns/${campaignId}/agencies/${COMMUNE}/persons-list`;
  for (const path of [list, `${list}/word`, `${list}/pdf`])
    expect((await homeAffairs.send('GET', path)).json().code).toBe(ERASED.code);
});

test('no certificate can be changed, taken back or made twice', async () => {
  await asOwner(office.deps.db, async (db) => {
    const change = db.updateTable('erasureCertificate').set({ content: '' }).execute();
    await expect(change).rejects.toThrow(/never change/);
    await expect(db.deleteFrom('erasureCertificate').execute()).rejects.toThrow(/never change/);
    await expect(sql`truncate erasure_certificate`.execute(db)).rejects.toThrow(/never change/);
  });
});

test('by hand it goes before the day, once the results are public and in so many words', async () => {
  office.at(OPEN_DAY);
  const collecting = await collectingCampaign(office, { agencies: [COMMUNE], peoplePerStratum: 2 });
  const body = { confirm: ERASE_WORDS } as const;
  const requestOf = (id: string) => ({ params: { campaignId: id }, body });
  const tooEarly = { code: 'erasure_too_early' };
  await expect(homeAffairs.call(eraseNow, requestOf(collecting.campaignId))).rejects.toMatchObject(
    tooEarly,
  );
  // Its forms are not counted: the clock waits too, however long ago the day was.
  expect(await dueCampaigns(office.deps.db, '2028-01-01')).not.toContain(collecting.campaignId);
  const { campaignId: id } = await answeredCampaign(office, {
    agencies: [COMMUNE],
    peoplePerStratum: 6,
    terms: { year: 2027 },
    answers: () => service(4),
  });
  nextYear = id;
  const merged = { earlierCode: '01843', into: [COMMUNE], since: '2027-02-01', decree: 'NQ 15' };
  await homeAffairs.call(keepRearrangements, {
    params: { campaignId: id },
    body: { rearrangements: [merged] },
  });
  await expect(homeAffairs.call(eraseNow, requestOf(id))).rejects.toMatchObject(tooEarly);
  office.at('2026-12-21T03:00:00Z');
  await homeAffairs.call(publishResults, {
    params: { campaignId: id },
    body: { confirm: 'CÔNG BỐ' },
  });
  const path = `/api/campaigns/${id}/retention/erase`;
  expect((await homeAffairs.send('POST', path, { confirm: 'XÓA' })).statusCode).toBe(400);
  await homeAffairs.call(eraseNow, requestOf(id));
  const read = () => homeAffairs.call(getRetention, { params: { campaignId: id } });
  await expect.poll(async () => (await read()).state).toBe('erased');
  expect((await read()).certificate).toMatchObject({
    begunBy: 'Người thử home_affairs',
    counts: { persons: 12 },
  });
  const left = await office.deps.db.selectFrom('person').select('campaignId').distinct().execute();
  expect(left).toEqual([{ campaignId: collecting.campaignId }]);
});

test('a later round is compared with what an erased one published', async () => {
  const place = { params: { campaignId: nextYear } };
  const declared = await homeAffairs.call(listRearrangements, place);
  expect(declared).toMatchObject({ earlier: { campaignId }, isFixed: true });
  expect(declared.rearrangements.map(({ earlierCode }) => earlierCode)).toEqual(['01843']);
  const { earlier } = await office.nobody.call(getPublishedChanges, place);
  expect(earlier).toMatchObject({ year: 2026 });
  // Twelve people who agree have no figure to draw a line from.
  expect((await office.nobody.call(getPublishedYears, place)).series).toEqual([]);
});

test('a campaign that was left before its draw keeps its lists no longer either', async () => {
  const { db } = office.deps;
  office.at('2026-11-02T02:00:00Z');
  const left = await openFrameFor(office);
  const place = { campaignId: left.campaignId, agencyCode: COMMUNE };
  await handIn(left.homeAffairs, place, csvOf([dossier(), dossier()]));
  const late = await restartedAt('2027-05-01T02:00:00Z');
  await expect.poll(certificates).toHaveLength(3);
  await late.app.close();
  const kept = db.selectFrom('dossier').selectAll().where('campaignId', '=', left.campaignId);
  expect(await kept.execute()).toEqual([]);
  const path = `/api/campaigns/${left.campaignId}/erasure-certificate.txt`;
  expect((await office.nobody.send('GET', path)).body).toContain('\nframe.after=none\n');
});
