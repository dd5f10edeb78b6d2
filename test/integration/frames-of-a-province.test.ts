// Outside truth: as in frames.test.ts, the list of a whole province.
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freezeFrame } from '#contract/frozen-frame.ts';
import type { Office } from '../office.ts';
import { openOffice } from '../office.ts';
import { openFrameFor } from '../open-round.ts';
import { read, upload } from '../scenario-lists.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

const LIST = new URL('../golden/dossiers/thai-nguyen-2026.csv.gz', import.meta.url);

test('the province hands in 40,000 dossiers of 92 communes and 13 departments', async () => {
  const { campaignId, homeAffairs } = await openFrameFor(office);
  const params = { campaignId, agencyCode: 'province' };
  const preview = await upload(homeAffairs, params, await readFile(LIST));
  expect(preview.missing).toEqual([]);
  const file = await read(homeAffairs, params, preview);
  expect(file).toMatchObject({ state: 'imported', rows: 40_000 });
  expect(file.accepted + file.merged + file.excluded + file.inError).toBe(40_000);
  const frozen = await homeAffairs.call(freezeFrame, { params: { campaignId }, body: {} });
  expect(frozen).toMatchObject({ people: file.accepted, absentAgencies: 0, absentReason: null });
  expect(frozen.rows.rows).toBe(40_000);
  expect(frozen.exclusions).toEqual(
    expect.arrayContaining([
      { reason: 'not_returned', rows: 3315 },
      { reason: 'withdrawn', rows: 645 },
      { reason: 'not_received', rows: 564 },
      { reason: 'stopped', rows: 186 },
    ]),
  );
});
