/**
 * Outside truth: domain.md 2.3 and 2.5. One person is asked once; every merge says why and can be undone;
 * an agency's staff see nobody of another agency; who dealt with the counter is asked.
 */
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { getFrameSummary } from '#contract/frames.ts';
import {
  countPersons,
  getPerson,
  listPersons,
  rejoinDossier,
  searchPersons,
  separateDossier,
} from '#contract/persons.ts';
import {
  decideOnStaffPhones,
  getStaffPhones,
  listStaffPhones,
  setStaffPhones,
  stateOfficials,
} from '#contract/staff-phones.ts';
import type { Caller, Office } from '../office.ts';
import { openOffice } from '../office.ts';
import type { Scope } from '../scenario-lists.ts';
import { csvOf, dossier, handIn, openFrameFor } from '../scenario-lists.ts';
import { listOf, PHONE, people, persons, staffOf, su } from '../scenario-persons.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

const searched = async (caller: Caller, params: Scope, search: string) =>
  (await caller.call(searchPersons, { params, body: { search } })).people;

describe('a merge', () => {
  test('says why it was made, dossier by dossier', async () => {
    const rows = [
      su({ id: '019071000001' }),
      su({ phone: '0985000111', id: '019071000001' }),
      dossier({ owner: 'Vàng Thị Mai' }),
    ];
    const { clerk, params } = await listOf(office, rows);
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
    const { clerk, params } = await listOf(office, rows);
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
        const { clerk, params } = await listOf(office, rows);
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

  test('is no other agency’s business', async () => {
    const rows = [su(), su()];
    const { campaignId, homeAffairs, params } = await listOf(office, rows);
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
  const { campaignId, homeAffairs, clerk, params } = await listOf(office, rows);
  const province = { campaignId, agencyCode: 'province' };
  const found = async (caller: Caller, scope: Scope, search: string) =>
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
  const { campaignId, clerk, homeAffairs, params } = await listOf(office, [
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
  test('cannot be more than its officials own, nor leave out more people than it has officials', async () => {
    const citizens = Array.from({ length: 5 }, (_, i) => dossier({ phone: `098500011${i}` }));
    const { set, officials, decide, summary } = staffOf(await listOf(office, [...citizens, su()]));
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
  const { clerk, params } = await listOf(office, [
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
  const { clerk, params } = await listOf(office, [
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

test('no cell of the identity store names anybody, and without its key nobody is named', async () => {
  const { campaignId, clerk, params } = await listOf(office, [
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
