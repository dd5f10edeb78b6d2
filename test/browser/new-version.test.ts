// Truth: peers.md T6: a new version arrives in the middle of an interview (Enketo #1474: “stuck on a stale
// version”, #986: kept forms vanish). The old one finishes what it began; the next opening has the new one.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Office } from '../office.ts';
import { openOffice } from '../office.ts';
import type { CollectingCampaign } from '../scenario-collecting.ts';
import { collectingCampaign } from '../scenario-collecting.ts';
import { addressOf, phone, sharedBrowser } from './browser.ts';
import { answerUntil, keptOffline } from './citizen.ts';
import { closePages } from './pages.ts';

const NEW = 'ffffffffffffffff';

let office: Office;
let campaign: CollectingCampaign;
let browser: Browser;
let address: string;
let hasNewVersion = false;
/** Another than the server answers for `/`, with 200. */
let isUnderRepair = false;
const NOTICE = 'Hệ thống đang bảo trì';

/** The server, but its worker can be that of the next build, and `/` a notice of maintenance. */
const front = createServer(async (request, reply) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  if (isUnderRepair && request.url === '/')
    return void reply
      .writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
      .end(`<h1>${NOTICE}</h1>`);
  const answer = await office.app.inject({
    method: request.method as 'GET',
    url: request.url ?? '/',
    headers: { ...request.headers, 'accept-encoding': 'identity' },
    ...(chunks.length > 0 && { payload: Buffer.concat(chunks) }),
  });
  const isWorker = hasNewVersion && request.url === '/service-worker.js';
  const body = isWorker
    ? Buffer.from(answer.payload.replace(/[0-9a-f]{16}/, NEW))
    : answer.rawPayload;
  const { 'content-length': _, 'transfer-encoding': __, ...headers } = answer.headers;
  reply.writeHead(answer.statusCode, headers as Record<string, string>).end(body);
});

beforeAll(async () => {
  office = await openOffice();
  campaign = await collectingCampaign(office, { terms: { questionnairePart: 'service' } });
  await addressOf(office);
  await new Promise<void>((resolve) => front.listen(0, '127.0.0.1', resolve));
  address = `http://localhost:${(front.address() as AddressInfo).port}`;
  browser = await sharedBrowser();
});
afterAll(async () => {
  await closePages(browser);
  front.close();
  await office?.close();
});

const linkOf = (nth: number) => `${address}/${campaign.invitations[nth]?.token}`;
const versions = (page: Page) =>
  page.evaluate(async () => (await caches.keys()).map((name) => name.slice('respond-'.length)));
/** Installed, and not yet in charge. */
const waiting = (page: Page) =>
  page.evaluate(
    async () => (await navigator.serviceWorker.getRegistration())?.waiting?.state ?? 'none',
  );

test('T6: a new version waits until the interview is over, loses nothing, and is there at the next opening', async () => {
  const page = await phone(browser);
  await page.goto(linkOf(0));
  await page.getByRole('button', { name: 'Bắt đầu' }).click();
  await answerUntil(page, 'Trang 3 trên 12');
  await keptOffline(page);
  const [old] = await versions(page);
  expect(old).not.toBe(NEW);

  hasNewVersion = true;
  await page.reload();
  await expect.poll(() => waiting(page)).toBe('installed');
  await page.getByText('Trang 3 trên 12', { exact: true }).waitFor();
  expect((await versions(page)).sort()).toEqual([old, NEW].sort());
  await answerUntil(page, 'Trang 12 trên 12');
  await page.getByRole('button', { name: 'Gửi phiếu' }).click();
  await page.getByRole('heading', { name: 'Đã nhận phiếu' }).waitFor();
  expect(await office.deps.db.selectFrom('ballot').select('id').execute()).toHaveLength(1);

  // The tab may stay open and be reloaded for weeks: it is not left behind.
  await expect.poll(() => versions(page)).toEqual([NEW]);
  await page.reload();
  await page.getByRole('heading', { name: 'Đã nhận phiếu' }).waitFor();

  const context = page.context();
  await page.close();
  const next = await context.newPage();
  await next.goto(linkOf(1));
  await next.getByRole('button', { name: 'Bắt đầu' }).waitFor();
  await expect.poll(() => versions(next)).toEqual([NEW]);
  await context.close();
});

const start = (page: Page) => page.getByRole('button', { name: 'Bắt đầu' });

test('a notice of maintenance that answers 200 while the worker comes is kept for no slip', async () => {
  const page = await phone(browser);
  isUnderRepair = true;
  await page.goto(linkOf(2));
  await start(page).waitFor();
  await page.waitForTimeout(2000);
  isUnderRepair = false;
  await page.goto(linkOf(3));
  await start(page).waitFor();
  await keptOffline(page);
  await page.context().setOffline(true);
  await page.reload();
  await start(page).waitFor();
  await page.context().close();
});

test('a kept page that does not start is replaced by itself', async () => {
  const page = await phone(browser);
  await page.goto(linkOf(2));
  await start(page).waitFor();
  await keptOffline(page);
  await page.evaluate(async (notice) => {
    const [name = ''] = await caches.keys();
    const headers = { 'content-type': 'text/html; charset=utf-8' };
    await (await caches.open(name)).put('/', new Response(`<h1>${notice}</h1>`, { headers }));
  }, NOTICE);
  await page.goto(linkOf(3));
  await page.getByRole('heading', { name: NOTICE }).waitFor();
  await page.waitForTimeout(10_500);
  await page.goto(linkOf(3));
  await start(page).waitFor();
  await page.waitForTimeout(500);
  await page.context().setOffline(true);
  await page.goto(linkOf(3));
  await start(page).waitFor();
  await page.context().close();
});
