// Truth: one secret link a person, stored as a hash; opening never spends it.
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as contract from '#contract/invitations.ts';
import { getLedger } from '#contract/ledger.ts';
import * as opening from '#contract/opening.ts';
import { releaseReserves } from '#contract/samples.ts';
import { issueInvitations } from '../../server/invitations/issue-invitations.ts';
import type { Office } from '../office.ts';
import { openOffice } from '../office.ts';
import {
  drawnCampaign,
  frozenCampaign,
  invitationsOf,
  invitedCampaign,
  reservesLeftOf,
} from '../scenario-frozen.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

const rowsOf = (campaignId: string) =>
  office.deps.db
    .selectFrom('invitation')
    .selectAll()
    .where('campaignId', '=', campaignId)
    .orderBy('agencyCode')
    .orderBy('serial')
    .execute();

describe('issuing', () => {
  test('gives one to each drawn person and none to a reserve, however often it is asked for', async () => {
    const { campaignId, homeAffairs } = await drawnCampaign(office);
    const params = { campaignId };
    const issue = () => homeAffairs.call(contract.issueInvitations, { params });
    const both = await Promise.all([issue(), issue()]);
    expect(both.map(({ issued }) => issued).sort((a, b) => a - b)).toEqual([0, 30]);
    expect(await issue()).toEqual({ issued: 0 });
  });

  test('numbers the slips of an agency by hamlet and name, people of no known hamlet last', async () => {
    const { campaignId, people } = await invitedCampaign(office);
    const byUnitId = new Map(people.map((person) => [person.unitId, person]));
    const vietnamese = new Intl.Collator('vi');
    for (const agencyCode of new Set(people.map((person) => person.agencyCode))) {
      const slips = (await rowsOf(campaignId)).filter((row) => row.agencyCode === agencyCode);
      expect(slips.map(({ serial }) => serial)).toEqual(slips.map((_, i) => i + 1));
      const walked = slips.map(({ unitId, hamlet }) => ({
        hamlet,
        name: byUnitId.get(unitId)?.fullName ?? '',
      }));
      const known = walked.filter(({ hamlet }) => hamlet !== null);
      expect(walked.slice(0, known.length)).toEqual(known);
      for (const [i, b] of known.entries()) {
        const a = known[i - 1];
        if (!a) continue;
        const order =
          vietnamese.compare(a.hamlet ?? '', b.hamlet ?? '') || vietnamese.compare(a.name, b.name);
        expect(order).toBeLessThanOrEqual(0);
      }
    }
  });

  test('follows the reserves that were released, and goes on numbering', async () => {
    const { campaignId, homeAffairs } = await invitedCampaign(office);
    const params = { campaignId };
    const before = await rowsOf(campaignId);
    await homeAffairs.call(releaseReserves, {
      params,
      body: {
        stratum: '05443.F02',
        count: 2,
        left: await reservesLeftOf(homeAffairs, campaignId, '05443'),
        reason: 'moved',
      },
    });
    expect(await homeAffairs.call(contract.issueInvitations, { params })).toEqual({ issued: 2 });
    const after = await rowsOf(campaignId);
    expect(after.filter((row) => before.some(({ id }) => id === row.id))).toEqual(before);
    const own = (rows: typeof after) => rows.filter(({ agencyCode }) => agencyCode === '05443');
    expect(
      own(after)
        .slice(-2)
        .map(({ serial }) => serial),
    ).toEqual([own(before).length + 1, own(before).length + 2]);
  });

  test('leaves nothing in the database from which a link or a code could be made', async () => {
    const { campaignId, invitations } = await invitedCampaign(office);
    const stored = JSON.stringify(await rowsOf(campaignId));
    for (const { token, code } of invitations) {
      expect(stored).not.toContain(token);
      expect(stored).not.toContain(code);
      expect(stored).not.toContain(createHash('sha256').update(code).digest('hex'));
    }
  });

  test('finds another code where one is taken already', async () => {
    const { campaignId, homeAffairs } = await drawnCampaign(office);
    // Of forty codes in all, thirty are needed: most first choices are taken.
    const crowded = {
      ...office.deps.secrets,
      keyed: ((purpose, message) => {
        const real = office.deps.secrets.keyed(purpose, message);
        if (purpose !== 'slip-code' || message.startsWith('hash|')) return real;
        const few = Buffer.alloc(32);
        few.writeBigUInt64BE(BigInt((real[0] ?? 0) % 40));
        return few;
      }) satisfies typeof office.deps.secrets.keyed,
    };
    await issueInvitations(
      { ...office.deps, secrets: crowded },
      homeAffairs.staffId ?? '',
      campaignId,
    );
    const hashes = (await rowsOf(campaignId)).map(({ codeHash }) => codeHash);
    expect(new Set(hashes).size).toBe(30);
  });

  test('waits for the draw', async () => {
    const { campaignId, homeAffairs } = await frozenCampaign(office);
    await expect(
      homeAffairs.call(contract.issueInvitations, { params: { campaignId } }),
    ).rejects.toMatchObject({ code: 'stage_not_allowed' });
  });
});

describe('the list of an agency', () => {
  test('shows whom to visit, not who has answered, and the reading is recorded', async () => {
    const { campaignId, invitations } = await invitedCampaign(office);
    const own = invitations.filter(({ agencyCode }) => agencyCode === '01981');
    await office.nobody.call(opening.startAnswering, { body: { token: own[0]?.token ?? '' } });
    const clerk = await office.as('agency', '01981');
    const params = { campaignId, agencyCode: '01981' };
    const list = await clerk.call(contract.listInvitations, { params });
    expect(list.invitations).toHaveLength(own.length);
    expect(list.printedOn).toBeNull();
    expect(list.hamlets.reduce((sum, { invitations: count }) => sum + count, 0)).toBe(own.length);
    // Who has no hamlet comes last, where the draw took such a person.
    expect(list.hamlets.findIndex(({ hamlet }) => hamlet === null)).toBeOneOf([
      -1,
      list.hamlets.length - 1,
    ]);
    expect(Object.keys(list.invitations[0] ?? {}).sort()).toEqual([
      'address',
      'cameName',
      'delivery',
      'fullName',
      'hamlet',
      'isReserve',
      'phone',
      'procedureName',
      'representative',
      'serial',
    ]);
    const acts = await office.deps.db
      .selectFrom('activity')
      .select(['staffId', 'details'])
      .where('act', '=', 'invitations_read')
      .where('campaignId', '=', campaignId)
      .execute();
    expect(acts).toEqual([
      { staffId: clerk.staffId, details: { agency: '01981', invitations: own.length } },
    ]);
  });

  test('is closed to another agency and to the observer', async () => {
    const { campaignId } = await invitedCampaign(office);
    const params = { campaignId, agencyCode: '01981' };
    for (const stranger of [await office.as('agency', '05443'), await office.as('observer')]) {
      await expect(stranger.call(contract.listInvitations, { params })).rejects.toMatchObject({
        status: 403,
        code: 'access_denied',
      });
    }
  });

  test('keeps what the carrier found, and takes it back', async () => {
    const { campaignId, homeAffairs } = await invitedCampaign(office);
    const clerk = await office.as('agency', '05443');
    const params = { campaignId, agencyCode: '05443', serial: '2' };
    const found = async () =>
      (await clerk.call(contract.listInvitations, { params })).invitations.map(
        ({ delivery }) => delivery,
      );
    await clerk.call(contract.recordDelivery, { params, body: { outcome: 'moved' } });
    // Told again, it is the same act of the journal.
    await clerk.call(contract.recordDelivery, { params, body: { outcome: 'moved' } });
    const acts = office.deps.db.selectFrom('activity').where('act', '=', 'delivery_recorded');
    expect(
      await acts.where('campaignId', '=', params.campaignId).select('id').execute(),
    ).toHaveLength(1);
    expect((await found()).slice(0, 3)).toEqual([null, 'moved', null]);
    await clerk.call(contract.recordDelivery, { params, body: { outcome: 'delivered' } });
    expect((await found())[1]).toBe('delivered');
    const ledgerOf = async () =>
      (await homeAffairs.call(getLedger, { params, query: { by: 'agency' } })).province;
    expect(await ledgerOf()).toMatchObject({ delivered: 1, dispositions: { undelivered: 0 } });
    await clerk.call(contract.recordDelivery, { params, body: { outcome: null } });
    expect((await found())[1]).toBeNull();
    expect((await ledgerOf()).delivered).toBe(0);
    await expect(
      clerk.call(contract.recordDelivery, {
        params: { ...params, serial: '999' },
        body: { outcome: 'moved' },
      }),
    ).rejects.toMatchObject({ code: 'invitation_not_found' });
  });
});

test('a later campaign in the same database has its own slips', async () => {
  const [a, b] = [await invitedCampaign(office), await invitedCampaign(office)];
  const tokens = [...a.invitations, ...b.invitations].map(({ token }) => token);
  expect(new Set(tokens).size).toBe(a.invitations.length + b.invitations.length);
  expect(await invitationsOf(office, a.campaignId)).toEqual(a.invitations);
});
