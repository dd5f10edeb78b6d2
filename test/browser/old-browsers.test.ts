// Truth: ux.md §1.9, the cheapest phone first: Android 7 with the WebView of 2018 (Chromium 65) answers the whole
// form; a browser in which no script runs, older or by a failed download, finds the plain form on every page.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Office } from '../office.ts';
import { openOffice } from '../office.ts';
import type { CollectingCampaign } from '../scenario-collecting.ts';
import { collectingCampaign } from '../scenario-collecting.ts';
import { addressOf, phone, sharedBrowser } from './browser.ts';
import type { OldChromium, OldPage } from './old-chromium.ts';
import { launchOldChromium } from './old-chromium.ts';
import { closePages } from './pages.ts';

let office: Office;
let campaign: CollectingCampaign;
let browser: Browser;
let oldBrowser: OldChromium;
let address: string;

beforeAll(async () => {
  office = await openOffice();
  campaign = await collectingCampaign(office, { terms: { questionnairePart: 'service' } });
  address = await addressOf(office);
  browser = await sharedBrowser();
  oldBrowser = await launchOldChromium();
});
afterAll(async () => {
  await oldBrowser?.close();
  await closePages(browser);
  await office?.close();
});

const tokenOf = (nth: number): string => campaign.invitations[nth]?.token ?? '';
const linkOf = (nth: number): string => `${address}/${tokenOf(nth)}`;

/** Chooses the last answer of every question on the screen. */
const answer = (page: OldPage) =>
  page.evaluate(`Array.from(document.querySelectorAll('fieldset.question')).forEach((question) => {
    const options = question.querySelectorAll('.options:not(.apart) input');
    options[options.length - 1].click();
  })`);

async function answerPages(page: OldPage, from: number, to: number): Promise<void> {
  for (let now = from; now <= to; now += 1) {
    await page.untilSeen(`Trang ${now} trên 12`);
    await answer(page);
    await page.untilSeen('Đã lưu trên máy này');
    await page.press('Tiếp tục');
  }
}

const stateOf = async (nth: number) => {
  const { state } = await office.deps.db
    .selectFrom('invitation')
    .select('state')
    .where('id', '=', campaign.invitations[nth]?.id ?? '')
    .executeTakeFirstOrThrow();
  return state;
};

test('Chromium 65 runs the page from the link to the receipt, and keeps it for a place without network', async () => {
  const page = await oldBrowser.open(linkOf(0));
  await page.press('Bắt đầu');
  await answerPages(page, 1, 4);
  await page.untilSeen('có bản dự phòng khóa kín');
  await page.evaluate('navigator.serviceWorker.ready.then(() => undefined)');
  await page.goOffline(true);
  await page.open(linkOf(0));
  await answerPages(page, 5, 11);
  await page.press('Gửi phiếu');
  await page.untilSeen('Phiếu CHƯA gửi đi');
  await page.goOffline(false);
  await page.press('Gửi lại ngay');
  await page.untilSeen('Đã nhận phiếu');
  expect(await stateOf(0)).toBe('received');
  expect(page.thrown).toEqual([]);
});

// These three wait for seconds that pass: side by side.
test.concurrent('Chromium 65 whose script did not come answers everything by the form that comes into sight', async () => {
  const page = await oldBrowser.open('about:blank');
  await page.block('*/assets/*.js');
  await page.open(linkOf(1));
  await page.untilSeen('Đang mở phiếu…');
  expect(await page.isSeen('chế độ đơn giản')).toBe(false);
  await page.untilSeen('chế độ đơn giản');
  expect(await page.isSeen('Đang mở phiếu…')).toBe(false);
  await page.press('Bắt đầu');
  for (let now = 1; now <= 11; now += 1) {
    await page.untilSeen(`Trang ${now} trên 12`);
    await answer(page);
    await page.press('Lưu và tiếp tục');
  }
  await page.press('Gửi phiếu');
  await page.untilSeen('Đã nhận phiếu');
  expect(await stateOf(1)).toBe('received');
});

test.concurrent('after eight seconds every page shows what works without scripts, also with reduced motion', async () => {
  const seen = async (link: string, title: string, way: string) => {
    const page = await phone(browser, { reducedMotion: 'reduce' });
    await page.route('**/assets/*.js', (route) => route.abort());
    await page.goto(link);
    expect(await page.getByText('Đang mở phiếu…').isVisible()).toBe(true);
    expect(await page.getByText(way).first().isVisible()).toBe(false);
    await page.getByText(way).first().waitFor();
    expect(await page.getByRole('heading', { level: 1 }).allTextContents()).toEqual([title]);
    expect(await page.getByText('Đang mở phiếu…').isVisible()).toBe(false);
    await page.context().close();
  };
  await Promise.all([
    seen(address, 'Nhập mã phiếu', 'Mất phiếu?'),
    seen(`${address}/AAAAAAAAAAAAAAAA`, 'Không tìm thấy mã này', 'Nhập lại mã'),
    seen(linkOf(2), 'Mời Ông/Bà cho ý kiến', 'Tôi không muốn tham gia'),
  ]);
});

test.concurrent('a page whose script runs and waits for the server shows no second form', async () => {
  const page = await phone(browser);
  await page.route('**/api/invitation', () => undefined);
  await page.goto(`${address}/AAAAAAAAAAAAAAAA`);
  await page.waitForTimeout(9000);
  expect(await page.getByText('Đang mở phiếu…').isVisible()).toBe(true);
  expect(await page.getByText('Nhập lại mã').isVisible()).toBe(false);
  await page.context().close();
});
