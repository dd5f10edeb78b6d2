// Truth: a language that the province has put into its folder is offered, shown and heard, and nothing of it is loaded before.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { packsOf } from '../../server/app.ts';
import { freshDatabase } from '../database.ts';
import { MADE_UP, madeUpPack, marked, putPack, silence } from '../language-pack.ts';
import type { Office } from '../office.ts';
import { officeOn } from '../office.ts';
import type { CollectingCampaign } from '../scenario-collecting.ts';
import { collectingCampaign } from '../scenario-collecting.ts';
import { addressOf, phone, sharedBrowser } from './browser.ts';
import { keptOffline } from './citizen.ts';
import { closePages, putAway } from './pages.ts';

let dataDir: string;
let office: Office;
let campaign: CollectingCampaign;
let browser: Browser;
let address: string;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'sipas-packs-'));
  const { original } = await packsOf({ dataDir } as Parameters<typeof packsOf>[0]);
  const recordings = { start: 'start.mp3', '9.24': '9.24.mp3' };
  await putPack(dataDir, madeUpPack(original, { recordings }), {
    'start.mp3': silence(),
    '9.24.mp3': silence(),
  });
  office = await officeOn(await freshDatabase(), dataDir);
  campaign = await collectingCampaign(office, { terms: { questionnairePart: 'service' } });
  address = await addressOf(office);
  browser = await sharedBrowser();
});
afterAll(async () => {
  await closePages(browser);
  await office?.close();
  await rm(dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
});

const UNHEARD = 'Chưa nghe được. Mời Ông/Bà thử lại khi có mạng.';

/** Every text on the screen that no pack has said, but for names and figures. */
const unsaid = (page: Page) =>
  page.locator('main').evaluate((main) =>
    String(main.textContent)
      .replace(/‹[^‹›]*›/g, '')
      .trim(),
  );

test('it is chosen, kept for a place without network, heard, and goes along with the answers', async () => {
  const page = await phone(browser);
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await page.goto(`${address}/${campaign.invitations[0]?.token}`);
  await page.getByRole('button', { name: 'Bắt đầu' }).waitFor();
  expect(asked.filter((path) => /languages|recordings/.test(path))).toEqual([]);

  await page.getByRole('button', { name: 'Tiếng khác' }).click();
  await page.getByRole('button', { name: MADE_UP.name }).click();
  await page.getByRole('heading', { name: marked('Mời Ông/Bà cho ý kiến') }).waitFor();
  expect(await page.evaluate(() => document.documentElement.lang)).toBe(MADE_UP.language);
  await Promise.all([
    page.waitForRequest((request) => request.url().endsWith('/recordings/qaa/start.mp3')),
    page.getByRole('button', { name: marked('Nghe') }).click(),
  ]);
  await page.getByRole('button', { name: marked('Dừng') }).waitFor();
  // Its end is heard too: the button is as before.
  await page.getByRole('button', { name: marked('Nghe') }).waitFor();
  await page.getByText(marked(UNHEARD)).waitFor({ state: 'detached' });

  await keptOffline(page);
  await page.context().setOffline(true);
  await page.reload();
  await page.getByRole('button', { name: marked('Bắt đầu') }).click();
  await page.locator('fieldset').first().waitFor();
  expect(await unsaid(page)).toMatch(/^\s*$/);
  await page.getByRole('button', { name: marked('Nghe') }).click();
  await page.getByText(marked(UNHEARD)).waitFor();

  await page.context().setOffline(false);
  await page.locator('.option').first().click();
  while (!(await page.getByRole('button', { name: marked('Gửi phiếu') }).isVisible())) {
    const before = await page.locator('.progress p').textContent();
    await page.getByRole('button', { name: marked('Tiếp tục') }).click();
    const skip = page.getByRole('button', { name: marked('Bỏ qua các câu này') });
    if (await skip.isVisible()) await skip.click();
    await page.locator(`.progress p:not(:text-is("${before}"))`).waitFor();
  }
  const [sent] = await Promise.all([
    page.waitForRequest((request) => request.method() === 'PUT' && /responses/.test(request.url())),
    page.getByRole('button', { name: marked('Gửi phiếu') }).click(),
  ]);
  await page.getByRole('heading', { name: marked('Đã nhận phiếu') }).waitFor();
  const { language, paradata } = sent.postDataJSON();
  expect(language).toBe(MADE_UP.language);
  expect(paradata).toMatchObject({ page: 'scripts', device: 'phone', changes: 0 });
  expect(Object.keys(paradata.seconds)).toContain('9-access');
  await page.getByRole('button', { name: marked('Trợ giúp') }).click();
  await page.getByRole('button', { name: 'Tiếng Việt' }).click();
  await page.getByRole('heading', { name: 'Đã nhận phiếu', exact: true }).waitFor();
  await putAway(page);
});

test('what was chosen stands in the address: the server sends it before any script has run', async () => {
  const page = await phone(browser);
  await page.goto(`${address}/${campaign.invitations[1]?.token}`);
  await page.getByRole('button', { name: 'English' }).click();
  await page.waitForURL(/\?lang=en$/);
  const reply = await page.request.get(page.url());
  expect(await reply.text()).toMatch(/<html lang="en">[\s\S]*<h1>(?!Mời)/);
  const other = await phone(browser);
  await other.goto(page.url());
  await other.getByRole('button', { name: 'Tiếng Việt' }).click();
  await other.waitForURL(/\/[A-Z2-7]{16}$/);
  await other.getByRole('button', { name: 'Bắt đầu' }).waitFor();
  await putAway(page);
  await putAway(other);
});
