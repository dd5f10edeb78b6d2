/**
 * Outside truth: domain.md 2.3 and 2.5. One person is asked once (their merges: frames-merges.test.ts);
 * an agency's staff see nobody of another agency; who dealt with the counter is asked.
 */
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { countPersons, listPersons, searchPersons } from '#contract/persons.ts';
import {
  decideOnStaffPhones,
  getStaffPhones,
  listStaffPhones,
  setStaffPhones,
  stateOfficials,
} from '#contract/staff-phones.ts';
import type { Caller, Office } from '../office.ts';
import { openOffice } from '../office.ts';
import { openFrameFor } from '../open-round.ts';
import type { Scope } from '../scenario-lists.ts';
import { csvOf, dossier, handIn } from '../scenario-lists.ts';
import { listOf, PHONE, people, staffOf, su } from '../scenario-persons.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

const searched = async (caller: Caller, params: Scope, search: string) =>
  (await caller.call(searchPersons, { params, body: { search } })).people;

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
