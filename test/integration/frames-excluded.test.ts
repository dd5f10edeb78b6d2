/**
 * Outside truth: domain.md 2.3 (every row ends in the frame, in error, or excluded by a rule that can be named) and
 * the promise that an agency's staff see no other agency's dossiers.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { downloadExcludedRows, listExcludedRows } from '#contract/excluded-rows.ts';
import type { Caller, Office } from '../office.ts';
import { openOffice, pathOf } from '../office.ts';
import { openFrameFor } from '../open-round.ts';
import { csvOf, dossier, handIn } from '../scenario-lists.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

const OTHER = { agencyCode: '02143', agencyName: 'UBND xã Văn Lang' };
const withdrawn = dossier({ status: 'Xin rút hồ sơ', procedure: '=1+1' });
const pending = dossier({ status: 'Đang xử lý', returned: '' });
const outside = dossier({ returned: '04/03/2025' });
const foreign = dossier({ ...OTHER, status: 'Đã rút' });

async function province() {
  const { campaignId, homeAffairs } = await openFrameFor(office);
  const rows = [dossier(), withdrawn, pending, outside, dossier(OTHER), foreign];
  await handIn(homeAffairs, { campaignId, agencyCode: 'province' }, csvOf(rows));
  return { campaignId, homeAffairs };
}

const codesOf = async (caller: Caller, params: object, query = {}) => {
  const { rows, total } = await caller.call(listExcludedRows, { params: params as never, query });
  expect(rows).toHaveLength(total);
  return rows.map(({ code, reason }) => [code, reason]);
};

test('every excluded row is listed with its rule and found by rule, code and procedure; an agency sees its own alone', async () => {
  const { campaignId, homeAffairs } = await province();
  const own = { campaignId, agencyCode: '01981' };
  const clerk = await office.as('agency', '01981');
  const expected = [
    [withdrawn.code, 'withdrawn'],
    [pending.code, 'not_returned'],
    [outside.code, 'outside_window'],
  ];
  expect(await codesOf(clerk, own)).toEqual(expected);
  expect(await codesOf(clerk, own, { reason: 'withdrawn' })).toEqual([expected[0]]);
  expect(await codesOf(clerk, own, { search: pending.code!.toLowerCase() })).toEqual([expected[1]]);
  expect(await codesOf(clerk, own, { search: '100%_' })).toEqual([]);
  const all = { campaignId, agencyCode: 'province' };
  expect(await codesOf(homeAffairs, all)).toEqual([...expected, [foreign.code, 'withdrawn']]);
  for (const params of [all, { campaignId, agencyCode: '02143' }])
    await expect(clerk.call(listExcludedRows, { params, query: {} })).rejects.toMatchObject({
      code: 'access_denied',
    });
  const observer = await office.as('observer');
  await expect(observer.call(listExcludedRows, { params: own, query: {} })).rejects.toMatchObject({
    code: 'access_denied',
  });
});

test('the table that is downloaded has the same rows, none of them a formula, and the download is recorded', async () => {
  const { campaignId, homeAffairs } = await province();
  const params = { campaignId, agencyCode: '01981' };
  const reply = await homeAffairs.send('GET', pathOf(downloadExcludedRows.path, params));
  expect(reply.statusCode).toBe(200);
  const lines = reply.body.trim().split('\r\n');
  expect(lines).toHaveLength(4);
  expect(lines[1]).toContain(`"${withdrawn.code}","01981","withdrawn"`);
  expect(lines[1]).toContain(`"'=1+1"`);
  const acts = await office.deps.db
    .selectFrom('activity')
    .select('act')
    .where('campaignId', '=', campaignId)
    .where('act', '=', 'excluded_rows_downloaded')
    .execute();
  expect(acts).toHaveLength(1);
});
