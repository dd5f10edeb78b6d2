/**
 * Outside truth: SIPAS-DRAW/1 (the frame's hash is that of its canonical bytes) and the promise that a frozen
 * frame never changes, held by the database itself.
 */
import { createHash, randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { getCampaign } from '#contract/campaigns.ts';
import type { FreezeProgress } from '#contract/frozen-frame.ts';
import {
  checkFrozenFrame,
  downloadFrame,
  freezeFrame,
  getFreezeProgress,
  getFrozenFrame,
} from '#contract/frozen-frame.ts';
import { canonicalFrame, parseFrame, strataCounts } from '#sampling/frame/canonical.ts';
import { freezeFrame as freezeFrameOn } from '../../server/frames/freeze/freeze-frame.ts';
import { FreezeBoard } from '../../server/frames/freeze/freeze-progress.ts';
import { asOwner } from '../database.ts';
import type { Office } from '../office.ts';
import { openOffice, pathOf } from '../office.ts';
import { openFrameFor } from '../open-round.ts';
import type { DossierRow } from '../scenario-lists.ts';
import { csvOf, dossier, handIn } from '../scenario-lists.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

const ABSENT = 'Các xã khác không thuộc đợt thử này.';
const REASONS = { absentReason: ABSENT, unacceptedReason: 'Đợt thử.' };
const FIELDS = ['Hộ tịch', 'Chứng thực', 'Đất đai'];
const rows = Array.from({ length: 30 }, (_, index) => dossier({ field: FIELDS[index % 3]! }));

async function frozen(list: readonly DossierRow[]) {
  const { campaignId, homeAffairs } = await openFrameFor(office);
  await handIn(homeAffairs, { campaignId, agencyCode: '01981' }, csvOf(list));
  const params = { campaignId };
  const frame = await homeAffairs.call(freezeFrame, { params, body: REASONS });
  return { campaignId, homeAffairs, frame };
}

const unitsOf = (campaignId: string) =>
  office.deps.db.selectFrom('frameUnit').selectAll().where('campaignId', '=', campaignId).execute();

test('the frame is frozen with its hash, its counts, by whom and when', async () => {
  const { campaignId, homeAffairs, frame } = await frozen(rows);
  const text = canonicalFrame(await unitsOf(campaignId));
  expect(frame).toEqual({
    sha256: createHash('sha256').update(text).digest('hex'),
    merkleRoot: expect.stringMatching(/^[0-9a-f]{64}$/),
    commitmentsRoot: expect.stringMatching(/^[0-9a-f]{64}$/),
    people: 30,
    distinctPersons: 30,
    strata: 3,
    rows: { rows: 30, accepted: 30, merged: 0, excluded: 0, inError: 0 },
    exclusions: [],
    faults: [],
    absentAgencies: 91,
    absentReason: ABSENT,
    unaccepted: { agencies: 1, reason: REASONS.unacceptedReason },
    remarks: [],
    rest: null,
    linkage: { undecided: 0, joined: 0, keptApart: 0 },
    frozenAt: office.deps.now().toISOString(),
    frozenBy: 'Người thử home_affairs',
  });
  expect([...strataCounts(parseFrame(text))]).toEqual([
    ['01981.F01', 10],
    ['01981.F02', 10],
    ['01981.F03', 10],
  ]);
  const campaign = await homeAffairs.call(getCampaign, { params: { campaignId } });
  expect(campaign.stage).toBe('frame_frozen');
  const { details } = await office.deps.db
    .selectFrom('activity')
    .select('details')
    .where('campaignId', '=', campaignId)
    .where('act', '=', 'frame_frozen')
    .executeTakeFirstOrThrow();
  expect(details).toMatchObject({ sha256: frame.sha256, people: 30 });
});

test('the same list in another order freezes to the same pseudonyms and strata', async () => {
  const { campaignId, homeAffairs } = await openFrameFor(office);
  const params = { campaignId, agencyCode: '01981' };
  const person = { owner: 'Lý A Sử', phone: '0972302218' };
  const list = [
    ...rows,
    dossier(person),
    dossier({ ...person, field: 'Đất đai' }),
    dossier(person),
  ];
  const chosen = async () => {
    const found = await office.deps.db
      .selectFrom('dossier')
      .innerJoin('listFile', 'listFile.id', 'dossier.fileId')
      .select(['code', 'fieldCode'])
      .where('dossier.campaignId', '=', campaignId)
      .where('state', '=', 'imported')
      .where('outcome', '=', 'accepted')
      .execute();
    return found.map(({ code, fieldCode }) => `${code} ${fieldCode}`).sort();
  };
  await handIn(homeAffairs, params, csvOf(list));
  const before = await chosen();
  await handIn(homeAffairs, params, csvOf([...list].reverse()));
  expect(await chosen()).toEqual(before);
  expect(before).toHaveLength(31);
});

test.each([
  ['a person is taken out', sql`delete from frame_unit`],
  ['a stratum is changed', sql`update frame_unit set stratum = '01981.F02'`],
  ['a pseudonym is changed', sql`update frame_unit set unit_id = unit_id || 'x'`],
  ['a procedure is changed', sql`update frame_unit set procedure_name = 'Khác'`],
  ['a day is changed', sql`update frame_unit set returned_on = returned_on + 1`],
  ['a population is changed', sql`update stratum set population = population + 1`],
  ['a stratum is taken out', sql`delete from stratum`],
  ['the hash is changed', sql`update frame set sha256 = repeat('0', 64)`],
  ['the frame is taken back', sql`delete from frame`],
  [
    'another person is put behind a pseudonym',
    sql`update frame_unit set person_id = (select id from person where id <> frame_unit.person_id limit 1)`,
  ],
  ['a person is taken from a pseudonym', sql`update frame_unit set person_id = null`],
  ['a person gets other contact data', sql`update person set sealed = sealed || '\\x00'`],
  ['a person moves to another agency', sql`update person set agency_code = '01984'`],
  ['persons are deleted', sql`delete from person`],
  ['dossiers are deleted', sql`delete from dossier`],
  [
    'a dossier gets another owner',
    sql`update dossier set person_id = (select id from person where id <> dossier.person_id limit 1)`,
  ],
  ['a dossier gets another day', sql`update dossier set returned_on = returned_on - 1`],
  ['a dossier gets another code', sql`update dossier set code = 'X' || code`],
  [
    'a commitment is changed',
    sql`update frame_unit set commitment = decode(repeat('00', 32), 'hex')`,
  ],
  [
    'a dossier is left out afterwards',
    sql`update dossier set outcome = 'excluded', reason = 'withdrawn', person_id = null, linked_by = null`,
  ],
  ['signatures are deleted', sql`delete from acceptance_signature`],
  ['a signature is rewritten', sql`update acceptance_signature set signer_name = 'Khác'`],
  ['a decision is taken away', sql`delete from acceptance_decision`],
  ['the journal is deleted', sql`delete from activity`],
  ['the journal is rewritten', sql`update activity set details = '{}', act = 'signed_in'`],
  ['the journal is emptied', sql`truncate activity`],
])('once frozen, the database refuses that %s', async (_, statement) => {
  await guarded();
  await asOwner(office.deps.db, (owner) =>
    expect(statement.execute(owner)).rejects.toMatchObject({ constraint: 'never_changes' }),
  );
});

/** One frame for all that is refused, with a signature and a decision: nothing of it changes. */
let guardedFrame: Promise<unknown> | undefined;
const guarded = () => (guardedFrame ??= signedAndFrozen());

async function signedAndFrozen() {
  const { campaignId, homeAffairs } = await frozen([dossier(), dossier()]);
  const by = { campaignId, agencyCode: '01981', inForce: true };
  await office.deps.db
    .insertInto('acceptanceSignature')
    .values({
      ...by,
      id: randomUUID(),
      signerName: 'Lê Văn A',
      signerPosition: 'Chủ tịch',
      counts: '{}',
      signedAt: office.deps.now(),
      signedBy: homeAffairs.staffId!,
    })
    .execute();
  await office.deps.db
    .insertInto('acceptanceDecision')
    .values({
      ...by,
      id: randomUUID(),
      kind: 'accepted',
      note: null,
      decidedAt: office.deps.now(),
      decidedBy: homeAffairs.staffId!,
    })
    .execute();
}

test('an identity may be erased by the erasure alone; the frame stays as it was', async () => {
  const { campaignId, frame } = await frozen([dossier(), dossier()]);
  const { db } = office.deps;
  await db
    .insertInto('campaignErasure')
    .values({
      campaignId,
      dueOn: '2027-01-01',
      begunAt: office.deps.now(),
      begunBy: null,
      frameSha256: null,
    })
    .execute();
  await db.deleteFrom('dossier').where('campaignId', '=', campaignId).execute();
  await db.deleteFrom('person').where('campaignId', '=', campaignId).execute();
  const units = await unitsOf(campaignId);
  expect(units.map(({ personId }) => personId)).toEqual([null, null]);
  expect(createHash('sha256').update(canonicalFrame(units)).digest('hex')).toBe(frame.sha256);
});

test('frame.tsv is public after the draw, byte for byte as frozen, and not before', async () => {
  const { campaignId, frame } = await frozen(rows);
  const path = pathOf(downloadFrame.path, { campaignId });
  const before = await office.nobody.send('GET', path);
  expect([before.statusCode, before.json().code]).toEqual([409, 'not_drawn']);
  await office.deps.db
    .updateTable('campaign')
    .set({ stage: 'drawn' })
    .where('id', '=', campaignId)
    .execute();
  const after = await office.nobody.send('GET', path);
  expect(after.headers['content-type']).toBe('text/tab-separated-values; charset=utf-8');
  expect(createHash('sha256').update(after.rawPayload).digest('hex')).toBe(frame.sha256);
});

test('a frame without people, or with communes that are silent, is not frozen', async () => {
  const { campaignId, homeAffairs } = await openFrameFor(office);
  const params = { campaignId };
  const body = { absentReason: ABSENT };
  await expect(homeAffairs.call(freezeFrame, { params, body })).rejects.toMatchObject({
    code: 'frame_empty',
  });
  await handIn(homeAffairs, { campaignId, agencyCode: '01981' }, csvOf([dossier()]));
  await expect(homeAffairs.call(freezeFrame, { params, body: {} })).rejects.toMatchObject({
    code: 'agencies_absent',
    details: { count: 91, names: ['Phường Đức Xuân', 'Phường Bắc Kạn', 'Xã Phong Quang'] },
  });
  await expect(office.nobody.call(getFrozenFrame, { params })).rejects.toMatchObject({
    code: 'frame_not_frozen',
  });
  const campaign = await homeAffairs.call(getCampaign, { params });
  expect(campaign.stage).toBe('frame_open');
});

/** Guards off, as only the owner of the database can put them. */
const unguarded = (statement: ReturnType<typeof sql>) =>
  asOwner(office.deps.db, (owner) =>
    owner.transaction().execute(async (trx) => {
      for (const table of ['frame_unit', 'person', 'dossier'])
        await sql`alter table ${sql.table(table)} disable trigger user`.execute(trx);
      await statement.execute(trx);
      for (const table of ['frame_unit', 'person', 'dossier'])
        await sql`alter table ${sql.table(table)} enable trigger user`.execute(trx);
    }),
  );

const check = ({ campaignId, homeAffairs }: Awaited<ReturnType<typeof frozen>>) =>
  homeAffairs.call(checkFrozenFrame, { params: { campaignId } });

test('an untouched frame is found intact, and the look is in the journal', async () => {
  const round = await frozen(rows);
  expect(await check(round)).toEqual({
    units: 30,
    intact: 30,
    erased: 0,
    changed: 0,
    isRootSame: true,
  });
  const act = await office.deps.db
    .selectFrom('activity')
    .select('details')
    .where('campaignId', '=', round.campaignId)
    .where('act', '=', 'frame_checked')
    .executeTakeFirstOrThrow();
  expect(act.details).toMatchObject({ units: 30, changed: 0 });
});

test('two persons who changed places behind their pseudonyms show, also after the guards were off', async () => {
  const round = await frozen(rows);
  const [first, second] = await unitsOf(round.campaignId);
  await unguarded(
    sql`update frame_unit set person_id = case unit_id when ${first!.unitId} then ${second!.personId}::uuid
      else ${first!.personId}::uuid end where campaign_id = ${round.campaignId} and unit_id in (${first!.unitId}, ${second!.unitId})`,
  );
  expect(await check(round)).toMatchObject({ intact: 28, changed: 2, isRootSame: true });
});

test('a commitment made to fit another person is not the one whose root was published', async () => {
  const round = await frozen(rows);
  const [first] = await unitsOf(round.campaignId);
  await unguarded(
    sql`update frame_unit set commitment = decode(repeat('ab', 32), 'hex')
      where campaign_id = ${round.campaignId} and unit_id = ${first!.unitId}`,
  );
  expect(await check(round)).toMatchObject({ changed: 1, isRootSame: false });
});

test('freezing says how far it is, step by step, lets others in between, and nothing once it is done', async () => {
  const { campaignId, homeAffairs } = await openFrameFor(office);
  const params = { campaignId };
  const list = Array.from({ length: 1200 }, () => dossier());
  await handIn(homeAffairs, { campaignId, agencyCode: '01981' }, csvOf(list));
  const board = new FreezeBoard();
  const noted: FreezeProgress[] = [];
  const note = board.note.bind(board);
  board.note = (campaign, progress) => {
    noted.push(progress);
    note(campaign, progress);
  };
  let turns = 0;
  let isOver = false;
  const others = (async () => {
    for (; !isOver; turns++) await new Promise((done) => setImmediate(done));
  })();
  const { id: staffId } = await office.deps.db
    .selectFrom('staff')
    .select('id')
    .executeTakeFirstOrThrow();
  await freezeFrameOn(office.deps, { campaignId, staffId, ...REASONS }, board);
  isOver = true;
  await others;
  expect(noted).toEqual([
    { step: 'linking', people: 0, total: 1200 },
    { step: 'committing', people: 500, total: 1200 },
    { step: 'committing', people: 1000, total: 1200 },
    { step: 'storing', people: 0, total: 1200 },
    { step: 'storing', people: 1000, total: 1200 },
  ]);
  expect(turns).toBeGreaterThan(3);
  expect(board.of(campaignId)).toBeNull();
  expect(await homeAffairs.call(getFreezeProgress, { params })).toEqual({ progress: null });
  expect(await homeAffairs.call(getFrozenFrame, { params })).toMatchObject({ people: 1200 });
});
