// Truth: one citizen, one phone, one ballot, whatever the network does (peers.md T2, T3, T9).
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Office } from '../office.ts';
import { openOffice } from '../office.ts';
import type { CollectingCampaign } from '../scenario-collecting.ts';
import { collectingCampaign } from '../scenario-collecting.ts';
import { addressOf, launchBrowser, phone } from './browser.ts';

let office: Office;
let campaign: CollectingCampaign;
let browser: Browser;
let address: string;

beforeAll(async () => {
  office = await openOffice();
  campaign = await collectingCampaign(office, { terms: { questionnairePart: 'service' } });
  address = await addressOf(office);
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await office?.close();
});

const tokenOf = (nth: number): string => campaign.invitations[nth]?.token ?? '';

const ballots = async (): Promise<number> => {
  const rows = await office.deps.db
    .selectFrom('ballot')
    .select('id')
    .where('campaignId', '=', campaign.campaignId)
    .execute();
  return rows.length;
};

/** Chooses the last answer of every question on the screen, then goes on. */
async function answerScreen(page: Page): Promise<void> {
  const questions = page.locator('fieldset.question');
  for (let i = 0; i < (await questions.count()); i += 1) {
    await questions.nth(i).locator('.options:not(.apart) .option').last().click();
  }
  await page.getByText('Đã lưu trên máy này').waitFor();
  await page.getByRole('button', { name: 'Tiếp tục' }).click();
}

async function answerUntil(page: Page, progress: string): Promise<void> {
  while (!(await page.getByText(progress, { exact: true }).isVisible())) {
    const before = await page.locator('.progress p').textContent();
    await answerScreen(page);
    await page.locator(`.progress p:not(:text-is("${before}"))`).waitFor();
  }
}

/** The worker has put the page by: from here on a reload needs no network. */
const keptOffline = (page: Page) =>
  page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));

test('answers given with and without network arrive once, after a reload in between', async () => {
  const page = await phone(browser);
  await page.goto(`${address}/${tokenOf(0)}`);
  await page.getByRole('button', { name: 'Bắt đầu' }).click();
  await answerUntil(page, 'Trang 4 trên 12');
  await keptOffline(page);

  await page.context().setOffline(true);
  await page.reload();
  await page.getByText('Trang 4 trên 12', { exact: true }).waitFor();
  await answerUntil(page, 'Trang 12 trên 12');
  await page.getByRole('button', { name: 'Gửi phiếu' }).click();
  await page.getByRole('heading', { name: 'Phiếu CHƯA gửi đi' }).waitFor();
  expect(await ballots()).toBe(0);

  await page.reload();
  await page.getByRole('heading', { name: 'Phiếu CHƯA gửi đi' }).waitFor();
  await page.context().setOffline(false);
  await page.getByRole('heading', { name: 'Đã nhận phiếu' }).waitFor();
  const code = await page.locator('.figure [aria-hidden]').textContent();
  expect(code).toMatch(/^[ACDEFGHJKMNPQRTVWXY34679]{4} [ACDEFGHJKMNPQRTVWXY34679]{4}$/);
  expect(await ballots()).toBe(1);
  await page.context().close();
});
