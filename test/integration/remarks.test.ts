// Truth: what the observers of the Fatherland Front write is printed word for word and stays so (ux.md §7).
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openCampaign } from '#contract/campaigns.ts';
import { listRemarks, writeRemark } from '#contract/remarks.ts';
import {
  addStaff,
  confirmLinkNotices,
  listActivity,
  listLinkNotices,
  renewPasswordLink,
} from '#contract/staff.ts';
import { asOwner } from '../database.ts';
import type { Caller, Office } from '../office.ts';
import { openOffice } from '../office.ts';
import { terms } from '../terms.ts';

const TEXT = 'Xã Văn Lăng nộp danh sách muộn hai ngày.\nChúng tôi đã xem máy chủ quay số.';
const PASSWORD = 'mùa vàng trên ruộng bậc thang';

let office: Office;
let observer: Caller;
let params: { campaignId: string };
beforeAll(async () => {
  office = await openOffice();
  const homeAffairs = await office.as('home_affairs');
  params = { campaignId: (await homeAffairs.call(openCampaign, { body: terms() })).id };
  observer = await office.as('observer');
});
afterAll(() => office.close());

test('an observer’s remark is public word for word, with its stage and day', async () => {
  const written = await observer.call(writeRemark, { params, body: { text: `  ${TEXT}\n` } });
  expect(written).toMatchObject({ text: TEXT, stage: 'draft' });
  await observer.call(writeRemark, { params, body: { text: 'Không có gì thêm.' } });
  const { remarks } = await office.nobody.call(listRemarks, { params });
  expect(remarks.map(({ text }) => text)).toEqual([TEXT, 'Không có gì thêm.']);
  expect(remarks[0]).toEqual(written);
});

test('the same words of one observer, sent six times at once, are one remark; another’s or the next day’s are their own', async () => {
  const text = 'Đã xem niêm phong, không có gì khác.';
  const write = (caller: Caller) => caller.call(writeRemark, { params, body: { text } });
  const replies = await Promise.all(Array.from({ length: 6 }, () => write(observer)));
  const remarksSaying = async () => {
    const { remarks } = await office.nobody.call(listRemarks, { params });
    return remarks.filter((remark) => remark.text === text).length;
  };
  const linesOf = async () => {
    const { acts } = await observer.call(listActivity, { query: {} });
    return acts.filter(
      ({ act, details }) => act === 'remark_written' && details?.characters === text.length,
    ).length;
  };
  for (const reply of replies) expect(reply).toEqual(replies[0]);
  expect([await remarksSaying(), await linesOf()]).toEqual([1, 1]);
  await write(await office.as('observer'));
  expect(await remarksSaying()).toBe(2);
  office.at(new Date(office.deps.now().getTime() + 86_400_000).toISOString());
  await write(observer);
  expect(await remarksSaying()).toBe(3);
});

test('who made the link of its author’s account stands beside it, and who has confirmed to know; so does another’s link soon after', async () => {
  const homeAffairs = await office.as('home_affairs');
  const choose = async (link: string) => {
    const token = new URL(link).hash.slice(1);
    const chosen = await office.nobody.send('POST', '/api/password', { token, password: PASSWORD });
    const cookies = Object.fromEntries(chosen.cookies.map(({ name, value }) => [name, value]));
    return cookies;
  };
  const writing = async (cookies: Record<string, string>, text: string) => {
    const url = writeRemark.path.replace(':campaignId', params.campaignId);
    const reply = await office.app.inject({ method: 'POST', url, cookies, payload: { text } });
    return writeRemark.reply.parse(reply.json());
  };
  const saying = async (text: string) => {
    const { remarks } = await office.nobody.call(listRemarks, { params });
    return remarks.find((remark) => remark.text === text)!;
  };
  const account = { username: 'mttq.tinh', fullName: 'Lò Thị Giám', role: 'observer' } as const;
  const made = await homeAffairs.call(addStaff, { body: account });
  const first = await choose(made.link);
  const own = await writing(first, 'Tôi đã xem.');
  const by = { madeBy: 'Người thử home_affairs', knownTo: [] };
  expect(own).toMatchObject({ link: { ...by, isRenewal: false }, takenOver: null });

  office.at(new Date(office.deps.now().getTime() + 600_000).toISOString());
  const { link } = await homeAffairs.call(renewPasswordLink, {
    params: { staffId: made.staffId },
  });
  const renewed = await choose(link);
  const usedAt = office.deps.now().toISOString();
  office.at(new Date(office.deps.now().getTime() + 600_000).toISOString());
  const foreign = await writing(renewed, 'Không có gì sai.');
  expect(foreign).toMatchObject({ link: { ...by, isRenewal: true, usedAt }, takenOver: null });
  expect((await saying('Tôi đã xem.')).takenOver).toMatchObject({ ...by, isRenewal: true, usedAt });

  const { notices } = await observer.call(listLinkNotices, {});
  const ids = notices.filter((notice) => notice.account === account.username).map(({ id }) => id);
  await observer.call(confirmLinkNotices, { body: { ids } });
  const known = await saying('Không có gì sai.');
  expect(known.link?.knownTo).toEqual(['Người thử observer']);
  // Anybody reads it: nobody's user name is in it.
  expect(JSON.stringify(known)).not.toContain('username');
});

test('nobody changes or removes one, on whatever way', async () => {
  await asOwner(office.deps.db, async (db) => {
    const ways = [
      () => db.updateTable('remark').set({ text: 'Tốt' }).execute(),
      () => db.deleteFrom('remark').execute(),
    ];
    for (const way of ways)
      await expect(way()).rejects.toMatchObject({ constraint: 'never_changes' });
  });
});

test('only observers write, and not without words', async () => {
  for (const caller of [await office.as('home_affairs'), office.nobody])
    await expect(caller.call(writeRemark, { params, body: { text: 'x' } })).rejects.toMatchObject({
      status: expect.toSatisfy((status: number) => status === 401 || status === 403),
    });
  await expect(observer.call(writeRemark, { params, body: { text: '   ' } })).rejects.toMatchObject(
    { code: 'request_invalid' },
  );
});

test('the activity tells that one was written, not what it says', async () => {
  const { acts } = await observer.call(listActivity, { query: {} });
  const written = acts.find(({ act }) => act === 'remark_written');
  expect(written?.details).toEqual({ stage: 'draft', characters: expect.any(Number) });
});
