// Truth: what the observers of the Fatherland Front write is printed word for word and stays so (ux.md §7).
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openCampaign } from '#contract/campaigns.ts';
import { listRemarks, writeRemark } from '#contract/remarks.ts';
import { listActivity } from '#contract/staff.ts';
import { asOwner } from '../database.ts';
import type { Caller, Office } from '../office.ts';
import { openOffice } from '../office.ts';
import { terms } from '../terms.ts';

const TEXT = 'Xã Văn Lăng nộp danh sách muộn hai ngày.\nChúng tôi đã xem máy chủ quay số.';

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
