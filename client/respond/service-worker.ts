/** Path of each file of the build → SHA-256 of its content; of the page itself, which the server begins, its script. */
declare const __FILES__: Readonly<Record<string, string>>;
declare const __VERSION__: string;
/** Whose pages: `respond` are the citizen's, `field` those of kiosks and interviewers' telephones. */
declare const __NAME__: string;
/** Address under which the page is kept, and the pattern of all addresses that it answers. */
declare const __SHELL__: string;
declare const __PAGES__: string;

/** What this file uses of a worker's types: their library and the page's cannot be loaded together. */
interface ExtendableEvent {
  waitUntil(done: Promise<unknown>): void;
}
interface ExtendableMessageEvent extends ExtendableEvent {
  readonly data: 'runs' | 'fails' | 'over';
}
interface SyncEvent extends ExtendableEvent {
  readonly tag: string;
}
interface FetchEvent extends ExtendableEvent {
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
  addEventListener(type: 'install' | 'activate', listener: (event: ExtendableEvent) => void): void;
  addEventListener(type: 'message', listener: (event: ExtendableMessageEvent) => void): void;
  addEventListener(type: 'sync', listener: (event: SyncEvent) => void): void;
  addEventListener(type: 'fetch', listener: (event: FetchEvent) => void): void;
}
const scope = self as unknown as Worker;

/** The page's shell and files of one build; a new build is a new cache, complete or not there at all. */
const CACHE = `${__NAME__}-${__VERSION__}`;
/** Since when the kept page has been shown without a word that its script runs. */
const UNCONFIRMED = '/unconfirmed';
const PATIENCE = 10_000;
const PAGES = new RegExp(__PAGES__);

scope.addEventListener('install', (event) => {
  event.waitUntil(keepAll());
});

// A new version waits until no page of the old one is open, so it never comes into an interview.
// A tab that is only ever reloaded would wait for good: at the end of an interview the page says that there is
// none, and where no other page is open the new version takes over.
scope.addEventListener('message', (event) => {
  const { data } = event;
  if (data === 'runs') event.waitUntil(noteConfirmed());
  if (data === 'fails') event.waitUntil(noteUnconfirmed(0));
  if (data === 'over') event.waitUntil(takeOverAlone());
});

scope.addEventListener('activate', (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => names.filter((name) => name.startsWith(`${__NAME__}-`) && name !== CACHE))
      .then((old) => Promise.all(old.map((name) => caches.delete(name))))
      .then(() => scope.clients.claim()),
  );
});

scope.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== scope.location.origin) return;
  if (request.mode === 'navigate' && PAGES.test(pathname)) event.respondWith(openShell(event));
  else if (pathname !== __SHELL__ && pathname in __FILES__)
    event.respondWith(keptFile(pathname).then((kept) => kept ?? fetch(request)));
});

// Answers that were sent without network go when there is one, also with the page closed. The page sends them too:
// the second sender gets the same receipt (respond/outbox.ts).
scope.addEventListener('sync', (event) => {
  if (event.tag !== 'parcels') return;
  event.waitUntil(navigator.locks ? navigator.locks.request('outbox', sendParcels) : sendParcels());
});

/** What the page has sealed; only what this file uses of it (respond/storage.ts). */
interface HeldParcel {
  readonly key: string;
  readonly submissionId: string;
  readonly submission: object;
  readonly refusal?: object;
}

async function sendParcels(): Promise<void> {
  const database = await openDevice();
  try {
    const store = database.transaction('parcel').objectStore('parcel');
    const parcels: readonly HeldParcel[] = await finished(store.getAll());
    const sent = await Promise.all(
      parcels.filter(({ refusal }) => !refusal).map((parcel) => sendParcel(database, parcel)),
    );
    // The browser tries again later, in growing intervals.
    if (sent.includes(false)) throw new Error('not sent');
  } finally {
    database.close();
  }
}

/** False where another try may help. What the server refuses stays for the page, which asks again and shows why. */
async function sendParcel(database: IDBDatabase, parcel: HeldParcel): Promise<boolean> {
  const reply = await fetch(`/api/responses/${parcel.submissionId}`, {
    method: 'PUT',
    body: JSON.stringify(parcel.submission),
    headers: { 'content-type': 'application/json' },
    credentials: 'same-origin',
    referrerPolicy: 'origin',
    redirect: 'manual',
  }).catch(() => undefined);
  const word = await reply?.json().catch(() => undefined);
  // A sign-in page of a Wi-Fi answers 200 too.
  if (!reply?.ok || !/^[A-Z0-9]{8}$/.test(word?.code))
    return typeof word?.code === 'string' && isRefusal(reply);
  const { key } = parcel;
  const writing = database.transaction(['parcel', 'kept'], 'readwrite');
  writing.objectStore('kept').put({ key, code: word.code, week: word.week });
  writing.objectStore('parcel').delete(key);
  await new Promise((resolve, reject) => {
    writing.oncomplete = resolve;
    writing.onabort = () => reject(writing.error);
  });
  const pages = new BroadcastChannel('respond');
  pages.postMessage({ key, isWiped: false });
  pages.close();
  return true;
}

const isRefusal = (reply: Response | undefined) =>
  reply !== undefined &&
  reply.status >= 400 &&
  reply.status < 500 &&
  !PASSING.includes(reply.status);
/** Signed out, too slow, too early, too many: no last words. */
const PASSING = [401, 408, 425, 429];

/** Never made here: a device without it has nothing to send. */
const openDevice = (): Promise<IDBDatabase> => {
  const request = indexedDB.open('respond', 1);
  request.onupgradeneeded = () => request.transaction?.abort();
  return finished(request);
};

const finished = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

async function takeOverAlone(): Promise<void> {
  const pages = await scope.clients.matchAll({ includeUncontrolled: true });
  if (pages.length < 2) await scope.skipWaiting();
}

async function keepAll(): Promise<void> {
  const paths = Object.keys(__FILES__);
  const replies = await Promise.all(paths.map(fetchOwn));
  const cache = await caches.open(CACHE);
  await Promise.all(paths.map((path, nth) => cache.put(path, replies[nth]!)));
}

/**
 * A sign-in page of a Wi-Fi or a notice of maintenance answers 200 too. Kept, it would be what every slip on
 * this telephone opens until the next build.
 */
async function fetchOwn(path: string): Promise<Response> {
  const reply = await fetch(path);
  if (await isOwn(path, reply)) return reply;
  // The browser's own cache may hold the stranger.
  const anew = await fetch(path, { cache: 'reload' });
  if (await isOwn(path, anew)) return anew;
  throw new Error(`not of this build: ${path}`);
}

const KINDS = [
  [PAGES, 'text/html'],
  [/\.js$/, 'javascript'],
  [/\.css$/, 'text/css'],
] as const;

async function isOwn(path: string, reply: Response): Promise<boolean> {
  const type = reply.headers.get('content-type') ?? '';
  const isKind = KINDS.some(([name, kind]) => name.test(path) && type.includes(kind));
  if (!reply.ok || reply.redirected || !isKind) return false;
  const mark = __FILES__[path]!;
  if (path === __SHELL__) return (await reply.clone().text()).includes(mark);
  const digest = await crypto.subtle.digest('SHA-256', await reply.clone().arrayBuffer());
  return (
    mark ===
    Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('')
  );
}

const keptFile = (path: string): Promise<Response | undefined> =>
  caches
    .open(CACHE)
    .then((cache) => cache.match(path))
    .catch(() => undefined);

/** A kept page whose script did not run the last time is shown only where the server cannot be reached. */
async function openShell(event: FetchEvent): Promise<Response> {
  const kept = await keptFile(__SHELL__);
  if (kept && !(await hasFailed())) return kept;
  const reply = await fetch(event.request).catch(() => undefined);
  if (kept && !(reply && (await isPage(reply)))) return kept;
  event.waitUntil(
    keepAll()
      .then(noteConfirmed)
      .catch(() => undefined),
  );
  return reply ?? Response.error();
}

/** Of this build or another. */
const isPage = async (reply: Response) =>
  reply.ok && (await reply.clone().text()).includes('/assets/respond-');

/** A page that was shown some time ago and has not said yet that its script runs, does not run. */
async function hasFailed(): Promise<boolean> {
  const mark = await keptFile(UNCONFIRMED);
  if (mark) return Date.now() - Number(await mark.text()) > PATIENCE;
  // A device without room for a mark opens the page all the same.
  await noteUnconfirmed(Date.now()).catch(() => undefined);
  return false;
}

const noteUnconfirmed = async (moment: number) =>
  (await caches.open(CACHE)).put(UNCONFIRMED, new Response(String(moment)));

const noteConfirmed = async () => (await caches.open(CACHE)).delete(UNCONFIRMED);
