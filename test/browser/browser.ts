import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { chromium } from 'playwright-core';
import type { Caller, Office } from '../office.ts';
import { projectEnd } from '../project-end.ts';
import { CAMERA_FLAGS } from './camera.ts';
import { chromiumProgram } from './packaged-chromium.ts';
import { newPage, setDate, takePage } from './pages.ts';

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

/** One Chromium for all test files of a thread: a start costs more than many phones. */
export function sharedBrowser(): Promise<Browser> {
  if (shared === undefined) {
    const starting = launchBrowser();
    shared = starting;
    projectEnd.push(async () => {
      shared = undefined;
      await (await starting).close();
    });
  }
  return shared;
}

/** The server of a test on a port of its own; a browser needs a wire. */
export async function addressOf({ app }: Office): Promise<string> {
  // Localhost is a secure context: service workers and Web Locks are there as they are on https.
  return (await app.listen({ port: 0, host: '127.0.0.1' })).replace('127.0.0.1', 'localhost');
}

const PHONE = {
  viewport: { width: 360, height: 640 },
  hasTouch: true,
  isMobile: true,
  locale: 'vi-VN',
  timezoneId: 'Asia/Ho_Chi_Minh',
};

/** A phone of its own: nothing is shared with another, not even the service worker. */
export const phone = (browser: Browser, options: BrowserContextOptions = {}): Promise<Page> =>
  takePage(browser, { ...PHONE, ...options });

/** One that has loaded nothing before: not even a file of the build is in its cache. */
export const newPhone = (browser: Browser): Promise<Page> => newPage(browser, PHONE);

interface Place {
  readonly office: Office;
  readonly address: string;
}

/** A computer at which somebody has signed in, on the server's date. */
export async function desk(
  place: Place,
  caller: Caller,
  options: BrowserContextOptions = {},
): Promise<Page> {
  const page = await takePage(await sharedBrowser(), { locale: 'vi-VN', ...options });
  return signedIn(page, place, caller);
}

/** The same page when somebody has signed in on it. */
export async function signedIn(page: Page, { office, address }: Place, { cookie }: Caller) {
  const [name = '', value = ''] = cookie.split('=');
  await page.context().addCookies([{ name, value, url: address }]);
  await setDate(page, office.deps.now());
  return page;
}
