// Truth: the rules of access in README: one-time links, five tries, half an hour of silence.
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as contract from '#contract/staff.ts';
import { closeUnused } from '../../server/staff/close-unused.ts';
import { firstAdministrator } from '../../server/staff/first-administrator.ts';
import { makePasswordLink } from '../../server/staff/password-link.ts';
import type { Office } from '../office.ts';
import { openOffice } from '../office.ts';

const PASSWORD = 'mùa vàng trên ruộng bậc thang';
let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

const tokenOf = (link: string | undefined) => new URL(link ?? '').hash.slice(1);

async function accountWithPassword(username: string) {
  const homeAffairs = await office.as('home_affairs');
  const { link } = await homeAffairs.call(contract.addStaff, {
    body: { username, fullName: 'Hoàng Thị Lan', role: 'agency', agencyCode: '01981' },
  });
  const reply = await office.nobody.send('POST', '/api/password', {
    token: tokenOf(link),
    password: PASSWORD,
  });
  expect(reply.statusCode).toBe(200);
  return { username, cookie: String(reply.headers['set-cookie']) };
}

const withCookie = (cookie: string) =>
  office.app.inject({
    method: 'GET',
    url: '/api/session',
    headers: { cookie: cookie.split(';')[0] ?? '' },
  });

test('the first start gives a link that chooses the administrator’s password once', async () => {
  const token = tokenOf(await firstAdministrator(office.deps));
  const administrator = await office.nobody.call(contract.choosePassword, {
    body: { token, password: PASSWORD },
  });
  expect(administrator).toMatchObject({
    username: 'quantri',
    role: 'home_affairs',
    agencyCode: null,
  });
  await expect(
    office.nobody.call(contract.choosePassword, { body: { token, password: PASSWORD } }),
  ).rejects.toMatchObject({ status: 410, code: 'password_link_invalid' });
  expect(await firstAdministrator(office.deps)).toBeUndefined();
});

/** Whom a notice is shown to, and what it does to a signature, is looked at in account-links. */
test('who is told of a link that somebody made for the agency confirms it', async () => {
  const colleague = await office.as('agency', '01981');
  office.at(new Date(office.deps.now().getTime() + 60_000).toISOString());
  await accountWithPassword('lan.moi');
  const { notices } = await colleague.call(contract.listLinkNotices, {});
  expect(notices).toMatchObject([{ account: 'lan.moi', isOwn: false }]);
  const ids = notices.map(({ id }) => id);
  const left = await colleague.call(contract.confirmLinkNotices, { body: { ids } });
  expect(left).toEqual({ notices: [] });
});

test('a new link for a person voids the older one', async () => {
  const someone = await office.as('observer');
  const older = await makePasswordLink(office.deps, someone.staffId ?? '', null);
  await makePasswordLink(office.deps, someone.staffId ?? '', null);
  await expect(
    office.nobody.call(contract.choosePassword, {
      body: { token: tokenOf(older.link), password: PASSWORD },
    }),
  ).rejects.toMatchObject({ code: 'password_link_invalid' });
});

test('a person signs in with name and password and signs out', async () => {
  const { username } = await accountWithPassword('lan.vinhthong');
  const reply = await office.nobody.send('POST', '/api/session', { username, password: PASSWORD });
  const cookie = String(reply.headers['set-cookie']);
  expect(cookie).toMatch(/HttpOnly/);
  expect(cookie).toMatch(/SameSite=Strict/);
  expect((await withCookie(cookie)).json()).toMatchObject({
    username,
    role: 'agency',
    agencyName: 'Xã Vĩnh Thông',
  });
  await office.app.inject({
    method: 'DELETE',
    url: '/api/session',
    headers: { cookie: cookie.split(';')[0] ?? '' },
  });
  expect((await withCookie(cookie)).json()).toMatchObject({ code: 'not_signed_in' });
});

test('a session without action for half an hour has ended', async () => {
  const { cookie } = await accountWithPassword('lan.im');
  const started = office.deps.now().toISOString();
  expect((await withCookie(cookie)).statusCode).toBe(200);
  office.at(new Date(office.deps.now().getTime() + 31 * 60_000).toISOString());
  expect((await withCookie(cookie)).json()).toMatchObject({ code: 'not_signed_in' });
  office.at(started);
});

test('a closed account loses its session at once', async () => {
  const { cookie } = await accountWithPassword('lan.nghi');
  const { id } = (await withCookie(cookie)).json();
  const homeAffairs = await office.as('home_affairs');
  await homeAffairs.call(contract.setStaffDisabled, {
    params: { staffId: id },
    body: { isDisabled: true },
  });
  expect((await withCookie(cookie)).json()).toMatchObject({ code: 'not_signed_in' });
});

test('of a closed account no link works, before or after it is reopened, and none can be made', async () => {
  const homeAffairs = await office.as('home_affairs');
  const { staffId, link } = await homeAffairs.call(contract.addStaff, {
    body: { username: 'lan.dong', fullName: 'Hoàng Thị Lan', role: 'agency', agencyCode: '01981' },
  });
  const params = { staffId };
  const choose = () =>
    office.nobody.call(contract.choosePassword, {
      body: { token: tokenOf(link), password: PASSWORD },
    });
  await homeAffairs.call(contract.setStaffDisabled, { params, body: { isDisabled: true } });
  await expect(choose()).rejects.toMatchObject({ status: 410, code: 'password_link_invalid' });
  await expect(homeAffairs.call(contract.renewPasswordLink, { params })).rejects.toMatchObject({
    status: 409,
    code: 'account_closed',
  });
  await homeAffairs.call(contract.setStaffDisabled, { params, body: { isDisabled: false } });
  await expect(choose()).rejects.toMatchObject({ code: 'password_link_invalid' });
});

test('an account that is closed or reopened six times at once is so in one act of the journal', async () => {
  const homeAffairs = await office.as('home_affairs');
  const staffId = (await office.as('agency', '01981')).staffId!;
  const set = (isDisabled: boolean) =>
    homeAffairs.call(contract.setStaffDisabled, { params: { staffId }, body: { isDisabled } });
  const lines = async (act: string) => {
    const query = office.deps.db.selectFrom('activity').select('id').where('act', '=', act);
    return (await query.where('staffId', '=', homeAffairs.staffId).execute()).length;
  };
  await Promise.all(Array.from({ length: 6 }, () => set(true)));
  await Promise.all(Array.from({ length: 6 }, () => set(false)));
  expect([await lines('staff_disabled'), await lines('staff_enabled')]).toEqual([1, 1]);
  await set(true);
  expect(await lines('staff_disabled')).toBe(2);
});

test('administrators who close each other at the same moment leave one who can go on', async () => {
  const { db } = office.deps;
  // Earlier accounts are closed, so that only these are left.
  for (let round = 0; round < 5; round += 1) {
    await db.updateTable('staff').set({ isDisabled: true }).execute();
    const ring = await Promise.all([1, 2, 3].map(() => office.as('home_affairs')));
    const people = round % 2 ? ring : ring.slice(0, 2);
    if (people.length === 2)
      await db
        .updateTable('staff')
        .set({ isDisabled: true })
        .where('id', '=', ring[2]!.staffId!)
        .execute();
    const replies = await Promise.all(
      people.map((person, i) => {
        const staffId = people[(i + 1) % people.length]!.staffId!;
        return person.send('PUT', `/api/staff/${staffId}/disabled`, { isDisabled: true });
      }),
    );
    const left = await db
      .selectFrom('staff')
      .select('id')
      .where('role', '=', 'home_affairs')
      .where('isDisabled', '=', false)
      .execute();
    expect(left.length).toBeGreaterThanOrEqual(1);
    const refused = replies.filter(({ statusCode }) => statusCode !== 200);
    expect(refused.map((reply) => reply.json().code)).toEqual(refused.map(() => 'not_signed_in'));
    expect(replies.some(({ statusCode }) => statusCode === 200)).toBe(true);
  }
});

test('an account that closes while its password is being chosen lets nobody in', async () => {
  const homeAffairs = await office.as('home_affairs');
  const { staffId, link } = await homeAffairs.call(contract.addStaff, {
    body: {
      username: 'lan.cung-luc',
      fullName: 'Hoàng Thị Lan',
      role: 'agency',
      agencyCode: '01981',
    },
  });
  const [reply] = await Promise.all([
    office.nobody.send('POST', '/api/password', { token: tokenOf(link), password: PASSWORD }),
    homeAffairs.call(contract.setStaffDisabled, {
      params: { staffId },
      body: { isDisabled: true },
    }),
  ]);
  await homeAffairs.call(contract.setStaffDisabled, {
    params: { staffId },
    body: { isDisabled: false },
  });
  const cookie = String(reply.headers['set-cookie'] ?? 'session=none');
  expect((await withCookie(cookie)).json()).toMatchObject({ code: 'not_signed_in' });
});

test('an account of an agency needs its agency, and only it', async () => {
  const homeAffairs = await office.as('home_affairs');
  await expect(
    homeAffairs.call(contract.addStaff, {
      body: { username: 'khongxa', fullName: 'Không xã', role: 'agency' },
    }),
  ).rejects.toMatchObject({ code: 'agency_needed' });
  await expect(
    homeAffairs.call(contract.addStaff, {
      body: { username: 'mttq', fullName: 'MTTQ', role: 'observer', agencyCode: '01981' },
    }),
  ).rejects.toMatchObject({ code: 'agency_needed' });
});

test('an entry clerk or an interviewer may belong to an agency, and sees nothing of the round as a whole', async () => {
  const homeAffairs = await office.as('home_affairs');
  for (const [i, role] of (['entry', 'interviewer'] as const).entries())
    for (const agencyCode of [undefined, '01981'])
      await homeAffairs.call(contract.addStaff, {
        body: {
          username: `${role}${i}.${agencyCode ?? 'khong'}`,
          fullName: 'Lý',
          role,
          agencyCode,
        },
      });
  const clerk = await office.as('entry', '01981');
  expect(await clerk.call(contract.whoAmI, {})).toMatchObject({ agencyCode: '01981' });
  const nowhere = '00000000-0000-4000-8000-000000000000';
  for (const path of ['progress', 'overview', 'results'])
    expect((await clerk.send('GET', `/api/campaigns/${nowhere}/${path}`)).json()).toMatchObject({
      code: 'access_denied',
    });
});

test('a page of another site cannot act in a signed-in person’s name', async () => {
  const reply = await office.app.inject({
    method: 'DELETE',
    url: '/api/session',
    headers: { 'sec-fetch-site': 'cross-site' },
  });
  expect(reply.json()).toMatchObject({ code: 'foreign_origin' });
});

test('acts are recorded with who and what, and no name of a citizen', async () => {
  const { acts } = await (await office.as('observer')).call(contract.listActivity, { query: {} });
  expect(acts.map((act) => act.act)).toContain('staff_added');
});

test('an account unused for a year is closed and said so, the last of Home Affairs never; reopened it has a year more', async () => {
  const alone = await openOffice();
  const { db } = alone.deps;
  const homeAffairs = await alone.as('home_affairs');
  await alone.as('home_affairs');
  const clerk = await alone.as('agency', '01981');
  await db
    .deleteFrom('session')
    .where('staffId', '<>', homeAffairs.staffId ?? '')
    .execute();
  const open = async () =>
    (await db.selectFrom('staff').select('id').where('isDisabled', '=', false).execute()).length;
  alone.at('2027-11-01T02:00:00Z');
  expect(await closeUnused(alone.deps)).toBe(0);
  alone.at('2027-11-03T02:00:00Z');
  // Nobody of Home Affairs has been here for a year either: those two stay.
  expect([await closeUnused(alone.deps), await open()]).toEqual([1, 2]);
  const { acts } = await homeAffairs.call(contract.listActivity, { query: { kind: 'accounts' } });
  expect(acts[0]).toMatchObject({ act: 'staff_closed_unused', by: null, details: { days: 365 } });
  const params = { staffId: clerk.staffId ?? '' };
  await homeAffairs.call(contract.setStaffDisabled, { params, body: { isDisabled: false } });
  expect(await closeUnused(alone.deps)).toBe(0);
  // Once somebody of Home Affairs has signed in, who has not for a year is closed.
  const used = { lastUsedAt: alone.deps.now() };
  await db
    .updateTable('staff')
    .set(used)
    .where('id', '=', homeAffairs.staffId ?? '')
    .execute();
  expect([await closeUnused(alone.deps), await open()]).toEqual([1, 2]);
  await alone.close();
});
