// Truth: docs/fieldwork.md §2. A caller takes a case, reads the consent, and sends answers that only the box opens.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBallot } from '../../server/responses/sealed-ballot.ts';
import type { Office } from '../office.ts';
import { openOffice } from '../office.ts';
import type { CollectingCampaign } from '../scenario-collecting.ts';
import { collectingCampaign } from '../scenario-collecting.ts';
import { addressOf, desk, sharedBrowser } from './browser.ts';
import { closePages, putAway } from './pages.ts';

let office: Office;
let campaign: CollectingCampaign;
beforeAll(async () => {
  office = await openOffice();
  campaign = await collectingCampaign(office, {
    agencies: ['01981'],
    fields: ['Hộ tịch'],
    peoplePerStratum: 3,
  });
});
afterAll(async () => {
  await closePages(await sharedBrowser());
  await office?.close();
});

test('from the number over the consent to the receipt; what goes out has no answer in the clear', async () => {
  const address = await addressOf(office);
  const page = await desk({ office, address }, await office.as('interviewer'));
  await page.goto(`${address}/quan-tri`);
  await page.getByRole('heading', { name: 'Gọi điện thoại' }).waitFor();
  await page.getByRole('button', { name: 'Lấy người tiếp theo' }).click();
  await page.getByText(/^0\d{9}$/).waitFor();

  await page.getByRole('button', { name: 'Ghi kết quả' }).waitFor();
  await page.getByLabel('Máy bận').check();
  await page.getByRole('button', { name: 'Ghi kết quả' }).click();
  await page.getByRole('button', { name: 'Lấy người tiếp theo' }).click();
  await page.getByText('Không bắt buộc, câu nào cũng có thể bỏ qua.').waitFor();
  // Loaded again, the case is still on the line and its number is not.
  await page.reload();
  await page.getByText('Số điện thoại chỉ hiện một lần').waitFor();
  await page.getByRole('button', { name: 'Đồng ý, bắt đầu hỏi' }).click();
  await page.locator('#item-1:focus').waitFor();
  for (let item = 0; item < 16; item += 1) {
    await page.keyboard.press('4');
    await page.keyboard.press('Enter');
  }
  const sent = page.waitForRequest((request) => request.method() === 'PUT');
  await page.getByRole('button', { name: 'Gửi phiếu' }).click();
  expect(Object.keys((await sent).postDataJSON()).sort()).toEqual(['iv', 'point', 'sealed']);
  await page.getByText('Đã nhận phiếu, mã biên nhận').waitFor();

  const { db, secrets } = office.deps;
  const key = await secrets.ballotKey(campaign.campaignId);
  const [ballot] = await db.selectFrom('ballot').selectAll().execute();
  const opened = openBallot(key, campaign.campaignId, ballot!.id, ballot!.sealed);
  expect(opened).toMatchObject({ mode: 'phone' });
  expect(Object.values(opened.answers)).toEqual(Array.from({ length: 16 }, () => [4]));
  await putAway(page);
});
