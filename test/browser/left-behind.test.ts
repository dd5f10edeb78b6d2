// Truth: docs/fieldwork.md §2 and docs/trust.md: who comes to a kiosk after somebody has answered on it, or holds an
// interviewer's telephone after an interview, finds of answer and person nothing that the browser keeps or goes back to.
import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as devices from '#contract/devices.ts';
import * as visits from '#contract/visits.ts';
import type { Office } from '../office.ts';
import { openOffice } from '../office.ts';
import type { CollectingCampaign } from '../scenario-collecting.ts';
import { collectingCampaign } from '../scenario-collecting.ts';
import { addressOf, phone, sharedBrowser } from './browser.ts';
import { answerOn, keptOffline } from './citizen.ts';
import { leftBehind } from './left-behind.ts';
import { closePages } from './pages.ts';

const AGENCY = '01981';
const PIN = 'lúa7chín';
/** Only these answers have these words. */
const WORDS = 'phong bì màu xanh';
let office: Office;
let campaign: CollectingCampaign;
let params: { campaignId: string };
let address: string;
beforeAll(async () => {
  office = await openOffice();
  campaign = await collectingCampaign(office, {
    agencies: [AGENCY],
    fields: ['Hộ tịch'],
    peoplePerStratum: 5,
    terms: { questionnairePart: 'service' },
  });
  params = { campaignId: campaign.campaignId };
  address = await addressOf(office);
});
afterAll(async () => {
  await closePages(await sharedBrowser());
  await office?.close();
});

async function enrolled(body: Parameters<typeof enrolmentOf>[0], path: string): Promise<Page> {
  const page = await phone(await sharedBrowser());
  await page.clock.install({ time: office.deps.now() });
  await page.goto(address + path);
  await page.getByLabel('Mã cài máy').fill(await enrolmentOf(body));
  return page;
}
const enrolmentOf = async (
  body:
    | { kind: 'kiosk'; name: string; agencyCode: string }
    | { kind: 'interviewer'; name: string; staffId: string },
) => {
  const request = { ...body, requestId: randomUUID() };
  return (await campaign.homeAffairs.call(devices.addDevice, { params, body: request })).code;
};

/** As somebody who reads, goes back, corrects, and writes at the end. */
async function answerWithWords(page: Page): Promise<void> {
  await answerPage(page);
  await page.getByRole('button', { name: 'Quay lại' }).click();
  await page.getByText(/^Trang 1 trên/).waitFor();
  const comment = page.locator('textarea');
  while (!(await comment.isVisible())) await answerPage(page);
  await comment.fill(WORDS);
  await page.getByRole('button', { name: 'Tiếp tục' }).click();
  await page.getByRole('button', { name: 'Gửi phiếu', exact: true }).click();
}

const answerPage = (page: Page) => answerOn(page, { isKept: false });

/** Of the way through the form, of answers, of the slip. */
const tracesOf = ({ code, token }: { code: string; token: string }, receipt = '') =>
  [
    WORDS,
    'phong b',
    code,
    code.replace(/(.{4})(?=.)/g, '$1 '),
    token,
    receipt,
    '"answers"',
    'checked',
    // A screen of the history may be one that an answer opened.
    'state {',
  ].filter(Boolean);

test('of an answer at the kiosk nothing is left: not in storage, caches, cookies, history, fields, titles or on paper', async () => {
  const page = await enrolled({ kind: 'kiosk', name: 'Quầy 1', agencyCode: AGENCY }, '/quay');
  await page.getByRole('button', { name: 'Cài máy' }).click();
  const digits = page.locator('#slip-code');
  await digits.waitFor();
  await keptOffline(page);
  const slip = campaign.invitations[0]!;
  await digits.pressSequentially(slip.code);
  await page.getByRole('button', { name: 'Mở phiếu' }).click();
  await page.getByRole('button', { name: 'Bắt đầu' }).click();
  await answerWithWords(page);
  await page.getByRole('heading', { name: 'Đã nhận phiếu' }).waitFor();
  const receipt = (await page.locator('.figure [aria-hidden]').textContent())!;
  // From here a way led out, to a page that forgets nothing by itself.
  expect(
    await page
      .locator('main a')
      .evaluateAll((links) => links.map((link) => link.getAttribute('href'))),
  ).toEqual([]);
  await page.getByRole('button', { name: 'Thoát và xóa' }).click();
  await digits.waitFor();
  const left = await leftBehind(page);
  expect(tracesOf(slip, receipt).filter((trace) => left.includes(trace))).toEqual([]);
  await page.context().close();
});

test('a kiosk that somebody left for another page has forgotten when one comes back', async () => {
  const page = await enrolled({ kind: 'kiosk', name: 'Quầy 2', agencyCode: AGENCY }, '/quay');
  await page.getByRole('button', { name: 'Cài máy' }).click();
  const digits = page.locator('#slip-code');
  await digits.pressSequentially(campaign.invitations[1]!.code);
  await page.getByRole('button', { name: 'Mở phiếu' }).click();
  await page.getByRole('button', { name: 'Bắt đầu' }).click();
  await page.locator('.option').first().click();
  // As a browser that keeps the page as it was, in memory, and shows it again.
  await page.evaluate(() =>
    dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })),
  );
  await digits.waitFor();
  expect(await digits.inputValue()).toBe('');
  expect(await page.locator('input:checked').count()).toBe(0);
  await page.context().close();
});

test('an interviewer’s telephone has nothing of an interview that was sealed, for who finds it, opens it or takes it over', async () => {
  const { staffId } = await office.as('interviewer');
  await campaign.homeAffairs.call(visits.assignVisits, {
    params,
    body: { staffId, agencyCode: AGENCY },
  });
  const page = await enrolled(
    { kind: 'interviewer', name: 'Máy của Lan', staffId: staffId! },
    '/phong-van',
  );
  await page.getByLabel('Đặt mã mở máy').fill(PIN);
  await page.getByLabel('Gõ lại mã').fill(PIN);
  await page.getByRole('button', { name: 'Cài máy' }).click();
  const names = page.locator('.field-list .link');
  await names.first().waitFor();
  await keptOffline(page);
  const people = await names.allTextContents();
  await page.context().setOffline(true);
  await names.first().click();
  await page.getByRole('button', { name: 'Gặp được, bắt đầu', exact: true }).click();
  await page.getByRole('button', { name: 'Đồng ý, bắt đầu hỏi', exact: true }).click();
  await page.getByRole('button', { name: 'Bắt đầu', exact: true }).click();
  await answerWithWords(page);
  await page.getByRole('heading', { name: 'Phiếu đã niêm phong' }).waitFor();
  expect(
    await page
      .locator('main a')
      .evaluateAll((links) => links.map((link) => link.getAttribute('href'))),
  ).toEqual([]);
  await page.getByRole('button', { name: 'Về danh sách' }).click();
  await names.first().waitFor();
  // Open, with its list: the interviewer sees whom to ask, and of the one who was asked nothing.
  const answered = tracesOf({ code: '-', token: '-' }).filter(
    (trace) => trace !== '-' && trace !== '- ',
  );
  const open = await leftBehind(page, { goesBack: false });
  expect(answered.filter((trace) => open.includes(trace))).toEqual([]);
  // Found: it locks with a reload, and no name is on it.
  await page.reload();
  await page.getByLabel('Mã mở máy').waitFor();
  const found = await leftBehind(page, { goesBack: false });
  expect([...answered, ...people].filter((trace) => found.includes(trace))).toEqual([]);
  await page.context().close();
});
