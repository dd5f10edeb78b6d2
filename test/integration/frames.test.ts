/**
 * Outside truth: the lists in test/golden/dossiers are laid out as exports of one-stop counters are (no real
 * person in them); their rows by state and the number of their rows were counted from the files themselves.
 */
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { getBoard } from '#contract/board.ts';
import { getFrameSummary } from '#contract/frames.ts';
import { freezeFrame, getFrozenFrame } from '#contract/frozen-frame.ts';
import type { Office } from '../office.ts';
import { openOffice } from '../office.ts';
import { openFrameFor } from '../open-round.ts';
import { read, upload } from '../scenario-lists.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

const golden = (name: string) => readFile(new URL(`../golden/dossiers/${name}`, import.meta.url));

test('a commune hands in its workbook: every row ends accepted, merged, excluded or in error, and the frame freezes', async () => {
  const { campaignId, homeAffairs } = await openFrameFor(office);
  const clerk = await office.as('agency', '01981');
  const params = { campaignId, agencyCode: '01981' };

  const preview = await upload(clerk, params, await golden('vinh-thong-2026.xlsx'));
  expect(preview.headingRows).toEqual([6, 7]);
  expect(preview.missing).toEqual([]);
  expect(preview.columns.map(({ role }) => role)).toEqual([
    null,
    'dossierCode',
    'procedureName',
    'field',
    'ownerName',
    'birthDate',
    'sex',
    'addressAndPhone',
    'channel',
    'receivedOn',
    'dueOn',
    'finishedOn',
    'returnedOn',
    'status',
    'note',
  ]);

  const file = await read(clerk, params, preview);
  expect(file).toMatchObject({ state: 'imported', rows: 1380, problem: null });
  expect(file.accepted + file.merged + file.excluded + file.inError).toBe(1380);

  const summary = await clerk.call(getFrameSummary, { params });
  expect(summary).toMatchObject({ rows: 1380, people: file.accepted, excluded: file.excluded });
  expect(summary.exclusions.reduce((sum, { rows }) => sum + rows, 0)).toBe(file.excluded);
  for (const { reason, rows } of summary.exclusions) {
    const fields = summary.exclusionsByField.filter((exclusion) => exclusion.reason === reason);
    expect({ reason, rows: fields.reduce((sum, { rows }) => sum + rows, 0) }).toEqual({
      reason,
      rows,
    });
    expect(fields.every(({ field }) => field !== null)).toBe(true);
  }
  expect(summary.faults.reduce((sum, { rows }) => sum + rows, 0)).toBe(file.inError);
  expect(summary.exclusions).toEqual(
    expect.arrayContaining([
      { reason: 'not_returned', rows: 112 },
      { reason: 'not_received', rows: 30 },
      { reason: 'withdrawn', rows: 14 },
      { reason: 'stopped', rows: 8 },
    ]),
  );
  expect(summary.fields.reduce((sum, { people }) => sum + people, 0)).toBe(file.accepted);

  const { agencies } = await clerk.call(getBoard, { params: { campaignId } });
  expect(agencies).toMatchObject([{ agencyCode: '01981', rows: 1380, people: file.accepted }]);

  const frozen = await homeAffairs.call(freezeFrame, {
    params: { campaignId },
    body: {
      absentReason: 'Các xã khác không thuộc đợt thử này.',
      unacceptedReason: 'Chưa ký trong đợt thử.',
    },
  });
  expect(frozen).toMatchObject({ people: file.accepted, absentAgencies: 91 });
  expect(await office.nobody.call(getFrozenFrame, { params: { campaignId } })).toEqual(frozen);
});
