// Truth: OWASP Secure Headers (nosniff, referrer-policy, no-store) on each reply; RFC 9110 §15.5; and the link's
// secrecy: whatever was asked for, no refusal repeats the address.
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PROBLEMS } from '#contract/problems.ts';
import { buildApp } from '../../server/app.ts';
import { ENDPOINTS } from '../../server/http/openapi.ts';
import type { Office } from '../office.ts';
import { openOffice } from '../office.ts';
import { invitedCampaign } from '../scenario-frozen.ts';

const BROWSER = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };
let office: Office;
let token = '';
let port = 0;

beforeAll(async () => {
  office = await openOffice();
  token = (await invitedCampaign(office)).invitations[0]!.token;
  await office.app.listen({ port: 0, host: '127.0.0.1' });
  port = (office.app.server.address() as AddressInfo).port;
});
afterAll(() => office.close());

/** Every route that the server has, as the framework itself lists them. */
function routes(): { method: string; path: string }[] {
  const listed = office.app.printRoutes({ commonPrefix: false });
  return [...listed.matchAll(/^\W*(\/\S*|\*)? ?\(([A-Z, ]+)\)/gm)].flatMap(([, path, methods]) =>
    (methods ?? '').split(', ').map((method) => ({ method, path: path ?? '/' })),
  );
}

test('every route’s reply forbids guessing its type, sends no address on, and says who may keep it', async () => {
  const all = routes();
  expect(all.length).toBeGreaterThan(ENDPOINTS.length + 20);
  for (const { method, path } of all) {
    const url = path
      .replace(/:token\([^)]*\)/, token)
      .replace(/:number\(.*\)/, '1')
      .replace(/:\w+/g, 'vi')
      .replace('*', 'x');
    const { headers, statusCode } = await office.app.inject({
      method: method as 'GET',
      url,
      headers: BROWSER,
    });
    const kept = headers['cache-control'];
    expect({ method, path, ...headers }).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': expect.any(String),
    });
    if (['/api/openapi.json', '/api/published'].includes(path))
      expect(kept).toBe('public, no-cache');
    else if (statusCode >= 400 || path.startsWith('/api') || path.startsWith('/:'))
      expect({ method, path, kept }).toEqual({ method, path, kept: 'no-store' });
    // Data and files are no pages: what somebody uploaded runs nothing, should a browser show it all the same.
    if (path.startsWith('/api/'))
      expect({ path, policy: headers['content-security-policy'] }).toEqual({
        path,
        policy: "default-src 'none'; frame-ancestors 'none'; sandbox",
      });
    if (String(headers['content-type']).startsWith('text/html'))
      // The office's own page shows the preview of a form, which holds no ballot.
      expect(headers['content-security-policy']).toContain(
        `frame-ancestors ${path === '/xem-truoc' ? "'self'" : "'none'"}`,
      );
  }
});

test('a camera may be asked for by the pages of interviewers and of the office alone', async () => {
  const policyOf = async (url: string) =>
    (await office.app.inject({ url, headers: BROWSER })).headers['permissions-policy'];
  for (const path of ['/phong-van', '/quay'])
    expect(await policyOf(path)).toBe('camera=(self), microphone=(), geolocation=(self)');
  for (const path of ['/quan-tri', '/quan-tri/x'])
    expect(await policyOf(path)).toBe('camera=(self), microphone=(), geolocation=()');
  for (const path of [
    '/',
    `/${token}`,
    `/${token}/don-gian`,
    '/xem-truoc',
    '/ket-qua',
    '/kiem-tra',
  ])
    expect(await policyOf(path)).toBe('camera=(), microphone=(), geolocation=()');
});

test('a link and the pages behind it are kept by nobody; pages that are the same for all are asked for anew', async () => {
  const cachingOf = async (url: string) =>
    (await office.app.inject({ url, headers: BROWSER })).headers['cache-control'];
  for (const step of ['', '/don-gian', '/trang-1', '/xem-lai'])
    expect(await cachingOf(`/${token}${step}`)).toBe('no-store');
  for (const path of ['/', '/quan-tri', '/ket-qua', '/kiem-tra', '/service-worker.js'])
    expect(await cachingOf(path)).toBe('no-cache');
});

const ADDRESSES = [
  ['an escape that is none', (link: string) => `/${link}%zz`],
  ['half a letter', (link: string) => `/${link}%e1%bb`],
  ['nothing that is there', (link: string) => `/x/${link}/y`],
  ['a part that is too long', (link: string) => `/${link}${'a'.repeat(200)}`],
] as const;

test.each(ADDRESSES)(
  'an address with %s gets the citizen’s page “not found”, without scripts and without the address',
  async (_, path) => {
    const reply = await office.app.inject({ url: path(token), headers: BROWSER });
    expect(reply.statusCode).toBe(404);
    expect(reply.headers['content-type']).toContain('text/html');
    expect(reply.body).toContain('Không tìm thấy mã này');
    expect(reply.body).not.toContain('<script');
    expect(reply.body).not.toContain(token);
    expect(JSON.stringify(reply.headers)).not.toContain(token);
  },
);

const inCatalogue = (body: string) => {
  const { code, details } = JSON.parse(body) as { code: string; details: object };
  expect(Object.keys(PROBLEMS)).toContain(code);
  expect(details).toBeTypeOf('object');
  return code;
};

test.each(ADDRESSES)(
  'the same by a program, with %s, is told by the catalogue',
  async (_, path) => {
    for (const url of [`/api${path(token)}`, path(token)]) {
      const reply = await office.app.inject({ url });
      expect(reply.statusCode).toBe(404);
      expect(inCatalogue(reply.body)).toBe('not_found');
      expect(reply.body).not.toContain(token);
    }
  },
);

test('methods, kinds of bodies and sizes that no route takes are told by the catalogue', async () => {
  const { app } = office;
  const json = { 'content-type': 'application/json' };
  const replies = await Promise.all([
    app.inject({ method: 'DELETE', url: '/api/languages' }),
    app.inject({ method: 'PROPFIND', url: `/api/${token}` }),
    app.inject({
      method: 'POST',
      url: '/api/invitation',
      payload: '<a/>',
      headers: { 'content-type': 'text/xml' },
    }),
    app.inject({ method: 'POST', url: '/api/invitation', payload: '{', headers: json }),
    app.inject({
      method: 'POST',
      url: '/api/invitation',
      payload: '{"__proto__":1}',
      headers: json,
    }),
    app.inject({ method: 'POST', url: '/api/invitation', payload: 'x'.repeat(2e6), headers: json }),
    app.inject({
      method: 'POST',
      url: '/api/invitation',
      payload: '{}',
      headers: { 'content-type': '\u0001' },
    }),
  ]);
  expect(replies.map(({ statusCode, body }) => [statusCode, inCatalogue(body)])).toEqual([
    [404, 'not_found'],
    [404, 'not_found'],
    [400, 'request_invalid'],
    [400, 'request_invalid'],
    [400, 'request_invalid'],
    [413, 'request_too_large'],
    [400, 'request_invalid'],
  ]);
});

/** What a connection answers to bytes that are written to it as they are. */
async function answerTo(bytes: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  socket.write(bytes);
  let answer = '';
  socket.setEncoding('utf8').on('data', (part: string) => {
    answer += part;
  });
  await once(socket, 'close');
  return answer;
}

test('what is no HTTP, or more of it than is read, is told in the catalogue’s form or by the page', async () => {
  const long = `${token}${'a'.repeat(20_000)}`;
  const cases = [
    [`GET /api/${token} HTTP/1.1\r\nHost: x\r\nBad Header: ${token}\r\n\r\n`, 400, 'json'],
    [`GET /${token} HTTP/1.1\r\nHost: x\r\nBad Header: ${token}\r\n\r\n`, 400, 'html'],
    [`${token}\r\n\r\n`, 400, 'json'],
    [`GET /api/${long} HTTP/1.1\r\nHost: x\r\n\r\n`, 431, 'json'],
    [`GET /${long} HTTP/1.1\r\nHost: x\r\n\r\n`, 431, 'html'],
  ] as const;
  for (const [bytes, status, kind] of cases) {
    const answer = await answerTo(bytes);
    const [head = '', body = ''] = answer.split('\r\n\r\n');
    expect(head).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(head).toContain('x-content-type-options: nosniff');
    expect(head).toContain('cache-control: no-store');
    expect(answer).not.toContain(token);
    if (kind === 'json') expect(inCatalogue(body)).toBe('request_invalid');
    else expect(body).toContain('Không tìm thấy mã này');
  }
});

/** A body of two megabytes in halves, the second after the refusal; then another request on the same connection. */
async function statusesAroundRefusal(): Promise<string[]> {
  const socket = connect(port, '127.0.0.1');
  let answer = '';
  socket.setEncoding('utf8').on('data', (part: string) => {
    answer += part;
  });
  // What is sent on after a reply that ended the connection is answered by a reset.
  socket.on('error', () => undefined);
  const closed = once(socket, 'close');
  const half = ' '.repeat(1024 * 1024);
  const head = `POST /api/invitation HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n`;
  socket.write(`${head}Content-Length: ${2 * half.length}\r\n\r\n${half}`);
  await expect.poll(() => answer).toContain('request_too_large');
  socket.write(`${half}GET /api/health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
  await closed;
  return answer.match(/HTTP\/1\.1 \d+/g) ?? [];
}

test('a body that is too large is refused and still read to its end now and then, so that a proxy in the middle of it passes the refusal on', async () => {
  const both = ['HTTP/1.1 413', 'HTTP/1.1 200'];
  await expect.poll(statusesAroundRefusal, { interval: 300 }).toEqual(both);
});

/** As they are sent, whatever their letters' case. */
function headersIn(answer: string): Record<string, string> {
  const [head = ''] = answer.split('\r\n\r\n');
  const lines = head.split('\r\n').slice(1);
  return Object.fromEntries(
    lines.map((line) => [
      line.slice(0, line.indexOf(':')).toLowerCase(),
      line.slice(line.indexOf(':') + 2),
    ]),
  );
}
const GUARDED = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
};

test('what Node answers by itself bears the headers of every reply, and the catalogue’s form', async () => {
  const ask = `GET /api/${token} HTTP/1.1\r\nConnection: close\r\n`;
  const cases = [
    [`${ask}\r\n`, 400, 'request_invalid'],
    // RFC 9112 §3.2: of several hosts, or one that is none, a proxy before may have taken another.
    [`${ask}Host: x\r\nHost: y\r\n\r\n`, 400, 'request_invalid'],
    [`${ask}Host: x\r\nHost: x\r\n\r\n`, 400, 'request_invalid'],
    ...['a b', 'é', 'a/b', 'a@b', 'a:b', '[::1', 'a,b c', 'a%zz'].map(
      (host) => [`${ask}Host: ${host}\r\n\r\n`, 400, 'request_invalid'] as const,
    ),
    ...['x.vn', 'x.vn:3000', '[::1]:3000', '10.0.0.1', 'xn--h-5ja.vn', 'may_chu'].map(
      (host) => [`${ask}Host: ${host}\r\n\r\n`, 404, 'not_found'] as const,
    ),
    // RFC 9110 §9.3.6.
    [`CONNECT / HTTP/1.1\r\nHost: x\r\n\r\n`, 404, 'not_found'],
    [`CONNECT ${token}.vn:443 HTTP/1.1\r\nHost: x\r\n\r\n`, 404, 'not_found'],
    [`TRACE /api/${token} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`, 404, 'not_found'],
    [`OPTIONS * HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`, 404, 'not_found'],
    [`${ask}Host: x\r\nUpgrade: websocket\r\n\r\n`, 404, 'not_found'],
    // Built files: what leads out of their folder is not there.
    ...['..', '%2e%2e', '.%5c..%5c', '%00', '.', 'a/..', 'a/../..', '', '.git'].map(
      (part) =>
        [
          `GET /assets/${part}/${token} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`,
          404,
          'not_found',
        ] as const,
    ),
    [`${ask}Host: x\r\nExpect: ${token}\r\n\r\n`, 404, 'not_found'],
  ] as const;
  for (const [bytes, status, code] of cases) {
    const answer = await answerTo(bytes);
    expect([bytes, answer]).toEqual([
      bytes,
      expect.stringMatching(new RegExp(`^HTTP/1.1 ${status} `)),
    ]);
    expect(headersIn(answer)).toMatchObject(GUARDED);
    expect(inCatalogue(answer.slice(answer.indexOf('\r\n\r\n')))).toBe(code);
    expect(answer).not.toContain(token);
  }
});

test('who comes while the server stops is answered, with the headers of every reply, and its connection ends', async () => {
  const app = await buildApp(office.deps);
  await app.listen({ port: 0, host: '127.0.0.1' });
  const socket = connect((app.server.address() as AddressInfo).port, '127.0.0.1');
  let answer = '';
  socket.setEncoding('utf8').on('data', (part: string) => {
    answer += part;
  });
  // Begun before, so that the connection is not idle.
  const begun = once(app.server, 'connection');
  socket.write('GET /api/published HTTP/1.1\r\nHost: x\r\n');
  await begun;
  await pause(50);
  const closed = app.close();
  socket.write('\r\n');
  await once(socket, 'close');
  await closed;
  expect(answer).toMatch(/^HTTP\/1.1 200 /);
  expect(headersIn(answer)).toMatchObject({ connection: 'close' });
  expect(answer).toContain('referrer-policy: no-referrer');
});

test('on a starved machine a kept connection has as many turns before the server ends it', async () => {
  const app = await buildApp(office.deps);
  await app.listen({ port: 0, host: '127.0.0.1' });
  const socket = connect((app.server.address() as AddressInfo).port, '127.0.0.1');
  const ask = 'GET /api/published HTTP/1.1\r\nHost: x\r\n\r\n';
  socket.write(ask);
  await once(socket.setEncoding('utf8'), 'data');
  let answer = '';
  socket.on('data', (part: string) => {
    answer += part;
  });
  const ended = once(socket, 'close');
  const closed = app.close();
  // Neither the server nor its visitor has a turn for a third of a second, five times over.
  const stillness = new Int32Array(new SharedArrayBuffer(4));
  let turns = 0;
  const starving = setInterval(() => {
    Atomics.wait(stillness, 0, 0, 300);
    turns += 1;
    if (turns === 5) socket.write(ask);
  }, 1);
  await ended;
  clearInterval(starving);
  await closed;
  expect(answer).toMatch(/^HTTP\/1.1 200 /);
  expect(headersIn(answer)).toMatchObject({ connection: 'close' });
});

test('a language that only looks like one of the page’s own leads to the Vietnamese page', async () => {
  for (const language of ['constructor', '__proto__', 'toString', 'vi&lang=en']) {
    const reply = await office.app.inject({ url: `/ma-phieu?lang=${language}`, headers: BROWSER });
    expect(reply.statusCode).toBe(200);
    expect(reply.body).toContain('<html lang="vi">');
  }
});
