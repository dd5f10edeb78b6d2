/**
 * Truth: T14 of peers.md: a mobile carrier or a commune's Wi-Fi puts hundreds of phones behind one
 * address. Limits are by token and by cost, so all of them are served; only guessing is braked.
 */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sealDraft } from '#contract/draft-seal.ts';
import { checkDigit } from '../../server/invitations/verhoeff.ts';
import type { Office } from '../office.ts';
import { openOffice } from '../office.ts';
import type { CollectingCampaign } from '../scenario-collecting.ts';
import { collectingCampaign, service, submission } from '../scenario-collecting.ts';

const PHONES = 500;

let office: Office;
let campaign: CollectingCampaign;
let address: string;
beforeAll(async () => {
  office = await openOffice();
  campaign = await collectingCampaign(office, { units: ['01981'], peoplePerStratum: PHONES / 2 });
  address = await office.app.listen({ port: 0, host: '127.0.0.1' });
});
afterAll(() => office.close());

async function ask(method: string, path: string, body?: object): Promise<Response> {
  return fetch(address + path, {
    method,
    ...(body && {
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json' },
    }),
  });
}

/** What a phone asks from the square to the receipt; the statuses of all its replies. */
async function interview(token: string): Promise<number[]> {
  const sealed = await sealDraft(token, { answers: {} });
  const replies = [
    await ask('GET', `/${token}`),
    await ask('POST', '/api/invitation', { token }),
    await ask('POST', '/api/invitation/start', { token }),
    await ask('PUT', '/api/draft', { token, base: 0, sealed }),
    await ask('PUT', `/api/responses/${randomUUID()}`, submission(token, service(4))),
    await ask('POST', '/api/draft/erase', { token }),
  ];
  await Promise.all(replies.map((reply) => reply.arrayBuffer()));
  return replies.map(({ status }) => status);
}

test('five hundred phones behind one address all get their receipts, while somebody there guesses codes', async () => {
  const guesses = Array.from({ length: 250 }, (_, n) => {
    const digits = String(n).padStart(11, '0');
    return ask('POST', '/api/invitation/code', { code: digits + checkDigit(digits) });
  });
  const began = performance.now();
  const statuses = await Promise.all(campaign.invitations.map(({ token }) => interview(token)));
  console.log(`${PHONES} phones in ${((performance.now() - began) / 1000).toFixed(1)} s`);
  expect(statuses).toHaveLength(PHONES);
  expect(new Set(statuses.flat())).toEqual(new Set([200]));
  const received = await office.deps.db
    .selectFrom('invitation')
    .select('receiptCode')
    .where('state', '=', 'received')
    .execute();
  expect(new Set(received.map(({ receiptCode }) => receiptCode)).size).toBe(PHONES);
  expect(await office.deps.db.selectFrom('ballot').select('id').execute()).toHaveLength(PHONES);
  expect(await office.deps.db.selectFrom('draft').select('name').execute()).toEqual([]);
  const refused = (await Promise.all(guesses)).filter(({ status }) => status === 429);
  expect(refused).toHaveLength(50);
}, 120_000);
