// Truth: WCAG 2.2 A and AA on every kind of screen, as axe-core checks them and as client/respond/ACCESSIBILITY.md
// says of what axe cannot see; ux.md §1.4 and §8.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { draftName, draftSecret, sealDraft } from '#contract/draft-seal.ts';
import { keepDraft } from '#contract/drafts.ts';
import type { Office } from '../office.ts';
import { openOffice } from '../office.ts';
import type { CollectingCampaign } from '../scenario-collecting.ts';
import { collectingCampaign, service } from '../scenario-collecting.ts';
import { axeFindings } from './axe-findings.ts';
import { addressOf, phone, sharedBrowser } from './browser.ts';
import { answerOn } from './citizen.ts';
import { contrast, faultsOf, smallTargets, unseenFocus } from './conformance.ts';
import { closePages, putAway } from './pages.ts';

let office: Office;
let campaign: CollectingCampaign;
let browser: Browser;
let address: string;

beforeAll(async () => {
  office = await openOffice();
  campaign = await collectingCampaign(office, { terms: { questionnairePart: 'whole' } });
  address = await addressOf(office);
  browser = await sharedBrowser();
});
afterAll(async () => {
  await closePages(browser);
  await office?.close();
});

const tokenOf = (nth: number): string => campaign.invitations[nth]?.token ?? '';

/** What axe finds on a screen, by how it is shown. */
interface Judged {
  readonly screen: string;
  readonly light: readonly string[];
  readonly dark: readonly string[];
}

/** What axe says of the screen, and what a reader meets who zooms, turns, spaces or tabs. */
async function look(page: Page, screen: string, judged: Judged[]): Promise<void> {
  const light = await axeFindings(page);
  // In the dark the colours differ and nothing else.
  await page.emulateMedia({ colorScheme: 'dark' });
  const dark = await axeFindings(page, { rules: ['color-contrast'] });
  await page.emulateMedia({ colorScheme: 'light' });
  judged.push({ screen, light, dark });
  expect(await smallTargets(page, 48), screen).toEqual([]);
  expect(await faultsOf(page, screen)).toEqual([]);
  // 3.2.6: help is the last thing in the band, on every screen.
  expect(await page.locator('header > .help').textContent(), screen).toMatch(/trợ giúp/i);
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

/** Through all kinds of screens, from the code to the receipt. */
async function seeAll(): Promise<Judged[]> {
  const judged: Judged[] = [];
  const page = await phone(browser);
  const see = (screen: string) => look(page, screen, judged);
  await page.goto(address);
  await page.getByRole('button', { name: 'Mở phiếu' }).click();
  await page.getByText('Mời Ông/Bà nhập mã phiếu').waitFor();
  await see('code');

  await page.goto(`${address}/${tokenOf(0)}`);
  await page.getByRole('button', { name: 'Tôi không muốn tham gia' }).click();
  await see('decline');
  await page.getByRole('button', { name: 'Quay lại trả lời' }).click();
  for (const details of await page.locator('summary').all()) await details.click();
  // No pack is here: the page says so, and what one can do.
  await page.getByRole('button', { name: 'Tiếng khác' }).click();
  await page.getByText('Chưa có tiếng Tày, Mông, Thái hay tiếng khác.').waitFor();
  await see('start');

  await page.getByRole('button', { name: 'Bắt đầu' }).click();
  await page.locator('.option').first().click();
  await page.getByRole('button', { name: 'Tiếp tục' }).click();
  await page.getByRole('button', { name: 'Trợ giúp' }).click();
  await page.getByRole('button', { name: 'Xóa câu trả lời khỏi máy này' }).click();
  await see('help');
  const kinds = new Set<string>();
  while (!(await page.getByRole('button', { name: 'Gửi phiếu' }).isVisible())) {
    const kind = await kindOf(page);
    if (!kinds.has(kind)) await see(kind);
    kinds.add(kind);
    await goOn(page);
  }
  expect([...kinds].sort()).toEqual(['checkbox', 'comment', 'radio', 'radio of five']);
  await see('check');

  await page.context().setOffline(true);
  await page.getByRole('button', { name: 'Gửi phiếu' }).click();
  await page.getByRole('heading', { name: 'Phiếu CHƯA gửi đi' }).waitFor();
  await see('waiting');
  // Asking for erasure needs the network: it is said, nothing was sent, and the person stays.
  await page.getByRole('button', { name: 'Trợ giúp' }).click();
  await page.getByRole('link', { name: 'Yêu cầu xóa thông tin của tôi' }).click();
  await page.getByText('Yêu cầu CHƯA được gửi').waitFor();
  await page.getByRole('heading', { name: 'Phiếu CHƯA gửi đi' }).waitFor();
  await see('asking for erasure without network');
  await page.getByRole('button', { name: 'Đóng trợ giúp' }).click();
  await page.context().setOffline(false);
  await page.getByRole('heading', { name: 'Đã nhận phiếu' }).waitFor();
  await see('received');

  await page.goto(`${address}/${'A'.repeat(16)}`);
  await page.getByRole('heading', { name: 'Không tìm thấy mã này' }).waitFor();
  await see('unknown');
  await putAway(page);
  return judged;
}

let walk: Promise<Judged[]> | undefined;
test.each(['light', 'dark'] as const)(
  'axe finds nothing on any kind of screen (%s)',
  async (colorScheme) => {
    walk ??= seeAll();
    const found = (await walk).map((judged) => [judged.screen, judged[colorScheme]]);
    expect(found.length).toBeGreaterThan(11);
    expect(found).toEqual(found.map(([screen]) => [screen, []]));
  },
  120_000,
);

test('the five answers are drawn alike and none is chosen', async () => {
  const page = await phone(browser);
  await page.goto(`${address}/${tokenOf(2)}`);
  await page.getByRole('button', { name: 'Bắt đầu' }).click();
  while ((await page.locator('.five').count()) === 0) await answerOn(page);
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
  await putAway(page);
});

/** Presses Tab until the focus is on this, as somebody does who sees where it is. */
async function tabTo(page: Page, name: string): Promise<void> {
  const button = page.getByRole('button', { name, exact: true });
  for (let steps = 0; steps < 40; steps += 1) {
    if (await button.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`the Tab key does not reach “${name}”`);
}

const focusedTag = (page: Page) => page.evaluate(() => document.activeElement?.tagName);

test('the keyboard alone answers, checks and sends; the heading has the focus on each new screen', async () => {
  const token = tokenOf(4);
  // All but the last two screens were answered on another phone.
  const answers = Object.fromEntries(
    Object.entries(service(4)).map(([code, value]) => [code, { value, at: 1 }]),
  );
  const code = '0123456789ABCDEF';
  const secret = draftSecret(token, code);
  const sealed = await sealDraft(secret, { answers, at: 'a.ethnicity' });
  const name = await draftName(secret);
  await office.nobody.call(keepDraft, { body: { token, name, base: 0, sealed } });
  const page = await phone(browser, { isMobile: false, hasTouch: false });
  await page.goto(`${address}/${token}#${code}`);
  await page.getByRole('button', { name: 'Trả lời tiếp' }).waitFor();
  await tabTo(page, 'Trả lời tiếp');
  await page.keyboard.press('Enter');
  await page.locator('fieldset').first().waitFor();
  expect(await focusedTag(page)).toBe('H1');
  await page.locator('fieldset input').first().focus();
  await page.keyboard.press('ArrowDown');
  expect(await page.locator('input:checked').count()).toBe(1);
  await tabTo(page, 'Tiếp tục');
  await page.keyboard.press('Enter');
  await page.getByRole('textbox').waitFor();
  expect(await focusedTag(page)).toBe('H1');
  await tabTo(page, 'Tiếp tục');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Xem lại rồi gửi phiếu' }).waitFor();
  expect(await focusedTag(page)).toBe('H1');
  await page.getByRole('button', { name: 'Gửi phiếu' }).focus();
  await page.keyboard.press('Space');
  await page.getByRole('heading', { name: 'Đã nhận phiếu' }).waitFor();
  await putAway(page);
});

test('lines and rings that one must see to use the page stand out three to one, light and dark', async () => {
  const page = await phone(browser);
  await page.goto(`${address}/${tokenOf(2)}`);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    const grounds = ['--paper', '--surface', '--cham-tint'];
    for (const line of ['--control', '--cham', '--sen', '--che', '--gach', '--nghe-line'])
      for (const ground of line === '--control' ? grounds.slice(0, 2) : grounds)
        expect(
          await contrast(page, line, ground),
          `${colorScheme} ${line} on ${ground}`,
        ).toBeGreaterThan(3);
  }
  await putAway(page);
});

test('the checks find what is wrong with a spoiled screen', async () => {
  const page = await phone(browser, { isMobile: false, hasTouch: false });
  await page.setContent(`
    <style>button { outline: none !important; width: 20px; padding: 0; overflow: hidden }
    @media (prefers-color-scheme: dark) { p { color: #777; background: #888 } }
    p { white-space: nowrap } div { position: fixed; inset: 0; pointer-events: auto }</style>
    <p>${'Một dòng dài không xuống hàng. '.repeat(9)}</p><button>Gửi phiếu</button>
    <a href="#x">Xem lại</a><div></div>`);
  const contrastFaults = () => axeFindings(page, { rules: ['color-contrast'] });
  expect(await contrastFaults()).toEqual([]);
  await page.emulateMedia({ colorScheme: 'dark' });
  expect(await contrastFaults()).toEqual([expect.stringMatching(/^color-contrast: <p>/)]);
  const faults = (await faultsOf(page, 'spoiled')).join('\n');
  expect(faults).toMatch(/px wider than the window/);
  expect(faults).toMatch(/leaves the window: <p>/);
  expect(faults).toMatch(/20 × \d+ px: <button>/);
  const unseen = (await unseenFocus(page)).join('\n');
  expect(unseen).toMatch(/no ring: <button>/);
  expect(unseen).toMatch(/hidden: <a /);
  await putAway(page);
});
