/**
 * Truth: RFC 9110, §8.8 (entity tags) and §13.1.2 (If-None-Match): a strong tag stands for the very bytes,
 * and whoever has them is told so in a line. What the public may read is final, so it is made once.
 */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { downloadFrame } from '#contract/frames.ts';
import { publishResults } from '#contract/results.ts';
import { drawSample, publishPlan } from '#contract/samples.ts';
import { buildApp } from '../../server/app.ts';
import type { Office } from '../office.ts';
import { openOffice, pathOf } from '../office.ts';
import { answeredCampaign, leaning, seeded } from '../scenario-answered.ts';
import { DICE, design, drawnCampaign, frozenCampaign, WITNESSES } from '../scenario-frozen.ts';

let office: Office;
let paths: string[];

beforeAll(async () => {
  office = await openOffice();
  const { campaignId: drawn } = await drawnCampaign(office, { peoplePerStratum: 700 });
  const random = seeded(7);
  const answered = await answeredCampaign(office, { answers: () => leaning(random, 0.8) });
  const params = { campaignId: answered.campaignId };
  await answered.homeAffairs.call(publishResults, { params, body: { confirm: 'CÔNG BỐ' } });
  const ofDraw = ['', '/seed.txt', '/plan.tsv', '/sample.tsv', '/frame.tsv'];
  paths = [
    ...ofDraw.map((file) => `/api/campaigns/${drawn}/draw${file}`),
    `/api/campaigns/${drawn}/plan`,
    `/api/campaigns/${drawn}/frozen-frame`,
    `/api/published/${params.campaignId}`,
    `/api/published/${params.campaignId}/results.csv`,
    '/api/openapi.json',
    '/api/languages',
    '/api/languages/vi',
  ];
});
afterAll(() => office.close());

const ask = (url: string, headers: Record<string, string> = {}, app = office.app) =>
  app.inject({ method: 'GET', url, headers });

describe('what is final', () => {
  test('is told from its tag, and sent once', async () => {
    for (const path of paths) {
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
    }
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

  test('is the same text in each encoding, under a tag and with the length of its own', async () => {
    for (const path of paths) {
      const [plain, br, gzip] = await Promise.all(
        ['identity', 'gzip, br', 'gzip'].map((encoding) =>
          ask(path, { 'accept-encoding': encoding }),
        ),
      );
      expect(brotliDecompressSync(br!.rawPayload)).toEqual(plain!.rawPayload);
      expect(gunzipSync(gzip!.rawPayload)).toEqual(plain!.rawPayload);
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
      const isFile = /\.(tsv|txt|csv)$/.test(path);
      expect({ path, kept: headers['cache-control'] }).toEqual({
        path,
        kept: isFile ? 'public, max-age=31536000, immutable' : 'public, no-cache',
      });
      expect(headers.date).toBe(office.deps.now().toUTCString());
    }
  });

  test('is the same, under the same tag, after a restart', async () => {
    const restarted = await buildApp(office.deps);
    for (const path of paths) {
      const [before, after] = [await ask(path), await ask(path, {}, restarted)];
      expect(after.headers.etag).toBe(before.headers.etag);
      expect(after.rawPayload).toEqual(before.rawPayload);
    }
    await restarted.close();
  });

  test('leaves no file behind', async () => {
    expect(await readdir(join(office.deps.config.dataDir, 'public'))).toEqual([]);
  });
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

test('fifty who ask at the same moment get the same bytes', async () => {
  const { campaignId, frameText } = await drawnCampaign(office, { peoplePerStratum: 900 });
  const path = pathOf(downloadFrame.path, { campaignId });
  const replies = await Promise.all(Array.from({ length: 50 }, () => ask(path)));
  expect(new Set(replies.map(({ body }) => body))).toEqual(new Set([frameText]));
});
