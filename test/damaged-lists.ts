import { afterAll, expect } from 'vitest';
import { getFrameSummary } from '#contract/frames.ts';
import { getList } from '#contract/list-import.ts';
import { PROBLEMS } from '#contract/problems.ts';
import { damaged } from './fuzz/damage.ts';
import { goodLists, listNames } from './fuzz/good-lists.ts';
import type { Caller } from './office.ts';
import { openOffice, RefusedCall } from './office.ts';
import { openFrameFor } from './open-round.ts';
import type { Scope } from './scenario-lists.ts';
import { read, upload } from './scenario-lists.ts';

const LISTS = 200;
const TEXTS = /\.(?:csv|tsv|txt|gz)$/;

export interface Desk {
  readonly clerk: Caller;
  readonly params: Scope;
}

/** Of one commune, for all tests of a file. */
export async function openDesk(): Promise<Desk> {
  const office = await openOffice();
  afterAll(() => office.close());
  const { campaignId } = await openFrameFor(office);
  const clerk = await office.as('agency', '01981');
  return { clerk, params: { campaignId, agencyCode: '01981' } };
}

/** How an upload and its import end: a state of the list, or the code of a refusal. */
async function endOf({ clerk, params }: Desk, bytes: Buffer): Promise<string> {
  try {
    const preview = await upload(clerk, params, bytes);
    const file = await read(clerk, params, preview);
    return file.problem ?? file.state;
  } catch (error) {
    if (error instanceof RefusedCall) return error.code;
    throw error;
  }
}

/** Hands in those of 200 damaged lists that were texts, or those that were not; counts how they end. */
export async function endsOfDamaged(desk: Desk, kind: 'texts' | 'others') {
  const lists = goodLists();
  const names = listNames();
  const ends = new Map<string, number>();
  for (let seed = 1; seed <= LISTS; seed++) {
    const { bytes, file } = damaged(lists, seed);
    if (TEXTS.test(names[file]!) !== (kind === 'texts')) continue;
    const end = await endOf(desk, bytes);
    expect(end, `seed ${seed}`).not.toBe('internal');
    ends.set(end, (ends.get(end) ?? 0) + 1);
  }
  const known = ['imported', ...Object.keys(PROBLEMS)];
  expect([...ends.keys()].filter((end) => !known.includes(end))).toEqual([]);
  return ends;
}

/** Every row of the list in force is accounted for, and a good list is read. */
export async function expectWhole(desk: Desk): Promise<void> {
  const { clerk, params } = desk;
  const good = goodLists().at(-1)!;
  const summary = await clerk.call(getFrameSummary, { params });
  expect(summary.accepted + summary.merged + summary.excluded + summary.inError).toBe(summary.rows);
  for (const { fileId } of summary.files) {
    const list = await clerk.call(getList, { params: { ...params, fileId } });
    expect(list.state).not.toBe('importing');
  }
  expect(['imported', 'file_already_imported']).toContain(await endOf(desk, good));
}
