// Truth: ux.md §1.1, §1.3 and §7: what a citizen reads is so, and each screen differs from the one before.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Office } from '../office.ts';
import { openOffice } from '../office.ts';
import type { CollectingCampaign } from '../scenario-collecting.ts';
import { collectingCampaign } from '../scenario-collecting.ts';
import { addressOf, phone, sharedBrowser } from './browser.ts';
import { answerOn, answerUntil } from './citizen.ts';
import { faultsOf } from './conformance.ts';
import { closePages, putAway } from './pages.ts';

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

async function openSlip(nth: number): Promise<Page> {
  const page = await phone(browser);
  await page.goto(`${address}/${campaign.invitations[nth]?.token}`);
  return page;
}
const heading = (page: Page, name: string) =>
  page.getByRole('heading', { level: 1, name, exact: true }).waitFor();

test('a chosen way not to answer is read on the check page, which is sent from its top too', async () => {
  const page = await openSlip(0);
  expect(await page.locator('.notice-points li').count()).toBe(3);
  await page.getByRole('button', { name: 'Bắt đầu' }).click();
  await heading(page, 'Chỗ làm thủ tục');
  await page.getByText('Tôi chưa gặp việc này').first().click();
  await page.getByRole('button', { name: 'Tiếp tục' }).click();
  await page.getByRole('button', { name: 'Bỏ qua các câu này' }).click();
  await heading(page, 'Giấy tờ và các bước (1 trên 2)');
  await answerUntil(page, 'Trang 3 trên 12');
  await heading(page, 'Giấy tờ và các bước (2 trên 2)');
  await answerUntil(page, 'Trang 12 trên 12');
  expect(await page.locator('dd').filter({ hasText: 'Tôi chưa gặp việc này' }).count()).toBe(1);
  expect(await page.locator('dd').filter({ hasText: 'Chưa trả lời' }).count()).toBe(3);
  expect(await faultsOf(page, 'check')).toEqual([]);
  await page.getByRole('button', { name: 'Gửi luôn' }).click();
  await heading(page, 'Đã nhận phiếu');
  await putAway(page);
});

test('who reports the wrong person reads what becomes of the slip, and not what is of no matter', async () => {
  const page = await openSlip(1);
  await page.getByRole('button', { name: 'Tôi không phải người làm thủ tục này' }).click();
  await page.getByRole('button', { name: 'Báo sai người' }).click();
  await heading(page, 'Đã ghi nhận');
  await page.getByText('Phiếu này không dùng nữa').waitFor();
  expect(await page.getByText('Đổi ý').isVisible()).toBe(false);
  await putAway(page);
});

test('a page that can store nothing never says that answers are safe on the phone', async () => {
  const page = await phone(browser);
  await page.addInitScript(() => {
    Object.defineProperty(globalThis, 'indexedDB', { value: undefined });
  });
  await page.goto(`${address}/${campaign.invitations[2]?.token}`);
  await page.getByRole('button', { name: 'Bắt đầu' }).click();
  await page.locator('fieldset.question .option').first().click();
  for (let now = 1; now <= 11; now += 1) {
    await page.locator('.progress p', { hasText: `Trang ${now} trên 12` }).waitFor();
    await page.getByRole('button', { name: 'Tiếp tục' }).click();
    const skip = page.getByRole('button', { name: 'Bỏ qua các câu này' });
    if (now < 11) await skip.click();
  }
  await page.route('**/api/responses/*', (route) => route.fulfill({ status: 503, body: 'busy' }));
  await page.getByRole('button', { name: 'Gửi phiếu' }).click();
  await heading(page, 'Phiếu CHƯA gửi đi');
  await page.getByText('Mời Ông/Bà đừng đóng trang').waitFor();
  expect(await page.getByText(/không mất|đã lưu trên máy/i).count()).toBe(0);
  await page.context().close();
});

test.each(['service', 'whole'] as const)(
  'on a small phone no screen has the heading of the one before it, from the start to the receipt: %s',
  async (questionnairePart) => {
    const { invitations } =
      questionnairePart === 'service'
        ? campaign
        : await collectingCampaign(office, { terms: { questionnairePart, hotline: '' } });
    const page = await phone(browser, { viewport: { width: 320, height: 568 } });
    await page.goto(`${address}/${invitations.at(-1)?.token}`);
    const h1 = page.getByRole('heading', { level: 1 });
    const start = page.getByRole('button', { name: 'Bắt đầu' });
    await start.waitFor();
    // Where the round has no number, the page says to nobody “gọi .”, with the script or without.
    const served = await (await page.request.get(page.url())).text();
    for (const words of [served, await page.locator('main').textContent()])
      expect(words).not.toMatch(/gọi \./i);
    const headings = [await h1.innerText()];
    await start.click();
    const send = page.getByRole('button', { name: 'Gửi phiếu', exact: true });
    await page.locator('.progress p').waitFor();
    for (; !(await send.isVisible()); await answerOn(page)) headings.push(await h1.innerText());
    headings.push(await h1.innerText());
    await send.click();
    await heading(page, 'Đã nhận phiếu');
    headings.push('Đã nhận phiếu');
    expect(headings.length).toBeGreaterThan(questionnairePart === 'whole' ? 15 : 12);
    expect(headings.filter((title, nth) => title === headings[nth - 1])).toEqual([]);
    await putAway(page);
  },
);
