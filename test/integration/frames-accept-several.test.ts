/**
 * Outside truth: domain.md §7: Home Affairs accepts what leaders have signed; a list that is marked beside the others, by a
 * second source or by a check of the register is looked at by itself.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { acceptLists, getAcceptance, signList } from '#contract/acceptance.ts';
import { listAgencies } from '#contract/agencies.ts';
import { getBoard } from '#contract/board.ts';
import { drawRegisterChecks, fillRegisterCheck, lockRegisters } from '#contract/register-checks.ts';
import { listSecondSources, uploadSecondSource } from '#contract/second-sources.ts';
import type { Office } from '../office.ts';
import { openOffice, pathOf } from '../office.ts';
import { openFrameFor } from '../open-round.ts';
import { csvOf, dossier, handIn } from '../scenario-lists.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

const LEADER = { signerPosition: 'Chủ tịch' };

test('signed lists are accepted together, all or none; one that stands out needs a look of its own', async () => {
  const { campaignId, homeAffairs } = await openFrameFor(office);
  const params = { campaignId };
  const { agencies } = await homeAffairs.call(listAgencies, { params });
  const communes = agencies.filter(({ kind }) => kind !== 'department').slice(0, 12);
  const odd = communes[2]!.code;
  const rows = communes.flatMap(({ code, name }) =>
    Array.from({ length: 40 }, () =>
      dossier({ agencyCode: code, agencyName: name, ...(code === odd && { phone: '' }) }),
    ),
  );
  await handIn(homeAffairs, { campaignId, agencyCode: 'province' }, csvOf(rows));
  const signed = communes.slice(0, 3).map(({ code }) => code);
  for (const agencyCode of signed) {
    const clerk = await office.leader(agencyCode);
    await clerk.call(signList, { params: { campaignId, agencyCode }, body: LEADER });
  }
  const board = await homeAffairs.call(getBoard, { params });
  const marked = board.agencies
    .filter(({ indicators }) => indicators.some(({ side }) => side))
    .map(({ agencyCode }) => agencyCode);
  expect(marked).toEqual([odd]);

  const accept = (agencyCodes: string[]) =>
    homeAffairs.call(acceptLists, { params, body: { agencyCodes } });
  const states = async () =>
    (await homeAffairs.call(getBoard, { params })).agencies
      .filter(({ state }) => state === 'accepted')
      .map(({ agencyCode }) => agencyCode);
  await expect(accept(signed)).rejects.toMatchObject({
    code: 'lists_marked',
    details: { count: 1, names: [communes[2]!.name] },
  });
  await expect(accept([signed[0]!, communes[5]!.code])).rejects.toMatchObject({
    code: 'list_not_signed',
  });
  expect(await states()).toEqual([]);
  expect(await accept(signed.slice(0, 2))).toEqual({ accepted: 2 });
  expect(await states()).toEqual(signed.slice(0, 2));
  const { decision } = await homeAffairs.call(getAcceptance, {
    params: { campaignId, agencyCode: signed[0]! },
  });
  expect(decision).toMatchObject({ kind: 'accepted', note: null });
  const clerk = await office.as('agency', odd);
  await expect(
    clerk.call(acceptLists, { params, body: { agencyCodes: [odd] } }),
  ).rejects.toMatchObject({ code: 'access_denied' });
});

test('a list that a register of complaints or a check of the counter’s register speaks against is not accepted with others', async () => {
  const { campaignId, homeAffairs } = await openFrameFor(office);
  const params = { campaignId };
  const { agencies } = await homeAffairs.call(listAgencies, { params });
  const [complained, checked, plain] = agencies.filter(({ kind }) => kind !== 'department');
  const codeOf = (i: number) => `H55.242-260302-${String(i + 1).padStart(4, '0')}`;
  const rows = [complained!, checked!, plain!].flatMap(({ code, name }, agency) =>
    Array.from({ length: 20 }, (_, i) =>
      dossier({ agencyCode: code, agencyName: name, code: codeOf(100 * agency + i) }),
    ),
  );
  await handIn(homeAffairs, { campaignId, agencyCode: 'province' }, csvOf(rows));
  const signed = [complained!, checked!, plain!].map(({ code }) => code);
  for (const agencyCode of signed)
    await (await office.leader(agencyCode)).call(signList, {
      params: { campaignId, agencyCode },
      body: LEADER,
    });
  // Five of eight complaints are about dossiers that no list has.
  const complaints = [0, 1, 2, 50, 51, 52, 53, 54].map((i) => `${codeOf(i)};${complained!.code}`);
  const file = Buffer.from(`Mã hồ sơ;Mã đơn vị\n${complaints.join('\n')}\n`);
  const path = { campaignId, kind: 'complaints' };
  await homeAffairs.send(
    'PUT',
    pathOf(uploadSecondSource.path, path, { fileName: 'so.csv' }),
    file,
  );
  const { comparisons } = await homeAffairs.call(listSecondSources, { params });
  expect(comparisons).toMatchObject([
    { agencyCode: complained!.code, inSource: 8, absent: 5, standsOut: true },
  ]);
  const place = { campaignId, agencyCode: checked!.code };
  await homeAffairs.call(lockRegisters, {
    params,
    body: { agencies: [{ agencyCode: checked!.code, population: 10_000 }], share: 0.05 },
  });
  const drawn = await homeAffairs.call(drawRegisterChecks, {
    params,
    body: { dice: '31415926535897932384' },
  });
  const { check } = drawn.agencies.find(({ agencyCode }) => agencyCode === checked!.code)!;
  expect(check!.positions).toHaveLength(59);
  await homeAffairs.call(fillRegisterCheck, {
    params: { ...place, checkId: check!.id },
    body: { absent: 2, unhappy: 1 },
  });
  const board = await homeAffairs.call(getBoard, { params });
  expect(board.agencies.find(({ agencyCode }) => agencyCode === checked!.code)!.check).toEqual({
    ...{ drawn: 59, absent: 2, unhappy: 1 },
  });
  const accept = (agencyCodes: string[]) =>
    homeAffairs.call(acceptLists, { params, body: { agencyCodes } });
  for (const { code, name } of [complained!, checked!])
    await expect(accept([code, plain!.code])).rejects.toMatchObject({
      code: 'lists_marked',
      details: { count: 1, names: [name] },
    });
  expect(await accept([plain!.code])).toEqual({ accepted: 1 });
});
