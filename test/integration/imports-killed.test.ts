/**
 * Outside truth: a list that nothing disturbed. The server is a process of its own and is killed with
 * SIGKILL while it stores.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Storing } from '../scenario-storing.ts';
import { openStoring, ROWS } from '../scenario-storing.ts';

let storing: Storing;
beforeAll(async () => {
  storing = await openStoring();
});
afterAll(() => storing?.server.close());

let undisturbed: Awaited<ReturnType<Storing['seen']>>;

test('a list that nothing disturbs comes into force whole', async () => {
  const { list } = await storing.begin();
  const file = await storing.inForce(list);
  expect(file.rows).toBe(ROWS);
  undisturbed = await storing.seen();
  expect(undisturbed.counts.rows).toBe(ROWS);
}, 90_000);

test('an import killed while it stores goes on by itself: nothing is lost, nothing is there twice', async () => {
  const { list } = await storing.whileStoring(async () => {
    await storing.server.restart();
    return true;
  });
  expect(await storing.seen()).toEqual(undisturbed);
  const file = await storing.inForce(list);
  expect(file).toMatchObject({
    rows: ROWS,
    accepted: undisturbed.counts.accepted,
    merged: undisturbed.counts.merged,
    inError: undisturbed.counts.inError,
  });
  expect(await storing.seen()).toEqual(undisturbed);
}, 90_000);
