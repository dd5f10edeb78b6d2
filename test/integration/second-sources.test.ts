/**
 * Outside truth: Chapman 1951 worked by hand, and Clopper & Pearson 1934; domain.md 7: lists must be reconciled, and what is
 * left out must be listed. A register that the agency does not write has what the agency has deleted or edited.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  getAgencySources,
  listSecondSources,
  listSourceDifferences,
  uploadSecondSource,
} from '#contract/second-sources.ts';
import type { Caller, Office } from '../office.ts';
import { openOffice, pathOf } from '../office.ts';
import { openFrameFor } from '../open-round.ts';
import type { DossierRow } from '../scenario-lists.ts';
import { csvOf, dossier, handIn } from '../scenario-lists.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

const AGENCY = '01981';
const codeOf = (number: number) => `H55.242-260302-${String(number).padStart(4, '0')}`;
const LATE = { due: '05/03/2026', returned: '09/03/2026' };
const register = (from: number, to: number): DossierRow[] =>
  Array.from({ length: to - from + 1 }, (_, i) =>
    dossier({ code: codeOf(from + i), due: '05/03/2026' }),
  );

const send = (caller: Caller, campaignId: string, kind: string, content: string) =>
  caller.send(
    'PUT',
    pathOf(uploadSecondSource.path, { campaignId, kind }, { fileName: 'so.csv' }),
    Buffer.from(content),
  );

test('what the province’s list and a register of complaints have, and the agency has deleted or edited, is counted, estimated and named', async () => {
  const { campaignId, homeAffairs } = await openFrameFor(office);
  const clerk = await office.as('agency', AGENCY);
  const observer = await office.as('observer');
  const params = { campaignId, agencyCode: AGENCY };
  // Of 60 dossiers the agency has deleted 8 and moved the return of one out of the window.
  const all = register(1, 60);
  const moved = { ...all[0]!, returned: '09/12/2025' };
  await handIn(clerk, params, csvOf([moved, ...all.slice(1, 52)]));
  // The province's list has 50 of the 60: three that were deleted, and the edited one, all late.
  const province = [...all.slice(0, 46), ...all.slice(52, 56)].map((row, i) =>
    i === 0 || i >= 46 ? { ...row, ...LATE } : row,
  );
  const outside = dossier({ code: codeOf(99), returned: '01/12/2025' });
  const taken = await send(
    homeAffairs,
    campaignId,
    'province',
    csvOf([...province, outside, province[5]!]),
  );
  expect(taken.json()).toMatchObject({ dossiers: 50, leftRows: 2, withoutAgency: 0 });
  const complaints = `Mã hồ sơ;Nội dung\n${codeOf(3)};Trả chậm\n${codeOf(60)};Trả chậm\nH55.242-260302-0777;Không rõ\n`;
  expect((await send(homeAffairs, campaignId, 'complaints', complaints)).json()).toMatchObject({
    dossiers: 3,
    // Neither source nor list tells whose these are.
    withoutAgency: 2,
  });

  const { comparisons } = await observer.call(getAgencySources, { params });
  const [complained, listed] = comparisons;
  expect(complained).toMatchObject({ kind: 'complaints', inSource: 1, inBoth: 1, estimate: null });
  // 51 returned in the list, 50 in the province's, 45 in both.
  expect(listed).toMatchObject({
    ...{ kind: 'province', listed: 51, listedLate: 0, inSource: 50, lateInSource: 5, inBoth: 45 },
    ...{ absent: 4, leftOut: 1, lateMissing: 5, standsOut: true },
  });
  expect(listed!.missing!.share).toBeCloseTo(0.1, 12);
  expect(listed!.missing!.low).toBeCloseTo(0.0333, 4);
  expect(listed!.estimate!.total).toBeCloseTo((52 * 51) / 46 - 1, 9);
  expect(listed!.estimate!.missedByBoth).toBeCloseTo((52 * 51) / 46 - 1 - 56, 9);

  const { dossiers, total } = await clerk.call(listSourceDifferences, { params, query: {} });
  expect(total).toBe(5);
  expect(dossiers.map(({ code, difference }) => [code, difference])).toEqual([
    ...[53, 54, 55, 56].map((number) => [codeOf(number), 'absent']),
    [codeOf(1), 'left_out'],
  ]);
  expect(dossiers[4]).toMatchObject({
    ...{ reason: 'outside_window', returnedOn: '2026-03-09', listedReturnedOn: '2025-12-09' },
    ...{ isLate: true },
  });
  // Codes are the agency's and Home Affairs' alone.
  const path = pathOf(listSourceDifferences.path, params);
  expect((await observer.send('GET', path)).statusCode).toBe(403);
  const other = await office.as('agency', '02143');
  expect((await other.send('GET', path)).statusCode).toBe(403);
});

test('a newer table takes the place of the last one of its kind; a table without codes changes nothing', async () => {
  const { campaignId, homeAffairs } = await openFrameFor(office);
  const params = { campaignId, agencyCode: AGENCY };
  await handIn(homeAffairs, { campaignId, agencyCode: 'province' }, csvOf(register(1, 20)));
  await send(homeAffairs, campaignId, 'province', csvOf(register(1, 25)));
  const found = () => homeAffairs.call(listSecondSources, { params: { campaignId } });
  expect((await found()).comparisons).toMatchObject([{ inSource: 25, inBoth: 20, absent: 5 }]);
  const useless = await send(homeAffairs, campaignId, 'province', 'Ngày;Nội dung\n1/3/2026;abc\n');
  expect(useless.statusCode).toBe(400);
  expect((await found()).sources).toMatchObject([{ kind: 'province', dossiers: 25 }]);
  await send(homeAffairs, campaignId, 'province', csvOf(register(1, 20)));
  const { comparisons } = await homeAffairs.call(getAgencySources, { params });
  expect(comparisons).toMatchObject([{ inSource: 20, absent: 0, standsOut: false }]);
  // One system, one export: both sources together miss nothing that they could tell of.
  expect(comparisons[0]!.estimate).toMatchObject({ total: 20, missedByBoth: 0 });
  const clerk = await office.as('agency', AGENCY);
  expect((await send(clerk, campaignId, 'province', csvOf(register(1, 3)))).statusCode).toBe(403);
});

test('a register of several thousand dossiers is stored whole, each once, and nothing of its reading stays behind', async () => {
  const { campaignId, homeAffairs } = await openFrameFor(office);
  await handIn(homeAffairs, { campaignId, agencyCode: 'province' }, csvOf(register(1, 20)));
  const several = Array.from({ length: 4500 }, (_, i) => codeOf(i + 1));
  const table = `Mã hồ sơ;Nội dung\n${[...several, several[0]].map((code) => `${code};Xin lỗi`).join('\n')}\n`;
  const reply = await send(homeAffairs, campaignId, 'apologies', table);
  expect(reply.json()).toMatchObject({ dossiers: 4500, leftRows: 1 });
  await send(homeAffairs, campaignId, 'apologies', 'Mã hồ sơ;Nội dung\n;không có mã\n');
  const { sources } = await homeAffairs.call(listSecondSources, { params: { campaignId } });
  expect(sources).toMatchObject([{ kind: 'apologies', dossiers: 4500, leftRows: 1 }]);
  expect(await office.deps.db.selectFrom('stagedSourceDossier').selectAll().execute()).toEqual([]);
});
