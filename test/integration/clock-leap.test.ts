// Truth: docs/operation.md §8 (“Clock by NTP”): one start with a wrong date must not erase for good what nobody can bring back.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildApp } from '../../server/app.ts';
import { findClockLeap, leapNotice } from '../../server/retention/clock-leap.ts';
import type { Office } from '../office.ts';
import { openOffice } from '../office.ts';
import { openFrameFor } from '../scenario-lists.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
  await openFrameFor(office, { noticeHours: 0 });
});
afterAll(() => office?.close());

/** Far behind the day on which the round's data go. */
const AHEAD = new Date('2029-01-01T02:00:00Z');
const erasures = () => office.deps.db.selectFrom('campaignErasure').selectAll().execute();

/** One start of the server with this date, until what it does by its clock is done. */
async function startOn(now: Date, erasuresFrom?: number) {
  const app = await buildApp({
    ...office.deps,
    now: () => now,
    ...(erasuresFrom !== undefined && { erasuresFrom }),
  });
  await app.ready();
  await app.close();
}

test('a clock that moved far since the last act is seen where something is due', async () => {
  const { db } = office.deps;
  const leap = await findClockLeap(db, AHEAD);
  expect(leap).toEqual({ lastAct: expect.any(Date), campaigns: 1 });
  expect(leapNotice(leap!, AHEAD)).toMatch(/it is 2029-01-01, .* in an hour .* of 1 rounds are/);
  // A month in which nobody signed in is no reason, nor is a leap when nothing is due.
  expect(await findClockLeap(db, new Date(leap!.lastAct.getTime() + 29 * 86_400_000))).toBe(
    undefined,
  );
  expect(await findClockLeap(db, new Date(leap!.lastAct.getTime() + 31 * 86_400_000))).toBe(
    undefined,
  );
});

test('nothing is erased while it waits, and all that is due afterwards', async () => {
  await startOn(AHEAD, performance.now() + 1e6);
  expect(await erasures()).toEqual([]);
  await startOn(AHEAD, performance.now());
  expect(await erasures()).toHaveLength(1);
  expect(await findClockLeap(office.deps.db, AHEAD)).toBe(undefined);
});
