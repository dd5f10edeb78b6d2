// Truth: peers.md T6, T7: the worker touches only GET of its own build, and never comes into an interview.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

/** A classic script, as browsers load it: it exports nothing. */
const WORKER: string = '../../../client/respond/service-worker.ts';

type Listener = (event: object) => void;
let listeners: Map<string, Listener>;
let kept: Map<string, Map<string, Response>>;
let skipped: () => void;
let pages: string[];

beforeEach(async () => {
  listeners = new Map();
  kept = new Map([
    ['respond-old', new Map()],
    ['other', new Map()],
  ]);
  skipped = vi.fn();
  pages = [];
  const open = async (name: string) => {
    const cache = kept.get(name) ?? new Map<string, Response>();
    kept.set(name, cache);
    return {
      addAll: async (paths: string[]) => paths.map((path) => cache.set(path, new Response(path))),
      match: async (path: string) => cache.get(path)?.clone(),
    };
  };
  vi.stubGlobal('caches', {
    open,
    keys: async () => [...kept.keys()],
    delete: async (name: string) => kept.delete(name),
  });
  vi.stubGlobal('__FILES__', ['/', '/assets/respond-1.js']);
  vi.stubGlobal('__VERSION__', 'new');
  vi.stubGlobal('self', {
    location: { origin: 'https://ks.example.vn' },
    clients: { claim: async () => undefined, matchAll: async () => pages },
    skipWaiting: skipped,
    addEventListener: (type: string, listener: Listener) => listeners.set(type, listener),
  });
  vi.resetModules();
  await import(/* @vite-ignore */ WORKER);
});
afterEach(() => vi.unstubAllGlobals());

async function happens(type: string): Promise<void> {
  let done: Promise<unknown> = Promise.resolve();
  listeners.get(type)?.({
    waitUntil: (promise: Promise<unknown>) => {
      done = promise;
    },
  });
  await done;
}

async function asked(path: string, method = 'GET', mode = 'no-cors'): Promise<string | undefined> {
  let reply: Promise<Response> | undefined;
  listeners.get('fetch')?.({
    request: { url: new URL(path, 'https://ks.example.vn').href, method, mode },
    respondWith: (response: Promise<Response>) => {
      reply = response;
    },
  });
  return reply && (await reply).text();
}

test('an installed version is whole, and waits until the old one is no longer open', async () => {
  await happens('install');
  expect([...(kept.get('respond-new')?.keys() ?? [])]).toEqual(['/', '/assets/respond-1.js']);
  expect([...kept.keys()]).toContain('respond-old');
  expect(skipped).not.toHaveBeenCalled();
});

test('at the end of an interview it takes over, unless another page is open', async () => {
  await happens('install');
  pages = ['ended', 'another'];
  await happens('message');
  expect(skipped).not.toHaveBeenCalled();
  pages = ['ended'];
  await happens('message');
  expect(skipped).toHaveBeenCalledOnce();
});

test('when its turn comes it clears the old versions of the page and nothing else', async () => {
  await happens('install');
  await happens('activate');
  expect([...kept.keys()]).toEqual(['other', 'respond-new']);
});

test('every link of a slip opens the kept page; the other pages are left alone', async () => {
  await happens('install');
  expect(await asked('/ABCDEFGHIJKLMNOP', 'GET', 'navigate')).toBe('/');
  expect(await asked('/', 'GET', 'navigate')).toBe('/');
  expect(await asked('/assets/respond-1.js')).toBe('/assets/respond-1.js');
  for (const path of ['/ket-qua', '/kiem-tra', '/quan-tri'])
    expect(await asked(path, 'GET', 'navigate')).toBeUndefined();
});

test('what is sent, and what the server says, passes by the worker untouched', async () => {
  await happens('install');
  for (const method of ['PUT', 'POST', 'DELETE']) expect(await asked('/', method)).toBeUndefined();
  expect(await asked('/api/invitation')).toBeUndefined();
  expect(await asked('https://elsewhere.example/')).toBeUndefined();
});
