// Truth: fieldwork.md §2, “gateway”: each message once, whatever happens to connections and server.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import type { WaveTerms } from '#contract/contact.ts';
import {
  addWave,
  getContactPlan,
  reportDelivery,
  sendWave,
  stopSending,
} from '#contract/contact.ts';
import { declineInvitation } from '#contract/opening.ts';
import type { Db } from '../../server/db/database.ts';
import type { GatewayConfig } from '../../server/gateway-config.ts';
import { asOwner, freshDatabase } from '../database.ts';
import { takeAway } from '../database-away.ts';
import type { Office } from '../office.ts';
import { officeOn } from '../office.ts';
import { answer } from '../scenario-collecting.ts';
import type { InvitedCampaign, TestInvitation } from '../scenario-frozen.ts';
import { invitedCampaign } from '../scenario-frozen.ts';
import type { SmsGateway } from '../sms-gateway.ts';
import { openSmsGateway } from '../sms-gateway.ts';

const REASON = 'Nhiều người chưa mở phiếu';
const SMS: WaveTerms = {
  day: '2026-11-20',
  way: 'sms',
  text: 'Moi Ong/Ba cho y kien ve dich vu cong den het {han}: {link}',
};
/** One database for all: each test has a round, a gateway and a server of its own. */
let db: Db;
let dataDir = '';
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'sipas-contact-'));
  db = await freshDatabase();
});
afterAll(async () => {
  await db.destroy();
  await rm(dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
});
const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

async function openOn(gateway: GatewayConfig): Promise<Office> {
  const office = await officeOn(db, dataDir, { gateway });
  await office.app.ready();
  office.at('2026-11-20T03:00:00Z');
  closers.push(() => office.app.close());
  return office;
}

const roundOf = (office: Office, options: Parameters<typeof invitedCampaign>[1] = {}) =>
  invitedCampaign(office, {
    agencies: ['01981'],
    design: { size: 16, reserveRatio: 0 },
    ...options,
  });

const plan = async ({ homeAffairs, campaignId }: InvitedCampaign, wave: WaveTerms = SMS) =>
  (await homeAffairs.call(addWave, { params: { campaignId }, body: { ...wave, reason: REASON } }))
    .id;

const waveOf = async ({ homeAffairs, campaignId }: InvitedCampaign, waveId: string) =>
  (await homeAffairs.call(getContactPlan, { params: { campaignId } })).waves.find(
    ({ id }) => id === waveId,
  )!;

const tokenIn = (text: string) => text.slice(-16);

async function sendAll(round: InvitedCampaign, waveId: string) {
  const params = { campaignId: round.campaignId, waveId };
  return round.homeAffairs.call(sendWave, { params });
}

/** Until nothing waits or is under way. */
const settled = (round: InvitedCampaign, waveId: string) =>
  vi.waitFor(
    async () => {
      const wave = await waveOf(round, waveId);
      expect(wave.messages.waiting + wave.messages.sending).toBe(0);
      return wave.messages;
    },
    { timeout: 120_000, interval: 50 },
  );

async function openGateway(...args: Parameters<typeof openSmsGateway>): Promise<SmsGateway> {
  const gateway = await openSmsGateway(...args);
  closers.push(gateway.close);
  return gateway;
}

test('the gateway gets each message once, though connections are cut before and after it, and it is busy or broken', async () => {
  const FAULTS = ['cut_before', 'none', 'cut_after', 'busy', 'broken', 'none'] as const;
  const gateway = await openGateway((n) => FAULTS[n % FAULTS.length]!);
  const office = await openOn(gateway.config);
  const round = await roundOf(office);
  office.at('2026-11-20T03:00:00Z');
  const waveId = await plan(round);
  const { messages } = await sendAll(round, waveId);
  expect(messages).toBe(round.invitations.length);
  expect(await settled(round, waveId)).toMatchObject({ sent: messages, failed: 0, unclear: 0 });
  expect(gateway.requests()).toBeGreaterThan(messages);
  expect(gateway.authorized()).toBe(true);
  const links = gateway.taken.map(({ text }) => tokenIn(text)).sort();
  expect(links).toEqual(round.invitations.map(({ token }) => token).sort());
  expect(new Set(gateway.taken.map(({ to }) => to))).toEqual(new Set(['84912345678']));
  // Pressed again nobody gets a second one.
  expect(await sendAll(round, waveId)).toEqual({ messages: 0 });
});

test('the gateway that does not drop repeats gets nothing twice: a lost reply is for a person to look at', async () => {
  const gateway = await openGateway((n) => (n === 2 ? 'cut_after' : 'none'), {
    dropsRepeats: false,
  });
  const office = await openOn(gateway.config);
  const round = await roundOf(office);
  office.at('2026-11-20T03:00:00Z');
  const waveId = await plan(round);
  const { messages } = await sendAll(round, waveId);
  expect(await settled(round, waveId)).toMatchObject({ sent: messages - 1, unclear: 1 });
  expect(gateway.requests()).toBe(messages);
});

test('the gateway is given up on after so many attempts, and a refused message at once', async () => {
  const gateway = await openGateway((_, { text }) => (text.endsWith('A') ? 'refuse' : 'busy'), {
    attempts: 3,
  });
  const office = await openOn(gateway.config);
  const round = await roundOf(office);
  office.at('2026-11-20T03:00:00Z');
  const waveId = await plan(round);
  const { messages } = await sendAll(round, waveId);
  expect(await settled(round, waveId)).toMatchObject({ failed: messages, sent: 0 });
  const refused = round.invitations.filter(({ token }) => token.endsWith('A')).length;
  expect(gateway.requests()).toBe(3 * (messages - refused) + refused);
  expect(gateway.taken).toEqual([]);
});

test('the gateway goes on after the server ended in the middle of a message, and still sends it once', async () => {
  const gateway = await openGateway((n) => (n === 3 ? 'hang' : 'none'), { timeoutSeconds: 30 });
  const first = await openOn(gateway.config);
  const round = await roundOf(first);
  first.at('2026-11-20T03:00:00Z');
  const waveId = await plan(round);
  const { messages } = await sendAll(round, waveId);
  await vi.waitFor(() => expect(gateway.requests()).toBe(3), { timeout: 120_000 });
  // The first one hangs with its message under way, as a killed process leaves it.
  await openOn(gateway.config);
  await vi.waitFor(() => expect(gateway.taken).toHaveLength(messages), { timeout: 120_000 });
  gateway.release();
  expect(await settled(round, waveId)).toMatchObject({ sent: messages, failed: 0, unclear: 0 });
  expect(new Set(gateway.taken.map(({ id }) => id)).size).toBe(messages);
});

test('the gateway goes on after the database was away in the middle of a message, and still sends it once', async () => {
  const gateway = await openGateway((n) => (n === 3 ? 'hang' : 'none'), { timeoutSeconds: 30 });
  const office = await openOn(gateway.config);
  const round = await roundOf(office);
  office.at('2026-11-20T03:00:00Z');
  const waveId = await plan(round);
  const { messages } = await sendAll(round, waveId);
  await vi.waitFor(() => expect(gateway.requests()).toBe(3), { timeout: 120_000 });
  const giveBack = await takeAway(db);
  gateway.release();
  // Several looks of the clock find no database.
  await new Promise((done) => setTimeout(done, 300));
  await giveBack();
  expect(await settled(round, waveId)).toMatchObject({ sent: messages, failed: 0, unclear: 0 });
  expect(gateway.taken).toHaveLength(messages);
});

test('the gateway gives up on a message that cannot be written, and sends all others', async () => {
  const gateway = await openGateway(() => 'none', { attempts: 3 });
  const office = await openOn(gateway.config);
  const round = await roundOf(office);
  const waveId = await plan(round);
  // At night, so that none has gone out before its row is damaged, which no door of the platform can do.
  office.at('2026-11-20T14:00:00Z');
  const { messages } = await sendAll(round, waveId);
  const [invitation] = round.invitations as [TestInvitation];
  await asOwner(db, (owner) =>
    owner.transaction().execute(async (trx) => {
      await sql`alter table person disable trigger user`.execute(trx);
      await sql`update person set sealed = 'damaged' where id = (
        select person_id from frame_unit join invitation using (campaign_id, unit_id)
        where invitation.id = ${invitation.id})`.execute(trx);
      await sql`alter table person enable trigger user`.execute(trx);
    }),
  );
  office.at('2026-11-21T02:00:00Z');
  const { unreadable } = await waveOf(round, waveId);
  expect(unreadable).toMatchObject([{ serial: invitation.serial }]);
  const statesOf = async () =>
    (
      await db.selectFrom('contactMessage').select('state').where('waveId', '=', waveId).execute()
    ).map(({ state }) => state);
  const isOpen = (state: string) => state === 'waiting' || state === 'sending';
  await vi.waitFor(async () => expect((await statesOf()).filter(isOpen)).toEqual([]), {
    timeout: 120_000,
    interval: 50,
  });
  expect((await statesOf()).filter((state) => state !== 'sent')).toEqual(['failed']);
  expect(gateway.taken).toHaveLength(messages - 1);
});

test('the gateway stops at the press of a button, and who answers meanwhile gets nothing when it goes on', async () => {
  let whenSecond = () => {};
  const second = new Promise<void>((done) => {
    whenSecond = done;
  });
  const gateway = await openGateway(
    (n) => {
      if (n === 2) whenSecond();
      return 'none';
    },
    { perSecond: 4 },
  );
  const office = await openOn(gateway.config);
  const round = await roundOf(office);
  office.at('2026-11-20T03:00:00Z');
  const waveId = await plan(round);
  const { messages } = await sendAll(round, waveId);
  await second;
  const params = { campaignId: round.campaignId };
  const presses = Array.from({ length: 6 }, () => round.homeAffairs.call(stopSending, { params }));
  const stopped = (await Promise.all(presses)).map((reply) => reply.stopped);
  expect(stopped.sort()).toEqual([0, 0, 0, 0, 0, 1]);
  const journal = db.selectFrom('activity').select('id').where('act', '=', 'sending_stopped');
  const lines = await journal.where('campaignId', '=', round.campaignId).execute();
  expect(lines).toHaveLength(1);
  const reached = await vi.waitFor(
    async () => {
      const wave = await waveOf(round, waveId);
      expect(wave.messages.sending).toBe(0);
      return wave.messages.sent;
    },
    { timeout: 120_000 },
  );
  expect(reached).toBeLessThanOrEqual(3);
  const got = new Set(gateway.taken.map(({ text }) => tokenIn(text)));
  const waiting = round.invitations.filter(({ token }) => !got.has(token));
  const [answered, refused] = waiting as [TestInvitation, TestInvitation];
  await answer(office, answered.token);
  await office.nobody.call(declineInvitation, {
    body: { token: refused.token, reason: 'declined' },
  });
  await sendAll(round, waveId);
  expect(await settled(round, waveId)).toMatchObject({ sent: messages - 2, dropped: 2 });
  const tokens = gateway.taken.map(({ text }) => tokenIn(text));
  expect(tokens).not.toContain(answered.token);
  expect(tokens).not.toContain(refused.token);
});

test('the gateway sends nothing at night', async () => {
  const gateway = await openGateway();
  const office = await openOn(gateway.config);
  const round = await roundOf(office);
  const waveId = await plan(round);
  // 21:00 in Vietnam.
  office.at('2026-11-20T14:00:00Z');
  const { messages } = await sendAll(round, waveId);
  await new Promise((done) => setTimeout(done, 300));
  expect(gateway.requests()).toBe(0);
  office.at('2026-11-21T02:00:00Z');
  expect(await settled(round, waveId)).toMatchObject({ sent: messages });
});

test('the gateway reports what was delivered with its secret, and nobody else does', async () => {
  const gateway = await openGateway();
  const office = await openOn(gateway.config);
  const round = await roundOf(office);
  office.at('2026-11-20T03:00:00Z');
  const waveId = await plan(round);
  await sendAll(round, waveId);
  await settled(round, waveId);
  const [first, second] = gateway.taken as [SmsGateway['taken'][0], SmsGateway['taken'][0]];
  const report = (id: string, isDelivered: boolean, secret = 'report-secret-0123456789') =>
    office.nobody.call(reportDelivery, { body: { id, isDelivered, secret } });
  await report(first.id, true);
  await report(second.id, false);
  await expect(report(second.id, true, 'another-secret-0123456789')).rejects.toMatchObject({
    code: 'access_denied',
  });
  const { messages } = await waveOf(round, waveId);
  expect(messages).toMatchObject({ delivered: 1, undelivered: 1 });
});

test('the gateway leaves neither number, text, link nor secret in the database or the journal', async () => {
  const gateway = await openGateway();
  const office = await openOn(gateway.config);
  const round = await roundOf(office);
  office.at('2026-11-20T03:00:00Z');
  const waveId = await plan(round);
  await sendAll(round, waveId);
  await settled(round, waveId);
  const stored = JSON.stringify([
    await db.selectFrom('contactMessage').selectAll().execute(),
    await db.selectFrom('activity').selectAll().execute(),
    await db.selectFrom('contactWave').selectAll().execute(),
  ]);
  for (const secret of [
    '0912345678',
    '84912345678',
    'gateway-secret',
    'report-secret',
    ...round.invitations.map(({ token }) => token),
  ])
    expect(stored).not.toContain(secret);
});
