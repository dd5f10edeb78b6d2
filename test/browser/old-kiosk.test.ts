// Truth: ux.md §1.9, the cheapest device first: a counter's tablet with the WebView of 2018 (Chromium 65) is enrolled as a
// kiosk, seals an answer without network and hands it in.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addDevice } from '#contract/devices.ts';
import type { Office } from '../office.ts';
import { openOffice } from '../office.ts';
import type { CollectingCampaign } from '../scenario-collecting.ts';
import { collectingCampaign } from '../scenario-collecting.ts';
import { addressOf } from './browser.ts';
import type { OldChromium, OldPage } from './old-chromium.ts';
import { launchOldChromium } from './old-chromium.ts';

let office: Office;
let campaign: CollectingCampaign;
let oldBrowser: OldChromium;
let address: string;
beforeAll(async () => {
  office = await openOffice();
  campaign = await collectingCampaign(office, { terms: { questionnairePart: 'service' } });
  address = await addressOf(office);
  oldBrowser = await launchOldChromium();
});
afterAll(async () => {
  await oldBrowser?.close();
  await office?.close();
});

/** Of browsers after 2018 that `client/respond/older-browsers.ts` does not add: a press that needs one would stop the page. */
const YOUNGER =
  /\.(?:at|flat|replaceAll|matchAll|findLast|findLastIndex|toSorted|toReversed|toSpliced|trimStart|trimEnd|allSettled|hasOwn|groupBy|withResolvers)\(|\bstructuredClone\(/g;

test('no file that a telephone or a kiosk keeps calls what a browser of 2018 lacks', async () => {
  const read = async (path: string) => (await fetch(address + path)).text();
  const kept = await Promise.all(['/service-worker.js', '/field-worker.js'].map(read));
  const files = new Set(kept.flatMap((worker) => worker.match(/\/assets\/[\w.-]+\.js/g) ?? []));
  expect(files.size).toBeGreaterThan(10);
  for (const file of files)
    expect({ file, calls: (await read(file)).match(YOUNGER) ?? [] }).toEqual({ file, calls: [] });
});

/** As typed: the page hears of it. */
const type = (page: OldPage, selector: string, text: string) =>
  page.evaluate(`(() => {
    const box = document.querySelector('${selector}');
    box.value = '${text}';
    box.dispatchEvent(new Event('input', { bubbles: true }));
  })()`);

test('Chromium 65 at a counter is enrolled, takes an answer without network and hands it in', async () => {
  const { campaignId, homeAffairs, invitations } = campaign;
  const { id, agencyCode, code: slip } = invitations[0]!;
  const requestId = randomUUID();
  const body = { requestId, kind: 'kiosk', name: 'Quầy cũ', agencyCode } as const;
  const { code } = await homeAffairs.call(addDevice, { params: { campaignId }, body });
  const page = await oldBrowser.open(`${address}/quay`);
  await page.untilSeen('Cài máy');
  await type(page, 'main input', code);
  await page.press('Cài máy');
  await page.untilSeen('Nhập mã phiếu');
  await type(page, '#slip-code', slip);
  await page.press('Mở phiếu');
  await page.press('Bắt đầu');
  await page.goOffline(true);
  for (let now = 1; now <= 11; now += 1) {
    await page.untilSeen(`Trang ${now} trên 12`);
    await page.evaluate(`Array.from(document.querySelectorAll('fieldset.question')).forEach((question) => {
      const options = question.querySelectorAll('.options:not(.apart) input');
      if (options.length > 0) options[options.length - 1].click();
    })`);
    await page.press('Tiếp tục');
  }
  await page.press('Gửi phiếu');
  await page.untilSeen('Phiếu đã niêm phong');
  await page.goOffline(false);
  await page.evaluate(`dispatchEvent(new Event('online'))`);
  const state = () =>
    office.deps.db.selectFrom('invitation').select('state').where('id', '=', id).executeTakeFirst();
  await expect.poll(state).toEqual({ state: 'received' });
  expect(page.thrown).toEqual([]);
});
