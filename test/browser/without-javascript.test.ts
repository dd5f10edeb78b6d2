// Truth: peers.md C2 and ux.md §4.3: a browser without JavaScript answers everything; WCAG 2.2 AA as axe checks it.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Office } from '../office.ts';
import { openOffice } from '../office.ts';
import type { CollectingCampaign } from '../scenario-collecting.ts';
import { collectingCampaign } from '../scenario-collecting.ts';
import { axeFindings } from './axe-findings.ts';
import { addressOf, phone, sharedBrowser } from './browser.ts';
import { faultsOf, smallTargets } from './conformance.ts';
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

const tokenOf = (nth: number): string => campaign.invitations[nth]?.token ?? '';
const plainPhone = (width = 360) =>
  phone(browser, { javaScriptEnabled: false, viewport: { width, height: 640 } });

/** Chooses the second answer of every question on the screen: the driver's own script runs where the page's may not. */
const answer = (page: Page): Promise<void> =>
  page.locator('fieldset.question').evaluateAll((questions) => {
    for (const question of questions)
      question.querySelectorAll<HTMLElement>('.options:not(.apart) .option')[1]!.click();
  });
const goOn = (page: Page) => page.getByRole('button', { name: 'Lưu và tiếp tục' }).click();

const widerThanTheScreen = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - innerWidth);

test('the whole service part is answered and sent by forms alone, on a screen of 320 px', async () => {
  const page = await plainPhone(320);
  await page.goto(`${address}/${tokenOf(0)}`);
  expect(await page.getByText('chế độ đơn giản').isVisible()).toBe(true);
  expect(await page.getByText('Đang mở phiếu…').isVisible()).toBe(false);
  expect(await widerThanTheScreen(page)).toBe(0);
  await page.getByRole('button', { name: 'Bắt đầu' }).click();
  for (let now = 1; now <= 11; now += 1) {
    await page.getByText(`Trang ${now} trên 12`, { exact: true }).waitFor();
    expect(await page.locator('input:checked').count()).toBe(0);
    await answer(page);
    if (now === 11) await page.getByRole('textbox').fill('Chỗ để xe hơi chật\nGhế ngồi chờ thì đủ');
    expect(await widerThanTheScreen(page)).toBe(0);
    await goOn(page);
  }
  await page.getByRole('heading', { name: 'Xem lại rồi gửi phiếu' }).waitFor();
  await page.getByText('Đã lưu trên hệ thống lúc').waitFor();
  expect(await page.locator('dd').filter({ hasText: 'Không hài lòng' }).count()).toBe(16);
  expect(await page.getByText('Ghế ngồi chờ thì đủ').isVisible()).toBe(true);
  expect(await widerThanTheScreen(page)).toBe(0);
  await page.getByRole('button', { name: 'Gửi phiếu' }).click();
  await page.getByRole('heading', { name: 'Đã nhận phiếu' }).waitFor();
  const code = await page.locator('.figure [aria-hidden]').textContent();
  const { receiptCode, state } = await office.deps.db
    .selectFrom('invitation')
    .select(['receiptCode', 'state'])
    .where('id', '=', campaign.invitations[0]?.id ?? '')
    .executeTakeFirstOrThrow();
  expect([state, receiptCode]).toEqual(['received', code?.replace(' ', '')]);
  await page.goto(`${address}/${tokenOf(0)}`);
  await page.getByRole('heading', { name: 'Đã nhận phiếu' }).waitFor();
  expect(await page.getByText('Đang mở phiếu…').isVisible()).toBe(false);
  await putAway(page);
});

test('stopping on one phone and going on with another, back and forth, loses nothing', async () => {
  const entry = await plainPhone();
  await entry.goto(`${address}/${tokenOf(1)}`);
  await entry.getByRole('button', { name: 'Bắt đầu' }).click();
  await answer(entry);
  await goOn(entry);
  await answer(entry);
  await entry.getByRole('button', { name: 'Quay lại' }).click();
  await entry.getByText('Trang 1 trên 12', { exact: true }).waitFor();
  expect(await entry.locator('input:checked').count()).toBe(3);
  await entry.goto(`${address}/${tokenOf(1)}/don-gian`);
  await entry.getByText('Mã tiếp tục trên máy khác').click();
  const code = await entry.locator('.figure [aria-hidden]').innerText();
  await putAway(entry);

  const other = await plainPhone();
  await other.goto(`${address}/${tokenOf(1)}/don-gian`);
  await other.getByText('Tôi đã trả lời dở trên máy khác').click();
  await other.getByLabel('Mã tiếp tục').fill(code);
  await other.getByRole('button', { name: 'Mở phiếu' }).click();
  await other.getByText('Trang 1 trên 12', { exact: true }).waitFor();
  await other.goto(`${address}/${tokenOf(1)}/don-gian`);
  await other.getByText('Ông/Bà đã trả lời 5 trên 21 câu.').waitFor();
  await other.getByRole('button', { name: 'Trả lời tiếp' }).click();
  await other.getByText('Trang 1 trên 12', { exact: true }).waitFor();
  expect(await other.locator('input:checked').count()).toBe(3);
  await goOn(other);
  await other.getByText('Trang 2 trên 12', { exact: true }).waitFor();
  expect(await other.locator('input:checked').count()).toBe(2);
  await putAway(other);
});

test('open questions are told, and a press of the enter key goes on', async () => {
  const page = await plainPhone();
  await page.goto(`${address}/${tokenOf(2)}`);
  await page.getByRole('button', { name: 'Bắt đầu' }).click();
  await goOn(page);
  await page.getByText('Còn 3 câu chưa chọn.').waitFor();
  const { top, bottom } = await page
    .locator('#con-thieu')
    .evaluate((notice) => notice.getBoundingClientRect());
  expect([top >= 0, bottom <= 640]).toEqual([true, true]);
  await page.getByRole('button', { name: 'Bỏ qua các câu này' }).click();
  await page.getByText('Trang 2 trên 12', { exact: true }).waitFor();
  await page.goto(`${address}/${tokenOf(2)}/trang-10`);
  await page.getByText('Khác', { exact: true }).click();
  await page.getByRole('radio', { name: 'Khác' }).press('Enter');
  await page.getByText('Trang 11 trên 12', { exact: true }).waitFor();
  await putAway(page);
});

test('the page with scripts takes over from what the server sent', async () => {
  const page = await phone(browser);
  await page.goto(`${address}/${tokenOf(3)}`);
  await page.getByRole('button', { name: 'Bắt đầu' }).click();
  await page.getByText('Trang 1 trên 12', { exact: true }).waitFor();
  expect(page.url()).toBe(`${address}/${tokenOf(3)}`);
  expect(await page.getByText('Mở trang đơn giản').count()).toBe(0);
  await putAway(page);
});

test('a browser that runs scripts but not these goes on with the simple page', async () => {
  const page = await phone(browser, { serviceWorkers: 'block' });
  await page.route('**/assets/*.js', (route) => route.abort());
  await page.goto(`${address}/${tokenOf(5)}`);
  await page.getByText('Ông/Bà được chọn ngẫu nhiên').waitFor();
  await page.getByRole('link', { name: 'Trang không chạy tiếp? Mở trang đơn giản' }).click();
  await page.getByRole('button', { name: 'Bắt đầu' }).click();
  await page.getByText('Trang 1 trên 12', { exact: true }).waitFor();
  await putAway(page);
});

test('one who begins without scripts goes on with them by the code, and the other way round', async () => {
  const link = `${address}/${tokenOf(6)}`;
  const plain = await plainPhone();
  await plain.goto(`${link}/don-gian`);
  await plain.getByRole('button', { name: 'Bắt đầu' }).click();
  await answer(plain);
  await goOn(plain);
  await plain.goto(`${link}/don-gian`);
  await plain.getByText('Mã tiếp tục trên máy khác').click();
  const code = await plain.locator('.figure [aria-hidden]').innerText();
  const page = await phone(browser);
  await page.goto(link);
  await page.getByRole('button', { name: 'Bắt đầu' }).waitFor();
  await page.getByText('Tôi đã trả lời dở trên máy khác').click();
  await page.getByLabel('Mã tiếp tục').fill(code.toLowerCase());
  await page.getByRole('button', { name: 'Mở phiếu' }).click();
  await page.getByText('Ông/Bà đã trả lời 3 trên 21 câu.').waitFor();
  await page.getByRole('button', { name: 'Trả lời tiếp' }).click();
  await page.locator('fieldset').nth(0).locator('.option').nth(0).click();
  await page.getByText('có bản dự phòng khóa kín').waitFor();
  await plain.goto(`${link}/don-gian`);
  await plain.getByText('Ông/Bà đã trả lời 4 trên 21 câu.').waitFor();
  await putAway(plain);
  await putAway(page);
});

test('axe finds nothing on any plain page, light or dark, in Vietnamese or English, and each holds however it is read', async () => {
  const page = await phone(browser, { isMobile: false, hasTouch: false });
  const token = tokenOf(4);
  const steps = [
    'don-gian',
    'don-gian?chu-to',
    'xoa-thong-tin',
    'trang-1',
    'trang-1?con-thieu',
    'trang-10',
    'trang-11',
    'xem-lai?trong',
  ];
  const addresses = [...steps, 'tu-choi', 'sai-nguoi', 'don-gian?lang=en', 'trang-5?lang=en']
    .map((step) => `/${token}/${step}`)
    .concat('/ma-phieu', `/${'A'.repeat(16)}/trang-1`, `/${tokenOf(0)}/bien-nhan`);
  for (const path of addresses) {
    await page.emulateMedia({ colorScheme: 'light' });
    await page.goto(address + path);
    expect(await axeFindings(page, { tags: 'all' }), path).toEqual([]);
    expect(await smallTargets(page, 44), path).toEqual([]);
    expect(await faultsOf(page, path)).toEqual([]);
    // In the dark the colours differ and nothing else.
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await axeFindings(page, { rules: ['color-contrast'] }), path).toEqual([]);
  }
  await putAway(page);
});
