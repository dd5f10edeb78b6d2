import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

const idle = new WeakMap<Browser, Page[]>();
/** All that cannot be changed about a page's context. */
const kinds = new WeakMap<Page, string>();

/**
 * A page as empty as a new one. A new one starts a process and compiles our pages once more: 0.33 s of a core until a
 * citizen's page is there, 0.4 s for the office's; with one that was put away 0.2 s and 0.15 s.
 */
export async function takePage(
  browser: Browser,
  { viewport, colorScheme = 'light', ...unchangeable }: BrowserContextOptions,
): Promise<Page> {
  const size = viewport ?? { width: 1280, height: 720 };
  const kind = kindOf(unchangeable);
  const waiting = idle.get(browser) ?? [];
  const place = waiting.findIndex((page) => kinds.get(page) === kind);
  if (place < 0) return newPage(browser, { ...unchangeable, viewport: size, colorScheme });
  const [page] = waiting.splice(place, 1) as [Page];
  await page.setViewportSize(size);
  await page.emulateMedia({ colorScheme, media: null, reducedMotion: null });
  return page;
}

export async function newPage(browser: Browser, options: BrowserContextOptions): Promise<Page> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  kinds.set(page, kindOf(options));
  return page;
}

const kindOf = ({ viewport: _, colorScheme: __, ...unchangeable }: BrowserContextOptions) =>
  JSON.stringify(unchangeable);

/** For the next test. One that moved the page's clock, or put a script before the page's, closes its context instead. */
export async function putAway(page: Page): Promise<void> {
  const context = page.context();
  const { origin } = new URL(page.url());
  // It does not say whose storage is to be cleared.
  if (origin === 'null') return context.close();
  for (const other of context.pages()) if (other !== page) await other.close();
  page.removeAllListeners();
  await page.unrouteAll();
  await context.setOffline(false);
  await page.evaluate(() => sessionStorage.clear());
  await page.goto('about:blank');
  const wire = await context.newCDPSession(page);
  await Promise.all([
    wire.send('Storage.clearDataForOrigin', { origin, storageTypes: 'all' }),
    wire.send('Page.resetNavigationHistory'),
    context.clearCookies(),
    context.clearPermissions(),
    dates.get(page)?.dispose(),
  ]);
  await wire.detach();
  dates.delete(page);
  const browser = context.browser()!;
  idle.set(browser, [...(idle.get(browser) ?? []), page]);
}

/** At the end of a file also what waits: no page meets two servers. */
export async function closePages(browser: Browser | undefined): Promise<void> {
  if (!browser) return;
  idle.delete(browser);
  await Promise.all(browser.contexts().map((context) => context.close()));
}

const dates = new WeakMap<Page, { dispose(): Promise<void> }>();

/**
 * The page's date is the server's and passes; timers are the browser's. Those of the driver's own clock, which only a
 * test needs that moves time, were 0.4 of the 4.8 s that axe took for the office's screens.
 */
export async function setDate(page: Page, moment: Date): Promise<void> {
  const script = await page.addInitScript((ahead) => {
    const now = () => RealDate.now() + ahead;
    const RealDate = Date;
    globalThis.Date = new Proxy(RealDate, {
      construct: (real, parts, made) =>
        Reflect.construct(real, parts.length ? parts : [now()], made),
      get: (real, name) => (name === 'now' ? now : Reflect.get(real, name)),
    });
  }, moment.getTime() - Date.now());
  dates.set(page, script);
}
