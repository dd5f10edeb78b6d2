// Truth: docs/operation.md §8 (“Clock by NTP”): one start with a wrong date must not erase for good what nobody can bring back.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildApp } from '../../server/app.ts';
import { clockTrust, findClockLeap, leapNotice } from '../../server/retention/clock-leap.ts';
import type { Office } from '../office.ts';
import { openOffice } from '../office.ts';
import { openFrameFor } from '../open-round.ts';

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
async function startOn(now: Date, isClockTrusted: () => boolean) {
  const app = await buildApp({ ...office.deps, now: () => now, isClockTrusted });
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

test('nothing is erased in the hour after a start or a leap of the clock, and all that is due afterwards', async () => {
  const HOUR = 3_600_000;
  let now = new Date('2026-11-02T02:00:00Z');
  let steady = 0;
  const notices: string[] = [];
  const clock = { now: () => now, steady: () => steady };
  const onLeap = (notice: string) => notices.push(notice);
  const atStart = clockTrust({ ...clock, isHeld: true, onLeap });
  await startOn(AHEAD, atStart);
  expect(await erasures()).toEqual([]);
  steady += HOUR;
  expect(atStart()).toBe(true);

  const running = clockTrust({ ...clock, isHeld: false, onLeap });
  // A day by both clocks is none that somebody set.
  now = new Date(now.getTime() + 24 * HOUR);
  steady += 24 * HOUR;
  expect(running()).toBe(true);
  expect(notices).toEqual([]);
  now = AHEAD;
  await startOn(AHEAD, running);
  expect(await erasures()).toEqual([]);
  expect(notices).toEqual([expect.stringMatching(/moved ahead by 790 days, to 2029-01-01: /)]);
  steady += HOUR;
  now = new Date(now.getTime() + HOUR);
  await startOn(AHEAD, running);
  expect(await erasures()).toHaveLength(1);
  expect(notices).toHaveLength(1);
  expect(await findClockLeap(office.deps.db, AHEAD)).toBe(undefined);
});

test('a clock that creeps ahead by less than a day at each look holds erasures once it is more than a day ahead', () => {
  const HOUR = 3_600_000;
  let now = new Date('2026-11-02T02:00:00Z');
  let steady = 0;
  const notices: string[] = [];
  const onLeap = (notice: string) => notices.push(notice);
  const isTrusted = clockTrust({ now: () => now, steady: () => steady, isHeld: false, onLeap });
  const look = (hoursAhead: number) => {
    steady += HOUR / 4;
    now = new Date(now.getTime() + HOUR / 4 + hoursAhead * HOUR);
    return isTrusted();
  };
  expect([23, 23, 23, 23].map(look)).toEqual([true, false, false, false]);
  expect(notices).toHaveLength(2);
  // Set back, it is measured from where it is then.
  expect([-92, 23, 0, 0, 0, 0].map(look)).toEqual([false, false, false, true, true, true]);
  expect(notices).toHaveLength(2);
});
