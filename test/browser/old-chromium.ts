import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { access, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { brotliDecompress } from 'node:zlib';
import { writeWholeFile } from '../whole-file.ts';
import { packagedChromium } from './packaged-chromium.ts';
import { sqliteSubstitute } from './sqlite-substitute.ts';

/**
 * Chromium 65 of 2018, the oldest that the citizen's page is built for. Playwright speaks only a protocol that is
 * younger, so this speaks the few words of the DevTools protocol that a test needs.
 */
export interface OldChromium {
  /** A phone of its own: nothing is shared with another. */
  open(address: string): Promise<OldPage>;
  close(): Promise<void>;
}

export interface OldPage {
  open(address: string): Promise<void>;
  evaluate<T>(expression: string): Promise<T>;
  /** Waits until the text is to be seen. */
  untilSeen(text: string): Promise<void>;
  isSeen(text: string): Promise<boolean>;
  /** Presses the first button, link or label to be seen whose text begins so. */
  press(text: string): Promise<void>;
  goOffline(isOffline: boolean): Promise<void>;
  /** Requests to addresses that match fail, as on a bad network. */
  block(pattern: string): Promise<void>;
  screenshot(path: string): Promise<void>;
  /** What the page has thrown. */
  readonly thrown: readonly string[];
}

const modules = resolve(import.meta.dirname, '../../node_modules');
const CACHE = join(modules, '.cache/chromium');
const PATIENCE = 10_000;

export async function launchOldChromium(): Promise<OldChromium> {
  const { env } = await packagedChromium();
  const libraries = [env.LD_LIBRARY_PATH, await sqliteSubstitute(join(CACHE, 'sqlite-substitute'))];
  const profile = await mkdtemp(join(tmpdir(), 'old-chromium-'));
  const browser = spawn(
    await unpacked(),
    [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-dev-shm-usage',
      '--no-first-run',
      '--remote-debugging-port=0',
      `--user-data-dir=${profile}`,
      'about:blank',
    ],
    {
      env: { ...env, LD_LIBRARY_PATH: libraries.join(':') },
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
  const wire = await connect(await debuggerOf(browser));
  return {
    async open(address) {
      const { browserContextId } = await wire.send<{ browserContextId: string }>(
        'Target.createBrowserContext',
      );
      const { targetId } = await wire.send<{ targetId: string }>('Target.createTarget', {
        url: 'about:blank',
        browserContextId,
      });
      return openPage(
        await connect(wire.address.replace(/browser.*/, `page/${targetId}`)),
        address,
      );
    },
    async close() {
      const ended = new Promise((done) => browser.once('exit', done));
      browser.kill('SIGKILL');
      await ended;
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** Unpacked once, and moved into place when it is whole. */
async function unpacked(): Promise<string> {
  const folder = join(modules, 'chromium-65');
  const { version } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  const program = join(CACHE, `chromium-${version}`);
  const isThere = await access(program).then(
    () => true,
    () => false,
  );
  if (isThere) return program;
  const content = await promisify(brotliDecompress)(
    await readFile(join(folder, 'bin/chromium.br')),
  );
  await writeWholeFile(program, content, 0o755);
  return program;
}

function debuggerOf(browser: ChildProcess): Promise<string> {
  return new Promise((done, failed) => {
    let output = '';
    browser.stderr?.on('data', (bytes) => {
      output += bytes;
      const address = /DevTools listening on (ws:\S+)\n/.exec(output)?.[1];
      if (address) done(address);
    });
    browser.once('exit', () => failed(new Error(`Chromium 65 did not start: ${output}`)));
  });
}

interface Wire {
  readonly address: string;
  send<T>(method: string, params?: object): Promise<T>;
  on(method: string, listen: (params: never) => void): void;
}

async function connect(address: string): Promise<Wire> {
  const socket = new WebSocket(address);
  const waiting = new Map<number, { done(result: never): void; failed(error: Error): void }>();
  const listeners = new Map<string, (params: never) => void>();
  let last = 0;
  socket.addEventListener('close', () => {
    for (const { failed } of waiting.values()) failed(new Error('Chromium 65 has ended'));
    waiting.clear();
  });
  socket.addEventListener('message', ({ data }) => {
    const { id, method, params, result, error } = JSON.parse(String(data));
    if (id === undefined) return listeners.get(method)?.(params as never);
    if (error) waiting.get(id)?.failed(new Error(JSON.stringify(error)));
    else waiting.get(id)?.done(result as never);
    waiting.delete(id);
  });
  await new Promise((opened, failed) => {
    socket.addEventListener('open', opened);
    socket.addEventListener('error', failed);
  });
  return {
    address,
    send: (method, params = {}) =>
      new Promise((done, failed) => {
        if (socket.readyState !== WebSocket.OPEN) return failed(new Error('Chromium 65 has ended'));
        last += 1;
        waiting.set(last, { done, failed });
        socket.send(JSON.stringify({ id: last, method, params }));
      }),
    on: (method, listen) => void listeners.set(method, listen),
  };
}

async function openPage(wire: Wire, address: string): Promise<OldPage> {
  const thrown: string[] = [];
  const blocked: string[] = [];
  wire.on('Runtime.exceptionThrown', (event: { exceptionDetails: object }) => {
    thrown.push(JSON.stringify(event.exceptionDetails));
  });
  for (const domain of ['Page', 'Runtime', 'Network']) await wire.send(`${domain}.enable`);
  await wire.send('Emulation.setDeviceMetricsOverride', {
    width: 360,
    height: 640,
    deviceScaleFactor: 1,
    mobile: true,
  });
  const evaluate = async <T>(expression: string): Promise<T> => {
    const { result, exceptionDetails } = await wire.send<{
      result: { value: T };
      exceptionDetails?: object;
    }>('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true });
    if (exceptionDetails) throw new Error(JSON.stringify(exceptionDetails));
    return result.value;
  };
  const isSeen = (text: string) =>
    evaluate<boolean>(
      `document.body !== null && document.body.innerText.includes(${JSON.stringify(text)})`,
    ).catch(() => false);
  const until = async (fault: string, isSo: () => Promise<boolean>) => {
    const end = performance.now() + PATIENCE;
    while (!(await isSo())) {
      if (performance.now() > end)
        throw new Error([fault, await evaluate('document.body.innerText'), ...thrown].join('\n'));
      await pause(50);
    }
  };
  const open = async (next: string) => {
    await wire.send('Page.navigate', { url: next });
  };
  const page: OldPage = {
    open,
    evaluate,
    isSeen,
    thrown,
    untilSeen: (text) => until(`“${text}” is not to be seen`, () => isSeen(text)),
    press: (text) =>
      until(`“${text}” cannot be pressed`, () =>
        evaluate<boolean>(`(() => {
          const isShown = (element) => {
            const { width, height } = element.getBoundingClientRect();
            return width > 0 && height > 0 && getComputedStyle(element).visibility === 'visible';
          };
          const found = Array.from(document.querySelectorAll('button, a, summary, label')).find(
            (element) => isShown(element) && element.innerText.trim().startsWith(${JSON.stringify(text)}));
          if (found) found.click();
          return found !== undefined;
        })()`),
      ),
    async goOffline(isOffline) {
      await wire.send('Network.emulateNetworkConditions', {
        offline: isOffline,
        latency: 0,
        downloadThroughput: -1,
        uploadThroughput: -1,
      });
    },
    async block(pattern) {
      blocked.push(pattern);
      await wire.send('Network.setBlockedURLs', { urls: blocked });
    },
    async screenshot(path) {
      const { data } = await wire.send<{ data: string }>('Page.captureScreenshot', {});
      await writeFile(path, Buffer.from(data, 'base64'));
    },
  };
  await open(address);
  return page;
}
