// Truth: README “Nobody acts as another unnoticed”: who makes a link could act with it, so its office, the
// sign-off and the journal tell whose account, by whom, on what day, until those whom it concerns know.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { decideOnList, getAcceptance, signList } from '#contract/acceptance.ts';
import * as contract from '#contract/staff.ts';
import type { Caller, Office } from '../office.ts';
import { openOffice, RefusedCall } from '../office.ts';
import { openFrameFor } from '../open-round.ts';
import { csvOf, dossier, handIn } from '../scenario-lists.ts';

const AGENCY = '01981';
const PASSWORD = 'mùa vàng trên ruộng bậc thang';
const OTHER_PASSWORD = 'một câu khác cũng dài';
let office: Office;
let homeAffairs: Caller;
let observer: Caller;
beforeAll(async () => {
  office = await openOffice();
  homeAffairs = await office.as('home_affairs');
  observer = await office.as('observer');
});
afterAll(() => office.close());

const tokenOf = (link: string) => new URL(link).hash.slice(1);
const later = (minutes: number) =>
  office.at(new Date(office.deps.now().getTime() + minutes * 60_000).toISOString());

/** Signed in by the link, with the cookies that it gave. */
async function enter(link: string, password = PASSWORD): Promise<Caller> {
  const reply = await office.nobody.send('POST', '/api/password', {
    token: tokenOf(link),
    password,
  });
  expect(reply.statusCode).toBe(200);
  return callerWith(reply.cookies, reply.json().id);
}

async function signIn(username: string, password: string): Promise<Caller> {
  const reply = await office.nobody.send('POST', '/api/session', { username, password });
  expect(reply.json()).toMatchObject({ username });
  return callerWith(reply.cookies, reply.json().id);
}

function callerWith(cookies: readonly { name: string; value: string }[], staffId: string): Caller {
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
  const send: Caller['send'] = (method, path, payload) =>
    office.app.inject({
      method: method as 'GET',
      url: path,
      headers: {
        cookie,
        ...(payload && {
          'content-type': Buffer.isBuffer(payload)
            ? 'application/octet-stream'
            : 'application/json',
        }),
      },
      ...(payload && { payload }),
    });
  return {
    staffId,
    cookie,
    send,
    async call(endpoint, input) {
      const { params = {}, body } = input as { params?: Record<string, string>; body?: object };
      const url = endpoint.path.replace(/:(\w+)/g, (_, name: string) => String(params[name]));
      const reply = await send(endpoint.method, url, body);
      if (reply.statusCode >= 400) throw new RefusedCall(reply.statusCode, reply.json());
      return reply.json();
    },
  };
}

async function newClerk(username: string, agencyCode = AGENCY) {
  const { staffId, link } = await homeAffairs.call(contract.addStaff, {
    body: { username, fullName: `Cán bộ ${username}`, role: 'agency', isLead: true, agencyCode },
  });
  return { staffId, clerk: await enter(link) };
}

const renewedBy = (caller: Caller, staffId: string) =>
  caller.call(contract.renewPasswordLink, { params: { staffId } });
const renewed = async (staffId: string) => (await renewedBy(homeAffairs, staffId)).link;
const notices = async (caller: Caller) => (await caller.call(contract.listLinkNotices, {})).notices;
const journal = async () => (await observer.call(contract.listActivity, { query: {} })).acts;

test('Home Affairs that signs in an agency’s name is seen by the agency, at the sign-off and in the journal', async () => {
  const { campaignId } = await openFrameFor(office);
  const params = { campaignId, agencyCode: AGENCY };
  const { staffId, clerk } = await newClerk('lan.ky');
  const { clerk: colleague } = await newClerk('hoa.ky');
  await handIn(clerk, params, csvOf([dossier()]));

  later(1);
  const impostor = await enter(await renewed(staffId), OTHER_PASSWORD);
  await impostor.call(signList, {
    params,
    body: { signerPosition: 'Chủ tịch' },
  });
  await homeAffairs.call(decideOnList, { params, body: { kind: 'accepted' } });
  // The impostor confirms the notice: that hides it from nobody else.
  const own = await notices(impostor);
  await impostor.call(contract.confirmLinkNotices, { body: { ids: own.map(({ id }) => id) } });

  const notice = { account: 'lan.ky', isRenewal: true, madeBy: 'Người thử home_affairs' };
  expect(await notices(colleague)).toMatchObject([
    { ...notice, isOwn: false, usedAt: office.deps.now().toISOString() },
    { account: 'lan.ky', isRenewal: false },
  ]);
  const mark = { isRenewal: true, madeBy: 'Người thử home_affairs', knownTo: [] };
  for (const reader of [colleague, homeAffairs, observer]) {
    const { signature } = await reader.call(getAcceptance, { params });
    expect(signature?.link).toMatchObject(mark);
  }
  const signed = (await journal()).find(({ act }) => act === 'list_signed');
  expect(signed).toMatchObject({ by: 'Cán bộ lan.ky', renewed: { madeBy: mark.madeBy } });

  // A colleague who knows of it is named beside it; the mark stays.
  later(1);
  const ids = (await notices(colleague)).map(({ id }) => id);
  expect(await colleague.call(contract.confirmLinkNotices, { body: { ids } })).toEqual({
    notices: [],
  });
  const { signature } = await observer.call(getAcceptance, { params });
  expect(signature?.link).toMatchObject({
    ...mark,
    knownTo: [{ name: 'Cán bộ hoa.ky', username: 'hoa.ky' }],
  });

  // When the clerk gets the account back, what the impostor confirmed is shown again, and with it the first
  // link: who used that, only the clerk can know.
  later(1);
  const back = await enter(await renewed(staffId));
  expect((await notices(back)).filter(({ isOwn }) => isOwn)).toMatchObject([
    { isRenewal: true },
    { isRenewal: true },
    { isRenewal: false },
  ]);
});

test('a leader’s account taken over soon after signing marks that signature, and the whole agency is told', async () => {
  const { campaignId } = await openFrameFor(office);
  const params = { campaignId, agencyCode: '05500' };
  const { staffId, clerk: leader } = await newClerk('thang.ld', params.agencyCode);
  const clerk = await office.as('agency', params.agencyCode);
  const agencyOffice = await office.as('agency_office', params.agencyCode);
  await handIn(leader, params, csvOf([dossier({ agencyCode: params.agencyCode })]));
  const sign = (caller: Caller) =>
    caller.call(signList, { params, body: { signerPosition: 'Chủ tịch' } });
  // Neither the clerk nor Home Affairs signs, at its head or not.
  for (const caller of [clerk, homeAffairs, await office.as('home_affairs', undefined, true)])
    await expect(sign(caller)).rejects.toMatchObject({ code: 'access_denied' });
  const signed = await sign(leader);
  expect(signed.signature).toMatchObject({ signerName: 'Cán bộ thang.ld', takenOver: null });

  later(2 * 24 * 60);
  await enter(await renewed(staffId), OTHER_PASSWORD);
  const { signature } = await observer.call(getAcceptance, { params });
  expect(signature?.takenOver).toMatchObject({ isRenewal: true, madeBy: 'Người thử home_affairs' });
  for (const colleague of [clerk, agencyOffice])
    expect(await notices(colleague)).toContainEqual(
      expect.objectContaining({ account: 'thang.ld', isRenewal: true, usedAt: expect.any(String) }),
    );
});

test('a leader’s account handed over soon after signing marks that signature too', async () => {
  const { campaignId } = await openFrameFor(office);
  const params = { campaignId, agencyCode: '01840' };
  const { staffId, clerk: leader } = await newClerk('giao.ld', params.agencyCode);
  await handIn(leader, params, csvOf([dossier({ agencyCode: params.agencyCode })]));
  await leader.call(signList, { params, body: { signerPosition: 'Chủ tịch' } });
  later(60);
  const handOver = async (id: string, fullName: string) => {
    const body = { fullName, telephone: null, email: null };
    return homeAffairs.call(contract.handOverAccount, { params: { staffId: id }, body });
  };
  const second = await handOver(staffId, 'Triệu Đức Thắng');
  const takenOver = async () =>
    (await observer.call(getAcceptance, { params })).signature?.takenOver ?? null;
  expect(await takenOver()).toBeNull();
  // Nor does a second one hide the first, whose link nobody has used.
  const third = await handOver(second.staffId, 'Triệu Đức Thắng');
  await enter(third.link, OTHER_PASSWORD);
  expect(await takenOver()).toMatchObject({ isRenewal: false, madeBy: 'Người thử home_affairs' });
});

test('who came to an account by the same maker’s link afterwards is not named as one who knows of it', async () => {
  const { campaignId } = await openFrameFor(office);
  const params = { campaignId, agencyCode: '01960' };
  const { staffId, clerk } = await newClerk('that.ld', params.agencyCode);
  const { clerk: colleague } = await newClerk('that.cb', params.agencyCode);
  await handIn(clerk, params, csvOf([dossier({ agencyCode: params.agencyCode })]));
  later(1);
  const impostor = await enter(await renewed(staffId), OTHER_PASSWORD);
  await impostor.call(signList, { params, body: { signerPosition: 'Chủ tịch' } });
  later(1);
  const { clerk: puppet } = await newClerk('gia', params.agencyCode);
  const confirm = async (caller: Caller) => {
    const ids = (await notices(caller)).map(({ id }) => id);
    await caller.call(contract.confirmLinkNotices, { body: { ids } });
    return (await observer.call(getAcceptance, { params })).signature?.link?.knownTo;
  };
  expect(await confirm(puppet)).toEqual([]);
  expect(await confirm(colleague)).toEqual([{ name: 'Cán bộ that.cb', username: 'that.cb' }]);
});

test('nobody makes a password link for the own account: it would need no password', async () => {
  for (const caller of [homeAffairs, await office.as('home_affairs', undefined, true)])
    await expect(renewedBy(caller, caller.staffId!)).rejects.toMatchObject({
      status: 409,
      code: 'own_account',
    });
});

test('who observes, enters or asks is made unknown to nobody of the same post, whatever the agency', async () => {
  for (const role of ['commune_observer', 'entry', 'interviewer'] as const) {
    const before = await office.as(role === 'commune_observer' ? 'observer' : role);
    const username = `moi.${role}`;
    const body = { username, fullName: 'Nguyễn Văn Thắng', role, agencyCode: '02014' };
    const { link } = await homeAffairs.call(contract.addStaff, { body });
    await enter(link);
    expect(await notices(before)).toContainEqual(
      expect.objectContaining({ account: username, madeBy: 'Người thử home_affairs' }),
    );
  }
});

test('whoever gets an account whose first link somebody else has used is told of that use', async () => {
  const { staffId, clerk: impostor } = await newClerk('lan.truoc', '05692');
  const own = await notices(impostor);
  expect(own).toEqual([]);
  later(1);
  const clerk = await enter(await renewed(staffId), OTHER_PASSWORD);
  expect(await notices(clerk)).toMatchObject([
    { account: 'lan.truoc', isOwn: true, isRenewal: true },
    { account: 'lan.truoc', isOwn: true, isRenewal: false, usedAt: expect.any(String) },
  ]);
});

test('an account that somebody else made for the agency is told to those who were there', async () => {
  const { clerk } = await newClerk('lan.dau', '05443');
  expect(await notices(clerk)).toEqual([]);
  await newClerk('la.mat', '05443');
  expect(await notices(clerk)).toMatchObject([
    { account: 'la.mat', isRenewal: false, isOwn: false },
  ]);
  const { clerk: elsewhere } = await newClerk('noi.khac', '05665');
  expect(await notices(elsewhere)).toEqual([]);
});

test('a link that is made and not used yet is told to whoever is signed in, and again when it was used', async () => {
  const { staffId, clerk } = await newClerk('lan.mo', '05674');
  const { clerk: colleague } = await newClerk('hoa.mo', '05674');
  const first = await notices(colleague);
  await colleague.call(contract.confirmLinkNotices, { body: { ids: first.map(({ id }) => id) } });
  later(1);
  const link = await renewed(staffId);
  const unused = { account: 'lan.mo', isOwn: true, isRenewal: true, usedAt: null };
  expect(await notices(clerk)).toContainEqual(expect.objectContaining(unused));
  const ids = (await notices(colleague)).map(({ id }) => id);
  await colleague.call(contract.confirmLinkNotices, { body: { ids } });
  expect(await notices(colleague)).toEqual([]);
  later(1);
  await enter(link, OTHER_PASSWORD);
  expect(await notices(colleague)).toMatchObject([
    { account: 'lan.mo', usedAt: expect.any(String) },
  ]);
});

test('signing in with the password that was known voids a link that lies about', async () => {
  const { staffId } = await newClerk('lan.nho');
  const link = await renewed(staffId);
  await signIn('lan.nho', PASSWORD);
  const reply = await office.nobody.send('POST', '/api/password', {
    token: tokenOf(link),
    password: OTHER_PASSWORD,
  });
  expect(reply.json()).toMatchObject({ code: 'password_link_invalid' });
});

test('nobody confirms a notice that is not theirs', async () => {
  const { staffId } = await newClerk('lan.rieng', '05680');
  const { clerk: colleague } = await newClerk('hoa.rieng', '05680');
  const { clerk: elsewhere } = await newClerk('noi.khac.nua', '05665');
  await enter(await renewed(staffId), OTHER_PASSWORD);
  const ids = (await notices(colleague)).map(({ id }) => id);
  await elsewhere.call(contract.confirmLinkNotices, { body: { ids } });
  expect((await notices(colleague)).map(({ id }) => id)).toEqual(ids);
});

test('acts on accounts name whom, of what role and agency, and by whom', async () => {
  const { staffId } = await newClerk('lan.ten');
  const params = { staffId };
  await renewed(staffId);
  await homeAffairs.call(contract.setStaffDisabled, { params, body: { isDisabled: true } });
  await homeAffairs.call(contract.setStaffDisabled, { params, body: { isDisabled: false } });
  const acts = (await observer.call(contract.listActivity, { query: { kind: 'accounts' } })).acts
    .filter(({ details }) => details.account === 'lan.ten')
    .reverse();
  expect(acts.map(({ act, by }) => [act, by])).toEqual([
    ['staff_added', 'Người thử home_affairs'],
    ['password_link_made', 'Người thử home_affairs'],
    ['password_chosen', 'Cán bộ lan.ten'],
    ['password_link_made', 'Người thử home_affairs'],
    ['staff_disabled', 'Người thử home_affairs'],
    ['staff_enabled', 'Người thử home_affairs'],
  ]);
  for (const { details } of acts)
    expect(details).toMatchObject({ name: 'Cán bộ lan.ten', role: 'leader', agency: AGENCY });
  expect(acts[2]?.details).toMatchObject({ linkBy: 'Người thử home_affairs', isRenewal: false });
});

test('of two people of one name the journal, the notices and the sign-off tell which of them it was', async () => {
  const { campaignId } = await openFrameFor(office);
  const params = { campaignId, agencyCode: '05443' };
  const fullName = 'Nguyễn Thị Hoa';
  const made = async (username: string, role: 'home_affairs' | 'agency') => {
    const agencyCode = role === 'agency' ? params.agencyCode : null;
    const isLead = role === 'agency';
    const body = { username, fullName, role, isLead, agencyCode };
    const { staffId, link } = await homeAffairs.call(contract.addStaff, { body });
    return { staffId, person: await enter(link) };
  };
  const { person: maker } = await made('hoa.so.2', 'home_affairs');
  await made('hoa.so.1', 'home_affairs');
  const { staffId } = await made('hoa.xa.1', 'agency');
  const { person: colleague } = await made('hoa.xa.2', 'agency');
  later(1);
  const { link } = await maker.call(contract.renewPasswordLink, { params: { staffId } });
  const clerk = await enter(link);
  await handIn(clerk, params, csvOf([dossier()]));
  await clerk.call(signList, {
    params,
    body: { signerPosition: 'Chủ tịch' },
  });
  const madeBy = { madeBy: fullName, madeByUsername: 'hoa.so.2' };
  const noticed = await notices(colleague);
  expect(noticed.find(({ isRenewal }) => isRenewal)).toMatchObject(madeBy);
  await colleague.call(contract.confirmLinkNotices, { body: { ids: noticed.map(({ id }) => id) } });

  const { signature } = await observer.call(getAcceptance, { params });
  expect(signature?.link).toMatchObject({
    ...madeBy,
    knownTo: [{ name: fullName, username: 'hoa.xa.2' }],
  });
  const acts = await journal();
  const act = (name: string, byUsername: string) =>
    acts.find((row) => row.act === name && row.byUsername === byUsername);
  expect(act('list_signed', 'hoa.xa.1')).toMatchObject({ by: fullName, renewed: madeBy });
  expect(act('password_link_made', 'hoa.so.2')?.details).toMatchObject({ account: 'hoa.xa.1' });
  expect(act('password_chosen', 'hoa.xa.1')?.details).toMatchObject({ linkByAccount: 'hoa.so.2' });
  for (const row of acts) expect(row.byUsername === null).toBe(row.by === null);
});

test('whose password a link chooses stands beside it, and looking it up spends nothing', async () => {
  const { link } = await homeAffairs.call(contract.addStaff, {
    body: { username: 'lan.xem', fullName: 'Hoàng Thị Lan', role: 'agency', agencyCode: AGENCY },
  });
  const body = { token: tokenOf(link) };
  const known = { username: 'lan.xem', fullName: 'Hoàng Thị Lan', agencyName: 'Xã Vĩnh Thông' };
  expect(await office.nobody.call(contract.lookUpPasswordLink, { body })).toEqual(known);
  await enter(link);
  await expect(office.nobody.call(contract.lookUpPasswordLink, { body })).rejects.toMatchObject({
    code: 'password_link_invalid',
  });
});
