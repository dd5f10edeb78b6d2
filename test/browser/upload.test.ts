// Truth: ux.md §1.9, the cheapest phone: an interview of a service hands in at most 25 kB in at most 16 requests.
import type { Browser, Request } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Office } from '../office.ts';
import { openOffice } from '../office.ts';
import type { CollectingCampaign } from '../scenario-collecting.ts';
import { collectingCampaign } from '../scenario-collecting.ts';
import { addressOf, phone, sharedBrowser } from './browser.ts';
import { closePages } from './pages.ts';

let office: Office;
let campaign: CollectingCampaign;
let browser: Browser;
let address: string;

beforeAll(async () => {
  office = await openOffice();
  campaign = await collectingCampaign(office, { terms: { questionnairePart: 'service' } });
  address = await addressOf(office);
  browser = await sharedBrowser();
});
afterAll(async () => {
  await closePages(browser);
  await office?.close();
});

test('an interview at twelve seconds a question uploads little, and has a copy after each screen', async () => {
  const page = await phone(browser);
  const sent: Request[] = [];
  page.on('request', (request) => {
    if (request.method() !== 'GET') sent.push(request);
  });
  await page.clock.install();
  await page.goto(`${address}/${campaign.invitations[0]?.token}`);
  await page.getByRole('button', { name: 'Bắt đầu' }).click();
  for (let now = 1; now <= 11; now += 1) {
    await page.getByText(`Trang ${now} trên 12`, { exact: true }).waitFor();
    const questions = page.locator('fieldset.question');
    for (let nth = 0; nth < (await questions.count()); nth += 1) {
      await questions.nth(nth).locator('.options:not(.apart) .option').last().click();
      await page.getByText('Đã lưu trên máy này').waitFor();
      await page.clock.fastForward(12_000);
    }
    await page.getByRole('button', { name: 'Tiếp tục' }).click();
    await page.locator('.progress p', { hasText: `Trang ${now + 1} trên 12` }).waitFor();
    await expect
      .poll(async () => {
        await page.clock.fastForward(2000);
        return page.getByText('có bản dự phòng khóa kín').isVisible();
      })
      .toBe(true);
  }
  await page.getByRole('button', { name: 'Gửi phiếu' }).click();
  await page.getByRole('heading', { name: 'Đã nhận phiếu' }).waitFor();
  const bytes = sent.reduce((sum, request) => sum + (request.postDataBuffer()?.length ?? 0), 0);
  const requests = sent.map((request) => `${request.method()} ${new URL(request.url()).pathname}`);
  expect(bytes, requests.join('\n')).toBeLessThanOrEqual(25_000);
  expect(requests.length, requests.join('\n')).toBeLessThanOrEqual(16);
});
