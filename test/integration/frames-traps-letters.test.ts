// Outside truth: as in frames-traps.test.ts, its texts in several encodings, code pages and old fonts.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { importList } from '#contract/list-import.ts';
import type { Office } from '../office.ts';
import { openOffice } from '../office.ts';
import { openFrameFor } from '../open-round.ts';
import { rolesOf, upload } from '../scenario-lists.ts';
import { expectOutcome, forgetColumns, listOf, trapsOf } from '../trap-lists.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

test.each(trapsOf('letters'))('%s (%s)', (_, name, list) => expectOutcome(office, name, list));

test('a list in an old font shows its letters before and after, and waits for a person', async () => {
  await forgetColumns(office);
  const { campaignId, homeAffairs } = await openFrameFor(office);
  const params = { campaignId, agencyCode: '01981' };
  const preview = await upload(homeAffairs, params, listOf('tcvn3-names.xlsx'));
  expect(preview.legacyFont).toMatchObject({ name: 'tcvn3' });
  const person = preview.legacyFont!.after.indexOf('Nguyễn Thị Hường');
  expect(preview.legacyFont!.before[person]).toBe('NguyÔn ThÞ H\u00adêng');
  const list = { ...params, fileId: preview.fileId };
  const body = { headingRows: preview.headingRows, columns: rolesOf(preview) };
  const refused = { code: 'font_not_confirmed', details: { font: 'tcvn3' } };
  await expect(homeAffairs.call(importList, { params: list, body })).rejects.toMatchObject(refused);
  await expect(
    homeAffairs.call(importList, { params: list, body: { ...body, legacyFont: 'vni' } }),
  ).rejects.toMatchObject(refused);
  const begun = await homeAffairs.call(importList, {
    params: list,
    body: { ...body, legacyFont: 'none' },
  });
  expect(begun.state).toBe('importing');
});
