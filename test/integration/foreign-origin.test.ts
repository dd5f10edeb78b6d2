// Truth: the Fetch standard's `Origin` and `Sec-Fetch-Site`: what a page of another site sends, and what ours sends; and
// RFC 6265bis: whose name begins with `__Host-` is kept only if it is secure, of the whole site, and of no domain.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { ENDPOINTS } from '../../server/http/openapi.ts';
import { makePasswordLink } from '../../server/staff/password-link.ts';
import { freshDatabase } from '../database.ts';
import type { Office } from '../office.ts';
import { officeOn, openOffice, pathOf } from '../office.ts';

const SOMEWHERE = '00000000-0000-4000-8000-000000000000';
const TOKEN = 'A'.repeat(16);
let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

const send = (method: string, url: string, headers: Record<string, string>) =>
  office.app.inject({
    method: method as 'POST',
    url,
    headers: { host: 'localhost:3000', ...headers },
  });

const FOREIGN: Record<string, string>[] = [
  { origin: 'https://evil.example' },
  { origin: 'null' },
  { origin: 'http://localhost:3001' },
  { origin: 'not an address' },
  { 'sec-fetch-site': 'cross-site', origin: 'http://localhost:3000' },
  { 'sec-fetch-site': 'same-site' },
];
const OWN: Record<string, string>[] = [
  {},
  { origin: 'http://localhost:3000' },
  { origin: 'https://khaosat.example', host: 'khaosat.example' },
  { 'sec-fetch-site': 'same-origin', origin: 'http://localhost:3000' },
  { 'sec-fetch-site': 'none' },
];

test.each(FOREIGN)('nothing is changed through the API by a request with %o', async (headers) => {
  const params = {
    campaignId: SOMEWHERE,
    fileId: SOMEWHERE,
    staffId: SOMEWHERE,
    agencyCode: '01981',
  };
  for (const { name, endpoint } of ENDPOINTS.filter(
    ({ endpoint: { method } }) => method !== 'GET',
  )) {
    const reply = await send(endpoint.method, pathOf(endpoint.path, params), headers);
    expect({ name, ...reply.json() }).toMatchObject({ name, code: 'foreign_origin' });
  }
});

test('nothing that only staff may read is part of a page of another site, not of a sibling’s either', async () => {
  const params = { campaignId: SOMEWHERE, staffId: SOMEWHERE, agencyCode: '01981', token: TOKEN };
  const readings = ENDPOINTS.filter(({ endpoint: { method } }) => method === 'GET');
  expect(readings.length).toBeGreaterThan(100);
  for (const { name, endpoint } of readings)
    for (const site of ['same-site', 'cross-site']) {
      const headers = { 'sec-fetch-site': site, 'sec-fetch-dest': 'image' };
      const reply = await send('GET', pathOf(endpoint.path, params), headers);
      const isRefused = reply.body.includes('foreign_origin');
      expect({ name, isRefused }).toEqual({ name, isRefused: endpoint.access !== 'public' });
    }
});

test.each(OWN)('a request with %o is heard', async (headers) => {
  const reply = await send('DELETE', '/api/session', headers);
  expect(reply.statusCode).toBe(200);
});

test('the plain forms of citizens are closed to other sites and open to themselves', async () => {
  const forms = [
    '/ma-phieu',
    ...['bat-dau', 'trang-1', 'gui', 'tu-choi'].map((page) => `/${TOKEN}/${page}`),
  ];
  for (const url of forms) {
    for (const headers of [{ origin: 'https://evil.example' }, { 'sec-fetch-site': 'cross-site' }])
      expect({ url, status: (await send('POST', url, headers)).statusCode }).toEqual({
        url,
        status: 403,
      });
    // Our pages name themselves to nobody (`no-referrer`), so their own forms come from `null`.
    for (const headers of [{}, { origin: 'null' }, { origin: 'http://localhost:3000' }])
      expect((await send('POST', url, headers)).statusCode).not.toBe(403);
  }
});

test('an address of the API that is written otherwise is the API’s all the same', async () => {
  for (const url of ['/%61pi/session', '/a%70i/session', '/%61%70%69/session']) {
    const reply = await send('DELETE', url, { origin: 'null' });
    expect({ url, ...reply.json() }).toMatchObject({ url, code: 'foreign_origin' });
  }
});

test('on https no host beside ours sets the session’s cookie, or hides it', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'sipas-https-'));
  const site = { publicUrl: 'https://khaosat.example' };
  const { app, deps, as } = await officeOn(await freshDatabase(), folder, site);
  onTestFinished(async () => {
    await app.close();
    await deps.db.destroy();
    await rm(folder, { recursive: true, force: true });
  });
  const { link } = await makePasswordLink(deps, (await as('observer')).staffId!, null);
  const body = { token: new URL(link).hash.slice(1), password: 'một câu dễ nhớ' };
  const reply = await app.inject({ method: 'POST', url: '/api/password', payload: body });
  const [set = ''] = [reply.headers['set-cookie'] ?? []]
    .flat()
    .filter((text) => /session/.test(text));
  expect(set).toMatch(/^__Host-session=[^;]+; Path=\/; HttpOnly; Secure; SameSite=Strict$/);
  const own = set.split(';')[0]!;
  const status = async (cookie: string) =>
    (await app.inject({ url: '/api/session', headers: { cookie } })).statusCode;
  expect(await status(`session=x; ${own}`)).toBe(200);
  expect(await status(own.replace('__Host-', ''))).toBe(401);
  const end = await app.inject({ method: 'DELETE', url: '/api/session', headers: { cookie: own } });
  expect(end.headers['set-cookie']).toContainEqual(
    expect.stringMatching(/^__Host-session=; Max-Age=0; Path=\/;.*; Secure/),
  );
  expect(await status(own)).toBe(401);
});
