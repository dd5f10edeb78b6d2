import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { chromium } from 'playwright-core';
import type { Office } from '../office.ts';
import { CAMERA_FLAGS } from './camera.ts';
import { chromiumProgram } from './packaged-chromium.ts';

const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
  ...CAMERA_FLAGS,
];

/** A real Chromium: the one of CHROME_PATH, or the packaged one. Without it the tests fail. */
export async function launchBrowser(): Promise<Browser> {
  return chromium.launch({ ...(await chromiumProgram()), args: FLAGS });
}

let shared: Promise<Browser> | undefined;

/** One Chromium for all test files of a process, which ends with it: a start costs more than many phones. */
export function sharedBrowser(): Promise<Browser> {
  shared ??= launchBrowser();
  return shared;
}

export async function closePhones(browser: Browser | undefined): Promise<void> {
  await Promise.all((browser?.contexts() ?? []).map((context) => context.close()));
}

/** The server of a test on a port of its own; a browser needs a wire. */
export async function addressOf({ app }: Office): Promise<string> {
  // Localhost is a secure context: service workers and Web Locks are there as they are on https.
  return (await app.listen({ port: 0, host: '127.0.0.1' })).replace('127.0.0.1', 'localhost');
}

/** A phone of its own: nothing is shared with another, not even the service worker. */
export async function phone(browser: Browser, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 360, height: 640 },
    hasTouch: true,
    isMobile: true,
    locale: 'vi-VN',
    timezoneId: 'Asia/Ho_Chi_Minh',
    ...options,
  });
  return context.newPage();
}

/**
 * The page's date is the server's and passes; timers are the browser's. Those of the driver's own clock, which only a
 * test needs that moves time, were 0.4 of the 4.8 s that axe took for the office's screens.
 */
export async function setDate(page: Page, moment: Date): Promise<void> {
  await page.addInitScript((ahead) => {
    const now = () => RealDate.now() + ahead;
    const RealDate = Date;
    globalThis.Date = new Proxy(RealDate, {
      construct: (real, parts, made) =>
        Reflect.construct(real, parts.length ? parts : [now()], made),
      get: (real, name) => (name === 'now' ? now : Reflect.get(real, name)),
    });
  }, moment.getTime() - Date.now());
}
