// Truth: docs/fieldwork.md §2. Home Affairs locks a list and draws before a witness, somebody asks four questions that touch
// no answer, and the observer decides about a proposal to void; each screen says what to do next.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Role } from '#contract/endpoint.ts';
import { proposeVoiding } from '#contract/voidings.ts';
import type { Office } from '../office.ts';
import { openOffice } from '../office.ts';
import type { CollectingCampaign } from '../scenario-collecting.ts';
import { answer, collectingCampaign } from '../scenario-collecting.ts';
import { addressOf, desk, sharedBrowser } from './browser.ts';
import { closePages, putAway } from './pages.ts';

let office: Office;
let campaign: CollectingCampaign;
let address: string;
beforeAll(async () => {
  office = await openOffice();
  campaign = await collectingCampaign(office, {
    agencies: ['01981'],
    fields: ['Hộ tịch'],
    peoplePerStratum: 4,
  });
  address = await addressOf(office);
  for (const { token } of campaign.invitations) await answer(office, token);
});
afterAll(async () => {
  await closePages(await sharedBrowser());
  await office?.close();
});

async function signIn(role: Role): Promise<Page> {
  return desk({ office, address }, await office.as(role));
}
const openRechecks = (page: Page) =>
  page.goto(`${address}/quan-tri/${campaign.campaignId}/phuc-tra`);

test('from the locked list over the dice and the four questions to what was found', async () => {
  const page = await signIn('home_affairs');
  await openRechecks(page);
  await page.getByText('khóa danh sách phiếu mới về để rút phúc tra').waitFor();
  await page.getByRole('button', { name: 'Khóa danh sách và công khai mã' }).click();
  await page.getByText('gieo xúc xắc trước đại diện Mặt trận Tổ quốc').waitFor();
  await page.getByLabel('Các chữ số xúc xắc').fill('31415 92653 58979 32384');
  await page.getByLabel('Họ tên người chứng kiến').fill('Trần Thị B');
  await page.getByRole('button', { name: 'Rút mẫu phúc tra' }).click();
  await page.getByText('giao người gọi phúc tra; còn 3 người').waitFor();

  const caller = await signIn('interviewer');
  await caller.goto(`${address}/quan-tri`);
  await caller.getByRole('link', { name: 'Gọi phúc tra' }).click();
  await caller.getByRole('button', { name: 'Lấy người tiếp theo' }).click();
  await caller.getByText(/^0\d{9}$/).waitFor();
  await caller.getByRole('button', { name: 'Ghi bốn câu' }).click();
  await caller.getByText('Còn câu chưa chọn').waitFor();
  await caller.getByLabel('Có', { exact: true }).check();
  await caller.getByLabel('Không ai trả lời, không biết có phiếu').check();
  await caller.getByLabel('Không có', { exact: true }).check();
  await caller.getByLabel('Trong bảy ngày qua').check();
  await caller.getByRole('button', { name: 'Ghi bốn câu' }).click();
  await caller.getByRole('button', { name: 'Lấy người tiếp theo' }).waitFor();

  await page.reload();
  await page.getByText('còn 2 người').waitFor();
  const table = page.getByRole('table', { name: 'Theo cách trả lời' });
  expect(await table.getByRole('row').last().textContent()).toMatch(/Tự trả lời301/);
  await putAway(caller);
  await putAway(page);
});

test('an observer reads why a batch is to be voided, and decides with the witness’s name', async () => {
  const [invitation] = campaign.invitations;
  const interviewer = await office.as('interviewer');
  const batch = { door: 'phone', takerId: interviewer.staffId! } as const;
  const { db } = office.deps;
  const batchId = '00000000-0000-4000-8000-000000000001';
  const day = '2026-11-17';
  const { campaignId } = campaign;
  await db
    .insertInto('ballotBatch')
    .values({ id: batchId, campaignId, ...batch, day, answers: 1 })
    .execute();
  await db
    .insertInto('takenCase')
    .values({ invitationId: invitation!.id, campaignId, batchId })
    .execute();
  const [ballot] = await db.selectFrom('ballot').select('id').limit(1).execute();
  await db.updateTable('ballot').set({ batchId }).where('id', '=', ballot!.id).execute();
  const reason = 'Ba người được gọi lại nói chưa ai hỏi họ.';
  await campaign.homeAffairs.call(proposeVoiding, {
    params: { campaignId },
    body: { ...batch, fromDay: day, toDay: day, reason },
  });
  const page = await signIn('observer');
  await openRechecks(page);
  await page.getByText('đọc đề nghị hủy phiếu ở cuối trang').waitFor();
  await page.getByText(reason).waitFor();
  await page.getByRole('button', { name: 'Xác nhận hủy' }).click();
  await page.getByText('Ghi họ tên người chứng kiến.').waitFor();
  await page.getByLabel('Họ tên người chứng kiến của Mặt trận Tổ quốc').fill('Trần Thị B');
  await page.getByRole('button', { name: 'Xác nhận hủy' }).click();
  await page.getByText(/xác nhận hủy lúc .*chứng kiến: Trần Thị B/).waitFor();
  await putAway(page);
});
