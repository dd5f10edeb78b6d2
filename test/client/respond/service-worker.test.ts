// Truth: peers.md T6, T7: the worker touches only GET of its own build, never comes into an interview, and keeps
// nothing that another than the server has answered.
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

/** A classic script, as browsers load it: it exports nothing. */
const WORKER: string = '../../../client/respond/service-worker.ts';

type Listener = (event: object) => void;
let listeners: Map<string, Listener>;
let kept: Map<string, Map<string, Response>>;
let skipped: () => void;
let pages: string[];
/** What the network answers, by path; nothing: it cannot be reached. */
let network: Map<string, () => Response>;

const SCRIPT = 'start()';
const SHELL = '<script src="/assets/respond-1.js"></script>';
const sha256 = async (text: string) => {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
};
const reply = (content: string, type: string, status = 200) =>
  new Response(content, { status, headers: { 'content-type': type } });
const sends = (path: string, content: string, type = 'text/html', status = 200) =>
  network.set(path, () => reply(content, type, status));

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  listeners = new Map();
  kept = new Map([
    ['respond-old', new Map()],
    ['other', new Map()],
  ]);
  skipped = vi.fn();
  pages = [];
  network = new Map();
  sends('/', SHELL);
  sends('/assets/respond-1.js', SCRIPT, 'text/javascript');
  const open = async (name: string) => {
    const cache = kept.get(name) ?? new Map<string, Response>();
    kept.set(name, cache);
    return {
      put: async (path: string, response: Response) => cache.set(path, response),
      match: async (path: string) => cache.get(path)?.clone(),
      delete: async (path: string) => cache.delete(path),
    };
  };
  vi.stubGlobal('caches', {
    open,
    keys: async () => [...kept.keys()],
    delete: async (name: string) => kept.delete(name),
  });
  vi.stubGlobal('fetch', async (request: string | { url: string }) => {
    const { url } = typeof request === 'string' ? { url: request } : request;
    const answer = network.get(new URL(url, 'https://ks.example.vn').pathname);
    if (!answer) throw new TypeError('Failed to fetch');
    return answer();
  });
  vi.stubGlobal('__FILES__', {
    '/': '/assets/respond-1.js',
    '/assets/respond-1.js': await sha256(SCRIPT),
  });
  vi.stubGlobal('__VERSION__', 'new');
  vi.stubGlobal('__NAME__', 'respond');
  vi.stubGlobal('__SHELL__', '/');
  vi.stubGlobal('__PAGES__', '^/([A-Za-z2-7]{16})?$');
  vi.stubGlobal('self', {
    location: { origin: 'https://ks.example.vn' },
    clients: { claim: async () => undefined, matchAll: async () => pages },
    skipWaiting: skipped,
    addEventListener: (type: string, listener: Listener) => listeners.set(type, listener),
  });
  vi.resetModules();
  await import(/* @vite-ignore */ WORKER);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

async function happens(type: string, data?: string, tag?: string): Promise<void> {
  let done: Promise<unknown> = Promise.resolve();
  listeners.get(type)?.({
    data,
    tag,
    waitUntil: (promise: Promise<unknown>) => {
      done = promise;
    },
  });
  await done;
}

async function asked(path: string, method = 'GET', mode = 'no-cors'): Promise<string | undefined> {
  let answer: Promise<Response> | undefined;
  let done: Promise<unknown> = Promise.resolve();
  listeners.get('fetch')?.({
    request: { url: new URL(path, 'https://ks.example.vn').href, method, mode },
    respondWith: (response: Promise<Response>) => {
      answer = response;
    },
    waitUntil: (promise: Promise<unknown>) => {
      done = promise;
    },
  });
  const text = answer && (await answer).text();
  await text;
  await done;
  return text;
}
const SLIP = '/ABCDEFGHIJKLMNOP';
const openSlip = () => asked(SLIP, 'GET', 'navigate');

test('an installed version is whole, and waits until the old one is no longer open', async () => {
  await happens('install');
  expect([...(kept.get('respond-new')?.keys() ?? [])]).toEqual(['/', '/assets/respond-1.js']);
  expect([...kept.keys()]).toContain('respond-old');
  expect(skipped).not.toHaveBeenCalled();
});

test('at the end of an interview it takes over, unless another page is open', async () => {
  await happens('install');
  pages = ['ended', 'another'];
  await happens('message', 'over');
  expect(skipped).not.toHaveBeenCalled();
  pages = ['ended'];
  await happens('message', 'over');
  expect(skipped).toHaveBeenCalledOnce();
});

test('when its turn comes it clears the old versions of the page and nothing else', async () => {
  await happens('install');
  await happens('activate');
  expect([...kept.keys()]).toEqual(['other', 'respond-new']);
});

test('every link of a slip opens the kept page; the other pages are left alone', async () => {
  await happens('install');
  network.clear();
  expect(await openSlip()).toBe(SHELL);
  expect(await asked('/', 'GET', 'navigate')).toBe(SHELL);
  expect(await asked('/assets/respond-1.js')).toBe(SCRIPT);
  for (const path of ['/ket-qua', '/kiem-tra', '/quan-tri'])
    expect(await asked(path, 'GET', 'navigate')).toBeUndefined();
});

test('what is sent, and what the server says, passes by the worker untouched', async () => {
  await happens('install');
  for (const method of ['PUT', 'POST', 'DELETE']) expect(await asked('/', method)).toBeUndefined();
  expect(await asked('/api/invitation')).toBeUndefined();
  expect(await asked('https://elsewhere.example/')).toBeUndefined();
});

const PORTAL = '<h1>Mời đăng nhập Wi-Fi</h1>';

test.each([
  ['a sign-in page in place of the page', '/', PORTAL, 'text/html'],
  ['a notice of maintenance in place of the script', '/assets/respond-1.js', PORTAL, 'text/html'],
  ['half a script', '/assets/respond-1.js', SCRIPT.slice(3), 'text/javascript'],
  ['the script as a text', '/assets/respond-1.js', SCRIPT, 'text/plain'],
])('%s is not kept, and nothing with it', async (_, path, content, type) => {
  sends(path, content, type);
  await expect(happens('install')).rejects.toThrow('not of this build');
  expect([...(kept.get('respond-new')?.keys() ?? [])]).toEqual([]);
});

test('a stranger in the browser’s own cache is asked for anew', async () => {
  let calls = 0;
  network.set('/', () => {
    calls += 1;
    return reply(calls === 1 ? PORTAL : SHELL, 'text/html');
  });
  await happens('install');
  network.clear();
  expect(await openSlip()).toBe(SHELL);
});

const spoil = () => kept.get('respond-new')?.set('/', reply(PORTAL, 'text/html'));
const later = (seconds: number) => vi.setSystemTime(Date.now() + seconds * 1000);

test('a kept page whose script does not run gives way to the network, and a good one is kept anew', async () => {
  await happens('install');
  sends(SLIP, SHELL);
  spoil();
  expect(await openSlip()).toBe(PORTAL);
  later(11);
  expect(await openSlip()).toBe(SHELL);
  network.clear();
  expect(await openSlip()).toBe(SHELL);
});

test('a page that said that its script runs stays, however long it is open', async () => {
  await happens('install');
  await openSlip();
  await happens('message', 'runs');
  sends('/', 'another');
  sends(SLIP, 'another');
  later(3600);
  expect(await openSlip()).toBe(SHELL);
});

test('a kept page that fails is better than none and than a stranger’s', async () => {
  await happens('install');
  await openSlip();
  await happens('message', 'fails');
  network.clear();
  expect(await openSlip()).toBe(SHELL);
  sends(SLIP, PORTAL);
  expect(await openSlip()).toBe(SHELL);
});

test('answers that were sent without network go once there is one, with the page closed, and leave their receipt', async () => {
  const { openStorage } = await import('../../../client/respond/storage.ts');
  const storage = await openStorage();
  expect(storage.isLasting).toBe(true);
  const parcel = (key: string, refusal?: { code: string; details: object }) => ({
    key,
    submissionId: `00000000-0000-4000-8000-00000000000${key}`,
    submission: { token: SLIP.slice(1) } as never,
    hotline: '',
    ...(refusal && { refusal: refusal as never }),
  });
  await storage.transact(async (access) => {
    for (const held of [parcel('1'), parcel('2'), parcel('3', { code: 'x', details: {} })])
      await access.put('parcel', held);
  });
  const messages: unknown[] = [];
  vi.stubGlobal(
    'BroadcastChannel',
    class {
      postMessage = (word: unknown) => messages.push(word);
      close = () => undefined;
    },
  );
  const path = (key: string) => `/api/responses/${parcel(key).submissionId}`;
  // No network, a sign-in page, a busy server: the browser tries again.
  await expect(happens('sync', undefined, 'parcels')).rejects.toThrow('not sent');
  sends(path('1'), '<html>Đăng nhập Wi-Fi</html>');
  sends(path('2'), '{"code":"busy","details":{}}', 'application/json', 503);
  await expect(happens('sync', undefined, 'parcels')).rejects.toThrow('not sent');
  sends(path('1'), '{"code":"ACDEFGHJ","week":"2026-11-16"}', 'application/json');
  sends(path('2'), '{"code":"invitation_used","details":{}}', 'application/json', 409);
  await happens('sync', undefined, 'parcels');
  const { parcels, kept: receipts } = await storage.transact(async (access) => ({
    parcels: await access.all('parcel'),
    kept: await access.all('kept'),
  }));
  // What was refused stays for the page, which says why.
  expect(parcels.map(({ key }) => key)).toEqual(['2', '3']);
  expect(receipts).toEqual([{ key: '1', code: 'ACDEFGHJ', week: '2026-11-16' }]);
  expect(messages).toEqual([{ key: '1', isWiped: false }]);
});
