// Truth: the Fetch standard's `Origin` and `Sec-Fetch-Site`: what a page of another site sends, and what ours sends.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ENDPOINTS } from '../../server/http/openapi.ts';
import type { Office } from '../office.ts';
import { openOffice, pathOf } from '../office.ts';

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
