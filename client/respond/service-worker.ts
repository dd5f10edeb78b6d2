declare const __FILES__: readonly string[];
declare const __VERSION__: string;

/** What this file uses of a worker's types: their library and the page's cannot be loaded together. */
interface Lasting {
  waitUntil(done: Promise<unknown>): void;
}
interface Asked extends Lasting {
  readonly request: Request;
  respondWith(reply: Promise<Response>): void;
}
interface Worker {
  readonly location: Location;
  readonly clients: {
    claim(): Promise<void>;
    matchAll(options: { includeUncontrolled: boolean }): Promise<readonly unknown[]>;
  };
  skipWaiting(): Promise<void>;
  addEventListener(
    type: 'install' | 'activate' | 'message',
    listener: (event: Lasting) => void,
  ): void;
  addEventListener(type: 'fetch', listener: (event: Asked) => void): void;
}
const scope = self as unknown as Worker;

/** The page's shell and files of one build; a new build is a new cache, complete or not there at all. */
const CACHE = `respond-${__VERSION__}`;
const isSlip = (path: string) => /^\/([A-Za-z2-7]{16})?$/.test(path);

scope.addEventListener('install', (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll([...__FILES__])));
});

// A new version waits until no page of the old one is open, so it never comes into an interview.
// A tab that is only ever reloaded would wait for good: at the end of an interview the page says that there is
// none, and where no other page is open the new version takes over.
scope.addEventListener('message', (event) => {
  event.waitUntil(
    scope.clients
      .matchAll({ includeUncontrolled: true })
      .then((pages) => (pages.length < 2 ? scope.skipWaiting() : undefined)),
  );
});

scope.addEventListener('activate', (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => names.filter((name) => name.startsWith('respond-') && name !== CACHE))
      .then((old) => Promise.all(old.map((name) => caches.delete(name))))
      .then(() => scope.clients.claim()),
  );
});

scope.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== scope.location.origin) return;
  const wanted = request.mode === 'navigate' && isSlip(pathname) ? '/' : pathname;
  if (!__FILES__.includes(wanted)) return;
  event.respondWith(
    caches
      .open(CACHE)
      .then((cache) => cache.match(wanted))
      .then((kept) => kept ?? fetch(request)),
  );
});
