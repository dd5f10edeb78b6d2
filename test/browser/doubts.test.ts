// Truth: docs/linkage.md §1 done by a commune's clerk in a real browser; WCAG 2.2 A and AA as axe-core checks them.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Office } from '../office.ts';
import { openOffice } from '../office.ts';
import { openFrameFor } from '../open-round.ts';
import { csvOf, dossier, handIn } from '../scenario-lists.ts';
import { axeFindings } from './axe-findings.ts';
import { addressOf, desk, sharedBrowser } from './browser.ts';
import { closePages, putAway } from './pages.ts';

let office: Office;
let browser: Browser;
let address: string;
let campaignId: string;

const AGENCY = '01981';
const nam = { owner: 'Nguyễn Văn Nam', phone: '0985000111' };
const rows = [
  dossier({ owner: 'Bàn Thị Lan', phone: '0972302218' }),
  dossier({ owner: 'Bàn Thị Lân', phone: '0972302218' }),
  dossier({ ...nam, id: '019071000001' }),
  dossier({ ...nam, id: '019088000777' }),
];

beforeAll(async () => {
  office = await openOffice();
  ({ campaignId } = await openFrameFor(office));
  await handIn(await office.as('agency', AGENCY), { campaignId, agencyCode: AGENCY }, csvOf(rows));
  address = await addressOf(office);
  browser = await sharedBrowser();
});
afterAll(async () => {
  await closePages(browser);
  await office?.close();
});

const press = (page: Page, name: string) =>
  page.getByRole('button', { name, exact: true }).first().click();

test('a clerk sees two dossiers side by side, decides, and takes it back, at three widths', async () => {
  const page = await desk({ office, address }, await office.as('agency', AGENCY));
  for (const width of [360, 768, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    await page.goto(`${address}/quan-tri/${campaignId}/danh-sach/${AGENCY}`);
    await page.getByText('trong đó 1 cặp có điều mâu thuẫn').waitFor();
    await press(page, 'Xem từng cặp');
    const pairs = page.locator('.dossiers > li', { hasText: 'Hai người khác nhau' });
    await expect.poll(() => pairs.count()).toBe(2);
    expect(await pairs.first().textContent()).toContain('Có điều mâu thuẫn');
    expect(await pairs.nth(1).textContent()).toContain('Bàn Thị Lân');
    expect(await axeFindings(page)).toEqual([]);
    expect(
      await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth),
    ).toBe(true);
    await pairs.nth(1).getByRole('button', { name: 'Cùng một người', exact: true }).click();
    await expect.poll(() => pairs.count()).toBe(1);
    await page.getByText('1 cặp hồ sơ có thể của cùng một người').waitFor();
    await page.getByText('Đã quyết định: 1 cặp').click();
    await press(page, 'Bỏ quyết định này');
    await expect.poll(() => pairs.count()).toBe(2);
  }
  await putAway(page);
});
