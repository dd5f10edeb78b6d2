/**
 * Outside truth: discovery sampling (Arkin 1984): 99 entries of a large register meet an absence of 3 % with 95 %; the rule
 * of three: none absent among 99 leaves at most 3 %. What a public draw depends on is fixed before its dice (sampling.md
 * §3): the number of entries, too, or who knows the dice chooses the entries by it. A result is written once.
 */
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  drawRegisterChecks,
  fillRegisterCheck,
  listProvinceChecks,
  listRegisterChecks,
  lockRegisters,
} from '#contract/register-checks.ts';
import { listActivity } from '#contract/staff.ts';
import { stateTotals } from '#contract/stated-totals.ts';
import type { Office } from '../office.ts';
import { openOffice } from '../office.ts';
import { openFrameFor } from '../open-round.ts';
import { pdfPages } from '../pdf-pages.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

const DICE = '31415926535897932384';

interface Register {
  readonly agencyCode: string;
  readonly population: number;
}
type Opened = Awaited<ReturnType<typeof openFrameFor>>;

const lock = ({ campaignId, homeAffairs }: Opened, share: number, ...agencies: Register[]) =>
  homeAffairs.call(lockRegisters, { params: { campaignId }, body: { agencies, share } });
const roll = ({ campaignId, homeAffairs }: Opened, dice = DICE) =>
  homeAffairs.call(drawRegisterChecks, { params: { campaignId }, body: { dice } });
const checkIn = ({ agencies }: Awaited<ReturnType<typeof roll>>, code: string) =>
  agencies.find(({ agencyCode }) => agencyCode === code)!.check!;

test('Home Affairs draws by dice, writes the result once, and agency and observer read what it says', async () => {
  const round = await openFrameFor(office);
  const { campaignId, homeAffairs } = round;
  const params = { campaignId, agencyCode: '01981' };
  await lock(round, 0.03, { agencyCode: '01981', population: 100_000 });
  const check = checkIn(await roll(round), '01981');
  expect(check).toMatchObject({ population: 100_000, dice: DICE, result: null });
  expect(check.positions).toHaveLength(99);
  expect(new Set(check.positions).size).toBe(99);
  expect(Math.min(...check.positions)).toBeGreaterThanOrEqual(1);
  expect(Math.max(...check.positions)).toBeLessThanOrEqual(100_000);

  const checkId = check.id;
  const fill = (absent: number, unhappy: number) =>
    homeAffairs.call(fillRegisterCheck, {
      params: { ...params, checkId },
      body: { absent, unhappy },
    });
  await expect(fill(100, 0)).rejects.toMatchObject({ code: 'register_check_counts' });
  await expect(fill(2, 3)).rejects.toMatchObject({ code: 'register_check_counts' });
  await fill(0, 0);
  await expect(fill(1, 1)).rejects.toMatchObject({ code: 'register_check_closed' });

  for (const role of ['agency', 'observer'] as const) {
    const reader = await office.as(role, ...(role === 'agency' ? ['01981'] : []));
    const { checks: read } = await reader.call(listRegisterChecks, { params });
    expect(read[0]!.result).toMatchObject({ absent: 0, unhappy: 0 });
    expect(read[0]!.result!.atMost).toBeCloseTo(1 - 0.05 ** (1 / 99), 6);
    await expect(
      reader.call(lockRegisters, {
        params: { campaignId },
        body: { agencies: [{ agencyCode: '01981', population: 5 }], share: 0.1 },
      }),
    ).rejects.toMatchObject({ status: 403 });
    await expect(
      reader.call(drawRegisterChecks, { params: { campaignId }, body: { dice: DICE } }),
    ).rejects.toMatchObject({ status: 403 });
  }
});

test('the number of entries is locked before the dice, and who has rolled already cannot choose by it', async () => {
  const round = await openFrameFor(office);
  const { campaignId, homeAffairs } = round;
  const params = { campaignId };
  await expect(roll(round)).rejects.toMatchObject({ code: 'register_not_locked', status: 409 });

  const locked = checkIn(
    await lock(round, 0.1, { agencyCode: '01981', population: 3000 }),
    '01981',
  );
  expect(locked).toMatchObject({ population: 3000, dice: null, drawnAt: null, nonce: null });
  expect(locked.positions).toEqual([]);
  await expect(
    homeAffairs.call(fillRegisterCheck, {
      params: { ...params, agencyCode: '01981', checkId: locked.id },
      body: { absent: 0, unhappy: 0 },
    }),
  ).rejects.toMatchObject({ code: 'not_found' });
  // An observer sees what was locked while the dice are still in the cup.
  const observer = await office.as('observer');
  expect(checkIn(await observer.call(listProvinceChecks, { params }), '01981')).toEqual(locked);
  const { acts } = await homeAffairs.call(listActivity, { query: { campaignId } });
  expect(acts.find(({ act }) => act === 'register_locked')!.details).toMatchObject({
    agency: '01981',
    population: 3000,
    sha256: locked.lockSha256,
  });

  // A slip of the pen is locked anew, and the journal has both. It says nothing of what the dice will bring.
  const again = await lock(round, 0.1, { agencyCode: '01981', population: 3001 });
  expect(checkIn(again, '01981').lockSha256).not.toBe(locked.lockSha256);
  const drawn = checkIn(await roll(round), '01981');
  expect(drawn).toMatchObject({ id: locked.id, population: 3001, dice: DICE });
  // What was locked is what was drawn from: anybody reckons it again.
  const lockText = `SIPAS-CHECK/2\n${campaignId}\n01981\n3001\n0.1\n${drawn.nonce}\n`;
  expect(drawn.lockSha256).toBe(createHash('sha256').update(lockText).digest('hex'));
  await expect(roll(round)).rejects.toMatchObject({ code: 'register_not_locked' });

  // The same number and the same dice, known before: other entries.
  const twin = await openFrameFor(office);
  await lock(twin, 0.1, { agencyCode: '01981', population: 3001 });
  expect(checkIn(await roll(twin), '01981').positions).not.toEqual(drawn.positions);
});

test('one roll of dice draws for all that are locked, for each other entries, and a lock is for all or none', async () => {
  const round = await openFrameFor(office);
  const { campaignId, homeAffairs } = round;
  const params = { campaignId };
  await homeAffairs.call(stateTotals, {
    params: { campaignId, agencyCode: '01981' },
    body: { received: null, returned: 1240, late: null },
  });
  const before = await homeAffairs.call(listProvinceChecks, { params });
  expect(before.agencies.length).toBeGreaterThan(50);
  const agencyIn = ({ agencies }: typeof before, code: string) =>
    agencies.find(({ agencyCode }) => agencyCode === code);
  expect(agencyIn(before, '01981')).toMatchObject({ stated: 1240, check: null });
  expect(agencyIn(before, '02143')).toMatchObject({ stated: null, check: null });

  const two = ['01981', '02143'].map((agencyCode) => ({ agencyCode, population: 1240 }));
  await expect(
    lock(round, 0.05, ...two, { agencyCode: '99999', population: 5 }),
  ).rejects.toMatchObject({ code: 'agency_not_found' });
  await expect(lock(round, 0.05, two[0]!, two[0]!)).rejects.toMatchObject({ status: 400 });
  expect(await homeAffairs.call(listProvinceChecks, { params })).toEqual(before);

  await lock(round, 0.05, two[0]!);
  await lock(round, 0.05, two[1]!);
  await expect(roll(round, '1'.repeat(20))).rejects.toMatchObject({ status: 400 });
  const drawn = await roll(round);
  const [first, second] = two.map(({ agencyCode }) => checkIn(drawn, agencyCode).positions);
  expect(first).toHaveLength(58);
  expect(second).toHaveLength(58);
  expect(second).not.toEqual(first);
  expect(drawn.agencies.filter(({ check }) => check)).toHaveLength(2);
});

test('nobody draws again until the entries please: first the result, then another check', async () => {
  const round = await openFrameFor(office);
  const { campaignId, homeAffairs } = round;
  const params = { campaignId };
  const register = { agencyCode: '01981', population: 300 };
  await lock(round, 0.05, register);
  const check = checkIn(await roll(round), '01981');
  await expect(lock(round, 0.05, register)).rejects.toMatchObject({
    code: 'register_check_open',
    status: 409,
  });
  await homeAffairs.call(fillRegisterCheck, {
    params: { campaignId, agencyCode: '01981', checkId: check.id },
    body: { absent: 1, unhappy: 1 },
  });
  const other = '27182818284590452353';
  await lock(round, 0.05, register);
  const again = await roll(round, other);
  expect(checkIn(again, '01981')).toMatchObject({ dice: other, result: null });
  const clerk = await office.as('agency', '01981');
  await expect(clerk.call(listProvinceChecks, { params })).rejects.toMatchObject({ status: 403 });
  const observer = await office.as('observer');
  expect(await observer.call(listProvinceChecks, { params })).toEqual(again);
});

test('one file has the forms of all that wait, each register on pages of its own, and no filled one', async () => {
  const round = await openFrameFor(office);
  const { campaignId, homeAffairs } = round;
  const agencies = ['01981', '02143', '05443'].map((agencyCode, i) => ({
    agencyCode,
    population: 200 + i,
  }));
  await lock(round, 0.1, ...agencies);
  const drawn = await roll(round);
  const checks = new Map(drawn.agencies.map((agency) => [agency.agencyCode, agency]));
  const filled = checks.get('05443')!;
  await homeAffairs.call(fillRegisterCheck, {
    params: { campaignId, agencyCode: '05443', checkId: filled.check!.id },
    body: { absent: 0, unhappy: 0 },
  });
  const { statusCode, rawPayload } = await office.app.inject({
    url: `/api/campaigns/${campaignId}/register-checks/forms/pdf`,
    headers: { cookie: homeAffairs.cookie },
  });
  expect(statusCode).toBe(200);
  const pages = pdfPages(rawPayload).map(({ text }) => text.replaceAll(/\s/g, ''));
  const named = (name: string) =>
    pages.findIndex((text) => text.includes(name.replaceAll(/\s/g, '')));
  const [first, second] = ['01981', '02143'].map((code) => checks.get(code)!);
  expect(named(first!.agencyName)).toBeGreaterThan(0);
  expect(named(second!.agencyName)).toBeGreaterThan(named(first!.agencyName));
  expect(named(filled.agencyName)).toBe(-1);
  expect(pages[named(second!.agencyName)]).toContain(DICE);
  expect(pages.join(' ')).toContain(String(second!.check!.positions.at(-1)));
});
