// Truth: README “Guessing passwords”: counted before hashed, alike for every name, and pauses fall on who guesses.
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import * as contract from '#contract/staff.ts';
import { networkOfAddress } from '../../server/http/address.ts';
import type { Office } from '../office.ts';
import { openOffice } from '../office.ts';

const PASSWORD = 'mùa vàng trên ruộng bậc thang';
const DESK = '203.0.113.7';
const STRANGER = '198.51.100.9';
let office: Office;
let names = 0;
let username = '';
/** The cookies that the owner's own browser holds after the password was chosen there. */
let known = '';

beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());
beforeEach(async () => {
  names += 1;
  username = `lan.${names}`;
  const { link } = await (await office.as('home_affairs')).call(contract.addStaff, {
    body: { username, fullName: 'Hoàng Thị Lan', role: 'agency', agencyCode: '01981' },
  });
  const chosen = await office.nobody.send('POST', '/api/password', {
    token: new URL(link).hash.slice(1),
    password: PASSWORD,
  });
  known = chosen.cookies
    .filter(({ name }) => name !== 'session')
    .map(({ name, value }) => `${name}=${value}`)
    .join('; ');
});
afterEach(() => office.deps.db.deleteFrom('signInAttempt').execute());

interface Try {
  readonly name?: string;
  readonly password?: string;
  readonly from?: string;
  readonly cookie?: string;
  readonly forwarded?: string;
}

async function attempt({
  name = username,
  password = 'sai',
  from = STRANGER,
  cookie,
  forwarded,
}: Try) {
  const reply = await office.app.inject({
    method: 'POST',
    url: '/api/session',
    remoteAddress: from,
    headers: { ...(cookie && { cookie }), ...(forwarded && { 'x-forwarded-for': forwarded }) },
    payload: { username: name, password },
  });
  return { status: reply.statusCode, code: 'admitted', ...reply.json(), reply };
}
const codes = (replies: readonly { code: string }[]) => replies.map(({ code }) => code);
const later = (minutes: number) =>
  office.at(new Date(office.deps.now().getTime() + minutes * 60_000).toISOString());

test('of 1,000 passwords at once at most five are tried, and the right one among the rest does not get in', async () => {
  const replies = await Promise.all(
    Array.from({ length: 1000 }, (_, i) =>
      attempt({ password: i === 700 ? PASSWORD : `mật khẩu thứ ${i}` }),
    ),
  );
  const tried = replies.filter(({ code }) => code === 'sign_in_failed');
  expect(tried.length).toBeLessThanOrEqual(5);
  expect(tried.length).toBeGreaterThan(0);
  expect(codes(replies)).not.toContain('admitted');
  expect(replies[700]).toMatchObject({ status: 429, code: 'sign_in_locked' });
});

test('forged addresses in front of a bare server buy no further tries', async () => {
  const replies = [];
  for (let i = 0; i < 8; i += 1) replies.push(await attempt({ forwarded: `192.0.2.${i}` }));
  expect(codes(replies).filter((code) => code === 'sign_in_failed')).toHaveLength(5);
});

test('a name that nobody has is answered like one that somebody has, try for try', async () => {
  const answers = async (name: string) => {
    const replies = [];
    for (let i = 0; i < 7; i += 1) {
      const { status, code, details, reply } = await attempt({ name });
      replies.push({ status, code, details, headers: Object.keys(reply.headers).sort() });
    }
    return replies;
  };
  const replies = await answers(username);
  expect(replies.map(({ code, details }) => details.left ?? code)).toEqual([
    4,
    3,
    2,
    1,
    0,
    'sign_in_locked',
    'sign_in_locked',
  ]);
  expect(await answers('khong.co.ai')).toEqual(replies);
});

test('strangers who guess, from however many addresses, do not shut the owner out of the own browser', async () => {
  for (let round = 0; round < 3; round += 1) {
    for (let i = 0; i < 12; i += 1) await attempt({ from: `198.51.100.${i}` });
    expect(await attempt({ password: PASSWORD })).toMatchObject({ code: 'sign_in_locked' });
    const own = await attempt({ password: PASSWORD, from: DESK, cookie: known });
    expect(own.code).toBe('admitted');
    later(16);
  }
});

test('five wrong tries at one address do not pause another, where the browser knows nobody', async () => {
  for (let i = 0; i < 6; i += 1) await attempt({});
  expect((await attempt({ password: PASSWORD, from: DESK })).code).toBe('admitted');
});

test('the pause doubles while somebody goes on, and is told in Retry-After', async () => {
  const pauses = [];
  for (let round = 0; round < 3; round += 1) {
    for (let i = 0; i < 5; i += 1) await attempt({});
    const { status, code, details, reply } = await attempt({});
    expect({ status, code }).toEqual({ status: 429, code: 'sign_in_locked' });
    expect(Number(reply.headers['retry-after'])).toBe(details.minutes * 60);
    pauses.push(details.minutes);
    later(details.minutes);
  }
  expect(pauses).toEqual([15, 30, 60]);
});

test('the known browser’s own wrong tries are counted too, and a mark of another account is none', async () => {
  const own = [];
  for (let i = 0; i < 6; i += 1) own.push(await attempt({ cookie: known, from: DESK }));
  expect(codes(own)).toEqual([...Array(5).fill('sign_in_failed'), 'sign_in_locked']);
  const forged = known.replace(/\.(.)/, (_, digit) => `.${digit === '0' ? '1' : '0'}`);
  for (let i = 0; i < 5; i += 1) await attempt({});
  expect((await attempt({ cookie: forged, password: PASSWORD })).code).toBe('sign_in_locked');
});

test('marks that somebody collected while the password was known are worth nothing after the next one', async () => {
  const marks = [known];
  for (let i = 0; i < 6; i += 1) {
    const { reply } = await attempt({ password: PASSWORD, from: `192.0.2.${i}` });
    const mark = reply.cookies.find(({ name }: { name: string }) => name.startsWith('known-'));
    marks.push(`${mark?.name}=${mark?.value}`);
  }
  expect(new Set(marks).size).toBe(7);
  // The owner learns of it and asks for a new link.
  const { id: staffId } = (await attempt({ password: PASSWORD, from: DESK })).reply.json();
  const { link } = await (await office.as('home_affairs')).call(contract.renewPasswordLink, {
    params: { staffId },
  });
  const body = { token: new URL(link).hash.slice(1), password: 'một câu khác cũng dài' };
  const own = (await office.nobody.send('POST', '/api/password', body)).cookies
    .map(({ name, value }) => `${name}=${value}`)
    .join('; ');
  const replies = [];
  for (const cookie of marks) {
    for (let i = 0; i < 5; i += 1) replies.push(await attempt({ cookie }));
  }
  expect(codes(replies).filter((code) => code === 'sign_in_failed')).toHaveLength(5);
  expect(await attempt({ ...body, cookie: own, from: DESK })).toMatchObject({ code: 'admitted' });
});

const counts = () => office.deps.db.selectFrom('signInAttempt').selectAll().execute();

test('whoever gets in is not counted: a whole office behind one address signs in', async () => {
  for (let i = 0; i < 3; i += 1)
    expect((await attempt({ password: PASSWORD, from: DESK })).code).toBe('admitted');
  expect((await counts()).filter(({ tries }) => tries > 0)).toEqual([]);
});

test('one address that tries many names is paused for all of them', async () => {
  for (const name of ['ai.do.1', 'ai.do.2']) await attempt({ name });
  // The address has been met with 57 further names.
  await office.deps.db
    .updateTable('signInAttempt')
    .set({ tries: 59 })
    .where('tries', '=', 2)
    .execute();
  expect(await attempt({ name: 'ai.do.60' })).toMatchObject({ details: { left: 0 } });
  expect((await attempt({ password: PASSWORD })).code).toBe('sign_in_locked');
});

test('no name and no address lies in the table, and after half a day nothing does', async () => {
  await attempt({});
  const before = await counts();
  expect(before).toHaveLength(3);
  expect(JSON.stringify(before)).not.toContain(username);
  expect(JSON.stringify(before)).not.toContain(STRANGER);
  later(13 * 60);
  await attempt({ name: 'ai.khac', from: DESK });
  const after = await counts();
  expect(after).toHaveLength(3);
  expect(after.filter(({ key }) => before.some((row) => row.key === key))).toEqual([]);
});

test('a /64 of IPv6 is one address, and one of IPv4 is itself in either form', () => {
  expect(networkOfAddress('2001:db8::1')).toBe(networkOfAddress('2001:0db8:0:0:ffff::9'));
  expect(networkOfAddress('2001:db8:0:1::1')).not.toBe(networkOfAddress('2001:db8::1'));
  expect(networkOfAddress('::ffff:203.0.113.7')).toBe('203.0.113.7');
  for (const written of ['::FFFF:cb00:7107', '0:0:0:0:0:ffff:203.0.113.7', '203.0.113.7:4711'])
    expect(networkOfAddress(written)).toBe('203.0.113.7');
  for (const written of ['fe80::1%eth0', '[fe80::2]:443', 'FE80:0000::'])
    expect(networkOfAddress(written)).toBe('fe80:0:0:0');
  expect(networkOfAddress('::1')).toBe('0:0:0:0');
});

test('each way to write an address of IPv6 names one network', () => {
  const group = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 0xffff }));
  fc.assert(
    fc.property(fc.array(group, { minLength: 8, maxLength: 8 }), fc.nat(7), (groups, place) => {
      fc.pre(groups.some((value, index) => index < 5 && value !== 0));
      const short = groups.map((value) => value.toString(16));
      const network = short.slice(0, 4).join(':');
      const long = short.map((written) => written.padStart(4, '0').toUpperCase());
      const written = [
        short.join(':'),
        long.join(':'),
        new URL(`http://[${short.join(':')}]`).host,
      ];
      const last = groups.slice(6).flatMap((value) => [value >> 8, value & 255]);
      written.push(`${short.slice(0, 6).join(':')}:${last.join('.')}`);
      if (groups[place] === 0)
        written.push(`${short.slice(0, place).join(':')}::${short.slice(place + 1).join(':')}`);
      for (const address of written)
        expect(networkOfAddress(address.replace(/^\[|\]$/g, ''))).toBe(network);
    }),
  );
});

test('passwords are hashed in a short line: beyond it the reply is 503 with Retry-After, and nothing is counted', async () => {
  const replies = await Promise.all(
    Array.from({ length: 60 }, (_, i) => attempt({ name: `hang.${i}`, from: `192.0.2.${i}` })),
  );
  const busy = replies.filter(({ code }) => code === 'sign_in_busy');
  expect(replies.filter(({ code }) => code === 'sign_in_failed').length + busy.length).toBe(60);
  for (const { status, reply } of busy) {
    expect(status).toBe(503);
    expect(Number(reply.headers['retry-after'])).toBeGreaterThan(0);
  }
  const { count } = await office.deps.db
    .selectFrom('signInAttempt')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('tries', '>', 0)
    .executeTakeFirstOrThrow();
  expect(count).toBe(3 * (60 - busy.length));
}, 30_000);

test('a made-up link costs no hash: two hundred at once are all answered, none asked to wait', async () => {
  const replies = await Promise.all(
    Array.from({ length: 200 }, () =>
      office.nobody.send('POST', '/api/password', { token: 'A'.repeat(32), password: PASSWORD }),
    ),
  );
  expect([...new Set(replies.map((reply) => reply.json().code))]).toEqual([
    'password_link_invalid',
  ]);
});

test('a body longer than a name and a password is not read', async () => {
  for (const url of ['/api/session', '/api/password']) {
    const reply = await office.nobody.send('POST', url, { password: 'x'.repeat(8000) });
    expect(reply.statusCode).toBe(413);
  }
});
