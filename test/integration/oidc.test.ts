// Truth: OpenID Connect Core 1.0, 3.1.3.7 (issuer, audience, nonce, signature), RFC 7636 (PKCE), RFC 8176 (`mfa`), against
// a provider that signs real tokens; README “Sign in”: it opens accounts that are there and makes none.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import * as contract from '#contract/oidc.ts';
import { setFactorRule } from '#contract/second-factor.ts';
import { addStaff, handOverAccount, listActivity, listLinkNotices } from '#contract/staff.ts';
import { freshDatabase } from '../database.ts';
import type { Caller, Office } from '../office.ts';
import { officeOn } from '../office.ts';
import type { OidcProvider } from '../oidc-provider.ts';
import { openOidcProvider } from '../oidc-provider.ts';

let provider: OidcProvider;
let dataDir: string;
let office: Office;
let homeAffairs: Caller;
beforeAll(async () => {
  provider = await openOidcProvider();
  dataDir = await mkdtemp(join(tmpdir(), 'sipas-oidc-'));
  office = await officeOn(await freshDatabase(), dataDir, { oidc: provider.config });
  homeAffairs = await office.as('home_affairs');
});
afterAll(async () => {
  await office.close();
  await provider.close();
  await rm(dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
});
beforeEach(() => provider.forge({}));

type Claims = Record<string, unknown>;
async function begin() {
  const reply = await office.nobody.send('POST', '/api/session/oidc');
  const { value = '' } = reply.cookies.find(({ name }) => name === 'oidc') ?? {};
  return { address: reply.json().address as string, cookie: value };
}
const finish = (cookie: string, query: string) =>
  office.app.inject({
    method: 'POST',
    url: '/api/session/oidc/return',
    payload: { query },
    cookies: { oidc: cookie },
  });
async function signIn(claims: Claims) {
  const { address, cookie } = await begin();
  return finish(cookie, (await provider.signIn(address, claims)).search);
}
const codeOf = async (reply: ReturnType<typeof signIn>) => {
  const { statusCode, cookies, json } = await reply;
  if (statusCode < 400) return json().username;
  expect(cookies.filter(({ name, value }) => name === 'session' && value)).toEqual([]);
  return json().code;
};

let count = 0;
async function newAccount(email: string | null = null, agencyCode: string | null = null) {
  count += 1;
  const username = `lan.cong${count}`;
  const role = agencyCode ? ('agency' as const) : ('observer' as const);
  const body = { username, fullName: `Cán bộ ${username}`, role, email, agencyCode };
  const { staffId, link } = await homeAffairs.call(addStaff, { body });
  return { staffId, username, link };
}
const setSubject = (staffId: string, subject: string | null) =>
  homeAffairs.call(contract.setOidcSubject, { params: { staffId }, body: { subject } });
const accounts = async () =>
  (await office.deps.db.selectFrom('staff').select('id').execute()).length;

test('who signed in at the provider opens the account that Home Affairs named, and nobody else’s', async () => {
  const { staffId, username } = await newAccount();
  await setSubject(staffId, 'nguoi-1');
  expect(await codeOf(signIn({ sub: 'nguoi-1' }))).toBe(username);
  const before = await accounts();
  expect(await codeOf(signIn({ sub: 'nguoi-la', email: 'la@tinh.vn', email_verified: true }))).toBe(
    'oidc_no_account',
  );
  expect(await accounts()).toBe(before);
  await setSubject(staffId, null);
  expect(await codeOf(signIn({ sub: 'nguoi-1' }))).toBe('oidc_no_account');
});

test('a verified address opens the one account that has it; a second person with the address does not', async () => {
  const { username } = await newAccount('Lan@Tinh.vn');
  const claims = { sub: 'nguoi-2', email: 'lan@tinh.vn' };
  expect(await codeOf(signIn(claims))).toBe('oidc_no_account');
  expect(await codeOf(signIn({ ...claims, email_verified: 'true' }))).toBe('oidc_no_account');
  expect(await codeOf(signIn({ ...claims, email_verified: true }))).toBe(username);
  expect(await codeOf(signIn({ sub: 'nguoi-2', email: 'moi@tinh.vn' }))).toBe(username);
  expect(await codeOf(signIn({ ...claims, sub: 'nguoi-3', email_verified: true }))).toBe(
    'oidc_no_account',
  );
  await newAccount('chung@tinh.vn');
  await newAccount('chung@tinh.vn');
  const shared = { sub: 'nguoi-4', email: 'chung@tinh.vn', email_verified: true };
  expect(await codeOf(signIn(shared))).toBe('oidc_no_account');
});

test('another issuer, audience, nonce, signature or time in the token is refused', async () => {
  const { staffId } = await newAccount();
  await setSubject(staffId, 'nguoi-5');
  const past = Math.floor(Date.now() / 1000) - 3600;
  for (const changes of [
    { iss: 'https://ke-gian.vn' },
    { aud: 'ung-dung-khac' },
    { nonce: 'khac' },
    { nonce: undefined },
    { exp: past, iat: past - 60 },
  ]) {
    provider.forge(changes);
    expect([changes, await codeOf(signIn({ sub: 'nguoi-5' }))]).toEqual([changes, 'oidc_refused']);
  }
  provider.forge({}, true);
  expect(await codeOf(signIn({ sub: 'nguoi-5' }))).toBe('oidc_refused');
  provider.forge({});
  expect(await codeOf(signIn({ sub: 'nguoi-5' }))).not.toBe('oidc_refused');
});

test('a foreign state, another browser, a second use, an old beginning and a made-up code are refused', async () => {
  const { staffId } = await newAccount();
  await setSubject(staffId, 'nguoi-6');
  const claims = { sub: 'nguoi-6' };
  const { address, cookie } = await begin();
  const other = await begin();
  const back = await provider.signIn(address, claims);
  const foreign = new URL(back);
  foreign.searchParams.set('state', 'khac');
  for (const [jar, query] of [
    [cookie, foreign.search],
    [other.cookie, back.search],
    ['', back.search],
    ['AAAA', back.search],
    [cookie, '?code=1&state=1'],
    [cookie, '?error=access_denied'],
    [cookie, ''],
  ] as const)
    expect(await codeOf(finish(jar, query))).toBe('oidc_refused');
  expect(await codeOf(finish(cookie, back.search))).not.toBe('oidc_refused');
  expect(await codeOf(finish(cookie, back.search))).toBe('oidc_refused');
  const old = await begin();
  const late = await provider.signIn(old.address, claims);
  const moment = office.deps.now();
  office.at(new Date(moment.getTime() + 601_000).toISOString());
  expect(await codeOf(finish(old.cookie, late.search))).toBe('oidc_refused');
  office.at(moment.toISOString());
});

test('where the post requires a second factor, the provider’s word for several factors counts as one', async () => {
  const { staffId } = await newAccount();
  await setSubject(staffId, 'nguoi-7');
  await homeAffairs.call(setFactorRule, { body: { posts: ['observer'] } });
  const plain = await signIn({ sub: 'nguoi-7' });
  expect(plain.json()).toMatchObject({ isFactorDue: true });
  const strong = await signIn({ sub: 'nguoi-7', amr: ['pwd', 'mfa'] });
  expect(strong.json()).toMatchObject({ isFactorDue: false });
  await homeAffairs.call(setFactorRule, { body: { posts: [] } });
});

test('whoever writes a subject is shown to the account’s office, as the maker of a link is', async () => {
  const { staffId, username } = await newAccount(null, '01981');
  const clerk = await office.as('agency', '01981');
  await setSubject(staffId, 'nguoi-8');
  const notices = async () =>
    (await clerk.call(listLinkNotices, {})).notices.filter(({ account }) => account === username);
  // The link of the account's making, and the subject.
  expect(await notices()).toHaveLength(2);
  await signIn({ sub: 'nguoi-8' });
  expect((await notices()).filter(({ usedAt }) => usedAt !== null)).toMatchObject([
    { madeBy: 'Người thử home_affairs' },
  ]);
  const { acts } = await homeAffairs.call(listActivity, { query: {} });
  expect(acts.map(({ act }) => act)).toEqual(
    expect.arrayContaining(['oidc_subject_set', 'oidc_first_used']),
  );
});

test('with the account the provider’s person goes, and a closed account is not opened', async () => {
  const { staffId } = await newAccount();
  await setSubject(staffId, 'nguoi-9');
  await homeAffairs.call(handOverAccount, {
    params: { staffId },
    body: { fullName: 'Vàng Văn Sau', telephone: null, email: null },
  });
  expect(await codeOf(signIn({ sub: 'nguoi-9' }))).toBe('oidc_no_account');
});

test('one person of the provider is of one account, and a server without a provider says so', async () => {
  const [first, second] = [await newAccount(), await newAccount()];
  await setSubject(first.staffId, 'nguoi-10');
  await expect(setSubject(second.staffId, 'nguoi-10')).rejects.toMatchObject({
    code: 'oidc_subject_taken',
  });
  expect(await office.nobody.call(contract.getOidc, {})).toEqual({ name: 'Cổng của tỉnh' });
});

test('signing out names the provider’s address alone to who came by it, and ends nobody’s session there otherwise', async () => {
  const { username } = await newAccount('sau@tinh.vn');
  const reply = await signIn({ sub: 'nguoi-sau', email: 'sau@tinh.vn', email_verified: true });
  expect(reply.json().username).toBe(username);
  const hint = reply.cookies.findLast(({ name }) => name === 'provider')!;
  expect(hint).toMatchObject({ httpOnly: true, sameSite: 'Strict', path: '/api/session' });
  // Sealed: who copies the cookie jar reads no name and no token of the provider.
  expect(Buffer.from(hint.value, 'base64url').toString('latin1')).not.toContain('sau@tinh.vn');
  const signOut = (cookies: Record<string, string>) =>
    office.app.inject({ method: 'DELETE', url: '/api/session', cookies });
  const { address } = (await signOut({ provider: hint.value })).json();
  const { origin, pathname, searchParams } = new URL(address);
  expect(`${origin}${pathname}`).toBe(`${provider.config.issuer}/logout`);
  expect(searchParams.get('post_logout_redirect_uri')).toBe('http://localhost:3000/quan-tri');
  expect(searchParams.get('client_id')).toBe(provider.config.clientId);
  expect((await fetch(address, { redirect: 'manual' })).status).toBe(302);
  expect(provider.ended).toEqual(['nguoi-sau']);
  for (const cookies of [{}, { provider: 'x' }, { provider: hint.value.slice(4) }] as const)
    expect((await signOut({ ...cookies })).json()).toEqual({ address: null });
});
