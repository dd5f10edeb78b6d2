// Truth: SIPAS-DRAW/1; the files are judged by a verifier that shares no code with the platform.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as contract from '#contract/samples.ts';
import { verifyDraw } from '#sampling/draw/verify.ts';
import type { Db } from '../../server/db/database.ts';
import { asOwner } from '../database.ts';
import { expectedSample } from '../draw-verifier.ts';
import type { Office } from '../office.ts';
import { openOffice } from '../office.ts';
import {
  DICE,
  design,
  drawnCampaign,
  frozenCampaign,
  reservesLeftOf,
  WITNESSES,
} from '../scenario-frozen.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

const file = async (campaignId: string, name: string) => {
  const reply = await office.nobody.send('GET', `/api/campaigns/${campaignId}/draw/${name}`);
  expect(reply.statusCode).toBe(200);
  return reply.body;
};

describe('the plan', () => {
  test('spreads the whole sample, keeps the minimum and never asks for more people than there are', async () => {
    const { campaignId, homeAffairs } = await frozenCampaign(office, {
      peoplePerStratum: (stratum) => (stratum.startsWith('01981') ? 3 : 40),
    });
    const plan = await homeAffairs.call(contract.publishPlan, {
      params: { campaignId },
      body: design({ size: 60, minimumPerStratum: 2, minimumPerAgency: 5, reserveRatio: 1.5 }),
    });
    const taken = plan.strata.map(({ sample }) => sample);
    expect(taken.reduce((sum, value) => sum + value)).toBe(60);
    for (const { population, sample, reserves } of plan.strata) {
      expect(sample).toBeGreaterThanOrEqual(2);
      expect(reserves).toBe(Math.min(Math.ceil(1.5 * sample), population - sample));
    }
    const small = plan.strata.filter(({ stratum }) => stratum.startsWith('01981'));
    expect(small.reduce((sum, { sample }) => sum + sample, 0)).toBeGreaterThanOrEqual(5);
  });

  test('is public once it is published, and then stands', async () => {
    const { campaignId, homeAffairs } = await frozenCampaign(office);
    const params = { campaignId };
    await expect(office.nobody.call(contract.getPlan, { params })).rejects.toMatchObject({
      code: 'plan_not_published',
    });
    const body = design({ doors: { self: 0.6, paper: 0.4 } });
    const published = await homeAffairs.call(contract.publishPlan, { params, body });
    expect(published.design).toEqual(body);
    expect(await office.nobody.call(contract.getPlan, { params })).toEqual(published);
    await expect(
      homeAffairs.call(contract.publishPlan, { params, body: design({ size: 20 }) }),
    ).rejects.toMatchObject({ status: 409, code: 'plan_published' });
  });

  test.each([
    [
      { size: 10, minimumPerStratum: 5 },
      { code: 'infeasible_lower', details: { a: 30, b: 10 } },
    ],
    [{ size: 500 }, { code: 'infeasible_upper', details: { a: 72, b: 500 } }],
    [
      { doors: { self: 0.6, paper: 0.3 } },
      { code: 'request_invalid', details: { at: ['body.doors'] } },
    ],
  ])('that cannot be is refused by what is wrong: %o', async (changes, refusal) => {
    const { campaignId, homeAffairs } = await frozenCampaign(office);
    await expect(
      homeAffairs.call(contract.publishPlan, { params: { campaignId }, body: design(changes) }),
    ).rejects.toMatchObject(refusal);
  });

  test('shows N_h of the frame to the province and the observer, and to no agency', async () => {
    const { campaignId, strata } = await frozenCampaign(office);
    const observer = await office.as('observer');
    const listed = await observer.call(contract.listStrata, { params: { campaignId } });
    expect(listed.strata).toHaveLength(strata.length);
    expect(listed.strata[0]).toMatchObject({
      code: '01981.F01',
      agencyName: 'Xã Vĩnh Thông',
      fieldName: 'Hộ tịch',
      population: 12,
    });
    const agency = await office.as('agency', '01981');
    await expect(
      agency.call(contract.listStrata, { params: { campaignId } }),
    ).rejects.toMatchObject({
      code: 'access_denied',
    });
  });
});

describe('the draw', () => {
  test('is judged by a verifier that repeats the reference draw', async () => {
    const [seed, frame, plan, sample] = (await Promise.all(
      ['seed.txt', 'frame.tsv', 'plan.tsv', 'sample.tsv'].map((name) =>
        readFile(join(import.meta.dirname, '../golden/reference/draw', name), 'utf8'),
      ),
    )) as [string, string, string, string];
    expect(expectedSample(seed, frame, plan)).toBe(sample);
  });

  test('publishes files that an independent verifier accepts, byte for byte', async () => {
    const { campaignId, frameText } = await drawnCampaign(office, { peoplePerStratum: 40 });
    const [seed, plan, sample] = (await Promise.all(
      ['seed.txt', 'plan.tsv', 'sample.tsv'].map((name) => file(campaignId, name)),
    )) as [string, string, string];
    expect(sample).toBe(expectedSample(seed, frameText, plan));
    const record = await office.nobody.call(contract.getDraw, { params: { campaignId } });
    expect(record).toMatchObject({
      sampled: 30,
      people: 240,
      strata: 6,
      agencies: 3,
      witnesses: WITNESSES,
    });
    expect(seed).toContain(`dice=${DICE.replaceAll(' ', '')}\n`);
    expect(record.drawId).toBe(`19-2026-${campaignId.slice(0, 8)}`);
    expect(verifyDraw({ seed, frame: frameText, plan, sample })).toMatchObject({
      same: true,
      key: record.key,
      lines: record.sampled + record.reserves,
    });
  });

  test('waits until the hashes have been public as long as promised', async () => {
    office.at('2026-11-02T02:00:00Z');
    const { campaignId, homeAffairs } = await frozenCampaign(office, {
      terms: { noticeHours: 24 },
    });
    const params = { campaignId };
    const body = { dice: DICE, witnesses: WITNESSES };
    await expect(homeAffairs.call(contract.drawSample, { params, body })).rejects.toMatchObject({
      code: 'plan_not_published',
    });
    const plan = await homeAffairs.call(contract.publishPlan, { params, body: design() });
    expect(plan.drawAllowedFrom).toBe('2026-11-03T02:00:00.000Z');
    office.at('2026-11-03T01:59:59Z');
    await expect(homeAffairs.call(contract.drawSample, { params, body })).rejects.toMatchObject({
      code: 'published_too_recently',
      details: { from: '2026-11-03T02:00:00.000Z' },
    });
    office.at('2026-11-03T02:00:00Z');
    await homeAffairs.call(contract.drawSample, { params, body });
  });

  test.each([
    [
      '47109 3382x 50714 92855',
      { code: 'dice_not_digits', details: { position: 10, symbol: 'x' } },
    ],
    ['47109 33826 507', { code: 'dice_too_short', details: { count: 13, missing: 7 } }],
    ['77777 77777 77777 77777', { code: 'dice_suspicious' }],
  ])('refuses the dice %s and draws nothing', async (dice, refusal) => {
    const { campaignId, homeAffairs } = await frozenCampaign(office);
    const params = { campaignId };
    await homeAffairs.call(contract.publishPlan, { params, body: design() });
    await expect(
      homeAffairs.call(contract.drawSample, { params, body: { dice, witnesses: WITNESSES } }),
    ).rejects.toMatchObject(refusal);
    await expect(office.nobody.call(contract.getDraw, { params })).rejects.toMatchObject({
      code: 'not_drawn',
    });
  });

  test('needs a witness of the Fatherland Front, however the body is written', async () => {
    const { campaignId, homeAffairs } = await frozenCampaign(office);
    const params = { campaignId };
    await homeAffairs.call(contract.publishPlan, { params, body: design() });
    const draw = (body: string) =>
      homeAffairs.call(contract.drawSample, {
        params,
        body: { dice: DICE, witnesses: [{ name: 'Bà Sâm', body }] },
      });
    await expect(draw('Người dân')).rejects.toMatchObject({ code: 'witness_missing' });
    await draw('Ủy ban Mặt trận Tổ quốc tỉnh');
  });

  test('stops when the frame is no longer the one whose hash was published', async () => {
    const { campaignId, homeAffairs } = await frozenCampaign(office);
    const params = { campaignId };
    await homeAffairs.call(contract.publishPlan, { params, body: design() });
    const [unit] = await office.deps.db
      .selectFrom('frameUnit')
      .selectAll()
      .where('campaignId', '=', campaignId)
      .limit(1)
      .execute();
    const slipIn = (db: Db) =>
      db
        .insertInto('frameUnit')
        .values({ ...(unit as NonNullable<typeof unit>), unitId: 'slipped-in-later' })
        .execute();
    await expect(slipIn(office.deps.db)).rejects.toMatchObject({ constraint: 'never_changes' });
    // The database's owner can switch the guard off; the published hash still shows it.
    await asOwner(office.deps.db, async (owner) => {
      await sql`alter table frame_unit disable trigger frame_unit_never_grows`.execute(owner);
      await slipIn(owner);
      await sql`alter table frame_unit enable trigger frame_unit_never_grows`.execute(owner);
    });
    await expect(
      homeAffairs.call(contract.drawSample, { params, body: { dice: DICE, witnesses: WITNESSES } }),
    ).rejects.toMatchObject({ status: 409, code: 'frame_hash_changed' });
    await expect(office.nobody.call(contract.getDraw, { params })).rejects.toMatchObject({
      code: 'not_drawn',
    });
  });

  test('happens once: a second one is refused, and of two at the same moment one counts', async () => {
    const { campaignId, homeAffairs } = await frozenCampaign(office);
    const params = { campaignId };
    await homeAffairs.call(contract.publishPlan, { params, body: design() });
    const attempts = await Promise.allSettled(
      ['11223 34455 66778 89900', DICE].map((dice) =>
        homeAffairs.call(contract.drawSample, { params, body: { dice, witnesses: WITNESSES } }),
      ),
    );
    expect(attempts.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await expect(
      homeAffairs.call(contract.drawSample, { params, body: { dice: DICE, witnesses: WITNESSES } }),
    ).rejects.toMatchObject({ code: 'draw_exists' });
  });
});

describe('reserves', () => {
  test('are released in ticket order, and only as far as they reach', async () => {
    const { campaignId, homeAffairs } = await drawnCampaign(office, {
      design: { size: 30, reserveRatio: 1 },
    });
    const params = { campaignId };
    const stratum = '05443.F01';
    const order = async () =>
      (await file(campaignId, 'sample.tsv'))
        .split('\n')
        .filter((line) => line.startsWith(`${stratum}\t`) && line.includes('\treserve\t'))
        .map((line) => line.split('\t')[3]);
    const leftNow = () => reservesLeftOf(homeAffairs, campaignId, '05443');
    const release = async (count: number) =>
      homeAffairs.call(contract.releaseReserves, {
        params,
        body: { stratum, count, left: await leftNow(), reason: 'below_target' },
      });
    expect(await release(2)).toEqual({ released: 2, left: 3 });
    await release(1);
    await release(1);
    const released = await office.deps.db
      .selectFrom('reserveRelease')
      .select('unitId')
      .where('campaignId', '=', campaignId)
      .execute();
    expect(new Set(released.map(({ unitId }) => unitId))).toEqual(
      new Set((await order()).slice(0, 4)),
    );
    await expect(release(2)).rejects.toMatchObject({
      code: 'reserves_exhausted',
      details: { left: 1, wanted: 2 },
    });
  });

  test('six equal releases at once release once: the others are refused, as the number they saw is not so any more', async () => {
    const { campaignId, homeAffairs } = await drawnCampaign(office, {
      design: { size: 30, reserveRatio: 1 },
    });
    const params = { campaignId };
    const left = await reservesLeftOf(homeAffairs, campaignId, '05443');
    const release = (seen: number) =>
      homeAffairs.call(contract.releaseReserves, {
        params,
        body: { stratum: '05443.F01', count: 1, left: seen, reason: 'moved' },
      });
    const attempts = await Promise.allSettled(Array.from({ length: 6 }, () => release(left)));
    const refused = attempts.filter((attempt) => attempt.status === 'rejected');
    expect(refused).toHaveLength(5);
    for (const { reason } of refused)
      expect(reason).toMatchObject({
        status: 409,
        code: 'reserves_changed',
        details: { left: left - 1 },
      });
    expect(await reservesLeftOf(homeAffairs, campaignId, '05443')).toBe(left - 1);
    // Who looked again decides again.
    await release(left - 1);
    expect(await reservesLeftOf(homeAffairs, campaignId, '05443')).toBe(left - 2);
  });
});
