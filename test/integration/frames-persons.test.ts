/**
 * Outside truth: domain.md 2.3 and 2.5. One person is asked once; every merge says why and can be undone;
 * an agency's staff see nobody of another agency; who dealt with the counter is asked.
 */
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { getFrameSummary } from '#contract/frames.ts';
import { downloadStrata, freezeFrame, getFrozenFrame } from '#contract/frozen-frame.ts';
import {
  countPersons,
  getPerson,
  listPersons,
  listSeparations,
  rejoinDossier,
  searchPersons,
  separateDossier,
} from '#contract/persons.ts';
import {
  findPersonsOfAgencies,
  listPersonsOfAgencies,
  rejoinAgencies,
  separateFromAgencies,
} from '#contract/persons-of-agencies.ts';
import {
  decideOnStaffPhones,
  getStaffPhones,
  listStaffPhones,
  setStaffPhones,
  stateOfficials,
} from '#contract/staff-phones.ts';
import { asOwner } from '../database.ts';
import type { Caller, Office } from '../office.ts';
import { openOffice, pathOf } from '../office.ts';
import type { DossierRow } from '../scenario-lists.ts';
import { csvOf, dossier, handIn, openFrameFor } from '../scenario-lists.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

const PHONE = '0972302218';
const su = (changes: DossierRow = {}) => dossier({ owner: 'Lý A Sử', phone: PHONE, ...changes });

async function listOf(rows: readonly DossierRow[], agencyCode = '01981') {
  const { campaignId, homeAffairs } = await openFrameFor(office);
  const params = { campaignId, agencyCode };
  const clerk = await office.as('agency', agencyCode);
  await handIn(clerk, params, csvOf(rows));
  return { campaignId, homeAffairs, params, clerk };
}

type Params = { campaignId: string; agencyCode: string };
const people = async (caller: Caller, params: Params, query = {}) =>
  (await caller.call(listPersons, { params, query })).people;
const searched = async (caller: Caller, params: Params, search: string) =>
  (await caller.call(searchPersons, { params, body: { search } })).people;

/** The persons as sets of dossier codes, by any name. */
async function persons(caller: Caller, params: Params): Promise<string[][]> {
  const sets = await Promise.all(
    (await people(caller, params)).map(async ({ personId }) => {
      const { dossiers } = await caller.call(getPerson, { params: { ...params, personId } });
      return dossiers.map(({ code }) => code).sort();
    }),
  );
  return sets.sort();
}

describe('a merge', () => {
  test('says why it was made, dossier by dossier', async () => {
    const rows = [
      su({ id: '019071000001' }),
      su({ phone: '0985000111', id: '019071000001' }),
      dossier({ owner: 'Vàng Thị Mai' }),
    ];
    const { clerk, params } = await listOf(rows);
    const [merged, ...none] = await people(clerk, params, { show: 'merged' });
    expect(none).toEqual([]);
    expect(merged).toMatchObject({ fullName: 'Lý A Sử', dossiers: 2 });
    const { personId } = merged!;
    const { dossiers } = await clerk.call(getPerson, { params: { ...params, personId } });
    expect(dossiers.map(({ linkedBy }) => linkedBy)).toEqual([['id_number'], ['id_number']]);
    expect(dossiers.map(({ phone }) => phone).sort()).toEqual([PHONE, '0985000111']);
    expect(dossiers.filter(({ isChosen }) => isChosen)).toHaveLength(1);
  });

  test('can be undone and the undoing undone, whichever dossier it is: all is as before', async () => {
    const rows = [su(), su(), su({ phone: '0985000111', id: '019071000001', born: '02/05/1971' })];
    rows.push(su({ born: '02/05/1971' }), dossier(), dossier({ owner: 'Ly A Su', phone: PHONE }));
    const { clerk, params } = await listOf(rows);
    const before = await persons(clerk, params);
    const counts = await clerk.call(getFrameSummary, { params });
    const ids = (await people(clerk, params)).map(({ personId }) => personId).sort();
    expect(before.map(({ length }) => length).sort()).toEqual([1, 5]);
    for (const { code: dossierCode = '' } of rows) {
      await clerk.call(separateDossier, { params, body: { dossierCode } });
      const parted = await persons(clerk, params);
      expect(parted).toContainEqual([dossierCode]);
      expect(parted.flat().sort()).toEqual(before.flat().sort());
      const during = await clerk.call(getFrameSummary, { params });
      expect(during).toMatchObject({ accepted: parted.length, rows: 6, merged: 6 - parted.length });
      await clerk.call(rejoinDossier, { params, body: { dossierCode } });
      expect(await persons(clerk, params)).toEqual(before);
    }
    expect((await people(clerk, params)).map(({ personId }) => personId).sort()).toEqual(ids);
    const { files: _, ...now } = await clerk.call(getFrameSummary, { params });
    expect(counts).toMatchObject(now);
  });

  test('of any list is undone by parting any of its dossiers, and all come together again', async () => {
    const oneOf = (...values: string[]) => fc.constantFrom(...values);
    const row = fc.record({
      owner: oneOf('Lý A Sử', 'LÝ A SỬ', 'Ly A Su', 'Lý A Sứ', 'Vàng Thị Mai'),
      phone: oneOf(PHONE, '0985000111', ''),
      id: oneOf('019071000001', '090123456', ''),
      born: oneOf('02/05/1971', '1971', '1990', ''),
      submitter: oneOf('Ma Bích My', ''),
    });
    const list = fc.tuple(
      fc.array(row, { minLength: 3, maxLength: 8 }),
      fc.array(fc.nat(7), { minLength: 1, maxLength: 4 }),
    );
    await fc.assert(
      fc.asyncProperty(list, async ([owners, picked]) => {
        const rows = owners.map((changes) => dossier(changes));
        const { clerk, params } = await listOf(rows);
        const before = await persons(clerk, params);
        const codes = [...new Set(picked.map((index) => rows[index % rows.length]!.code!))];
        for (const dossierCode of codes)
          await clerk.call(separateDossier, { params, body: { dossierCode } });
        const parted = await persons(clerk, params);
        for (const code of codes) expect(parted).toContainEqual([code]);
        for (const dossierCode of codes)
          await clerk.call(rejoinDossier, { params, body: { dossierCode } });
        expect(await persons(clerk, params)).toEqual(before);
        const [file] = (await clerk.call(getFrameSummary, { params })).files;
        expect(file).toMatchObject({ rows: rows.length, accepted: before.length });
      }),
      { numRuns: 8, seed: 4 },
    );
  });

  test('that was undone stays undone in a newer list, and is taken back by its code', async () => {
    const rows = [su(), su()];
    const { clerk, params } = await listOf(rows);
    const dossierCode = rows[0]!.code!;
    await clerk.call(separateDossier, { params, body: { dossierCode } });
    await handIn(clerk, params, csvOf([...rows, su()]));
    expect(await persons(clerk, params)).toHaveLength(2);
    const { separations } = await clerk.call(listSeparations, { params });
    expect(separations).toMatchObject([{ dossierCode, fullName: 'Lý A Sử' }]);
    await clerk.call(rejoinDossier, { params, body: { dossierCode } });
    expect(await persons(clerk, params)).toHaveLength(1);
    expect((await clerk.call(listSeparations, { params })).separations).toEqual([]);
  });

  test('that is undone, or made again, while a newer list is being read holds in that list', async () => {
    const { db } = office.deps;
    const rows = [su(), su(), dossier()];
    const { campaignId, homeAffairs, clerk, params } = await listOf(rows);
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

  test('is no other agency’s business', async () => {
    const rows = [su(), su()];
    const { campaignId, homeAffairs, params } = await listOf(rows);
    const neighbour = await office.as('agency', '02143');
    const body = { dossierCode: rows[0]!.code! };
    const theirs = { params: { campaignId, agencyCode: '02143' }, body };
    await expect(neighbour.call(separateDossier, theirs)).rejects.toMatchObject({ status: 404 });
    await expect(neighbour.call(separateDossier, { params, body })).rejects.toMatchObject({
      status: 403,
    });
    const [person] = await people(homeAffairs, params);
    const { personId } = person!;
    await expect(
      neighbour.call(getPerson, { params: { ...theirs.params, personId } }),
    ).rejects.toMatchObject({ status: 404 });
  });
});

test('people are found by name with and without marks, a part of it, phone, number and code', async () => {
  const rows = [
    su({ id: '019071000001', address: 'Thôn Nà Cà, Xã Vĩnh Thông' }),
    dossier({ owner: 'Nguyễn Thị Hương', phone: '0985000111', address: 'Tổ 5, Xã Vĩnh Thông' }),
    dossier({ owner: 'Nguyễn Thị Hường', phone: '0985000112', address: 'Tổ 6, Xã Vĩnh Thông' }),
  ];
  const { campaignId, homeAffairs, clerk, params } = await listOf(rows);
  const province = { campaignId, agencyCode: 'province' };
  const found = async (caller: Caller, scope: Params, search: string) =>
    (await searched(caller, scope, search)).map(({ fullName }) => fullName).sort();
  const both = ['Nguyễn Thị Hương', 'Nguyễn Thị Hường'];
  for (const [caller, scope] of [
    [clerk, params],
    [homeAffairs, province],
  ] as const) {
    expect(await found(caller, scope, 'lý a sử')).toEqual(['Lý A Sử']);
    expect(await found(caller, scope, 'nguyen thi huong')).toEqual(both);
    expect(await found(caller, scope, '+84 972 302 218')).toEqual(['Lý A Sử']);
    expect(await found(caller, scope, '019071000001')).toEqual(['Lý A Sử']);
    expect(await found(caller, scope, rows[1]!.code!.toLowerCase())).toEqual(['Nguyễn Thị Hương']);
    expect(await found(caller, scope, '0900000000')).toEqual([]);
  }
  expect(await found(homeAffairs, province, 'Nguyễn Thị Hường')).toEqual(['Nguyễn Thị Hường']);
  expect(await found(clerk, params, 'hươ')).toEqual(both);
  expect(await found(clerk, params, 'nà cà')).toEqual(['Lý A Sử']);
  expect((await people(clerk, params)).map(({ fullName }) => fullName)).toEqual([
    'Lý A Sử',
    ...both,
  ]);
});

test('an intermediary’s phone joins nobody, reaches nobody and is counted where another is needed', async () => {
  const owners = ['Lý A Sử', 'Vàng Thị Mai', 'Bàn Văn Tú', 'Ma Bích My', 'Ma Bích My'];
  const { campaignId, clerk, homeAffairs, params } = await listOf([
    ...owners.map((owner) => dossier({ owner, phone: PHONE })),
    dossier(),
  ]);
  expect(await people(clerk, params, { show: 'shared_phone' })).toHaveLength(5);
  const { ownersOfOnePhone, agencies } = await clerk.call(countPersons, { params: { campaignId } });
  expect(ownersOfOnePhone).toBe(3);
  expect(agencies).toEqual([
    {
      agencyCode: '01981',
      agencyName: 'Xã Vĩnh Thông',
      merged: 0,
      sharedPhone: 5,
      separated: 0,
      doubtful: 0,
      contradictory: 0,
    },
  ]);
  expect((await homeAffairs.call(countPersons, { params: { campaignId } })).agencies).toEqual(
    agencies,
  );
  const neighbour = await office.as('agency', '02143');
  expect((await neighbour.call(countPersons, { params: { campaignId } })).agencies).toEqual([]);
});

describe('phones of the agency’s own staff', () => {
  const staffOf = (rows: Awaited<ReturnType<typeof listOf>>) => {
    const { campaignId, clerk, homeAffairs, params } = rows;
    return {
      ...rows,
      set: (text: string, isAdded = false) =>
        clerk.call(setStaffPhones, { params, body: { text, isAdded } }),
      officials: (officials: number) =>
        homeAffairs.call(stateOfficials, {
          params: { campaignId },
          body: { agencies: [{ agencyCode: params.agencyCode, officials }] },
        }),
      decide: (kind: 'approved' | 'refused', phones: number, people: number, note?: string) =>
        homeAffairs.call(decideOnStaffPhones, {
          params,
          body: { kind, phones, people, ...(note && { note }) },
        }),
      summary: () => clerk.call(getFrameSummary, { params }),
    };
  };

  test('take nobody out before Home Affairs has approved them; then in newer lists too, and people come back', async () => {
    const rows = [su(), su({ phone: '0985000111', id: '019071000001' }), dossier()];
    rows.push(su({ id: '019071000001' }));
    const { clerk, params, set, officials, decide, summary } = staffOf(await listOf(rows));
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
    expect(await set('')).toMatchObject({ phones: 0, people: 0, dossiers: 0 });
    expect(await persons(clerk, params)).toEqual(expect.arrayContaining(before));
    expect(await summary()).toMatchObject({ rows: 5, accepted: 3, merged: 2, excluded: 0 });
  });

  test('cannot be more than its officials own, nor leave out more people than it has officials', async () => {
    const citizens = Array.from({ length: 5 }, (_, i) => dossier({ phone: `098500011${i}` }));
    const { set, officials, decide, summary } = staffOf(await listOf([...citizens, su()]));
    const phones = citizens.map(({ phone }) => phone).join('\n');
    await officials(2);
    await expect(set(phones)).rejects.toMatchObject({
      code: 'staff_phones_too_many',
      details: { count: 5, most: 4 },
    });
    await officials(4);
    expect(await set(phones)).toMatchObject({ waiting: { phones: 5, people: 5 }, officials: 4 });
    await expect(decide('approved', 5, 5)).rejects.toMatchObject({ code: 'staff_phones_too_many' });
    expect(await decide('refused', 5, 5, 'Không phải cán bộ')).toMatchObject({
      waiting: { phones: 0, people: 0 },
      decision: { kind: 'refused', phones: 5, people: 5, note: 'Không phải cán bộ' },
    });
    expect(await summary()).toMatchObject({ accepted: 6, excluded: 0 });
  });

  test('that stand in the dossiers of many owners leave nobody out', async () => {
    const owners = ['Lý A Sử', 'Vàng Thị Mai', 'Nông Văn Hòa', 'Hoàng Thị Lan'];
    const list = staffOf(await listOf(owners.map((owner) => dossier({ owner, phone: PHONE }))));
    await list.officials(60);
    expect(await list.set(PHONE)).toMatchObject({
      waiting: { phones: 1, people: 0 },
      sharedPhones: 1,
    });
    expect(await list.decide('approved', 1, 0)).toMatchObject({ phones: 1, people: 0 });
    expect(await list.summary()).toMatchObject({ accepted: 4, excluded: 0 });
  });

  test('that leave out unusually many are marked for observers, and approved with a reason or not at all', async () => {
    const { campaignId, homeAffairs } = await openFrameFor(office);
    const known = await homeAffairs.call(listStaffPhones, { params: { campaignId } });
    const codes = known.agencies
      .filter(({ agencyCode }) => /^\d{5}$/.test(agencyCode))
      .slice(0, 12);
    const citizens = Array.from({ length: 40 }, (_, i) => `09850001${10 + i}`);
    for (const { agencyCode, agencyName } of codes)
      await handIn(
        homeAffairs,
        { campaignId, agencyCode },
        csvOf(citizens.map((phone) => dossier({ phone, agencyCode, agencyName }))),
      );
    const params = { campaignId, agencyCode: codes[0]!.agencyCode };
    const clerk = await office.as('agency', params.agencyCode);
    await homeAffairs.call(stateOfficials, {
      params: { campaignId },
      body: { agencies: [{ agencyCode: params.agencyCode, officials: 60 }] },
    });
    await clerk.call(setStaffPhones, { params, body: { text: citizens.slice(0, 20).join('\n') } });
    const observer = await office.as('observer');
    const { agencies } = await observer.call(listStaffPhones, { params: { campaignId } });
    expect(agencies[0]).toMatchObject({
      agencyCode: params.agencyCode,
      waiting: { phones: 20, people: 20, dossiers: 20 },
      share: 0.5,
      standsOut: true,
    });
    expect(agencies.filter(({ standsOut }) => standsOut)).toHaveLength(1);
    const body = { kind: 'approved' as const, phones: 20, people: 20 };
    await expect(homeAffairs.call(decideOnStaffPhones, { params, body })).rejects.toMatchObject({
      code: 'staff_phones_stand_out',
    });
    const note = 'Đã đối chiếu danh sách công chức';
    await homeAffairs.call(decideOnStaffPhones, { params, body: { ...body, note } });
    const after = await observer.call(getStaffPhones, { params });
    expect(after).toMatchObject({ people: 20, decision: { kind: 'approved', people: 20, note } });
    await expect(clerk.call(decideOnStaffPhones, { params, body })).rejects.toMatchObject({
      code: 'access_denied',
    });
  });
});

test('who came in the owner’s place is the one who is asked, once for all owners; who acts for an organisation is named', async () => {
  const { clerk, params } = await listOf([
    su({ submitter: 'Vàng Thị Mai', born: '1971' }),
    su({ submitter: 'LY A SU' }),
    dossier({ owner: 'Ma Văn Nam', submitter: 'VÀNG THỊ MAI', phone: PHONE, born: '1950' }),
    dossier({ owner: 'Vàng Thị Mai', phone: PHONE, born: '1990' }),
    dossier({ owner: 'Công ty TNHH Tú Chính', kind: 'Doanh nghiệp', submitter: 'Bàn Văn Tú' }),
  ]);
  const shown = await people(clerk, params);
  expect(
    shown.map(({ fullName, cameName, dossiers }) => [
      (cameName ?? fullName).toUpperCase(),
      dossiers,
    ]),
  ).toEqual(
    expect.arrayContaining([
      ['CÔNG TY TNHH TÚ CHÍNH', 1],
      ['LÝ A SỬ', 1],
      ['VÀNG THỊ MAI', 3],
    ]),
  );
  expect(shown).toHaveLength(3);
  expect(shown.find(({ kind }) => kind === 'organization')).toMatchObject({
    representative: 'Bàn Văn Tú',
    cameName: null,
  });
});

test('a citizen’s number that a spreadsheet took two zeros from is found by the whole number and by what is left', async () => {
  const { clerk, params } = await listOf([
    dossier({ owner: 'Nguyễn Văn Hùng', born: '12/05/1985', id: '6085000123', phone: PHONE }),
    dossier({
      owner: 'Nguyễn Văn Hùng',
      born: '12/05/1985',
      id: '6085000456',
      phone: '0985000111',
    }),
  ]);
  for (const search of ['006085000123', '6085000123'])
    expect(await searched(clerk, params, search)).toMatchObject([{ phone: PHONE, dossiers: 1 }]);
});

describe('a person whom several agencies have served', () => {
  const commune = { agencyCode: '01981', agencyName: 'UBND xã Vĩnh Thông' };
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

  test('stays in the frame of each, is shown to Home Affairs with the reason, and can be parted', async () => {
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
    await homeAffairs.call(separateFromAgencies, { params, body: { personId } });
    expect(await shown()).toMatchObject({ total: 1, separated: [{ personId }] });
    expect(await search()).toEqual({ persons: 1 });
    await homeAffairs.call(rejoinAgencies, { params, body: { personId } });
    expect(await search()).toEqual({ persons: 2 });
    const clerk = await office.as('agency', '01981');
    await expect(clerk.call(listPersonsOfAgencies, { params, query: {} })).rejects.toMatchObject({
      status: 403,
    });
  });

  test('is looked for again when an agency has parted one of their dossiers', async () => {
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

  test('counts as a part of a person in each stratum once the frame is frozen', async () => {
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
});

test('no cell of the identity store names anybody, and without its key nobody is named', async () => {
  const { campaignId, clerk, params } = await listOf([
    su({ id: '019071000001' }),
    su(),
    su({ submitter: 'Vàng Thị Mai', address: 'Thôn Nà Cà, Xã Vĩnh Thông' }),
  ]);
  const { rows } = await sql<{ stored: string }>`
    select person::text as stored from person where campaign_id = ${campaignId}
    union all
    select merged_identity::text from merged_identity join dossier using (file_id, row_number)
    where campaign_id = ${campaignId}
  `.execute(office.deps.db);
  expect(rows).toHaveLength(4);
  for (const identifier of ['Lý A Sử', 'Vàng', PHONE, '019071000001', 'Nà Cà'])
    for (const { stored } of rows) {
      expect(stored).not.toContain(identifier);
      expect(stored).not.toContain(Buffer.from(identifier).toString('hex'));
    }
  await office.deps.secrets.destroyIdentityKey(campaignId);
  await expect(clerk.call(listPersons, { params, query: {} })).rejects.toMatchObject({
    code: 'identity_key_unavailable',
  });
});

describe('between the rows of a list the database itself holds the rules', () => {
  const merged = () => listOf([su(), su({ field: 'Đất đai' })]);

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
