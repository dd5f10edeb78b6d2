// Truth: the budget of a first visit over a bad network: 45 kB on the wire, everything included.
// What the bytes are: npm run bench -- first-load
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Office } from '../office.ts';
import { openOffice } from '../office.ts';
import type { CollectingCampaign } from '../scenario-collecting.ts';
import { collectingCampaign } from '../scenario-collecting.ts';
import { addressOf, launchBrowser, phone } from './browser.ts';
import { keptOffline } from './citizen.ts';
import { sightsOfStart } from './first-sights.ts';
import { bytesOf, firstVisit, networkSeconds, roundTripsOf } from './first-visit.ts';

let office: Office;
let campaign: CollectingCampaign;
let browser: Browser;
let address: string;

beforeAll(async () => {
  office = await openOffice();
  campaign = await collectingCampaign(office, { terms: { questionnairePart: 'whole' } });
  address = await addressOf(office);
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await office?.close();
});

const linkOf = (nth: number): string => `${address}/${campaign.invitations[nth]?.token}`;

test('a first visit with the whole questionnaire stays within the budget', async () => {
  const loaded = await firstVisit(browser, linkOf(0));
  expect(new Set(loaded.map(({ host }) => host))).toEqual(new Set([new URL(address).host]));
  expect(loaded.map(({ type }) => type)).toEqual(
    expect.arrayContaining(['Document', 'Script', 'Stylesheet', 'Fetch']),
  );
  // Headers are in it, as they are on the wire.
  expect(bytesOf(loaded.filter(({ type }) => type === 'Script'))).toBeLessThan(32_000);
  expect(bytesOf(loaded), JSON.stringify(loaded)).toBeLessThan(45_000);
});

test('at 400 kbit/s and 400 ms the network takes three round trips and at most 2.2 of the three seconds until the page can be used', async () => {
  const loaded = await firstVisit(browser, linkOf(1));
  expect(roundTripsOf(loaded), JSON.stringify(loaded)).toBe(3);
  // The rest is the processor's, which is measured by npm run bench -- first-load, where nothing else is done.
  expect(networkSeconds(loaded)).toBeLessThan(2.2);
});

test('what the server sent stays in sight until the live page stands in the same place, line by line', async () => {
  const sights = await sightsOfStart(browser, linkOf(6));
  const [first] = sights;
  expect(first).toMatch(/^H1 "Mời Ông\/Bà cho ý kiến" at \d+/);
  expect(first).toContain('Câu đầu tiên: Ông/Bà quan tâm theo dõi');
  expect(sights.filter((sight) => sight !== first)).toEqual([]);
  expect(sights.length).toBeGreaterThan(3);
});

test('the worker keeps the page of this build and no reply of the server', async () => {
  const page = await phone(browser);
  await page.goto(`${address}/${campaign.invitations[5]?.token}`);
  await keptOffline(page);
  const kept = await page.evaluate(async () => {
    const names = await caches.keys();
    const cache = await caches.open(names[0] ?? '');
    return { names, paths: (await cache.keys()).map(({ url }) => new URL(url).pathname) };
  });
  expect(kept.names).toHaveLength(1);
  expect(kept.names[0]).toMatch(/^respond-[0-9a-f]{16}$/);
  expect(kept.paths).toContain('/');
  expect(kept.paths.filter((path) => path !== '/' && !path.startsWith('/assets/'))).toEqual([]);
  await page.context().close();
});
