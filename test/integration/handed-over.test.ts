// Truth: an account goes from one person to another with post and agency, and nothing of the first opens it any more;
// the journal names each person for what that person did (README “Accounts”).
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { TOTP } from 'otpauth';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AccountRecord } from '#contract/account-records.ts';
import { getAccountRecord } from '#contract/account-records.ts';
import * as contract from '#contract/staff.ts';
import { Authenticator } from '../authenticator.ts';
import type { Caller, Office } from '../office.ts';
import { openOffice } from '../office.ts';
import { openFrameFor } from '../open-round.ts';

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
    url: path,
    cookies: Object.fromEntries(cookies.map(({ name, value }) => [name, value])),
    ...(payload && { payload }),
  });
const tokenOf = (link: string) => new URL(link).hash.slice(1);
const choose = (link: string, password = PASSWORD) =>
  office.nobody.send('POST', '/api/password', { token: tokenOf(link), password });

async function newAccount(username: string) {
  const body = { username, fullName: 'Lò Thị Trước', role: 'agency', agencyCode: '01981' } as const;
  const made = await homeAffairs.call(contract.addStaff, {
    body: { ...body, isLead: true, telephone: '0912345678', email: 'truoc@xa.vn' },
  });
  const { cookies } = await choose(made.link);
  return { staffId: made.staffId, username, ask: askWith(cookies) };
}

const SECOND = { fullName: 'Vàng Văn Sau', telephone: '0987654321', email: 'sau@xa.vn' };
const handOver = (staffId: string, body = SECOND) =>
  homeAffairs.call(contract.handOverAccount, { params: { staffId }, body });

test('nothing of the first person opens the account: session, password, code, passkey and link are over', async () => {
  const { staffId, username, ask } = await newAccount('xa.bangiao');
  const passkey = new Authenticator();
  const { challenge } = (
    await ask('POST', '/api/session/passkeys/options', { password: PASSWORD })
  ).json();
  await ask('POST', '/api/session/passkeys', {
    name: 'Máy',
    passkey: passkey.enrol({ challenge }),
  });
  const { secret } = (
    await ask('POST', '/api/session/second-factor', { password: PASSWORD })
  ).json();
  const app = new TOTP({ secret });
  const code = () => app.generate({ timestamp: office.deps.now().getTime() });
  await ask('POST', '/api/session/second-factor/confirmation', { code: code() });
  const { link: renewed } = await homeAffairs.call(contract.renewPasswordLink, {
    params: { staffId },
  });
  expect((await ask('GET', '/api/session')).statusCode).toBe(200);

  const { link, staffId: secondId } = await handOver(staffId);
  expect((await ask('GET', '/api/session')).statusCode).toBe(401);
  expect((await choose(renewed)).json()).toMatchObject({ code: 'password_link_invalid' });
  const answer = passkey.answer({
    challenge: (await office.nobody.send('POST', '/api/session/passkey/options')).json().challenge,
  });
  const entry = await office.nobody.send('POST', '/api/session/passkey', answer);
  expect(entry.json()).toMatchObject({ code: 'passkey_refused' });
  for (const name of [username, `${username}~1`]) {
    const reply = await office.nobody.send('POST', '/api/session', {
      username: name,
      password: PASSWORD,
      code: code(),
    });
    expect(reply.statusCode).toBeGreaterThanOrEqual(400);
  }

  const chosen = await choose(link, 'một câu khác cũng dài');
  expect(chosen.json()).toMatchObject({
    id: secondId,
    username,
    fullName: SECOND.fullName,
    role: 'agency',
    isLead: true,
    agencyCode: '01981',
    isFactorDue: false,
  });
});

test('the journal names each person for what that person did, and finds both by the user name', async () => {
  const { staffId, username, ask } = await newAccount('xa.nhatky');
  const passkey = async (asks: typeof ask, password = PASSWORD) => {
    const options = await asks('POST', '/api/session/passkeys/options', { password });
    const made = new Authenticator().enrol({ challenge: options.json().challenge });
    await asks('POST', '/api/session/passkeys', { name: 'Máy', passkey: made });
  };
  await passkey(ask);
  const { link } = await handOver(staffId);
  const second = askWith((await choose(link, 'một câu khác cũng dài')).cookies);
  await passkey(second, 'một câu khác cũng dài');

  const { acts } = await homeAffairs.call(contract.listActivity, { query: { by: username } });
  const added = acts.filter(({ act }) => act === 'passkey_added');
  expect(added.map(({ by, byUsername }) => [by, byUsername])).toEqual([
    ['Vàng Văn Sau', username],
    ['Lò Thị Trước', `${username}~1`],
  ]);
  const all = (await homeAffairs.call(contract.listActivity, { query: {} })).acts;
  expect(all.find(({ act }) => act === 'account_handed_over')).toMatchObject({
    by: 'Người thử home_affairs',
    details: { account: username, name: 'Vàng Văn Sau', earlier: 'Lò Thị Trước', role: 'leader' },
  });
  const { staff } = await homeAffairs.call(contract.listStaff, {});
  expect(staff.filter((account) => account.username.startsWith(username))).toMatchObject([
    { fullName: 'Vàng Văn Sau', email: 'sau@xa.vn', isDisabled: false, handedOverAt: null },
    { fullName: 'Lò Thị Trước', email: null, telephone: null, isDisabled: true },
  ]);
});

test('the agency’s office is told of the new person’s link', async () => {
  const { staffId } = await newAccount('xa.baotin');
  const clerk = await office.as('agency', '01981');
  await handOver(staffId);
  const { notices } = await clerk.call(contract.listLinkNotices, {});
  expect(notices.filter(({ account }) => account === 'xa.baotin')).toMatchObject([
    { name: 'Vàng Văn Sau', madeBy: 'Người thử home_affairs', usedAt: null },
  ]);
});

test('an account goes on a second time; the row of who had it is neither reopened nor handed on', async () => {
  const { staffId } = await newAccount('xa.haylan');
  const { staffId: secondId } = await handOver(staffId);
  await handOver(secondId, { ...SECOND, fullName: 'Giàng A Ba' });
  const { staff } = await homeAffairs.call(contract.listStaff, {});
  expect(
    staff
      .filter(({ username }) => username.startsWith('xa.haylan'))
      .map(({ username, fullName }) => [username, fullName]),
  ).toEqual([
    ['xa.haylan', 'Giàng A Ba'],
    ['xa.haylan~1', 'Lò Thị Trước'],
    ['xa.haylan~2', 'Vàng Văn Sau'],
  ]);
  const refused = { code: 'account_handed_over' };
  await expect(handOver(staffId)).rejects.toMatchObject(refused);
  for (const isDisabled of [true, false])
    await expect(
      homeAffairs.call(contract.setStaffDisabled, { params: { staffId }, body: { isDisabled } }),
    ).rejects.toMatchObject(refused);
  await expect(
    homeAffairs.call(contract.renewPasswordLink, { params: { staffId } }),
  ).rejects.toMatchObject({ code: 'account_closed' });
});

test('nobody hands on the own account, and of two who hand on one account at once the second is refused', async () => {
  await expect(handOver(homeAffairs.staffId ?? '')).rejects.toMatchObject({ code: 'own_account' });
  const { staffId } = await newAccount('xa.cungluc');
  const outcomes = await Promise.all(
    [0, 1].map(() =>
      handOver(staffId).then(
        () => 'done',
        ({ code }) => code,
      ),
    ),
  );
  expect(outcomes.sort()).toEqual(['account_handed_over', 'done']);
});

/** Lines of the table of rights with a mark in a post's column. */
async function rightsInDocument(column: number): Promise<string[]> {
  const text = await readFile(join(import.meta.dirname, '../../docs/rights.md'), 'utf8');
  return text
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()))
    .filter((cells) => /[●○]/.test(cells[column + 1] ?? ''))
    .map((cells) => cells[1] ?? '');
}

test('the record for handing over: rights as in the table of rights, the acts of each who had the account, what waits', async () => {
  const { campaignId } = await openFrameFor(office);
  const { staffId, ask } = await newAccount('xa.banin');
  const own = await ask('GET', '/api/session/record');
  const facts: AccountRecord = own.json();
  expect(facts.account).toMatchObject({ username: 'xa.banin', agencyCode: '01981', passkeys: 0 });
  const named = facts.rights.map(
    ({ method, path }) =>
      `${method} ${path.replace('/api/', '').replace('campaigns/:campaignId', '…')}`,
  );
  expect(named.sort()).toEqual((await rightsInDocument(4)).sort());
  expect(facts.rights.every(({ isOwnAgencyOnly }) => isOwnAgencyOnly)).toBe(true);
  expect(facts.tasks).toContainEqual({ task: 'lists_to_hand_in', count: 1 });
  expect(facts.rounds.map(({ id }) => id)).toEqual([campaignId]);
  expect(facts.counts.map(({ act, times }) => [act, times])).toEqual([['password_chosen', 1]]);

  const { staffId: secondId, link } = await handOver(staffId);
  await choose(link, 'một câu khác cũng dài');
  const read = (id: string) => homeAffairs.call(getAccountRecord, { params: { staffId: id } });
  const second = await read(secondId);
  expect(second.holders).toMatchObject([{ fullName: 'Lò Thị Trước' }]);
  expect(second.acts.map(({ by, act }) => [by, act])).toEqual([
    ['Vàng Văn Sau', 'password_chosen'],
    ['Lò Thị Trước', 'password_chosen'],
  ]);
  expect((await read(staffId)).acts.map(({ by }) => by)).toEqual(['Lò Thị Trước']);
  expect((await read(homeAffairs.staffId ?? '')).tasks).toEqual([]);
  const { acts } = await homeAffairs.call(contract.listActivity, { query: { kind: 'reads' } });
  expect(acts.filter(({ act }) => act === 'account_record_read')).toHaveLength(3);
});
