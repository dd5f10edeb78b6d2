// Truth: W3C Web Authentication Level 3, 7.1 and 7.2, by an authenticator in software; README “Second factor”: a
// passkey counts as one; 13.4.3: a challenge is good once.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { resetSecondFactor, setFactorRule } from '#contract/second-factor.ts';
import { addStaff, listActivity, renewPasswordLink } from '#contract/staff.ts';
import { Authenticator } from '../authenticator.ts';
import type { Caller, Office } from '../office.ts';
import { openOffice } from '../office.ts';

const PASSWORD = 'mùa vàng trên ruộng bậc thang';
let office: Office;
let homeAffairs: Caller;
beforeAll(async () => {
  office = await openOffice();
  homeAffairs = await office.as('home_affairs');
});
afterAll(() => office.close());

type Cookies = readonly { name: string; value: string }[];
const askWith = (cookies: Cookies) => async (method: string, path: string, payload?: object) =>
  office.app.inject({
    method: method as 'GET',
    url: `/api/session${path}`,
    cookies: Object.fromEntries(cookies.map(({ name, value }) => [name, value])),
    ...(payload && { payload }),
  });

const choose = (link: string, password = PASSWORD) =>
  office.nobody.send('POST', '/api/password', { token: new URL(link).hash.slice(1), password });

let count = 0;
async function newAccount() {
  count += 1;
  const username = `lan.khoa${count}`;
  const { staffId, link } = await homeAffairs.call(addStaff, {
    body: { username, fullName: `Cán bộ ${username}`, role: 'observer' },
  });
  const { cookies } = await choose(link);
  return { staffId, username, ask: askWith(cookies), cookies };
}

type Account = Awaited<ReturnType<typeof newAccount>>;
const codeOf = ({ statusCode, json }: Awaited<ReturnType<Account['ask']>>) =>
  statusCode < 400 ? 'done' : json().code;

async function enrol(
  { ask }: Account,
  authenticator: Authenticator,
  changes: Partial<Parameters<Authenticator['enrol']>[0]> = {},
) {
  const options = await ask('POST', '/passkeys/options', { password: PASSWORD });
  const passkey = authenticator.enrol({ challenge: options.json().challenge, ...changes });
  return ask('POST', '/passkeys', { name: 'Máy ở phòng', passkey });
}

async function withPasskey() {
  const account = await newAccount();
  const authenticator = new Authenticator();
  expect(codeOf(await enrol(account, authenticator))).toBe('done');
  return { ...account, authenticator };
}

const challenge = async (): Promise<string> =>
  (await office.nobody.send('POST', '/api/session/passkey/options')).json().challenge;
const answer = (payload: object) => office.nobody.send('POST', '/api/session/passkey', payload);
const signIn = async (
  authenticator: Authenticator,
  changes: Partial<Parameters<Authenticator['answer']>[0]> = {},
) => answer(authenticator.answer({ challenge: await challenge(), ...changes }));
const signInByPassword = (username: string, password = PASSWORD) =>
  office.nobody.send('POST', '/api/session', { username, password });
const later = (seconds: number) =>
  office.at(new Date(office.deps.now().getTime() + seconds * 1000).toISOString());
const require2 = (...posts: 'observer'[]) => homeAffairs.call(setFactorRule, { body: { posts } });
beforeEach(() => require2());

test('a passkey is added with the password, signs in without a name, is listed with its last use, and is removed', async () => {
  const { ask, authenticator, username } = await withPasskey();
  const wrong = await ask('POST', '/passkeys/options', { password: 'không phải câu này' });
  expect(codeOf(wrong)).toBe('sign_in_failed');
  const entered = await signIn(authenticator);
  expect(entered.json()).toMatchObject({ username, isFactorDue: false });
  const entry = askWith(entered.cookies);
  const { passkeys } = (await entry('GET', '/passkeys')).json();
  expect(passkeys).toMatchObject([
    { name: 'Máy ở phòng', lastUsedAt: office.deps.now().toISOString() },
  ]);
  const removal = `/passkeys/${passkeys[0].id}/removal`;
  expect(codeOf(await entry('POST', removal, { password: 'không' }))).toBe('sign_in_failed');
  expect((await entry('POST', removal, { password: PASSWORD })).json()).toEqual({ passkeys: [] });
  expect(codeOf(await signIn(authenticator))).toBe('passkey_refused');
  const { acts } = await homeAffairs.call(listActivity, { query: { by: username } });
  expect(acts.map(({ act }) => act)).toEqual(
    expect.arrayContaining(['passkey_added', 'passkey_removed']),
  );
});

test('a challenge is good once, for five minutes, for what it was given and for nobody else', async () => {
  const { authenticator, ask } = await withPasskey();
  const once = authenticator.answer({ challenge: await challenge() });
  expect(codeOf(await answer(once))).toBe('done');
  expect(codeOf(await answer(once))).toBe('passkey_refused');
  const spent = await challenge();
  const both = await Promise.all(
    [0, 1].map(async () => codeOf(await answer(authenticator.answer({ challenge: spent })))),
  );
  expect(both.sort()).toEqual(['done', 'passkey_refused']);
  const old = await challenge();
  later(301);
  expect(codeOf(await signIn(authenticator, { challenge: old }))).toBe('passkey_refused');
  const made = Buffer.alloc(56, 7).toString('base64url');
  expect(codeOf(await signIn(authenticator, { challenge: made }))).toBe('passkey_refused');
  const ofEnrolment = (await ask('POST', '/passkeys/options', { password: PASSWORD })).json();
  expect(codeOf(await signIn(authenticator, { challenge: ofEnrolment.challenge }))).toBe(
    'passkey_refused',
  );
  const other = await newAccount();
  const stolen = new Authenticator().enrol({ challenge: ofEnrolment.challenge });
  expect(codeOf(await other.ask('POST', '/passkeys', { name: 'x', passkey: stolen }))).toBe(
    'passkey_refused',
  );
});

test('another host, another page, another key, no PIN and a copied authenticator are refused', async () => {
  const { authenticator } = await withPasskey();
  const origin = 'http://localhost.ke-gian.vn:3000';
  for (const changes of [{ origin }, { rpId: 'ke-gian.vn' }, { isVerified: false }]) {
    expect(codeOf(await signIn(authenticator, changes))).toBe('passkey_refused');
    const account = await newAccount();
    expect(codeOf(await enrol(account, new Authenticator(), changes))).toBe('passkey_refused');
  }
  const { signature } = new Authenticator().answer({ challenge: await challenge() }).response;
  const forged = authenticator.answer({ challenge: await challenge() });
  expect(codeOf(await answer({ ...forged, response: { ...forged.response, signature } }))).toBe(
    'passkey_refused',
  );
  // Of two answers the one signed first comes last: a count that does not grow is a copy's.
  const first = authenticator.answer({ challenge: await challenge() });
  expect(codeOf(await signIn(authenticator))).toBe('done');
  expect(codeOf(await answer(first))).toBe('passkey_refused');
  // Nor is a key of one account another's.
  expect(codeOf(await enrol(await newAccount(), authenticator))).toBe('passkey_refused');
  expect(codeOf(await answer({ ...forged, id: 'AAAA', rawId: 'AAAA' }))).toBe('passkey_refused');
});

test('where the post requires a second factor, the passkey is one: the password alone is not enough, and the last one stays', async () => {
  const before = await withPasskey();
  const without = await newAccount();
  await require2('observer');
  const byPassword = await signInByPassword(before.username);
  expect(byPassword.json()).toMatchObject({ code: 'sign_in_with_passkey' });
  expect(byPassword.cookies.filter(({ name }) => name === 'session')).toEqual([]);
  const entered = await signIn(before.authenticator);
  expect(entered.json()).toMatchObject({ isFactorDue: false });
  const entry = askWith(entered.cookies);
  const { passkeys } = (await entry('GET', '/passkeys')).json();
  const removal = `/passkeys/${passkeys[0].id}/removal`;
  expect(codeOf(await entry('POST', removal, { password: PASSWORD }))).toBe(
    'second_factor_required',
  );
  expect((await without.ask('GET', '')).json()).toMatchObject({ isFactorDue: true });
  expect(codeOf(await enrol(without, new Authenticator()))).toBe('done');
  expect((await without.ask('GET', '')).json()).toMatchObject({ isFactorDue: false });
});

test('a rule that comes later ends the sessions which a password alone began on accounts with a passkey', async () => {
  const { username, authenticator } = await withPasskey();
  const byPassword = await signInByPassword(username);
  const byPasskey = await signIn(authenticator);
  await require2('observer');
  expect((await askWith(byPassword.cookies)('GET', '')).statusCode).toBe(401);
  expect((await askWith(byPasskey.cookies)('GET', '')).json()).toMatchObject({
    isFactorDue: false,
  });
});

test('a link neither goes round a required passkey nor leaves one that another hand may have added', async () => {
  const kept = await withPasskey();
  const dropped = await withPasskey();
  const other = 'một câu khác cũng dài';
  const renew = async ({ staffId }: Account) => {
    const { link } = await homeAffairs.call(renewPasswordLink, { params: { staffId } });
    return choose(link, other);
  };
  expect((await renew(dropped)).statusCode).toBe(200);
  expect(codeOf(await signIn(dropped.authenticator))).toBe('passkey_refused');
  await require2('observer');
  expect((await renew(kept)).json()).toMatchObject({ code: 'sign_in_with_factor' });
  expect(codeOf(await signIn(kept.authenticator))).toBe('done');
  await homeAffairs.call(resetSecondFactor, { params: { staffId: kept.staffId } });
  expect(codeOf(await signIn(kept.authenticator))).toBe('passkey_refused');
  expect((await signInByPassword(kept.username, other)).json()).toMatchObject({
    isFactorDue: true,
  });
});

test('strangers who ask for challenges leave no row', async () => {
  const { db } = office.deps;
  const rows = () => db.selectFrom('spentChallenge').selectAll().execute();
  const before = (await rows()).length;
  for (let i = 0; i < 20; i += 1)
    await answer(new Authenticator().answer({ challenge: await challenge() }));
  expect((await rows()).length).toBe(before);
});
