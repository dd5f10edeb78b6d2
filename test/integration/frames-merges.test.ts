// Outside truth: domain.md 2.3 and 2.5. One person is asked once; every merge says why and can be undone.
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { getFrameSummary } from '#contract/frames.ts';
import { getPerson, rejoinDossier, separateDossier } from '#contract/persons.ts';
import type { Office } from '../office.ts';
import { openOffice } from '../office.ts';
import { dossier } from '../scenario-lists.ts';
import { listOf, PHONE, people, persons, su } from '../scenario-persons.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

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
