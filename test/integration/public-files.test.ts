/**
 * Truth: RFC 9110, §8.8 (entity tags) and §13.1.2 (If-None-Match): a strong tag names the very bytes,
 * and a reader who has them gets one line. What the public may read is final, so it is made once.
 */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { openCampaign } from '#contract/campaigns.ts';
import { downloadFrame } from '#contract/frozen-frame.ts';
import { listRemarks, writeRemark } from '#contract/remarks.ts';
import { publishResults } from '#contract/results.ts';
import { drawSample, publishPlan } from '#contract/samples.ts';
import { buildApp } from '../../server/app.ts';
import { inParallel } from '../../server/demo/in-parallel.ts';
import type { Office } from '../office.ts';
import { openOffice, pathOf } from '../office.ts';
import { answeredCampaign, leaning, seeded } from '../scenario-answered.ts';
import { DICE, design, drawnCampaign, frozenCampaign, WITNESSES } from '../scenario-frozen.ts';
import { terms } from '../terms.ts';

let office: Office;
let paths: string[];
/** Their own format compresses them: RFC 2083 §5, APPNOTE.TXT of ZIP. */
let packed: string[];
/** Its plan is stored without a design. */
let bareId: string;

beforeAll(async () => {
  office = await openOffice();
  const { campaignId: drawn } = await drawnCampaign(office, { peoplePerStratum: 700 });
  const random = seeded(7);
  const answered = await answeredCampaign(office, { answers: () => leaning(random, 0.8) });
  const params = { campaignId: answered.campaignId };
  await answered.homeAffairs.call(publishResults, { params, body: { confirm: 'CÔNG BỐ' } });
  bareId = params.campaignId;
  const ofDraw = ['', '/seed.txt', '/plan.tsv', '/sample.tsv', '/frame.tsv'];
  paths = [
    ...ofDraw.map((file) => `/api/campaigns/${drawn}/draw${file}`),
    `/api/campaigns/${drawn}/plan`,
    `/api/campaigns/${drawn}/frozen-frame`,
    `/api/published/${params.campaignId}`,
    `/ket-qua/${params.campaignId}`,
    `/api/published/${params.campaignId}/results.csv`,
    '/api/openapi.json',
    '/api/languages',
    '/api/languages/vi',
  ];
  packed = [
    `/api/published/${params.campaignId}/analysis.zip`,
    `/api/published/${params.campaignId}/pictures/vi/response/png`,
  ];
});
afterAll(() => office.close());

test('a plan whose design nobody can read is still public, with its hash and its sizes', async () => {
  const reply = await office.nobody.send('GET', `/api/campaigns/${bareId}/plan`);
  expect({ status: reply.statusCode, design: reply.json().design }).toEqual({
    status: 200,
    design: null,
  });
  expect(reply.json().strata.length).toBeGreaterThan(0);
});

const ask = (url: string, headers: Record<string, string> = {}, app = office.app) =>
  app.inject({ method: 'GET', url, headers });

describe('what is final', () => {
  test('is told from its tag, and sent once', async () => {
    // Each is made when it is first asked for: beside one another.
    await inParallel([...paths, ...packed], async (path) => {
      const first = await ask(path, { 'accept-encoding': 'br' });
      const tag = String(first.headers.etag);
      expect({ path, status: first.statusCode, tag }).toMatchObject({ status: 200, tag: /^"/ });
      const again = await ask(path, { 'accept-encoding': 'br', 'if-none-match': tag });
      expect({ path, status: again.statusCode, bytes: again.rawPayload.length }).toEqual({
        path,
        status: 304,
        bytes: 0,
      });
      const weak = await ask(path, { 'accept-encoding': 'br', 'if-none-match': `"x", W/${tag}` });
      expect(weak.statusCode).toBe(304);
      expect((await ask(path, { 'if-none-match': '*' })).statusCode).toBe(304);
      const other = await ask(path, { 'accept-encoding': 'br', 'if-none-match': '"another"' });
      expect(other.statusCode).toBe(200);
    });
  });

  test('comes in no encoding that the asker refuses', async () => {
    for (const [accepted, encoding] of [
      ['br;q=0, gzip', 'gzip'],
      ['br; q=0.000, gzip;q=0', undefined],
      ['GZIP, Br;q=0.1', 'br'],
      ['identity', undefined],
    ])
      for (const path of [...paths, '/', '/ket-qua'])
        expect({
          path,
          accepted,
          encoding: (await ask(path, { 'accept-encoding': accepted! })).headers['content-encoding'],
        }).toEqual({ path, accepted, encoding });
  });

  test('is sent as it is where its own format compresses it', async () => {
    for (const path of packed) {
      const [plain, coded] = await Promise.all([
        ask(path, { 'accept-encoding': 'identity' }),
        ask(path, { 'accept-encoding': 'br, gzip' }),
      ]);
      expect({ path, encoding: coded.headers['content-encoding'] }).toEqual({ path });
      expect(coded.rawPayload.equals(plain.rawPayload)).toBe(true);
      expect(coded.headers.etag).toBe(plain.headers.etag);
    }
  });

  test('is the same text in each encoding, under a tag and with the length of its own', async () => {
    for (const path of paths) {
      const [plain, br, gzip] = await Promise.all(
        ['identity', 'gzip, br', 'gzip'].map((encoding) =>
          ask(path, { 'accept-encoding': encoding }),
        ),
      );
      // Two texts of a million bytes are compared as such: byte by byte it took a second.
      expect(brotliDecompressSync(br!.rawPayload).equals(plain!.rawPayload)).toBe(true);
      expect(gunzipSync(gzip!.rawPayload).equals(plain!.rawPayload)).toBe(true);
      const replies = [plain!, br!, gzip!];
      expect(new Set(replies.map(({ headers }) => headers.etag)).size).toBe(3);
      for (const { headers, rawPayload } of replies) {
        expect(headers).toMatchObject({
          vary: 'accept-encoding',
          'content-length': String(rawPayload.length),
        });
      }
    }
  });

  test('tells its length to who asks for the head alone', async () => {
    for (const path of paths) {
      const head = await office.app.inject({ method: 'HEAD', url: path });
      const whole = await ask(path);
      expect(head.headers['content-length']).toBe(whole.headers['content-length']);
      expect(head.rawPayload).toHaveLength(0);
    }
  });

  test('may be kept for good as a file, and is asked for again as a page’s reply', async () => {
    for (const path of paths) {
      const { headers } = await ask(path);
      const isFile = /\.(tsv|txt|csv|zip)$/.test(path);
      expect({ path, kept: headers['cache-control'] }).toEqual({
        path,
        kept: isFile ? 'public, max-age=31536000, immutable' : 'public, no-cache',
      });
      // Scripts take the server's clock from its replies, never from a page.
      if (path.startsWith('/api/')) expect(headers.date).toBe(office.deps.now().toUTCString());
    }
  });

  test('is the same, under the same tag, after a restart', async () => {
    const restarted = await buildApp(office.deps);
    await inParallel(paths, async (path) => {
      const [before, after] = [await ask(path), await ask(path, {}, restarted)];
      expect(after.headers.etag).toBe(before.headers.etag);
      expect(after.rawPayload.equals(before.rawPayload)).toBe(true);
    });
    await restarted.close();
  });

  test('leaves no file behind', async () => {
    expect(await readdir(join(office.deps.config.dataDir, 'public'))).toEqual([]);
  });
});

test('what is published is made at its publication and at each start, before anybody asks', async () => {
  const random = seeded(11);
  const { campaignId, homeAffairs } = await answeredCampaign(office, {
    answers: () => leaning(random, 0.7),
  });
  const readings = vi.spyOn(office.deps.db, 'selectFrom');
  const made = () =>
    readings.mock.calls.filter(([table]) => String(table) === 'publication').length;
  const files = ['', '/overview', '/results.csv', '/analysis.zip'].map(
    (part) => `/api/published/${campaignId}${part}`,
  );
  office.at(new Date(office.deps.now().getTime() + 60_000).toISOString());
  await homeAffairs.call(publishResults, {
    params: { campaignId },
    body: { confirm: 'CÔNG BỐ' },
  });
  await expect.poll(made).toBe(4);
  for (const file of files) expect((await ask(file)).statusCode).toBe(200);
  expect(made()).toBe(4);

  const next = await buildApp(office.deps);
  await next.listen({ port: 0, host: '127.0.0.1' });
  // Which is the newest, its four files, and what its pictures are drawn from.
  await expect.poll(made).toBe(11);
  for (const file of files) expect((await ask(file, {}, next)).statusCode).toBe(200);
  expect(made()).toBe(11);
  await next.close();
  readings.mockRestore();
});

test('what is not there yet is refused until it is there', async () => {
  const { campaignId, homeAffairs, frameText } = await frozenCampaign(office);
  const params = { campaignId };
  const files = ['', '/seed.txt', '/sample.tsv', '/frame.tsv'];
  const statuses = () =>
    Promise.all(
      files.map(async (file) => (await ask(`/api/campaigns/${campaignId}/draw${file}`)).statusCode),
    );
  expect(await statuses()).toEqual([409, 409, 409, 409]);
  await homeAffairs.call(publishPlan, { params, body: design() });
  await homeAffairs.call(drawSample, { params, body: { dice: DICE, witnesses: WITNESSES } });
  expect(await statuses()).toEqual([200, 200, 200, 200]);
  expect((await ask(pathOf(downloadFrame.path, params))).body).toBe(frameText);
});

describe('what staff still change', () => {
  test('is read a few times for a crowd, and whoever has changed it reads what is new', async () => {
    const observer = await office.as('observer');
    const homeAffairs = await office.as('home_affairs');
    const { id: campaignId } = await homeAffairs.call(openCampaign, { body: terms() });
    const path = pathOf(listRemarks.path, { campaignId });
    const readings = vi.spyOn(office.deps.db, 'selectFrom');
    const crowd = Array.from({ length: 500 }, () => ask(path));
    for (const text of ['Một', 'Hai', 'Ba']) {
      await observer.call(writeRemark, { params: { campaignId }, body: { text } });
      // In the middle of the crowd, while older readings are under way.
      const { remarks } = (await ask(path)).json();
      expect(remarks.at(-1)).toMatchObject({ text });
    }
    for (const reply of await Promise.all(crowd)) expect(reply.statusCode).toBe(200);
    const asked = readings.mock.calls.filter(([table]) => String(table) === 'remark').length;
    readings.mockRestore();
    expect(asked).toBeGreaterThan(0);
    expect(asked).toBeLessThanOrEqual(10);
  });

  test('is told from its tag until it changes, in each encoding', async () => {
    const path = '/api/published';
    const plain = await ask(path);
    for (const [encoding, decode] of [
      ['br', brotliDecompressSync],
      ['gzip', gunzipSync],
    ] as const) {
      const packed = await ask(path, { 'accept-encoding': encoding });
      expect(decode(packed.rawPayload).toString()).toBe(plain.body);
      const tag = String(packed.headers.etag);
      const headers = { 'accept-encoding': encoding, 'if-none-match': tag };
      expect((await ask(path, headers)).statusCode).toBe(304);
      expect((await ask(path, { ...headers, 'accept-encoding': 'identity' })).statusCode).toBe(200);
    }
    const tag = { 'if-none-match': String(plain.headers.etag) };
    await frozenCampaign(office);
    const { statusCode } = await ask(path, tag);
    expect(statusCode).toBe(304);
    await drawnCampaign(office);
    expect((await ask(path, tag)).statusCode).toBe(200);
  });

  test('of a campaign that nobody has is refused, however many ask', async () => {
    const path = pathOf(listRemarks.path, { campaignId: crypto.randomUUID() });
    const replies = await Promise.all(Array.from({ length: 50 }, () => ask(path)));
    for (const { statusCode } of replies) expect(statusCode).toBe(404);
  });
});

test('fifty who ask at the same moment get the same bytes', async () => {
  const { campaignId, frameText } = await drawnCampaign(office, { peoplePerStratum: 900 });
  const path = pathOf(downloadFrame.path, { campaignId });
  const replies = await Promise.all(Array.from({ length: 50 }, () => ask(path)));
  expect(new Set(replies.map(({ body }) => body))).toEqual(new Set([frameText]));
});
