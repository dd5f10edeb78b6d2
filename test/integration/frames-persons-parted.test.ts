/**
 * Outside truth: domain.md 2.3 and 2.5. What was parted, approved or found stays so in newer lists and at the same moment
 * as them, and between the rows of a list the database itself holds the rules: on each database.
 */
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { getFrameSummary } from '#contract/frames.ts';
import { downloadStrata, freezeFrame, getFrozenFrame } from '#contract/frozen-frame.ts';
import {
  getPerson,
  listPersons,
  listSeparations,
  rejoinDossier,
  separateDossier,
} from '#contract/persons.ts';
import {
  findPersonsOfAgencies,
  listPersonsOfAgencies,
  rejoinAgencies,
  separateFromAgencies,
} from '#contract/persons-of-agencies.ts';
import { getStaffPhones } from '#contract/staff-phones.ts';
import { asOwner } from '../database.ts';
import type { Office } from '../office.ts';
import { openOffice, pathOf } from '../office.ts';
import { openFrameFor } from '../open-round.ts';
import type { DossierRow } from '../scenario-lists.ts';
import { csvOf, dossier, handIn } from '../scenario-lists.ts';
import { listOf, PHONE, people, persons, staffOf, su } from '../scenario-persons.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

/** What is so already is no act of the journal. */
const linesOf = async (campaignId: string, act: string) => {
  const query = office.deps.db.selectFrom('activity').select('id').where('act', '=', act);
  return (await query.where('campaignId', '=', campaignId).execute()).length;
};

describe('a merge', () => {
  test('that was undone stays undone in a newer list, and is taken back by its code', async () => {
    const rows = [su(), su()];
    const { clerk, params } = await listOf(office, rows);
    const dossierCode = rows[0]!.code!;
    const sixTimes = (press: () => Promise<unknown>) =>
      Promise.all(Array.from({ length: 6 }, press));
    await sixTimes(() => clerk.call(separateDossier, { params, body: { dossierCode } }));
    expect(await linesOf(params.campaignId, 'dossier_separated')).toBe(1);
    await handIn(clerk, params, csvOf([...rows, su()]));
    expect(await persons(clerk, params)).toHaveLength(2);
    const { separations } = await clerk.call(listSeparations, { params });
    expect(separations).toMatchObject([{ dossierCode, fullName: 'Lý A Sử' }]);
    await sixTimes(() => clerk.call(rejoinDossier, { params, body: { dossierCode } }));
    expect(await linesOf(params.campaignId, 'dossier_rejoined')).toBe(1);
    expect(await persons(clerk, params)).toHaveLength(1);
    expect((await clerk.call(listSeparations, { params })).separations).toEqual([]);
  });

  test('that is undone, or made again, while a newer list is being read holds in that list', async () => {
    const { db } = office.deps;
    const rows = [su(), su(), dossier()];
    const { campaignId, homeAffairs, clerk, params } = await listOf(office, rows);
    const dossierCode = rows[0]!.code!;
    // What somebody decides in the moment in which the newer list's rows are written.
    const meanwhile = async (statement: string, list: readonly DossierRow[]) => {
      await asOwner(db, async (owner) => {
        await sql`create function meanwhile() returns trigger language plpgsql
          as $$ begin ${sql.raw(statement)}; return null; end $$`.execute(owner);
        await sql`create trigger meanwhile after insert on dossier
          for each statement execute function meanwhile()`.execute(owner);
      });
      expect(await handIn(clerk, params, csvOf(list))).toMatchObject({ state: 'imported' });
      await asOwner(db, async (owner) => {
        await sql`drop trigger meanwhile on dossier`.execute(owner);
        await sql`drop function meanwhile()`.execute(owner);
      });
    };
    const values = `'${campaignId}', '01981', '${dossierCode}', 'agency', now(), '${homeAffairs.staffId}'`;
    await meanwhile(
      `insert into separation (campaign_id, agency_code, dossier_code, reach, separated_at, separated_by)
        values (${values}) on conflict do nothing`,
      [...rows, su()],
    );
    expect(await persons(clerk, params)).toContainEqual([dossierCode]);
    expect(await clerk.call(getFrameSummary, { params })).toMatchObject({ rows: 4, accepted: 3 });
    await meanwhile(`delete from separation where dossier_code = '${dossierCode}'`, [
      ...rows,
      su(),
      su(),
    ]);
    expect((await persons(clerk, params)).map(({ length }) => length).sort()).toEqual([1, 4]);
    const { accepted, merged } = await clerk.call(getFrameSummary, { params });
    expect({ accepted, merged }).toEqual({ accepted: 2, merged: 3 });
  });
});

test('phones of the agency’s own staff take nobody out before Home Affairs has approved them; then in newer lists too, and people come back', async () => {
  const rows = [su(), su({ phone: '0985000111', id: '019071000001' }), dossier()];
  rows.push(su({ id: '019071000001' }));
  const { clerk, params, set, officials, decide, summary } = staffOf(await listOf(office, rows));
  const before = await persons(clerk, params);
  const waiting = { phones: 1, people: 1, dossiers: 3 };
  expect(await set('Lý A Sử\n+84 972 302 218')).toMatchObject({
    phones: 0,
    people: 0,
    dossiers: 0,
    waiting,
    unread: 1,
  });
  expect(await persons(clerk, params)).toEqual(before);
  expect((await summary()).exclusions).toEqual([]);
  await expect(decide('approved', 1, 1)).rejects.toMatchObject({ code: 'officials_not_stated' });
  await officials(60);
  await expect(decide('approved', 1, 2)).rejects.toMatchObject({ code: 'staff_phones_changed' });
  const left = { phones: 1, people: 1, dossiers: 3, waiting: { phones: 0, people: 0 } };
  expect(await decide('approved', 1, 1)).toMatchObject({ ...left, officials: 60 });
  expect(await persons(clerk, params)).toEqual([[rows[2]!.code]]);
  expect((await summary()).exclusions).toEqual([{ reason: 'own_staff', rows: 3 }]);
  await handIn(clerk, params, csvOf([...rows, dossier()]));
  expect(await clerk.call(getStaffPhones, { params })).toMatchObject(left);
  expect(await summary()).toMatchObject({ rows: 5, accepted: 2, merged: 0, excluded: 3 });
  // Nobody can read the numbers to type them again: one more is added to them, and waits.
  const added = await set('0972 302 218; 0900000001', true);
  expect(added).toMatchObject({ ...left, waiting: { phones: 1, people: 0 }, unread: 0 });
  const refused = await decide('refused', 1, 0, 'Không phải cán bộ');
  expect(refused).toMatchObject({ ...left, waiting: { phones: 0, people: 0 } });
  expect(await set('')).toMatchObject({ phones: 0, people: 0, dossiers: 0 });
  expect(await persons(clerk, params)).toEqual(expect.arrayContaining(before));
  expect(await summary()).toMatchObject({ rows: 5, accepted: 3, merged: 2, excluded: 0 });
});

test('phones that stand in the dossiers of many owners leave nobody out', async () => {
  const owners = ['Lý A Sử', 'Vàng Thị Mai', 'Nông Văn Hòa', 'Hoàng Thị Lan'];
  const list = staffOf(
    await listOf(
      office,
      owners.map((owner) => dossier({ owner, phone: PHONE })),
    ),
  );
  await list.officials(60);
  expect(await list.set(PHONE)).toMatchObject({
    waiting: { phones: 1, people: 0 },
    sharedPhones: 1,
  });
  expect(await list.decide('approved', 1, 0)).toMatchObject({ phones: 1, people: 0 });
  expect(await list.summary()).toMatchObject({ accepted: 4, excluded: 0 });
  expect(await people(list.clerk, list.params, { show: 'shared_phone' })).toHaveLength(4);
});

const commune = { agencyCode: '01981', agencyName: 'UBND xã Vĩnh Thông' };
const thirdCommune = { agencyCode: '02086', agencyName: 'UBND xã Chợ Mới' };
const otherCommune = { agencyCode: '02143', agencyName: 'UBND xã Văn Lang' };
async function province() {
  const { campaignId, homeAffairs } = await openFrameFor(office);
  await handIn(
    homeAffairs,
    { campaignId, agencyCode: 'province' },
    csvOf([
      // Known in the other agency by what the one or the other dossier says, whichever is chosen.
      su({ ...commune, id: '019071000001' }),
      su({ ...commune, owner: 'LY A SU', id: '019071000001', phone: '0985000444' }),
      su(otherCommune),
      su({ ...otherCommune, owner: 'Lý Thị Sử' }),
      dossier({ ...commune, owner: 'Bàn Văn Tú', id: '019071000009', phone: '0985000111' }),
      dossier({ ...otherCommune, owner: 'Bàn Văn Tú', id: '019071000009', phone: '0985000222' }),
      dossier({ ...commune, owner: 'Ma Văn Nam', born: '1950', phone: '0985000333' }),
      dossier({ ...otherCommune, owner: 'Ma Văn Nam', born: '1980', phone: '0985000333' }),
    ]),
  );
  const params = { campaignId };
  return { params, homeAffairs };
}

test('a person whom several agencies have served stays in the frame of each, is shown to Home Affairs with the reason, and can be parted', async () => {
  const { params, homeAffairs } = await province();
  const shown = () => homeAffairs.call(listPersonsOfAgencies, { params, query: {} });
  expect(await shown()).toMatchObject({ foundAt: null, total: 0 });
  const search = () => homeAffairs.call(findPersonsOfAgencies, { params });
  expect(await search()).toEqual({ persons: 2 });
  const { persons: found } = await shown();
  const doubts = found.map(({ linkedBy, members }) => [
    members[0]!.fullName,
    ...linkedBy,
    ...members.map(({ agencyCode }) => agencyCode),
  ]);
  expect(doubts.sort()).toEqual([
    ['Bàn Văn Tú', 'id_number', '01981', '02143'],
    ['Lý A Sử', 'phone_and_name', '01981', '02143'],
  ]);
  const { personId } = found[0]!.members[1]!;
  for (const [act, endpoint] of [
    ['person_separated', separateFromAgencies],
    ['person_rejoined', rejoinAgencies],
  ] as const) {
    const press = () => homeAffairs.call(endpoint, { params, body: { personId } });
    await Promise.all(Array.from({ length: 6 }, press));
    expect(await linesOf(params.campaignId, act)).toBe(1);
    if (act === 'person_rejoined') break;
    expect(await shown()).toMatchObject({ total: 1, separated: [{ personId }] });
    expect(await search()).toEqual({ persons: 1 });
  }
  expect(await search()).toEqual({ persons: 2 });
  const clerk = await office.as('agency', '01981');
  await expect(clerk.call(listPersonsOfAgencies, { params, query: {} })).rejects.toMatchObject({
    status: 403,
  });
});

test('a person whom several agencies have served is known in each by what any of their dossiers says', async () => {
  const { campaignId, homeAffairs } = await openFrameFor(office);
  const rows = [
    su({ ...commune, id: '019071000001' }),
    su({ ...commune, id: '019071000001', phone: '0985000444' }),
    su(otherCommune),
    su({ ...thirdCommune, phone: '0985000444' }),
  ];
  await handIn(homeAffairs, { campaignId, agencyCode: 'province' }, csvOf(rows));
  const params = { campaignId };
  expect(await homeAffairs.call(findPersonsOfAgencies, { params })).toEqual({ persons: 1 });
  const { persons: found } = await homeAffairs.call(listPersonsOfAgencies, { params, query: {} });
  expect(found[0]!.members.map(({ agencyCode }) => agencyCode).sort()).toEqual(
    [commune, otherCommune, thirdCommune].map(({ agencyCode }) => agencyCode).sort(),
  );
});

test('a person whom several agencies have served is looked for again when an agency has parted one of their dossiers', async () => {
  const { params, homeAffairs } = await province();
  await homeAffairs.call(findPersonsOfAgencies, { params });
  const own = { ...params, agencyCode: '01981' };
  const { people } = await homeAffairs.call(listPersons, { params: own, query: {} });
  const { personId } = people.find(({ dossiers }) => dossiers === 2)!;
  const { dossiers } = await homeAffairs.call(getPerson, { params: { ...own, personId } });
  await homeAffairs.call(separateDossier, {
    params: own,
    body: { dossierCode: dossiers[1]!.code! },
  });
  const { persons } = await homeAffairs.call(listPersonsOfAgencies, { params, query: {} });
  expect(persons.map(({ members }) => members[0]!.fullName)).toEqual(['Bàn Văn Tú']);
});

test('a person whom several agencies have served counts as a part of a person in each stratum once the frame is frozen', async () => {
  const { params, homeAffairs } = await province();
  await homeAffairs.call(freezeFrame, {
    params,
    body: { absentReason: 'Các xã khác không thuộc đợt thử này.' },
  });
  const file = await homeAffairs.send('GET', pathOf(downloadStrata.path, params));
  expect(file.body.split('\n')).toEqual([
    'stratum\tpopulation\tdistinct_persons',
    '01981.F01\t3\t2',
    '02143.F01\t4\t3',
    '',
  ]);
  const frozen = await office.nobody.call(getFrozenFrame, { params });
  expect(frozen).toMatchObject({ people: 7, distinctPersons: 5 });
  const own = { ...params, agencyCode: '01981' };
  const [first] = await persons(homeAffairs, own);
  const body = { dossierCode: first![0]! };
  await expect(homeAffairs.call(separateDossier, { params: own, body })).rejects.toMatchObject({
    code: 'frame_frozen',
  });
});

describe('between the rows of a list the database itself holds the rules', () => {
  const merged = () => listOf(office, [su(), su({ field: 'Đất đai' })]);

  test.each([
    [
      'a dossier is given to a person who is not there',
      (campaignId: string) =>
        sql`update dossier set person_id = gen_random_uuid() where outcome = 'accepted' and campaign_id = ${campaignId}`,
      'dossier_has_its_person',
    ],
    [
      'a dossier comes with a person who is not there',
      (campaignId: string) =>
        sql`insert into dossier (file_id, row_number, campaign_id, person_id, outcome)
          select file_id, row_number + 100, campaign_id, gen_random_uuid(), outcome from dossier
          where campaign_id = ${campaignId}`,
      'dossier_has_its_person',
    ],
    [
      'a person goes before their dossiers',
      (campaignId: string) => sql`delete from person where campaign_id = ${campaignId}`,
      'dossier_has_its_person',
    ],
    [
      'somebody’s words are kept of a row that is not there',
      () => sql`insert into merged_identity (file_id, row_number, kind, sealed, name_key, bare_key)
        select file_id, row_number + 100, kind, sealed, name_key, bare_key from merged_identity`,
      'merged_identity_has_its_dossier',
    ],
  ])('%s: refused', async (_, statement, constraint) => {
    const { campaignId } = await merged();
    await expect(statement(campaignId).execute(office.deps.db)).rejects.toMatchObject({
      constraint,
    });
  });

  test('what a dossier says of its owner goes with it', async () => {
    const { campaignId } = await merged();
    const { db } = office.deps;
    const kept = () =>
      db
        .selectFrom('mergedIdentity')
        .innerJoin('listFile', 'listFile.id', 'mergedIdentity.fileId')
        .selectAll('mergedIdentity')
        .where('campaignId', '=', campaignId)
        .execute();
    expect(await kept()).toHaveLength(2);
    await db.deleteFrom('dossier').where('campaignId', '=', campaignId).execute();
    expect(await kept()).toEqual([]);
  });
});
