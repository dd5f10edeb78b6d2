// Truth: a slip's own code opens it, on a phone, behind an address from which somebody else has guessed.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkDigit } from '#contract/verhoeff.ts';
import { FREE_TRIES } from '../../server/invitations/guess-cost.ts';
import type { Office } from '../office.ts';
import { openOffice } from '../office.ts';
import type { CollectingCampaign } from '../scenario-collecting.ts';
import { collectingCampaign } from '../scenario-collecting.ts';
import { addressOf, phone, sharedBrowser } from './browser.ts';
import { closePages, putAway } from './pages.ts';

let office: Office;
let campaign: CollectingCampaign;
let browser: Browser;
let address: string;

beforeAll(async () => {
  office = await openOffice();
  campaign = await collectingCampaign(office);
  address = await addressOf(office);
  browser = await sharedBrowser();
});
afterAll(async () => {
  await closePages(browser);
  await office?.close();
});

test('the page does the work that a guesser has brought upon its network, and opens the slip', async () => {
  const { code = '', token } = campaign.invitations[0] ?? {};
  const page = await phone(browser);
  const asked: { pass?: { nonce?: string } }[] = [];
  page.on('request', (request) => {
    if (request.url().endsWith('/api/invitation/code')) asked.push(request.postDataJSON());
  });
  await page.goto(address);
  const type = async (digits: string) => {
    await page.getByLabel('Mã phiếu').fill(digits);
    await page.getByRole('button', { name: 'Mở phiếu' }).click();
  };
  for (let n = 0; n < FREE_TRIES; n += 1) {
    const free = String(n).padStart(15, '0');
    await type(free + checkDigit(free));
    await page.getByText('Không tìm thấy mã này').waitFor();
    await page.getByRole('button', { name: 'Mở phiếu' }).waitFor();
  }
  await type(code.replace(/(.{4})(?=.)/g, '$1 '));
  await page.getByRole('button', { name: 'Bắt đầu' }).waitFor();
  expect(new URL(page.url()).pathname).toBe(`/${token}`);
  expect(asked.filter(({ pass }) => pass)).toEqual([
    { code, pass: { challenge: expect.any(String), nonce: expect.stringMatching(/^[0-9a-z]+$/) } },
  ]);
  await putAway(page);
});

test('digits fall into groups of four as they are typed, as the slip has them, and a correction stays in its place', async () => {
  const page = await phone(browser);
  await page.goto(address);
  // Of the page whose script runs; the server's form is there before it, out of sight.
  await page.getByRole('button', { name: 'Tiếng khác' }).waitFor();
  const box = page.getByLabel('Mã phiếu');
  await box.pressSequentially('482109376');
  expect(await box.inputValue()).toBe('4821 0937 6');
  await box.press('Home');
  await box.press('Delete');
  await box.pressSequentially('5');
  expect(await box.inputValue()).toBe('5821 0937 6');
  await putAway(page);
});
