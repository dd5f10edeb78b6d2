// Truth: one citizen, one phone, one ballot, whatever the network does (peers.md T2, T3, T9).
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import type { Office } from '../office.ts';
import { openOffice } from '../office.ts';
import type { CollectingCampaign } from '../scenario-collecting.ts';
import { collectingCampaign, OPEN_DAY } from '../scenario-collecting.ts';
import { addressOf, phone, sharedBrowser } from './browser.ts';
import { answerScreen, answerUntil, keptOffline } from './citizen.ts';
import { faultsOf } from './conformance.ts';
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

const tokenOf = (nth: number): string => campaign.invitations[nth]?.token ?? '';

const ballots = async (): Promise<number> => {
  const rows = await office.deps.db
    .selectFrom('ballot')
    .select('id')
    .where('campaignId', '=', campaign.campaignId)
    .execute();
  return rows.length;
};

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

test('answers sent without network go by themselves with the page closed, and opened again it has the receipt', async () => {
  const page = await phone(browser);
  const context = page.context();
  await page.goto(`${address}/${tokenOf(9)}`);
  await page.getByRole('button', { name: 'Bắt đầu' }).click();
  await answerUntil(page, 'Trang 12 trên 12');
  await keptOffline(page);
  await context.setOffline(true);
  await page.getByRole('button', { name: 'Gửi phiếu' }).click();
  // A private window, as a test's is, may not ask for the event, and says to open the page again.
  await page.getByText('Khi có mạng, mời Ông/Bà mở lại trang này.').waitFor();
  const before = await ballots();
  await page.close();
  await context.setOffline(false);
  const elsewhere = await context.newPage();
  await elsewhere.goto(`${address}/ket-qua`);
  await dispatchSync(elsewhere);
  await vi.waitFor(async () => expect(await ballots()).toBe(before + 1), { timeout: 120_000 });
  // A second event and the page itself send nothing twice.
  await elsewhere.goto(`${address}/${tokenOf(9)}`);
  await elsewhere.getByRole('heading', { name: 'Đã nhận phiếu' }).waitFor();
  expect(await ballots()).toBe(before + 1);
  await context.close();
});

/** The event that a browser fires once there is network: headless Chromium fires none by itself. */
async function dispatchSync(page: Page): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  const found = new Promise<string>((resolve) => {
    devtools.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const own = registrations.find(({ scopeURL }) => scopeURL.startsWith(address));
      if (own) resolve(own.registrationId);
    });
  });
  await devtools.send('ServiceWorker.enable');
  const registrationId = await found;
  const event = { origin: address, registrationId, tag: 'parcels', lastChance: false };
  await devtools.send('ServiceWorker.dispatchSyncEvent', event);
}

test('the next citizen on the same phone finds nothing of the one before', async () => {
  const page = await phone(browser);
  await page.goto(`${address}/${tokenOf(1)}`);
  await page.getByRole('button', { name: 'Bắt đầu' }).click();
  await answerUntil(page, 'Trang 2 trên 12');
  // The place is written behind the answers: with the locked copy both have been put by.
  await page.getByText('có bản dự phòng khóa kín').waitFor();

  await page.goto(`${address}/${tokenOf(2)}`);
  await page.getByRole('button', { name: 'Bắt đầu' }).click();
  await page.getByText('Trang 1 trên 12', { exact: true }).waitFor();
  expect(await page.locator('input:checked').count()).toBe(0);
  await answerUntil(page, 'Trang 12 trên 12');
  await page.getByRole('button', { name: 'Gửi phiếu' }).click();
  await page.getByRole('heading', { name: 'Đã nhận phiếu' }).waitFor();

  await page.goto(`${address}/${tokenOf(1)}`);
  await page.getByText('Ông/Bà đã trả lời 3 trên 21 câu.').waitFor();
  await page.getByRole('button', { name: 'Trả lời tiếp' }).click();
  await page.getByText('Trang 2 trên 12', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Quay lại' }).click();
  expect(await page.locator('input:checked').count()).toBe(3);
  await page.context().close();
});

test('the same slip on another phone goes on where the first stopped, by the code alone, and the first is told', async () => {
  const first = await phone(browser);
  await first.goto(`${address}/${tokenOf(6)}`);
  await first.getByRole('button', { name: 'Bắt đầu' }).click();
  await answerUntil(first, 'Trang 3 trên 12');
  await first.getByText('có bản dự phòng khóa kín').waitFor();
  await first.getByRole('button', { name: 'Trợ giúp' }).click();
  await first.getByText('Mã tiếp tục trên máy khác').click();
  const code = await first.locator('.figure [aria-hidden]').innerText();
  // The square is made on the phone, by a thread of its own.
  await first.locator('svg.qr').waitFor();

  const stranger = await phone(browser);
  await stranger.goto(`${address}/${tokenOf(6)}`);
  await stranger.getByRole('button', { name: 'Bắt đầu' }).waitFor();
  expect(await stranger.getByText('Ông/Bà đã trả lời').count()).toBe(0);
  await stranger.context().close();

  const second = await phone(browser);
  const asked: string[] = [];
  second.on('request', (request) => asked.push(request.url()));
  // A database that is away for a moment does not lose the code that came with the link.
  const away = { status: 503, json: { code: 'database_away', details: {} } };
  await second.route('**/api/receipts', (route) => route.fulfill(away), { times: 1 });
  const refused = second.waitForResponse('**/api/receipts');
  await second.goto(`${address}/${tokenOf(6)}#${code.replaceAll(' ', '')}`);
  await second.getByRole('button', { name: 'Bắt đầu' }).waitFor();
  await refused;
  await second.evaluate(() => dispatchEvent(new Event('online')));
  await second.getByText('Ông/Bà đã trả lời 5 trên 21 câu.').waitFor();
  await second.getByRole('button', { name: 'Trả lời tiếp' }).click();
  await second.getByText('Trang 3 trên 12', { exact: true }).waitFor();
  await second.getByRole('button', { name: 'Quay lại' }).click();
  expect(await second.locator('input:checked').count()).toBe(2);
  expect(asked.join()).not.toContain(code.slice(0, 4));
  expect(second.url()).toBe(`${address}/${tokenOf(6)}`);
  // The first phone learns it as soon as somebody looks at it.
  await second.locator('.option').first().click();
  await second.getByText('có bản dự phòng khóa kín').waitFor();
  await first.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  await first.getByText('Máy khác vừa mở tiếp phiếu này bằng mã tiếp tục.').waitFor();
  await first.context().close();
  await second.context().close();
});

test('the code is offered once for writing on the slip; on the slip it opens the answers of a cleared browser', async () => {
  const page = await phone(browser);
  await page.goto(`${address}/${tokenOf(7)}`);
  await page.getByRole('button', { name: 'Bắt đầu' }).click();
  await answerScreen(page);
  await page.getByText('Trang 2 trên 12', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Xem mã để ghi' }).click();
  const code = await page.locator('.offer .figure [aria-hidden]').innerText();
  await answerScreen(page);
  await page.getByText('Trang 3 trên 12', { exact: true }).waitFor();
  await page.getByText('có bản dự phòng khóa kín').waitFor();
  expect(await page.getByText('Ông/Bà có thể ghi mã vào phiếu mời').count()).toBe(0);
  await page.context().close();

  const cleared = await phone(browser);
  await cleared.goto(`${address}/${tokenOf(7)}`);
  await cleared.getByText('Tôi đã trả lời dở trên máy khác').click();
  await cleared.getByLabel('Mã tiếp tục').fill(code);
  // A network from which too many ask tells nothing of the code.
  const tooMany = { status: 429, json: { code: 'too_many_attempts', details: { minutes: 5 } } };
  await cleared.route('**/api/receipts', (route) => route.fulfill(tooMany), { times: 1 });
  await cleared.getByRole('button', { name: 'Mở phiếu' }).click();
  await cleared.getByText('Chưa thực hiện được').waitFor();
  await cleared.getByRole('button', { name: 'Mở phiếu' }).click();
  await cleared.getByText('Ông/Bà đã trả lời').waitFor();
  await cleared.context().close();
});

test('who does not want the code is not asked again', async () => {
  const page = await phone(browser);
  await page.goto(`${address}/${tokenOf(8)}`);
  await page.getByRole('button', { name: 'Bắt đầu' }).click();
  await answerScreen(page);
  await page.getByText('Trang 2 trên 12', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Không cần' }).click();
  const offer = page.getByText('Ông/Bà có thể ghi mã vào phiếu mời');
  await offer.waitFor({ state: 'detached' });
  await page.getByText('Đã lưu trên máy này').waitFor();
  await page.reload();
  await page.getByText('có bản dự phòng khóa kín').waitFor();
  expect(await offer.count()).toBe(0);
  await page.context().close();
});

test('a spent link opened on another phone says that it was used, and no more', async () => {
  const first = await phone(browser);
  await first.goto(`${address}/${tokenOf(3)}`);
  await first.getByRole('button', { name: 'Bắt đầu' }).click();
  await answerUntil(first, 'Trang 12 trên 12');
  await first.getByRole('button', { name: 'Gửi phiếu' }).click();
  await first.getByRole('heading', { name: 'Đã nhận phiếu' }).waitFor();
  const second = await phone(browser);
  await second.goto(`${address}/${tokenOf(3)}`);
  await second.getByRole('heading', { name: 'Phiếu này đã được dùng' }).waitFor();
  const text = await second.locator('main').textContent();
  for (const word of ['hài lòng', 'biên nhận', 'tuần']) expect(text).not.toContain(word);
  await first.context().close();
  await second.context().close();
});

test('two phones answer at once: one ballot, and the other keeps its answers in sight', async () => {
  const before = await ballots();
  const phones = [await phone(browser), await phone(browser)];
  for (const page of phones) {
    await page.goto(`${address}/${tokenOf(4)}`);
    await page.getByRole('button', { name: 'Bắt đầu' }).click();
    await answerUntil(page, 'Trang 12 trên 12');
  }
  await Promise.all(phones.map((page) => page.getByRole('button', { name: 'Gửi phiếu' }).click()));
  const ends = await Promise.all(
    phones.map(async (page) => {
      await page
        .getByRole('heading', { name: /Đã nhận phiếu|Phiếu này đã được (gửi|dùng)/ })
        .waitFor();
      return page.locator('h1').textContent();
    }),
  );
  // The second one is not called a failure: the slip counts.
  expect(ends.filter((title) => title === 'Đã nhận phiếu')).toHaveLength(1);
  expect(await ballots()).toBe(before + 1);
  const [late] = await Promise.all(
    phones.map(async (page) => ((await page.getByText('HT-').count()) > 0 ? page : undefined)),
  ).then((pages) => pages.filter((page) => page !== undefined));
  const [file] = await Promise.all([
    late!.waitForEvent('download'),
    late!.getByRole('button', { name: 'Lưu tệp niêm phong' }).click(),
  ]);
  expect(file.suggestedFilename()).toMatch(/^phieu-HT-.{4}\.json$/);
  expect(await faultsOf(late!, 'set aside')).toEqual([]);
  for (const page of phones) await page.context().close();
});

test('two tabs share one draft and one receipt', async () => {
  const first = await phone(browser);
  await first.goto(`${address}/${tokenOf(5)}`);
  await first.getByRole('button', { name: 'Bắt đầu' }).click();
  const two = await first.context().newPage();
  await two.goto(`${address}/${tokenOf(5)}`);
  await two.getByRole('button', { name: /Bắt đầu|Trả lời tiếp/ }).click();
  await first.locator('fieldset').nth(0).locator('.option').nth(0).click();
  await two.locator('fieldset').nth(1).locator('.option').nth(1).click();
  await two
    .locator('fieldset')
    .nth(0)
    .locator('input')
    .nth(0)
    .and(two.locator(':checked'))
    .waitFor();
  await first
    .locator('fieldset')
    .nth(1)
    .locator('input')
    .nth(1)
    .and(first.locator(':checked'))
    .waitFor();
  await answerScreen(two);
  await answerUntil(two, 'Trang 12 trên 12');
  await two.getByRole('button', { name: 'Gửi phiếu' }).click();
  await two.getByRole('heading', { name: 'Đã nhận phiếu' }).waitFor();
  await first.getByRole('heading', { name: 'Đã nhận phiếu' }).waitFor();
  await first.context().close();
});

test('opened in time and out of coverage until after the last day: it says so, and is received', async () => {
  const page = await phone(browser);
  await page.route('**/api/{invitation/start,draft}', (route) => route.abort());
  await page.goto(`${address}/${tokenOf(21)}`);
  await page.getByRole('button', { name: 'Bắt đầu' }).click();
  await answerUntil(page, 'Trang 2 trên 12');
  const before = await ballots();
  // Half an hour before the end: the clock of a page that is slow to draw passes.
  office.at('2026-12-18T16:30:00Z');
  onTestFinished(() => office.at(OPEN_DAY));
  await page.goto(`${address}/${tokenOf(21)}`);
  await page.getByRole('heading', { name: 'Phiếu này vẫn gửi được' }).waitFor();
  await page.getByText('vẫn gửi được đến hết ngày 18/12/2026').waitFor();
  await page.getByRole('button', { name: 'Xem lại và gửi phiếu' }).click();
  await page.getByRole('button', { name: 'Gửi phiếu' }).click();
  await page.getByRole('heading', { name: 'Đã nhận phiếu' }).waitFor();
  expect(await ballots()).toBe(before + 1);
  await page.context().close();
});

test('it can be put on the home screen, starts there without network, and says how to go on', async () => {
  const page = await phone(browser);
  await page.goto(`${address}/${tokenOf(20)}`);
  await page.getByRole('button', { name: 'Bắt đầu' }).click();
  await answerUntil(page, 'Trang 2 trên 12');
  await keptOffline(page);
  const wire = await page.context().newCDPSession(page);
  expect(await wire.send('Page.getInstallabilityErrors')).toEqual({ installabilityErrors: [] });
  const { data } = await wire.send('Page.getAppManifest');
  const touch = await page.locator('link[rel=apple-touch-icon]').getAttribute('href');
  const icons = (JSON.parse(data ?? '{}') as { icons: { src: string }[] }).icons;
  for (const src of [touch, ...icons.map((icon) => icon.src)]) {
    const reply = await page.request.get(`${address}${src}`);
    expect([reply.status(), reply.headers()['content-type']]).toEqual([200, 'image/png']);
  }

  await page.context().setOffline(true);
  await page.goto(`${address}/`);
  await page.getByRole('textbox').fill(campaign.invitations[20]?.code ?? '');
  await page.getByRole('button', { name: 'Mở phiếu' }).click();
  await page.getByText('Phiếu đã mở trên máy này thì quét lại mã QR là mở được.').waitFor();
  await page.goto(`${address}/${tokenOf(20)}`);
  await page.getByRole('button', { name: 'Trả lời tiếp' }).click();
  await page.getByText('Trang 2 trên 12', { exact: true }).waitFor();
  await page.context().close();
});
