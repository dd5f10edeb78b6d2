// Truth: RFC 6238 (a code is one step of 30 s, one step either side) by `otpauth` as a telephone's app, and README
// “Second factor”: a password that is known, or a link, signs nobody in without it.
import { TOTP, URI } from 'otpauth';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as contract from '#contract/second-factor.ts';
import { addStaff, listActivity, renewPasswordLink } from '#contract/staff.ts';
import type { Caller, Office } from '../office.ts';
import { openOffice } from '../office.ts';
import { waitingForLocks } from '../waiting-for-locks.ts';

const PASSWORD = 'mùa vàng trên ruộng bậc thang';
let office: Office;
let homeAffairs: Caller;
beforeAll(async () => {
  office = await openOffice();
  homeAffairs = await office.as('home_affairs');
});
afterAll(() => office.close());

const later = (seconds: number) =>
  office.at(new Date(office.deps.now().getTime() + seconds * 1000).toISOString());
const signIn = (username: string, code?: string, password = PASSWORD) =>
  office.nobody.send('POST', '/api/session', { username, password, ...(code && { code }) });
const codeOf = async (reply: ReturnType<typeof signIn>) => (await reply).json().code ?? 'in';

async function newAccount(username: string) {
  const { staffId, link } = await homeAffairs.call(addStaff, {
    body: { username, fullName: `Cán bộ ${username}`, role: 'observer' },
  });
  const reply = await choose(link);
  return { staffId, ask: askWith(reply.cookies) };
}

const choose = (link: string, password = PASSWORD) =>
  office.nobody.send('POST', '/api/password', { token: new URL(link).hash.slice(1), password });

const askWith =
  (cookies: readonly { name: string; value: string }[]) =>
  async (method: string, path: string, payload?: object) =>
    office.app.inject({
      method: method as 'GET',
      url: path,
      cookies: Object.fromEntries(cookies.map(({ name, value }) => [name, value])),
      ...(payload && { payload }),
    });

/** As an authenticator app does: by the square's text alone. */
async function withApp(username: string) {
  const account = await newAccount(username);
  const { ask } = account;
  const wrong = await ask('POST', '/api/session/second-factor', { password: 'không phải câu này' });
  expect(wrong.json()).toMatchObject({ code: 'sign_in_failed' });
  const { uri } = (await ask('POST', '/api/session/second-factor', { password: PASSWORD })).json();
  const app = URI.parse(uri) as TOTP;
  const code = () => app.generate({ timestamp: office.deps.now().getTime() });
  const { recoveryCodes } = (
    await ask('POST', '/api/session/second-factor/confirmation', { code: code() })
  ).json();
  return { ...account, code, recoveryCodes: recoveryCodes as string[] };
}

test('password and code sign in; a code works once, a step either side, and no guess has more tries than a password', async () => {
  const { code } = await withApp('lan.ma');
  expect(await codeOf(signIn('lan.ma'))).toBe('second_factor_needed');
  // The step that confirmed the app is spent.
  expect(await codeOf(signIn('lan.ma', code()))).toBe('second_factor_wrong');
  later(31);
  const next = code();
  later(30);
  expect(await codeOf(signIn('lan.ma', next))).toBe('in');
  expect(await codeOf(signIn('lan.ma', next))).toBe('second_factor_wrong');
  later(30);
  const both = await Promise.all([
    codeOf(signIn('lan.ma', code())),
    codeOf(signIn('lan.ma', code())),
  ]);
  expect(both.sort()).toEqual(['in', 'second_factor_wrong']);
  later(31);
  // Ends the count: whether the wrong one of both was counted before or after the right one is chance.
  expect(await codeOf(signIn('lan.ma', code()))).toBe('in');
  later(91);
  const replies = [];
  for (let i = 0; i < 7; i += 1) {
    await signIn('lan.ma');
    replies.push(await codeOf(signIn('lan.ma', String(100_000 + i))));
  }
  expect(replies.slice(0, 5)).toEqual(Array(5).fill('second_factor_wrong'));
  expect(replies.slice(5)).toEqual(['sign_in_locked', 'sign_in_locked']);
});

test('each of ten recovery codes signs in once, as it is printed or in small letters', async () => {
  const { recoveryCodes } = await withApp('lan.giay');
  expect(new Set(recoveryCodes).size).toBe(10);
  const [first = '', second = ''] = recoveryCodes;
  expect(await codeOf(signIn('lan.giay', first))).toBe('in');
  expect(await codeOf(signIn('lan.giay', first))).toBe('second_factor_wrong');
  expect(await codeOf(signIn('lan.giay', second.toLowerCase().replace('-', '')))).toBe('in');
  for (const table of ['secondFactor', 'recoveryCode'] as const) {
    const stored = JSON.stringify(await office.deps.db.selectFrom(table).selectAll().execute());
    for (const code of recoveryCodes) expect(stored).not.toContain(code.replace('-', ''));
  }
});

test('a renewed link gives a password, not the second factor; only a removal does, and the journal names who', async () => {
  const { staffId } = await withApp('lan.linh');
  const { link } = await homeAffairs.call(renewPasswordLink, { params: { staffId } });
  const other = 'một câu khác cũng dài';
  const reply = await choose(link, other);
  expect(reply.json()).toMatchObject({ code: 'sign_in_with_factor' });
  expect(reply.cookies.filter(({ name }) => name === 'session')).toEqual([]);
  expect(await codeOf(signIn('lan.linh', undefined, other))).toBe('second_factor_needed');
  await homeAffairs.call(contract.resetSecondFactor, { params: { staffId } });
  expect(await codeOf(signIn('lan.linh', undefined, other))).toBe('in');
  const { acts } = await homeAffairs.call(listActivity, { query: {} });
  expect(acts.find(({ act }) => act === 'second_factor_removed')).toMatchObject({
    by: 'Người thử home_affairs',
    details: { account: 'lan.linh' },
  });
});

test('a post that needs a second factor does nothing before it is set up, in sessions of before as well', async () => {
  const { ask } = await newAccount('lan.quy');
  const isOpen = async () => (await ask('GET', '/api/provinces')).statusCode === 200;
  expect(await isOpen()).toBe(true);
  const posts = ['observer'] as const;
  await homeAffairs.call(contract.setFactorRule, { body: { posts: [...posts] } });
  expect((await ask('GET', '/api/provinces')).json()).toMatchObject({ code: 'second_factor_due' });
  expect((await ask('GET', '/api/session')).json()).toMatchObject({ isFactorDue: true });
  const { secret } = (
    await ask('POST', '/api/session/second-factor', { password: PASSWORD })
  ).json();
  const timestamp = office.deps.now().getTime();
  const code = new TOTP({ secret }).generate({ timestamp });
  await ask('POST', '/api/session/second-factor/confirmation', { code });
  expect(await isOpen()).toBe(true);
  const removal = await ask('POST', '/api/session/second-factor/removal', { password: PASSWORD });
  expect(removal.json()).toMatchObject({ code: 'second_factor_required' });
  await homeAffairs.call(contract.setFactorRule, { body: { posts: [] } });
});

test('who signs in by the password of before, while another one is chosen, is not in afterwards', async () => {
  const username = 'lan.truoc';
  const { staffId } = await newAccount(username);
  let password = PASSWORD;
  for (let round = 0; round < 4; round += 1) {
    const { link } = await homeAffairs.call(renewPasswordLink, { params: { staffId } });
    const chosen = choose(link, `${PASSWORD} ${round}`);
    const entered = Array.from({ length: 3 }, () => signIn(username, undefined, password));
    const isChosen = (await chosen).statusCode === 200;
    const replies = await Promise.all(entered);
    // The link is void where the password of before was first.
    if (!isChosen) continue;
    password = `${PASSWORD} ${round}`;
    for (const { cookies } of replies)
      expect((await askWith(cookies)('GET', '/api/session')).statusCode).toBe(401);
  }
  expect(password).not.toBe(PASSWORD);
});

test('a second factor confirmed several times at the same moment has its ten recovery codes', async () => {
  const { staffId, ask } = await newAccount('lan.hai');
  const { uri } = (await ask('POST', '/api/session/second-factor', { password: PASSWORD })).json();
  const code = (URI.parse(uri) as TOTP).generate({ timestamp: office.deps.now().getTime() });
  const confirm = () => ask('POST', '/api/session/second-factor/confirmation', { code });
  const replies = await Promise.all([confirm(), confirm(), confirm(), confirm()]);
  expect(replies.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409, 409, 409]);
  const codes = await office.deps.db
    .selectFrom('recoveryCode')
    .select('codeHash')
    .where('staffId', '=', staffId)
    .execute();
  expect(codes).toHaveLength(10);
});

test('who signs in without a code while the second factor is confirmed is not in afterwards', async () => {
  const { staffId, ask } = await newAccount('lan.ba');
  const prepare = await ask('POST', '/api/session/second-factor', { password: PASSWORD });
  const code = (URI.parse(prepare.json().uri) as TOTP).generate({
    timestamp: office.deps.now().getTime(),
  });
  // Another act holds the account: both wait for it, in one order or the other.
  const held = await office.deps.db.startTransaction().execute();
  await held.selectFrom('staff').select('id').where('id', '=', staffId).forUpdate().execute();
  const waiting = () => waitingForLocks(office.deps.db);
  const entered = signIn('lan.ba');
  await expect.poll(waiting).toBe(1);
  const confirmed = ask('POST', '/api/session/second-factor/confirmation', { code });
  await Promise.race([confirmed, expect.poll(waiting).toBe(2)]);
  await held.commit().execute();
  expect((await confirmed).statusCode).toBe(200);
  const { cookies } = await entered;
  expect((await askWith(cookies)('GET', '/api/session')).statusCode).toBe(401);
});
