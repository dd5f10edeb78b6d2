// Truth: README “Run it”: `npm run dev` on a fresh clone; what somebody edits is on the screen, without a loop.
import { setTimeout as pause } from 'node:timers/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DevProject } from '../dev-project.ts';
import { openDevProject } from '../dev-project.ts';
import { openOffice } from '../office.ts';
import { addressOf, phone, sharedBrowser } from './browser.ts';
import { keptOffline } from './citizen.ts';
import { closePages } from './pages.ts';

/** The old watcher began anew every second or two. */
const LOOP_WOULD_SHOW = 5000;

let project: DevProject;
let browser: Browser;
/** A phone that was here when the platform ran from its build, and has its worker. */
let veteran: Page;

beforeAll(async () => {
  browser = await sharedBrowser();
  veteran = await phone(browser);
  const office = await openOffice();
  const address = await addressOf(office);
  await veteran.goto(address);
  await keptOffline(veteran);
  await office.close();
  project = await openDevProject(Number(new URL(address).port));
  await project.untilUp();
});
afterAll(async () => {
  await closePages(browser);
  await project?.stop();
});

// A server that starts again beside other test files on two cores took 32 s.
const SOON = { timeout: 90_000 };
/** Whether the description of the endpoints has these words; a failed look would print all of its half megabyte. */
const tells = async (...words: readonly string[]) => {
  const reply = await fetch(`${project.address}/api/openapi.json`).catch(() => undefined);
  const text = await reply?.text();
  return words.every((word) => text?.includes(word));
};
const heading = (page: Page) => page.getByRole('heading', { level: 1 }).first();
const isUnchanged = (page: Page) => page.evaluate(() => 'untouched' in globalThis);

/** A page that somebody has open; what is remembered in it goes with a reload. */
async function openPage(path: string): Promise<Page> {
  const page = await phone(browser);
  // An edit before the page listens for edits reaches no page.
  const listens = page.waitForEvent('console', (line) => line.text().includes('[vite] connected'));
  await page.goto(`${project.address}${path}`);
  await heading(page).waitFor();
  await listens;
  await page.evaluate(() => Object.assign(globalThis, { untouched: true }));
  return page;
}

const EDITS = [
  ['/', 'client/respond/screens/EnterCode.tsx', "title={t('code.title')}", 'title="Sửa xong"'],
  ['/quan-tri', 'client/office/staff/SignIn.tsx', "title={t('sign_in.title')}", 'title="Sửa xong"'],
  [
    '/ket-qua',
    'client/published/CampaignList.tsx',
    "title={t('campaigns.title')}",
    'title="Sửa xong"',
  ],
  ['/kiem-tra', 'client/published/verify/CheckPage.tsx', "<h1>{t('check.title')}", '<h1>Sửa xong'],
] as const;

test.for(EDITS)(
  'on %s an edit of %s is seen, and the page stays open as it was',
  async ([path, file, from, to]) => {
    const page = await openPage(path);
    const server = await project.servedBy();
    await project.edit([file, from, to]);
    await expect.poll(() => heading(page).innerText(), SOON).toBe('Sửa xong');
    expect(await isUnchanged(page)).toBe(true);
    expect(await project.servedBy()).toBe(server);
    await page.context().close();
  },
);

test('a browser that keeps the built pages gets those from their sources', async () => {
  expect(await veteran.evaluate(() => caches.keys())).toHaveLength(1);
  await veteran.goto(project.address);
  await expect
    .poll(() => veteran.locator('script[src^="/@dev/"]').count(), SOON)
    .toBeGreaterThan(0);
  expect(await veteran.evaluate(() => caches.keys())).toEqual([]);
});

test('an edit of the server and of the contract starts it again, once, and a page that is open comes back by itself', async () => {
  // The smallest of the pages: it is made anew from its sources, as any other would be.
  const page = await openPage('/kiem-tra');
  const before = await project.servedBy();
  await project.edit(
    ['server/http/openapi.ts', 'Frame, public draw, answers', 'An edited server'],
    ['server/contract/agencies.ts', 'The 34 provinces', 'All provinces'],
  );
  await expect.poll(() => tells('An edited server', 'All provinces'), SOON).toBe(true);
  const server = await project.servedBy();
  expect(server).not.toBe(before);
  await expect.poll(() => isUnchanged(page), SOON).toBe(false);
  await heading(page).waitFor();
  await page.context().close();
  await pause(LOOP_WOULD_SHOW);
  expect(await project.servedBy()).toBe(server);
});
