// Truth: README “Accounts”: a new account's link reaches its person by the province's own sender or mail server, and is
// in no table, journal or reply on its way.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { smsLimit } from '#contract/contact.ts';
import { addStaff, listActivity } from '#contract/staff.ts';
import * as contract from '#contract/staff-links.ts';
import { freshDatabase } from '../database.ts';
import { takeAway } from '../database-away.ts';
import type { MailServer } from '../mail-server.ts';
import { openMailServer } from '../mail-server.ts';
import type { Caller, Office } from '../office.ts';
import { officeOn, openOffice } from '../office.ts';
import type { SmsGateway } from '../sms-gateway.ts';
import { openSmsGateway } from '../sms-gateway.ts';

/** The request that gets no reply. */
let hangs = 0;
let gateway: SmsGateway;
let mail: MailServer;
let dataDir: string;
let office: Office;
let homeAffairs: Caller;
beforeAll(async () => {
  const quick = { perSecond: 100, retrySeconds: 0 };
  // The first request finds a busy sender; one number is refused.
  gateway = await openSmsGateway((request, { to }) => {
    if (request === hangs) return 'hang';
    return to.endsWith('999') ? 'refuse' : request === 1 ? 'busy' : 'none';
  }, quick);
  mail = await openMailServer(() => 'none', quick);
  dataDir = await mkdtemp(join(tmpdir(), 'sipas-links-'));
  office = await officeOn(await freshDatabase(), dataDir, {
    gateway: gateway.config,
    mail: mail.config,
  });
  homeAffairs = await office.as('home_affairs');
});
afterAll(async () => {
  await office.close();
  await Promise.all([gateway.close(), mail.close()]);
  await rm(dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
});

const make = async (username: string, telephone: string | null, email: string | null) =>
  homeAffairs.call(addStaff, {
    body: { username, fullName: 'Lò Thị Mới', role: 'observer', telephone, email },
  });
const messages = async () => (await homeAffairs.call(contract.listLinkMessages, {})).messages;
const settled = () =>
  expect
    .poll(async () => (await messages()).some(({ state }) => state === 'waiting'), {
      timeout: 120_000,
    })
    .toBe(false);
const linkIn = (text: string) => /https?:\/\/\S+#[A-Z2-7]{32}/.exec(text)?.[0] ?? '';
const choose = (link: string) =>
  office.nobody.send('POST', '/api/password', {
    token: link.split('#')[1],
    password: 'mùa vàng trên ruộng bậc thang',
  });

test('each new account gets its link by e-mail or message, the link of before is void, and the link is kept nowhere', async () => {
  const old = await make('moi.tin', '0912 345 678', null);
  const made = [
    old,
    await make('moi.thu', '0912345679', 'moi.thu@tinh.vn'),
    await make('moi.khong', null, null),
    await make('moi.sai', '0912345999', null),
  ];
  const staffIds = made.map(({ staffId }) => staffId);
  const sent = await homeAffairs.call(contract.sendStaffLinks, { body: { staffIds } });
  expect(sent).toEqual({ messages: 3, withoutAddress: ['moi.khong'] });
  await settled();
  const states = Object.fromEntries((await messages()).map((row) => [row.username, row]));
  expect(states).toMatchObject({
    'moi.tin': { way: 'message', state: 'sent' },
    'moi.thu': { way: 'email', state: 'sent' },
    'moi.sai': { way: 'message', state: 'failed' },
  });

  const [message] = gateway.taken;
  expect(message).toMatchObject({ to: '84912345678' });
  expect(message?.text.length).toBeLessThanOrEqual(smsLimit(message?.text ?? ''));
  const [letter] = mail.taken;
  expect(letter?.to).toBe('moi.thu@tinh.vn');
  const byMessage = linkIn(message?.text ?? '');
  const tables = await office.deps.db.introspection.getTables();
  for (const { name } of tables) {
    const { rows } = await sql`select * from ${sql.table(name)}`.execute(office.deps.db);
    expect(JSON.stringify(rows).includes(byMessage.split('#')[1] ?? 'none')).toBe(false);
  }
  const { acts } = await homeAffairs.call(listActivity, { query: {} });
  expect(acts.find(({ act }) => act === 'account_links_sent')).toMatchObject({
    details: { count: 3 },
  });

  expect((await choose(old.link)).json()).toMatchObject({ code: 'password_link_invalid' });
  expect((await choose(byMessage)).json()).toMatchObject({ username: 'moi.tin' });
});

test('links that were on their way while the database was away reach their people, and say so', async () => {
  const made = [
    await make('vang.mot', '0912345601', null),
    await make('vang.hai', '0912345602', null),
    await make('vang.ba', '0912345603', null),
  ];
  const before = gateway.taken.length;
  hangs = gateway.requests() + 1;
  const staffIds = made.map(({ staffId }) => staffId);
  await homeAffairs.call(contract.sendStaffLinks, { body: { staffIds } });
  await expect.poll(() => gateway.requests(), { timeout: 120_000 }).toBe(hangs);
  const giveBack = await takeAway(office.deps.db);
  gateway.release();
  await expect.poll(() => gateway.requests(), { timeout: 120_000 }).toBeGreaterThan(hangs);
  await new Promise((done) => setTimeout(done, 300));
  await giveBack();
  await settled();
  const states = (await messages()).filter(({ username }) => username.startsWith('vang.'));
  expect(states.map(({ state }) => state)).toEqual(['sent', 'sent', 'sent']);
  expect(gateway.taken).toHaveLength(before + 3);
});

test('a server without a sender says so, and makes no link', async () => {
  const bare = await openOffice();
  const admin = await bare.as('home_affairs');
  const { staffId } = await admin.call(addStaff, {
    body: { username: 'moi.cho', fullName: 'Lò Thị Chờ', role: 'observer' },
  });
  const links = () => bare.deps.db.selectFrom('accountLink').selectAll().execute();
  const before = (await links()).length;
  await expect(
    admin.call(contract.sendStaffLinks, { body: { staffIds: [staffId] } }),
  ).rejects.toMatchObject({ code: 'gateway_not_set' });
  expect((await links()).length).toBe(before);
  expect(await admin.call(contract.listLinkMessages, {})).toEqual({
    hasGateway: false,
    hasMail: false,
    messages: [],
  });
  await bare.close();
});
