import { setTimeout as pause } from 'node:timers/promises';
import type { Browser, Page } from 'playwright-core';
import { newPhone } from './browser.ts';

/** One reply of a visit as it was on the wire. */
export interface Loaded {
  /** Document, Script, Stylesheet, Fetch … */
  readonly type: string;
  readonly host: string;
  readonly path: string;
  readonly bytes: number;
  readonly headerBytes: number;
  readonly url: string;
  /** Address of the page or script by which the browser came to ask for it; none of what was typed. */
  readonly askedBy: string | undefined;
}

export const bytesOf = (loaded: readonly Loaded[]): number =>
  loaded.reduce((sum, { bytes }) => sum + bytes, 0);

export const untilUsable = (page: Page) => page.getByRole('button', { name: 'Bắt đầu' }).waitFor();

/** Replies that the last of them waited for, itself among them. */
export function roundTripsOf(loaded: readonly Loaded[]): number {
  const trips = ({ askedBy }: Loaded): number =>
    1 + Math.max(0, ...loaded.filter(({ url }) => url === askedBy).map(trips));
  return Math.max(...loaded.map(trips));
}

/** What the slow network alone takes, whatever the processor does meanwhile. */
export const networkSeconds = (loaded: readonly Loaded[]): number =>
  roundTripsOf(loaded) * LATENCY_SECONDS + bytesOf(loaded) / BYTES_PER_SECOND;

/** All that a phone that has never been here loads until it can be used. */
export async function firstVisit(browser: Browser, link: string): Promise<Loaded[]> {
  const page = await newPhone(browser);
  const wire = await page.context().newCDPSession(page);
  await wire.send('Network.enable');
  const askedBy = new Map<string, string | undefined>();
  const requested = new Map<string, Omit<Loaded, 'bytes'>>();
  const loaded: Loaded[] = [];
  wire.on('Network.requestWillBeSent', ({ requestId, initiator }) => {
    askedBy.set(requestId, initiator.url ?? initiator.stack?.callFrames[0]?.url);
  });
  wire.on(
    'Network.responseReceived',
    ({ requestId, response: { url, encodedDataLength }, type }) => {
      if (url.startsWith('data:')) return;
      const { host, pathname: path } = new URL(url);
      // So far nothing but the headers has come.
      const headerBytes = encodedDataLength;
      requested.set(requestId, {
        type,
        host,
        path,
        url,
        headerBytes,
        askedBy: askedBy.get(requestId),
      });
    },
  );
  wire.on('Network.loadingFinished', ({ requestId, encodedDataLength: bytes }) => {
    const reply = requested.get(requestId);
    if (reply) loaded.push({ ...reply, bytes });
  });
  await page.goto(link);
  await untilUsable(page);
  await page.context().close();
  return loaded;
}

/** At the edge of coverage. */
const LATENCY_SECONDS = 0.4;
const BYTES_PER_SECOND = 400_000 / 8;

/** At the edge of coverage, on an old phone: 400 kbit/s, 400 ms, a processor slowed six times. */
export async function slowPhone(browser: Browser): Promise<Page> {
  const page = await newPhone(browser);
  const wire = await page.context().newCDPSession(page);
  await wire.send('Network.enable');
  await wire.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: LATENCY_SECONDS * 1000,
    downloadThroughput: BYTES_PER_SECOND,
    uploadThroughput: BYTES_PER_SECOND,
  });
  await wire.send('Emulation.setCPUThrottlingRate', { rate: 6 });
  return page;
}

export async function secondsUntilUsable(browser: Browser, link: string): Promise<number> {
  const page = await slowPhone(browser);
  const began = performance.now();
  await page.goto(link, { waitUntil: 'commit' });
  await untilUsable(page);
  const seconds = (performance.now() - began) / 1000;
  await page.context().close();
  return seconds;
}

/** A visit that stays until the worker has put the page by. */
export async function visitUntilKept(browser: Browser, link: string): Promise<void> {
  const page = await newPhone(browser);
  await page.goto(link);
  await untilUsable(page);
  await page.evaluate('navigator.serviceWorker.ready.then(() => undefined)');
  await pause(500);
  await page.context().close();
}
