/**
 * Outside truth: domain.md §7: Home Affairs accepts what leaders have signed; a list that is marked beside the others
 * is looked at by itself.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { acceptLists, getAcceptance, signList } from '#contract/acceptance.ts';
import { listAgencies } from '#contract/agencies.ts';
import { getBoard } from '#contract/board.ts';
import type { Office } from '../office.ts';
import { openOffice } from '../office.ts';
import { csvOf, dossier, handIn, openFrameFor } from '../scenario-lists.ts';

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
