/**
 * Outside truth: burden reduction between waves (Ernst, Valliant, Casady 2000, J. Off. Stat. 16; sampling.md 1):
 * who was asked in the last k rounds rests, who asked not to be contacted again is left out, both are counted in
 * public, and what is kept for it outlives the erasure under a key and a term of its own.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { getFrameSummary } from '#contract/frames.ts';
import { freezeFrame } from '#contract/frozen-frame.ts';
import { issueInvitations } from '#contract/invitations.ts';
import { listPersons } from '#contract/persons.ts';
import { drawSample, publishPlan } from '#contract/samples.ts';
import { traceContacts } from '../../server/db/contact-traces.ts';
import { retentionClock } from '../../server/retention/retention-clock.ts';
import type { Office } from '../office.ts';
import { openOffice } from '../office.ts';
import { openFrameFor } from '../open-round.ts';
import { DICE, design, WITNESSES } from '../scenario-frozen.ts';
import type { DossierRow } from '../scenario-lists.ts';
import { csvOf, dossier, handIn } from '../scenario-lists.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

const REASONS = { absentReason: 'Thử một xã', unacceptedReason: 'Thử' };
const FIELDS = ['Hộ tịch', 'Đất đai'];
const PEOPLE = Array.from({ length: 40 }, (_, i) => ({
  owner: `Lý Văn ${String.fromCharCode(65 + (i % 20))} ${i < 20 ? 'Một' : 'Hai'}`,
  phone: `09850002${10 + i}`,
  field: FIELDS[i % 2]!,
}));

async function round(list: readonly DossierRow[], terms = {}) {
  const { campaignId, homeAffairs } = await openFrameFor(office, { noticeHours: 0, ...terms });
  const params = { campaignId };
  const agency = { campaignId, agencyCode: '01981' };
  await handIn(homeAffairs, agency, csvOf(list));
  const { people } = await homeAffairs.call(listPersons, { params: agency, query: {} });
  return { campaignId, homeAffairs, params, agency, people };
}
const frozen = ({ homeAffairs, params }: Awaited<ReturnType<typeof round>>) =>
  homeAffairs.call(freezeFrame, { params, body: REASONS });

/** A round in which `size` of forty people are asked. */
async function askedRound(size: number, terms = {}) {
  const first = await round(
    PEOPLE.map((person) => dossier(person)),
    terms,
  );
  const { homeAffairs, params } = first;
  await frozen(first);
  await homeAffairs.call(publishPlan, { params, body: design({ size, reserveRatio: 0 }) });
  const body = { dice: DICE, witnesses: WITNESSES };
  await homeAffairs.call(drawSample, { params, body });
  await homeAffairs.call(issueInvitations, { params });
  return first;
}

/** Names are written otherwise in the next year's list. */
const nextYear = () =>
  PEOPLE.map(({ owner, ...person }) => dossier({ ...person, owner: owner.toUpperCase() }));

test('who was asked in the round before rests, who wants no more contact is left out, and both are counted in public', async () => {
  const first = await askedRound(10);
  const asked = await office.deps.db
    .selectFrom('invitation')
    .innerJoin('frameUnit', (join) =>
      join
        .onRef('frameUnit.campaignId', '=', 'invitation.campaignId')
        .onRef('frameUnit.unitId', '=', 'invitation.unitId'),
    )
    .select('personId')
    .where('invitation.campaignId', '=', first.campaignId)
    .execute();
  const askedIds = new Set(asked.map(({ personId }) => personId));
  const unasked = first.people.find(({ personId }) => !askedIds.has(personId))!;
  const refusing = [first.people.find(({ personId }) => askedIds.has(personId))!, unasked];
  const { db, secrets } = office.deps;
  const ids = refusing.map(({ personId }) => personId);
  await traceContacts(db, secrets, first.campaignId, 'refused', ids);
  // The personal data of the round are erased: its key names nobody any more.
  await secrets.destroyIdentityKey(first.campaignId);

  const second = await round(nextYear());
  const frame = await frozen(second);
  expect(frame).toMatchObject({
    people: 29,
    rows: { rows: 40, accepted: 29, excluded: 11 },
    rest: { rounds: 1, roundsWithoutKey: 0, asked: 9, refused: 2, keptStrata: 0 },
  });
  expect(frame.exclusions).toEqual(
    expect.arrayContaining([
      { reason: 'asked_recently', rows: 9 },
      { reason: 'contact_refused', rows: 2 },
    ]),
  );
  const summary = await second.homeAffairs.call(getFrameSummary, { params: second.agency });
  expect(summary).toMatchObject({ rows: 40, accepted: 29, excluded: 11, people: 29 });
  const { people } = await second.homeAffairs.call(listPersons, {
    params: second.agency,
    query: {},
  });
  expect(people).toHaveLength(29);
  const phones = new Set(people.map(({ phone }) => phone));
  for (const { phone } of refusing) expect(phones.has(phone)).toBe(false);
  for (const { personId, phone } of first.people)
    if (askedIds.has(personId)) expect(phones.has(phone)).toBe(false);

  // A round that lets nobody rest still honours who wants no more contact.
  const third = await frozen(await round(nextYear(), { restRounds: 0 }));
  expect(third).toMatchObject({ people: 38, rest: { rounds: 0, asked: 0, refused: 2 } });
});

test('a stratum of which more than half would rest keeps everybody, and the frozen facts say so', async () => {
  const province = { provinceCode: '19', collectFrom: '2026-11-12', collectTo: '2026-12-16' };
  await askedRound(29, { ...province, restRounds: 0 });
  const frame = await frozen(await round(nextYear()));
  expect(frame.rest).toMatchObject({ rounds: 1, asked: 0, refused: 2 });
  expect(frame.rest!.keptStrata).toBeGreaterThan(0);
  expect(frame.people).toBe(38);
});

test('traces tell nobody without their key, and go with it five years after the collection', async () => {
  const { db, secrets } = office.deps;
  const traces = () => db.selectFrom('contactTrace').selectAll().execute();
  const [trace] = await traces();
  expect(Object.keys(trace!).sort()).toEqual(['campaignId', 'hash', 'kind']);
  const clock = retentionClock(office.deps, () => undefined);
  office.at('2031-12-17T03:00:00Z');
  await clock.start();
  await clock.stop();
  expect(await traces()).toEqual([]);
  await expect(secrets.contactKey(trace!.campaignId)).rejects.toMatchObject({
    code: 'contact_key_unavailable',
  });
});
