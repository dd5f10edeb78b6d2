// Truth: docs/ux.md §1.1 and §5, a clerk who ticks the carriers' list: nothing chosen is thrown away, on a slow network,
// without one, by keys alone, and beside a colleague who writes to the same list.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { listInvitations, recordDelivery } from '#contract/invitations.ts';
import type { Caller, Office } from '../office.ts';
import { openOffice } from '../office.ts';
import type { CollectingCampaign } from '../scenario-collecting.ts';
import { collectingCampaign } from '../scenario-collecting.ts';
import { addressOf, desk, sharedBrowser } from './browser.ts';
import { closePages, putAway } from './pages.ts';

const AGENCY = '01981';

let office: Office;
let campaign: CollectingCampaign;
let clerk: Caller;
let browser: Browser;
let address: string;
let page: Page;

beforeAll(async () => {
  office = await openOffice();
  campaign = await collectingCampaign(office);
  clerk = await office.as('agency', AGENCY);
  address = await addressOf(office);
  browser = await sharedBrowser();
});
afterAll(async () => {
  await closePages(browser);
  await office?.close();
});

beforeEach(async () => {
  for (const { serial } of await recorded()) await record(serial, null);
  page = await desk({ office, address }, clerk);
  await page.goto(`${address}/quan-tri/${campaign.campaignId}/phieu-moi/${AGENCY}`);
  await choice(1).waitFor();
});

const params = () => ({ campaignId: campaign.campaignId, agencyCode: AGENCY });

const record = (serial: number, outcome: 'delivered' | 'moved' | null) =>
  clerk.call(recordDelivery, {
    params: { ...params(), serial: String(serial) },
    body: { outcome },
  });

const recorded = async () =>
  (await clerk.call(listInvitations, { params: params() })).invitations
    .filter(({ delivery }) => delivery !== null)
    .map(({ serial, delivery }) => ({ serial, delivery }));

const choice = (serial: number) =>
  page.getByLabel(new RegExp(`^Kết quả giao phiếu số ${serial}, `));

/** The wire holds what is saved until it is let go. */
async function slowWire() {
  const { promise, resolve } = Promise.withResolvers<void>();
  await page.route('**/delivery', async (route) => {
    await promise;
    await route.continue();
  });
  return resolve;
}

test('who ticks faster than the network loses no tick', async () => {
  const letGo = await slowWire();
  for (const serial of [1, 2, 3]) await choice(serial).selectOption('delivered');
  await choice(2).selectOption('moved');
  letGo();
  await expect.poll(recorded).toEqual([
    { serial: 1, delivery: 'delivered' },
    { serial: 2, delivery: 'moved' },
    { serial: 3, delivery: 'delivered' },
  ]);
  await page.getByText('Đã giao: 2 · Chuyển đi: 1').waitFor();
  await putAway(page);
});

test('what was chosen without a network stays in its row and is saved by one press', async () => {
  await page.context().setOffline(true);
  await choice(1).selectOption('moved');
  await choice(2).selectOption('delivered');
  await page.getByText('Chưa lưu được. Không có mạng').nth(1).waitFor();
  expect(await choice(1).inputValue()).toBe('moved');
  expect(await choice(2).inputValue()).toBe('delivered');
  await page.context().setOffline(false);
  await page.getByRole('button', { name: 'Lưu lại', exact: true }).first().click();
  await expect.poll(recorded).toEqual([
    { serial: 1, delivery: 'moved' },
    { serial: 2, delivery: 'delivered' },
  ]);
  await expect.poll(() => page.getByText('Chưa lưu được').count()).toBe(0);
  await putAway(page);
});

test('arrow keys save what they end on, and nothing on the way', async () => {
  const saved: unknown[] = [];
  page.on('request', (request) => {
    if (request.method() === 'PUT') saved.push(request.postDataJSON().outcome);
  });
  await choice(1).focus();
  for (let nth = 0; nth < 5; nth += 1) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Tab');
  await expect.poll(recorded).toEqual([{ serial: 1, delivery: 'refused' }]);
  expect(saved).toEqual(['refused']);
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('SELECT');
  await putAway(page);
});

test('all blank slips ticked at once on an old list leave what a colleague recorded since', async () => {
  await record(1, 'moved');
  await page.getByRole('button', { name: /^Ghi “Đã giao” cho/ }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Ghi “Đã giao” cho/ })
    .click();
  await expect.poll(() => choice(1).inputValue()).toBe('moved');
  const found = await recorded();
  expect(found.filter(({ delivery }) => delivery !== 'delivered')).toEqual([
    { serial: 1, delivery: 'moved' },
  ]);
  expect(found.length).toBeGreaterThan(1);
  await putAway(page);
});
