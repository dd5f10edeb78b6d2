/**
 * Outside truth: discovery sampling (Arkin 1984): 99 entries of a large register meet an absence of 3 % with 95 %; the rule
 * of three: none absent among 99 leaves at most 3 %. The dice fix the entries, and a result is written once.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  drawProvinceChecks,
  drawRegisterCheck,
  fillRegisterCheck,
  listProvinceChecks,
  listRegisterChecks,
} from '#contract/register-checks.ts';
import { stateTotals } from '#contract/stated-totals.ts';
import type { Office } from '../office.ts';
import { openOffice } from '../office.ts';
import { pdfPages } from '../pdf-pages.ts';
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

test('one roll of dice draws for many agencies, for each what it would alone, and for all or none', async () => {
  const { campaignId, homeAffairs } = await openFrameFor(office);
  const params = { campaignId };
  const total = { received: null, returned: 1240, late: null };
  await homeAffairs.call(stateTotals, {
    params: { campaignId, agencyCode: '01981' },
    body: total,
  });
  const before = await homeAffairs.call(listProvinceChecks, { params });
  expect(before.agencies.length).toBeGreaterThan(50);
  const byCode = ({ agencies }: typeof before) =>
    new Map(agencies.map((agency) => [agency.agencyCode, agency]));
  expect(byCode(before).get('01981')).toMatchObject({ stated: 1240, check: null });
  expect(byCode(before).get('02143')).toMatchObject({ stated: null, check: null });

  const agencies = [
    { agencyCode: '01981', population: 1240 },
    { agencyCode: '02143', population: 900 },
  ];
  const body = { agencies, share: 0.05, dice: DICE };
  const unknown = [...agencies, { agencyCode: '99999', population: 5 }];
  await expect(
    homeAffairs.call(drawProvinceChecks, { params, body: { ...body, agencies: unknown } }),
  ).rejects.toMatchObject({ code: 'agency_not_found' });
  const twice = [agencies[0]!, agencies[0]!];
  await expect(
    homeAffairs.call(drawProvinceChecks, { params, body: { ...body, agencies: twice } }),
  ).rejects.toMatchObject({ status: 400 });
  expect(await homeAffairs.call(listProvinceChecks, { params })).toEqual(before);

  const drawn = byCode(await homeAffairs.call(drawProvinceChecks, { params, body }));
  for (const { agencyCode, population } of agencies) {
    const single = await homeAffairs.call(drawRegisterCheck, {
      params: { campaignId, agencyCode },
      body: { population, share: 0.05, dice: DICE },
    });
    expect(single.checks[0]!.positions).toEqual(drawn.get(agencyCode)!.check!.positions);
  }
  expect(drawn.get('01981')!.check!.positions).toHaveLength(58);
  expect([...drawn.values()].filter(({ check }) => check)).toHaveLength(2);
});

test('nobody draws again until the entries please: first the result, then another check', async () => {
  const { campaignId, homeAffairs } = await openFrameFor(office);
  const params = { campaignId };
  const body = { agencies: [{ agencyCode: '01981', population: 300 }], share: 0.05, dice: DICE };
  const { agencies } = await homeAffairs.call(drawProvinceChecks, { params, body });
  const { check } = agencies.find(({ agencyCode }) => agencyCode === '01981')!;
  const other = { ...body, dice: '27182818284590452353' };
  await expect(homeAffairs.call(drawProvinceChecks, { params, body: other })).rejects.toMatchObject(
    { code: 'register_check_open', status: 409 },
  );
  await homeAffairs.call(fillRegisterCheck, {
    params: { campaignId, agencyCode: '01981', checkId: check!.id },
    body: { absent: 1, unhappy: 1 },
  });
  const again = await homeAffairs.call(drawProvinceChecks, { params, body: other });
  expect(again.agencies.find(({ agencyCode }) => agencyCode === '01981')!.check).toMatchObject({
    dice: other.dice,
    result: null,
  });
  const clerk = await office.as('agency', '01981');
  await expect(clerk.call(listProvinceChecks, { params })).rejects.toMatchObject({ status: 403 });
  const observer = await office.as('observer');
  expect(await observer.call(listProvinceChecks, { params })).toEqual(again);
});

test('one file has the forms of all that wait, each register on pages of its own, and no filled one', async () => {
  const { campaignId, homeAffairs } = await openFrameFor(office);
  const params = { campaignId };
  const agencies = ['01981', '02143', '05443'].map((agencyCode, i) => ({
    agencyCode,
    population: 200 + i,
  }));
  const drawn = await homeAffairs.call(drawProvinceChecks, {
    params,
    body: { agencies, share: 0.1, dice: DICE },
  });
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
