/**
 * Truth: T14 of peers.md: a mobile carrier or a commune's Wi-Fi puts hundreds of phones behind one
 * address. Limits are by token and by cost, so all of them are served; only guessing is braked. And T11 in
 * a crowd: submissions that arrive together are stored together, each once or not at all.
 */
import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { draftName, sealDraft } from '#contract/draft-seal.ts';
import { checkDigit } from '#contract/verhoeff.ts';
import { FREE_TRIES } from '../../server/invitations/guess-cost.ts';
import { asOwner } from '../database.ts';
import type { Office } from '../office.ts';
import { openOffice } from '../office.ts';
import type { CollectingCampaign } from '../scenario-collecting.ts';
import { collectingCampaign, service, submission } from '../scenario-collecting.ts';

const PHONES = 500;
const LATER = 24;

let office: Office;
let campaign: CollectingCampaign;
let address: string;
const agent = new Agent({ keepAlive: true });
beforeAll(async () => {
  office = await openOffice();
  campaign = await collectingCampaign(office, {
    agencies: ['01981'],
    peoplePerStratum: (PHONES + LATER) / 2,
  });
  address = await office.app.listen({ port: 0, host: '127.0.0.1' });
});
afterAll(async () => {
  agent.destroy();
  await office.close();
});

interface Reply {
  readonly status: number;
  readonly text: string;
}

/** `fetch` takes twice the processor time. */
const ask = (method: string, path: string, body?: object): Promise<Reply> =>
  new Promise((resolve, reject) => {
    const headers = body && { 'content-type': 'application/json' };
    const sent = request(
      address + path,
      { method, agent, ...(headers && { headers }) },
      (reply) => {
        text(reply).then((text) => resolve({ status: reply.statusCode!, text }), reject);
      },
    );
    sent.on('error', reject);
    sent.end(body && JSON.stringify(body));
  });

/** What a phone asks from the square to the receipt; the statuses of all its replies. */
async function interview(token: string): Promise<number[]> {
  const name = await draftName(token);
  const sealed = await sealDraft(token, { answers: {} });
  const replies = [
    await ask('GET', `/${token}`),
    await ask('POST', '/api/invitation', { token }),
    await ask('POST', '/api/invitation/start', { token }),
    await ask('PUT', '/api/draft', { token, name, base: 0, sealed }),
    await ask('PUT', `/api/responses/${randomUUID()}`, submission(token, service(4))),
    await ask('POST', '/api/draft/erase', { name }),
  ];
  return replies.map(({ status }) => status);
}

test('five hundred phones behind one address all get their receipts, while somebody there guesses codes', async () => {
  const guesses = Array.from({ length: 250 }, (_, n) => {
    const digits = String(n).padStart(15, '0');
    return ask('POST', '/api/invitation/code', { code: digits + checkDigit(digits) });
  });
  const phones = campaign.invitations.slice(0, PHONES);
  const statuses = await Promise.all(phones.map(({ token }) => interview(token)));
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
  expect(refused).toHaveLength(250 - FREE_TRIES);
}, 120_000);

/** Statuses of what these submissions got, all sent in the same moment, and the receipts of those received. */
async function sentAtOnce(submissions: readonly { id: string; token: string; value: number }[]) {
  const replies = await Promise.all(
    submissions.map(({ id, token, value }) =>
      ask('PUT', `/api/responses/${id}`, submission(token, service(value))),
    ),
  );
  return replies.map(({ status, text }) => {
    const { code } = JSON.parse(text) as { code: string };
    return { status, code };
  });
}

const stored = async () =>
  (await office.deps.db.selectFrom('ballot').select('id').execute()).length;

test('of what comes together, one that cannot be stored holds up none of the others', async () => {
  const { db } = office.deps;
  const some = campaign.invitations.slice(PHONES, PHONES + LATER / 2);
  const before = await stored();
  const all = some.map(({ token }) => ({ id: randomUUID(), token, value: 4 }));
  const bad = some[7]!;
  await asOwner(db, async (owner) => {
    await sql`create function refuse_one() returns trigger language plpgsql as $$
    begin if new.serial = ${sql.lit(bad.serial)} and new.stratum = ${sql.lit(bad.stratum)}
    then raise exception 'not this one'; end if; return new; end $$`.execute(owner);
    await sql`create trigger refuse_one before update on invitation
    for each row execute function refuse_one()`.execute(owner);
  });
  const first = await sentAtOnce(all);
  expect(first.map(({ status }) => status)).toEqual(
    some.map((invitation) => (invitation === bad ? 500 : 200)),
  );
  expect(await stored()).toBe(before + some.length - 1);
  await asOwner(db, (owner) => sql`drop trigger refuse_one on invitation`.execute(owner));
  const again = await sentAtOnce(all);
  expect(again.map(({ status }) => status)).toEqual(some.map(() => 200));
  expect(again.filter(({ code }, index) => code === first[index]?.code)).toHaveLength(
    some.length - 1,
  );
  expect(await stored()).toBe(before + some.length);
});

test('of two devices of each citizen, all at the same moment, exactly one is received', async () => {
  const some = campaign.invitations.slice(PHONES + LATER / 2);
  const before = await stored();
  const sent = some.flatMap(({ token }) => {
    const [id, other] = [randomUUID(), randomUUID()];
    return [id, id, other].map((id, index) => ({ id, token, value: index === 2 ? 2 : 5 }));
  });
  const replies = await sentAtOnce(sent);
  for (const offset of some.keys()) {
    const [accepted, repeat, other] = replies.slice(3 * offset, 3 * offset + 3);
    expect(repeat).toEqual(accepted);
    expect([accepted?.status, other?.status].sort()).toEqual([200, 409]);
  }
  expect(await stored()).toBe(before + some.length);
});
