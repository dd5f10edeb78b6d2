/**
 * Outside truth: the catalogue of refusals (contract/problems.ts). Whatever happens to a list on its way, it
 * is read or refused by name. `npm run fuzz` reads 10,000; here are some through HTTP, with fixed seeds.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Desk } from '../damaged-lists.ts';
import { endsOfDamaged, expectWhole } from '../damaged-lists.ts';
import type { Office } from '../office.ts';
import { openOffice } from '../office.ts';
import { openFrameFor } from '../scenario-lists.ts';

let office: Office;
let desk: Desk;
beforeAll(async () => {
  office = await openOffice();
  const { campaignId } = await openFrameFor(office);
  const clerk = await office.as('agency', '01981');
  desk = { clerk, params: { campaignId, agencyCode: '01981' } };
});
afterAll(() => office.close());

test('damaged lists are read or refused by name, never by an error of ours', async () => {
  const ends = await endsOfDamaged(desk, 'texts');
  expect(ends.get('imported')).toBeGreaterThan(10);
  expect(ends.get('file_unreadable')).toBeGreaterThan(10);
}, 120_000);

test('after them every row of the list in force is accounted for, and a good list is read', () =>
  expectWhole(desk));
