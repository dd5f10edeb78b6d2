/**
 * Outside truth: the catalogue of refusals (contract/problems.ts). Whatever happens to a list on its way, it
 * is read or refused by name. `npm run fuzz` reads 10,000; here are some through HTTP, with fixed seeds.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { getFrameSummary } from '#contract/frames.ts';
import { getList } from '#contract/list-import.ts';
import { PROBLEMS } from '#contract/problems.ts';
import { damaged } from '../fuzz/damage.ts';
import { goodLists } from '../fuzz/good-lists.ts';
import type { Caller, Office } from '../office.ts';
import { openOffice, RefusedCall } from '../office.ts';
import type { Scope } from '../scenario-lists.ts';
import { openFrameFor, read, upload } from '../scenario-lists.ts';

const LISTS = 200;

let office: Office;
let params: Scope;
let clerk: Caller;
beforeAll(async () => {
  office = await openOffice();
  const { campaignId } = await openFrameFor(office);
  params = { campaignId, agencyCode: '01981' };
  clerk = await office.as('agency', '01981');
});
afterAll(() => office.close());

/** How an upload and its import end: a state of the list, or the code of a refusal. */
async function endOf(bytes: Buffer): Promise<string> {
  try {
    const preview = await upload(clerk, params, bytes);
    const file = await read(clerk, params, preview);
    return file.problem ?? file.state;
  } catch (error) {
    if (error instanceof RefusedCall) return error.code;
    throw error;
  }
}

test('damaged lists are read or refused by name, never by an error of ours', async () => {
  const lists = goodLists();
  const ends = new Map<string, number>();
  for (let seed = 1; seed <= LISTS; seed++) {
    const end = await endOf(damaged(lists, seed).bytes);
    expect(end, `seed ${seed}`).not.toBe('internal');
    ends.set(end, (ends.get(end) ?? 0) + 1);
  }
  const known = ['imported', ...Object.keys(PROBLEMS)];
  expect([...ends.keys()].filter((end) => !known.includes(end))).toEqual([]);
  expect(ends.get('imported')).toBeGreaterThan(10);
  expect(ends.get('file_unreadable')).toBeGreaterThan(10);
}, 120_000);

test('after them every row of the list in force is accounted for, and a good list is read', async () => {
  const good = goodLists().at(-1)!;
  const summary = await clerk.call(getFrameSummary, { params });
  expect(summary.accepted + summary.merged + summary.excluded + summary.inError).toBe(summary.rows);
  for (const { fileId } of summary.files) {
    const list = await clerk.call(getList, { params: { ...params, fileId } });
    expect(list.state).not.toBe('importing');
  }
  expect(['imported', 'file_already_imported']).toContain(await endOf(good));
});
