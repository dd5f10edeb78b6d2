/**
 * Outside truth: test/golden/lists/expected.json, written by hand for one list of each trap of domain.md §4;
 * nearly all hold the same four people and one withdrawn application.
 */
import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { previewList } from '#contract/list-preview.ts';
import type { Office } from '../office.ts';
import { openOffice } from '../office.ts';
import type { OpenFrame } from '../open-round.ts';
import { openFrameFor } from '../open-round.ts';
import { read, rolesOf, upload } from '../scenario-lists.ts';
import { expectOutcome, FOLDER, forgetColumns, listOf, lists, trapsOf } from '../trap-lists.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

const open = (): Promise<OpenFrame> => openFrameFor(office);

test('every list of the folder has its outcome', () => {
  const files = readdirSync(FOLDER).filter((name) => !/\.(ts|json)$/.test(name));
  expect(Object.keys(lists).sort()).toEqual(files.sort());
  expect(files.length).toBeGreaterThanOrEqual(40);
});

test.each(trapsOf('text'))('%s (%s)', (_, name, list) => expectOutcome(office, name, list));

test('columns confirmed once need no look in the next campaign; another agency starts anew', async () => {
  await forgetColumns(office);
  const content = listOf('unknown-headings.csv').toString();
  const first = await open();
  const params = { campaignId: first.campaignId, agencyCode: '01981' };
  const preview = await upload(first.homeAffairs, params, content);
  expect(preview.isRemembered).toBe(false);
  const columns = preview.columns.map((column) =>
    column.heading === 'Cột 7' ? { ...column, role: 'phone' as const } : { ...column },
  );
  const changed = columns.map((column) =>
    column.heading === 'Kênh tiếp nhận' ? { ...column, role: null } : column,
  );
  await read(first.homeAffairs, params, { ...preview, columns: changed });

  const next = await open();
  const again = { campaignId: next.campaignId, agencyCode: '01981' };
  const remembered = await upload(next.homeAffairs, again, content.normalize('NFD'));
  expect(remembered.isRemembered).toBe(true);
  expect(rolesOf(remembered)).toEqual(rolesOf({ ...preview, columns: changed }));
  const pointed = await next.homeAffairs.call(previewList, {
    params: { ...again, fileId: remembered.fileId },
    query: { headingRow: '2' },
  });
  expect(pointed.isRemembered).toBe(false);

  const other = await upload(next.homeAffairs, { ...again, agencyCode: '05665' }, content);
  expect(other.isRemembered).toBe(false);
});
