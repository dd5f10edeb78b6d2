import type { Page } from 'playwright-core';

interface Search {
  /** Whether the browser's way back is tried as well. */
  readonly goesBack?: boolean;
}

/**
 * All that somebody finds who comes to a browser after somebody else, as one text: page, title, address, state of the
 * history and of fields, what the site stores (databases with their bytes, storages, caches, cookies, the names of what
 * was loaded), a print of the page, and each page that “back” and “forward” open.
 */
export async function leftBehind(page: Page, { goesBack = true }: Search = {}): Promise<string> {
  const found = [
    await seen(page),
    await stored(page),
    JSON.stringify(await page.context().cookies()),
  ];
  found.push((await page.pdf()).toString('latin1'));
  if (!goesBack) return found.join('\n');
  const steps = await page.evaluate(() => history.length);
  for (const go of ['goBack', 'goForward'] as const)
    for (let step = 1; step < steps; step += 1) {
      await page[go]({ waitUntil: 'load' }).catch(() => undefined);
      found.push(await seen(page));
    }
  return found.join('\n');
}

/** What is on the page, also where no eye sees it. */
const seen = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const fields = [...document.querySelectorAll<HTMLInputElement>('input, textarea')];
    return JSON.stringify([
      document.documentElement.outerHTML,
      document.title,
      location.href,
      `state ${JSON.stringify(history.state)}`,
      name,
      fields.map(({ value }) => value),
      fields.filter(({ checked }) => checked).map(() => 'checked'),
      performance.getEntries().map((entry) => entry.name),
    ]);
  });

/** Of every database each row of each store; bytes as they are. */
const stored = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const done = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const rows: unknown[] = [];
    for (const { name: database } of await indexedDB.databases()) {
      const open = await done(indexedDB.open(database!));
      for (const store of open.objectStoreNames)
        rows.push([store, await done(open.transaction(store).objectStore(store).getAll())]);
      open.close();
    }
    // What was cached is the build's own: its addresses, and whether anything else is there.
    const kept: string[] = [];
    for (const cache of await caches.keys())
      for (const request of await (await caches.open(cache)).keys())
        kept.push(`${request.method} ${request.url}`);
    const bytes = (_: string, value: unknown) =>
      value instanceof Uint8Array ? new TextDecoder('latin1').decode(value) : value;
    return JSON.stringify([rows, kept, { ...localStorage }, { ...sessionStorage }], bytes);
  });
