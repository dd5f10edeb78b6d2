/**
 * Outside truth: discovery sampling (Arkin 1984): 99 entries of a large register meet an absence of 3 % with 95 %; the rule
 * of three: none absent among 99 leaves at most 3 %. The dice fix the entries, and a result is written once.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  drawRegisterCheck,
  fillRegisterCheck,
  listRegisterChecks,
} from '#contract/register-checks.ts';
import type { Office } from '../office.ts';
import { openOffice } from '../office.ts';
import { openFrameFor } from '../scenario-lists.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

const DICE = '31415926535897932384';

test('Home Affairs draws by dice, writes the result once, and agency and observer read what it says', async () => {
  const { campaignId, homeAffairs } = await openFrameFor(office);
  const params = { campaignId, agencyCode: '01981' };
  const body = { population: 100_000, share: 0.03, dice: DICE };
  const { checks } = await homeAffairs.call(drawRegisterCheck, { params, body });
  const [check] = checks;
  expect(check).toMatchObject({ population: 100_000, dice: DICE, result: null });
  expect(check!.positions).toHaveLength(99);
  expect(new Set(check!.positions).size).toBe(99);
  expect(Math.min(...check!.positions)).toBeGreaterThanOrEqual(1);
  expect(Math.max(...check!.positions)).toBeLessThanOrEqual(100_000);

  const checkId = check!.id;
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
    await expect(reader.call(drawRegisterCheck, { params, body })).rejects.toMatchObject({
      status: 403,
    });
  }
});

test('the same dice draw the same entries of the same register, and other entries for another agency', async () => {
  const { campaignId, homeAffairs } = await openFrameFor(office);
  const drawn = async (agencyCode: string, dice = DICE) => {
    const params = { campaignId, agencyCode };
    const body = { population: 3000, share: 0.1, dice };
    const { checks } = await homeAffairs.call(drawRegisterCheck, { params, body });
    return checks[0]!.positions;
  };
  const first = await drawn('01981');
  expect(await drawn('01981')).toEqual(first);
  expect(await drawn('02143')).not.toEqual(first);
  await expect(drawn('01981', '1'.repeat(20))).rejects.toMatchObject({ status: 400 });
});
