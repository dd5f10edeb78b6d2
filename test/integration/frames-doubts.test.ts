/**
 * Outside truth: domain.md 2.5 and docs/linkage.md §1. Between the thresholds a person decides, contradictions first; it can be
 * taken back, a newer list keeps it, the journal has it, and an agency's staff see nobody of another agency.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { decidePair, listDoubts, listPairDecisions, undoPairDecision } from '#contract/doubts.ts';
import { freezeFrame } from '#contract/frozen-frame.ts';
import {
  countPersons,
  getPerson,
  listPersons,
  rejoinDossier,
  separateDossier,
} from '#contract/persons.ts';
import { listActivity } from '#contract/staff.ts';
import type { Caller, Office } from '../office.ts';
import { openOffice } from '../office.ts';
import { openFrameFor } from '../open-round.ts';
import type { DossierRow } from '../scenario-lists.ts';
import { csvOf, dossier, handIn } from '../scenario-lists.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

const PHONE = '0972302218';
const AGENCY = '01981';

async function listOf(rows: readonly DossierRow[]) {
  const { campaignId, homeAffairs } = await openFrameFor(office);
  const params = { campaignId, agencyCode: AGENCY };
  const clerk = await office.as('agency', AGENCY);
  await handIn(clerk, params, csvOf(rows));
  return { campaignId, homeAffairs, params, clerk };
}

type Params = { campaignId: string; agencyCode: string };
const doubts = (caller: Caller, params: Params) => caller.call(listDoubts, { params, query: {} });

/** The persons as sets of dossier codes. */
async function persons(caller: Caller, params: Params): Promise<string[][]> {
  const { people } = await caller.call(listPersons, { params, query: {} });
  const sets = await Promise.all(
    people.map(async ({ personId }) => {
      const { dossiers } = await caller.call(getPerson, { params: { ...params, personId } });
      return dossiers.map(({ code }) => code).sort();
    }),
  );
  return sets.sort();
}

const lan = dossier({ owner: 'Bàn Thị Lan', phone: PHONE, born: '1990' });
const lanWithHat = dossier({ owner: 'Bàn Thị Lân', phone: PHONE });
const nam = { owner: 'Nguyễn Văn Nam', phone: '0985000111' };
const older = dossier({ ...nam, id: '019071000001' });
const younger = dossier({ ...nam, id: '019088000777' });
const stranger = dossier({ owner: 'Vàng Thị Mai', phone: '0985000222' });
const rows = [lan, lanWithHat, older, younger, stranger];
const pairOf = (a: DossierRow, b: DossierRow) => ({
  dossierCodes: [a.code!, b.code!] as [string, string],
});
const codesOf = (pair: { dossiers: readonly { code: string }[] }) =>
  pair.dossiers.map(({ code }) => code).sort();
const alone = rows.map(({ code }) => [code!]).sort();

describe('two dossiers between the thresholds', () => {
  test('are two persons and shown side by side, contradictions first; the counts name nobody', async () => {
    const { clerk, params } = await listOf(rows);
    expect(await persons(clerk, params)).toEqual(alone);
    const { pairs, total } = await doubts(clerk, params);
    expect(total).toBe(2);
    expect(pairs.map(({ idNumbers }) => idNumbers)).toEqual(['different', 'unknown']);
    expect(pairs.map(({ isContradiction }) => isContradiction)[0]).toBe(true);
    expect(pairs.map(codesOf)).toEqual([
      [older.code, younger.code].sort(),
      [lan.code, lanWithHat.code].sort(),
    ]);
    expect(pairs[1]!.dossiers.find(({ code }) => code === lan.code)).toMatchObject({
      fullName: 'Bàn Thị Lan',
      phone: PHONE,
      birth: '1990',
    });
    const { agencies } = await clerk.call(countPersons, { params });
    expect(agencies).toMatchObject([{ agencyCode: AGENCY, doubtful: 2 }]);
  });

  test('are one person once somebody says so, in a newer list too, until it is taken back', async () => {
    const { clerk, params } = await listOf(rows);
    await clerk.call(decidePair, { params, body: { ...pairOf(lan, lanWithHat), isSame: true } });
    const joined = [
      ...alone.filter(([code]) => code !== lan.code && code !== lanWithHat.code),
      [lan.code!, lanWithHat.code!].sort(),
    ].sort();
    expect(await persons(clerk, params)).toEqual(joined);
    expect((await doubts(clerk, params)).total).toBe(1);
    await handIn(clerk, params, csvOf([...rows].reverse()));
    expect(await persons(clerk, params)).toEqual(joined);
    const { people } = await clerk.call(listPersons, { params, query: { show: 'merged' } });
    const { dossiers } = await clerk.call(getPerson, {
      params: { ...params, personId: people[0]!.personId },
    });
    expect(dossiers.map(({ linkedBy }) => linkedBy)).toEqual([['by_hand'], ['by_hand']]);
    await clerk.call(undoPairDecision, { params, body: pairOf(lan, lanWithHat) });
    expect(await persons(clerk, params)).toEqual(alone);
    expect((await doubts(clerk, params)).total).toBe(2);
  });

  test('are asked about no more once somebody says that they are two persons’', async () => {
    const { clerk, params } = await listOf(rows);
    const body = { ...pairOf(older, younger), isSame: false };
    await clerk.call(decidePair, { params, body });
    expect((await doubts(clerk, params)).pairs.map(codesOf)).toEqual([
      [lan.code, lanWithHat.code].sort(),
    ]);
    const { decisions } = await clerk.call(listPairDecisions, { params });
    expect(decisions).toMatchObject([
      { isSame: false, names: ['Nguyễn Văn Nam', 'Nguyễn Văn Nam'] },
    ]);
  });
});

test('two persons whom nothing connects are joined by hand, and a dossier is still parted from them', async () => {
  const { clerk, params } = await listOf(rows);
  await clerk.call(decidePair, { params, body: { ...pairOf(lan, stranger), isSame: true } });
  const joined = [lan.code!, stranger.code!].sort();
  expect(await persons(clerk, params)).toContainEqual(joined);
  const dossierCode = stranger.code!;
  await clerk.call(separateDossier, { params, body: { dossierCode } });
  expect(await persons(clerk, params)).toEqual(alone);
  await clerk.call(rejoinDossier, { params, body: { dossierCode } });
  expect(await persons(clerk, params)).toContainEqual(joined);
});

test('dossiers that evidence joins are two persons’ once somebody says so, and over a third one too', async () => {
  const [first, second, third] = [1, 2, 3].map(() =>
    dossier({ owner: 'Lý A Sử', phone: PHONE, born: '02/05/1971' }),
  ) as [DossierRow, DossierRow, DossierRow];
  const { clerk, params } = await listOf([first, second, third]);
  const all = [first, second, third].map(({ code }) => code!).sort();
  expect(await persons(clerk, params)).toEqual([all]);
  await clerk.call(decidePair, { params, body: { ...pairOf(first, second), isSame: false } });
  for (const person of await persons(clerk, params))
    expect(person).not.toEqual(expect.arrayContaining([first.code, second.code]));
  await clerk.call(undoPairDecision, { params, body: pairOf(first, second) });
  expect(await persons(clerk, params)).toEqual([all]);
});

test('an agency decides about its own dossiers only, and the journal says who decided, not about whom', async () => {
  const { clerk, params, homeAffairs, campaignId } = await listOf(rows);
  const other = await office.as('agency', '02143');
  for (const call of [
    () => doubts(other, params),
    () => other.call(decidePair, { params, body: { ...pairOf(lan, lanWithHat), isSame: true } }),
    () => other.call(listPairDecisions, { params }),
  ])
    await expect(call()).rejects.toMatchObject({ code: 'access_denied' });
  const elsewhere = { campaignId, agencyCode: '02143' };
  const body = { ...pairOf(lan, lanWithHat), isSame: true };
  await expect(other.call(decidePair, { params: elsewhere, body })).rejects.toMatchObject({
    code: 'not_found',
  });
  await clerk.call(decidePair, { params, body });
  const { acts } = await homeAffairs.call(listActivity, { query: {} });
  const noted = acts.find(({ act }) => act === 'dossiers_joined')!;
  expect(noted).toMatchObject({ details: { agency: AGENCY } });
  expect(JSON.stringify(noted)).not.toContain(lan.code);
});

test('the frozen frame says how many pairs were joined, kept apart and left undecided', async () => {
  const { params, homeAffairs, clerk } = await listOf(rows);
  await clerk.call(decidePair, { params, body: { ...pairOf(lan, lanWithHat), isSame: true } });
  await clerk.call(decidePair, { params, body: { ...pairOf(lan, stranger), isSame: false } });
  const body = { absentReason: 'Thử một xã', unacceptedReason: 'Thử' };
  const frozen = await homeAffairs.call(freezeFrame, { params, body });
  expect(frozen).toMatchObject({ people: 4, linkage: { undecided: 1, joined: 1, keptApart: 1 } });
  await expect(
    clerk.call(undoPairDecision, { params, body: pairOf(lan, lanWithHat) }),
  ).rejects.toMatchObject({ code: 'frame_frozen' });
});
