// Truth: the dispositions of an invitation add up to those invited, unit by unit.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { getProgress } from '#contract/fieldwork.ts';
import { declineInvitation, recordDelivery, startAnswering } from '#contract/invitations.ts';
import type { Office } from '../office.ts';
import { openOffice } from '../office.ts';
import { frozenCampaign, invitedCampaign } from '../scenario-frozen.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

test('every invitation has one disposition, and what a person did counts more than what a carrier found', async () => {
  const { campaignId, homeAffairs, invitations } = await invitedCampaign(office);
  const own = invitations.filter(({ unitCode }) => unitCode === '01981');
  const [a, b, c, d, e] = own as [
    (typeof own)[0],
    (typeof own)[0],
    (typeof own)[0],
    (typeof own)[0],
    (typeof own)[0],
  ];
  const find = (serial: number, outcome: 'moved' | 'refused') =>
    homeAffairs.call(recordDelivery, {
      params: { campaignId, unitCode: '01981', serial: String(serial) },
      body: { outcome },
    });
  await office.nobody.call(startAnswering, { body: { token: a.token } });
  await find(a.serial, 'moved');
  await office.nobody.call(declineInvitation, { body: { token: b.token, reason: 'declined' } });
  await office.nobody.call(declineInvitation, { body: { token: c.token, reason: 'wrong_person' } });
  await find(d.serial, 'moved');
  await find(e.serial, 'refused');
  const { units } = await homeAffairs.call(getProgress, { params: { campaignId } });
  expect(units.map(({ unitCode }) => unitCode)).toEqual(['01981', '05443', '05500']);
  expect(units[0]).toEqual({
    unitCode: '01981',
    unitName: 'Xã Vĩnh Thông',
    kind: 'commune',
    invited: own.length,
    unopened: own.length - 5,
    opened: 1,
    received: 0,
    declined: 2,
    undelivered: 2,
    reservesLeft: 6,
  });
  for (const unit of units)
    expect(unit.unopened + unit.opened + unit.received + unit.declined + unit.undelivered).toBe(
      unit.invited,
    );
});

test('a unit sees its own row, an observer the counts of all', async () => {
  const { campaignId } = await invitedCampaign(office);
  const seen = async (caller: Awaited<ReturnType<Office['as']>>) =>
    (await caller.call(getProgress, { params: { campaignId } })).units.map(
      ({ unitCode }) => unitCode,
    );
  expect(await seen(await office.as('unit', '05443'))).toEqual(['05443']);
  expect(await seen(await office.as('observer'))).toEqual(['01981', '05443', '05500']);
});

test('before the draw there is nobody to wait for', async () => {
  const { campaignId, homeAffairs } = await frozenCampaign(office);
  const { units } = await homeAffairs.call(getProgress, { params: { campaignId } });
  expect(units.map(({ invited, reservesLeft }) => invited + reservesLeft)).toEqual([0, 0, 0]);
});
