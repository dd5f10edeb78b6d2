// Truth: RFC 7932 and RFC 1952 by zlib: what is put together decompresses to the JSON of the whole.
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import * as fc from 'fast-check';
import fastify from 'fastify';
import { afterAll, expect, test } from 'vitest';
import { Composed, sharedStart } from '../../../server/http/composed.ts';

const DECODERS = {
  br: brotliDecompressSync,
  gzip: gunzipSync,
  identity: (bytes: Buffer) => bytes,
};

let composed: Composed;
const app = fastify();
app.get('/', (request, reply) => composed.send(request, reply));
afterAll(() => app.close());

async function replyOf(shared: object, own: object, accepted: string) {
  composed = new Composed(await sharedStart(shared), own);
  const reply = await app.inject({ url: '/', headers: { 'accept-encoding': accepted } });
  const encoding = String(reply.headers['content-encoding'] ?? 'identity') as keyof typeof DECODERS;
  return { encoding, value: JSON.parse(String(DECODERS[encoding](reply.rawPayload))) };
}

test('shared and own parts come out as one object, in every encoding', async () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 3000 });
  await fc.assert(
    fc.asyncProperty(
      fc.record({ questions: fc.array(text, { maxLength: 30 }) }),
      fc.record({ name: text, day: fc.option(text) }),
      async (shared, own) => {
        for (const accepted of ['gzip, br', 'gzip', '']) {
          const { encoding, value } = await replyOf(shared, own, accepted);
          expect(encoding).toBe({ 'gzip, br': 'br', gzip: 'gzip', '': 'identity' }[accepted]);
          expect(value).toEqual({ ...shared, ...own });
        }
      },
    ),
    { numRuns: 25 },
  );
});

test('an own part that no stored block holds goes as it is', async () => {
  const own = { name: 'Ộ'.repeat(30_000) };
  expect(await replyOf({ a: 1 }, own, 'br')).toEqual({
    encoding: 'identity',
    value: { a: 1, ...own },
  });
  const most = { name: 'x'.repeat(65_535 - ',"name":""}'.length) };
  expect(await replyOf({ a: 1 }, most, 'br')).toEqual({ encoding: 'br', value: { a: 1, ...most } });
  expect((await replyOf({ a: 1 }, most, 'gzip')).value).toEqual({ a: 1, ...most });
});
