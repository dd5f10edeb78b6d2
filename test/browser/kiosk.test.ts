// Truth: docs/fieldwork.md §2: a kiosk shows the digits' field and nothing of the one before, works without network as a
// phone does, and what it sealed is counted once by its own door.
import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as devices from '#contract/devices.ts';
import { openBallot } from '../../server/responses/sealed-ballot.ts';
import type { Office } from '../office.ts';
import { openOffice } from '../office.ts';
import type { CollectingCampaign } from '../scenario-collecting.ts';
import { answer, collectingCampaign } from '../scenario-collecting.ts';
import { screenFaults } from './axe-findings.ts';
import { addressOf, phone, sharedBrowser } from './browser.ts';
import { answerToEnd, keptOffline } from './citizen.ts';
import { closePages } from './pages.ts';

const AGENCY = '01981';
let office: Office;
let campaign: CollectingCampaign;
let params: { campaignId: string };
let address: string;
beforeAll(async () => {
  office = await openOffice();
  campaign = await collectingCampaign(office, {
    agencies: [AGENCY],
    fields: ['Hộ tịch'],
    peoplePerStratum: 8,
    terms: { questionnairePart: 'service' },
  });
  params = { campaignId: campaign.campaignId };
  address = await addressOf(office);
});
afterAll(async () => {
  await closePages(await sharedBrowser());
  await office?.close();
});

async function openKiosk(name: string): Promise<Page> {
  const body = { requestId: randomUUID(), kind: 'kiosk', name, agencyCode: AGENCY } as const;
  const { code } = await campaign.homeAffairs.call(devices.addDevice, { params, body });
  const page = await phone(await sharedBrowser());
  await page.clock.install({ time: office.deps.now() });
  await page.goto(`${address}/quay`);
  await page.getByLabel('Mã cài máy').fill(code.toLowerCase());
  await page.getByRole('button', { name: 'Cài máy' }).click();
  await digits(page).waitFor();
  await keptOffline(page);
  return page;
}
const digits = (page: Page) => page.locator('#slip-code');
const codeOf = (nth: number) => campaign.invitations[nth]!.code;

async function begin(page: Page, nth: number): Promise<void> {
  await digits(page).pressSequentially(codeOf(nth));
  await page.getByRole('button', { name: 'Mở phiếu' }).click();
  await page.getByRole('button', { name: 'Bắt đầu' }).click();
}

async function answerAll(page: Page): Promise<void> {
  await (await answerToEnd(page, { isKept: false })).click();
}

const modes = async () => {
  const key = await office.deps.secrets.ballotKey(campaign.campaignId);
  const rows = await office.deps.db.selectFrom('ballot').selectAll().execute();
  return rows.map(({ id, sealed }) => openBallot(key, campaign.campaignId, id, sealed).mode);
};
/** All that the browser keeps of the site, as text. */
const kept = (page: Page) =>
  page.evaluate(async () => {
    const open = indexedDB.open('field');
    await new Promise((resolve) => (open.onsuccess = resolve));
    const names = [...open.result.objectStoreNames];
    const rows = names.map(
      (name) =>
        new Promise((resolve) => {
          const all = open.result.transaction(name).objectStore(name).getAll();
          all.onsuccess = () => resolve(all.result);
        }),
    );
    const databases = (await indexedDB.databases()).map(({ name }) => name);
    open.result.close();
    return JSON.stringify([
      databases,
      await Promise.all(rows),
      { ...localStorage },
      { ...sessionStorage },
    ]);
  });

test('from the digits to the receipt; the next one finds the field empty and no way back', async () => {
  const page = await openKiosk('Quầy 1');
  const unknown = await phone(await sharedBrowser());
  await unknown.goto(`${address}/quay`);
  await unknown.getByLabel('Mã cài máy').waitFor();
  expect(await screenFaults(unknown)).toEqual([]);
  expect(await screenFaults(page)).toEqual([]);
  await begin(page, 0);
  expect(await screenFaults(page)).toEqual([]);
  await answerAll(page);
  await page.getByRole('heading', { name: 'Đã nhận phiếu' }).waitFor();
  expect(await screenFaults(page)).toEqual([]);
  expect(await modes()).toEqual(['counter']);
  await page.getByRole('button', { name: 'Thoát và xóa' }).click();
  await digits(page).waitFor();
  expect(await digits(page).inputValue()).toBe('');
  expect(new URL(page.url()).pathname).toBe('/quay');
  const left = await kept(page);
  expect(left).not.toContain(codeOf(0));
  expect(left).not.toContain(campaign.invitations[0]!.token);
  // The tab's history has no page of the person before.
  await page.goBack();
  expect(await page.getByText('Trang 1 trên').count()).toBe(0);
  expect(await page.locator('.progress').count()).toBe(0);
  await page.context().close();
});

test('a minute without a touch warns and then forgets; a touch keeps what was answered', async () => {
  const page = await openKiosk('Quầy 2');
  await begin(page, 1);
  await page.locator('.option').first().click();
  await page.clock.runFor(50_000);
  await page.getByText(/Còn \d+ giây nữa/).waitFor();
  await page.getByRole('button', { name: 'Tôi vẫn đang trả lời' }).click();
  await page.getByText(/Còn \d+ giây nữa/).waitFor({ state: 'detached' });
  expect(await page.locator('input:checked').count()).toBe(1);
  await page.clock.runFor(61_000);
  await digits(page).waitFor();
  // The same slip begins anew: nothing was kept of it.
  await begin(page, 1);
  expect(await page.locator('input:checked').count()).toBe(0);
  await page.reload();
  await digits(page).waitFor();
  expect(await digits(page).inputValue()).toBe('');
  await page.context().close();
});

test('without network two people answer, the device is killed, and each is counted once when it is back', async () => {
  const page = await openKiosk('Quầy 3');
  const before = (await modes()).length;
  await page.context().setOffline(true);
  await page.reload();
  for (const nth of [2, 3]) {
    await begin(page, nth);
    await answerAll(page);
    await page.getByRole('heading', { name: 'Phiếu đã niêm phong' }).waitFor();
    await page.getByRole('button', { name: 'Thoát và xóa' }).click();
    await digits(page).waitFor();
  }
  const left = await kept(page);
  const inTheClear = ['"answers"', codeOf(2), codeOf(3)];
  expect(inTheClear.filter((text) => left.includes(text))).toEqual([]);
  // One of them has answered at home meanwhile: first come, first counted.
  await answer(office, campaign.invitations[3]!.token);
  // Killed: only what was stored is left, in another tab.
  const context = page.context();
  const again = await context.newPage();
  await page.close();
  await again.goto(`${address}/quay`);
  await again.getByText('2 phiếu niêm phong chờ gửi').waitFor();
  await context.setOffline(false);
  await again.evaluate(() => dispatchEvent(new Event('online')));
  await again.getByText('phiếu niêm phong chờ gửi').waitFor({ state: 'detached' });
  expect((await modes()).length).toBe(before + 2);
  // The kiosk tells its own counts with its next contact.
  const counts = async () => {
    const { devices: listed } = await campaign.homeAffairs.call(devices.listDevices, { params });
    return listed.find(({ name }) => name === 'Quầy 3');
  };
  await expect.poll(counts).toMatchObject({ unsent: 0, setAside: 1 });
  await context.close();
});

test('a kiosk that was cut off says so, and gives its sealed answers out as files that only the server opens', async () => {
  const page = await openKiosk('Quầy 4');
  await page.context().setOffline(true);
  await begin(page, 5);
  await answerAll(page);
  await page.getByRole('heading', { name: 'Phiếu đã niêm phong' }).waitFor();
  const { devices: listed } = await campaign.homeAffairs.call(devices.listDevices, { params });
  const { id: deviceId } = listed.find(({ name }) => name === 'Quầy 4')!;
  await campaign.homeAffairs.call(devices.revokeDevice, { params: { ...params, deviceId } });
  await page.context().setOffline(false);
  await page.evaluate(() => dispatchEvent(new Event('online')));
  await page.getByRole('heading', { name: 'Sở Nội vụ đã ngừng máy này' }).waitFor();
  await page.getByText('Trong máy còn 1 phiếu').waitFor();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Lưu các phiếu thành tệp' }).click();
  const stream = await (await download).createReadStream();
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  const body = JSON.parse(Buffer.concat(chunks).toString());
  const before = (await modes()).length;
  await campaign.homeAffairs.call(devices.handInDeviceFile, { body });
  expect((await modes()).length).toBe(before + 1);
  await page.context().close();
});
