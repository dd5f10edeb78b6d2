// Truth: WCAG 2.2 A and AA as axe-core checks them, on every kind of screen; ux.md §1.4 and §8.
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Office } from '../office.ts';
import { openOffice } from '../office.ts';
import type { CollectingCampaign } from '../scenario-collecting.ts';
import { collectingCampaign } from '../scenario-collecting.ts';
import { addressOf, launchBrowser, phone } from './browser.ts';

let office: Office;
let campaign: CollectingCampaign;
let browser: Browser;
let address: string;

beforeAll(async () => {
  office = await openOffice();
  campaign = await collectingCampaign(office, { terms: { questionnairePart: 'whole' } });
  address = await addressOf(office);
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await office?.close();
});

const tokenOf = (nth: number): string => campaign.invitations[nth]?.token ?? '';

async function findings(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  return violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`,
  );
}

async function kindOf(page: Page): Promise<string> {
  if ((await page.locator('textarea').count()) > 0) return 'comment';
  const type = await page.locator('main input').first().getAttribute('type');
  return (await page.locator('.five').count()) > 0 ? `${type} of five` : String(type);
}

const goOn = async (page: Page) => {
  const before = await page.locator('.progress p').textContent();
  await page.getByRole('button', { name: 'Tiếp tục' }).click();
  const skip = page.getByRole('button', { name: 'Bỏ qua các câu này' });
  if (await skip.isVisible()) await skip.click();
  await page.locator(`.progress p:not(:text-is("${before}"))`).waitFor();
};

test.each(['light', 'dark'] as const)(
  'axe finds nothing on any kind of screen (%s)',
  async (colorScheme) => {
    const page = await phone(browser, { colorScheme });
    await page.goto(address);
    await page.getByRole('button', { name: 'Mở phiếu' }).click();
    await page.getByText('Mời Ông/Bà nhập mã phiếu').waitFor();
    expect(await findings(page)).toEqual([]);

    await page.goto(`${address}/${tokenOf(colorScheme === 'dark' ? 1 : 0)}`);
    await page.getByRole('button', { name: 'Tôi không muốn tham gia' }).click();
    expect(await findings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Quay lại trả lời' }).click();
    for (const details of await page.locator('summary').all()) await details.click();
    // No pack is here: the page says so, and what one can do.
    await page.getByRole('button', { name: 'Tiếng khác' }).click();
    await page.getByText('Chưa có tiếng Tày, Mông, Thái hay tiếng khác.').waitFor();
    expect(await findings(page)).toEqual([]);

    await page.getByRole('button', { name: 'Bắt đầu' }).click();
    await page.locator('.option').first().click();
    await page.getByRole('button', { name: 'Tiếp tục' }).click();
    await page.getByRole('button', { name: 'Trợ giúp' }).click();
    await page.getByRole('button', { name: 'Xóa câu trả lời khỏi máy này' }).click();
    expect(await findings(page)).toEqual([]);
    const kinds = new Set<string>();
    while (!(await page.getByRole('button', { name: 'Gửi phiếu' }).isVisible())) {
      const kind = await kindOf(page);
      if (!kinds.has(kind)) expect(await findings(page), kind).toEqual([]);
      kinds.add(kind);
      await goOn(page);
    }
    expect([...kinds].sort()).toEqual(['checkbox', 'comment', 'radio', 'radio of five']);
    expect(await findings(page)).toEqual([]);

    await page.context().setOffline(true);
    await page.getByRole('button', { name: 'Gửi phiếu' }).click();
    await page.getByRole('heading', { name: 'Phiếu CHƯA gửi đi' }).waitFor();
    expect(await findings(page)).toEqual([]);
    await page.context().setOffline(false);
    await page.getByRole('heading', { name: 'Đã nhận phiếu' }).waitFor();
    expect(await findings(page)).toEqual([]);

    await page.goto(`${address}/${'A'.repeat(16)}`);
    await page.getByRole('heading', { name: 'Không tìm thấy mã này' }).waitFor();
    expect(await findings(page)).toEqual([]);
    await page.context().close();
  },
  120_000,
);

test('the five answers are drawn alike and none is chosen', async () => {
  const page = await phone(browser);
  await page.goto(`${address}/${tokenOf(2)}`);
  await page.getByRole('button', { name: 'Bắt đầu' }).click();
  while ((await page.locator('.five').count()) === 0) await goOn(page);
  expect(await page.locator('input:checked').count()).toBe(0);
  const looks = await page
    .locator('.five')
    .first()
    .locator('.option span')
    .evaluateAll((options) =>
      options.map((option) => {
        const { width, height } = option.getBoundingClientRect();
        const { font, color, backgroundColor, border } = getComputedStyle(option);
        return JSON.stringify({ width, height, font, color, backgroundColor, border });
      }),
    );
  expect(looks).toHaveLength(5);
  expect(new Set(looks).size).toBe(1);
  await page.context().close();
});

test('targets are 48 px high and nothing is wider than 320 px, also with text of 200 %', async () => {
  const page = await phone(browser, { viewport: { width: 320, height: 640 } });
  await page.goto(`${address}/${tokenOf(3)}`);
  const isWide = () => page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
  const small = () =>
    page
      .locator('button:visible, .option:visible, summary, a.main')
      .evaluateAll((targets) =>
        targets
          .filter((target) => target.getBoundingClientRect().height < 47.5)
          .map((target) => target.outerHTML),
      );
  await page.getByRole('button', { name: 'Bắt đầu' }).waitFor();
  for (const size of ['100%', '200%']) {
    await page.addStyleTag({ content: `html { font-size: ${size} !important }` });
    expect(await small()).toEqual([]);
    expect(await isWide()).toBe(false);
  }
  await page.getByRole('button', { name: 'Bắt đầu' }).click();
  await page.locator('fieldset').first().waitFor();
  expect(await small()).toEqual([]);
  expect(await isWide()).toBe(false);
  await page.context().close();
});

test('the keyboard alone answers, and the heading has the focus on each new screen', async () => {
  const page = await phone(browser, { isMobile: false, hasTouch: false });
  await page.goto(`${address}/${tokenOf(4)}`);
  await page.getByRole('button', { name: 'Bắt đầu' }).focus();
  await page.keyboard.press('Enter');
  await page.locator('fieldset').first().waitFor();
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
  await page.keyboard.press('Tab');
  await page.keyboard.press('ArrowDown');
  expect(await page.locator('input:checked').count()).toBe(1);
  await page.context().close();
});
