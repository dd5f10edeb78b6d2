// Truth: W3C Web Authentication by Chromium's own virtual authenticator, WCAG 2.2 AA by axe, and docs/ux.md: a screen of
// accounts fits a telephone of 360 px.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addStaff } from '#contract/staff.ts';
import type { Caller, Office } from '../office.ts';
import { openOffice } from '../office.ts';
import type { OidcProvider } from '../oidc-provider.ts';
import { openOidcProvider } from '../oidc-provider.ts';
import { openFrameFor } from '../open-round.ts';
import { axeFindings } from './axe-findings.ts';
import { addressOf, phone, sharedBrowser, signedIn } from './browser.ts';
import { closePages, putAway, setDate } from './pages.ts';

const PASSWORD = 'một câu dễ nhớ';
let office: Office;
let homeAffairs: Caller;
let campaignId: string;
let address: string;
let provider: OidcProvider;
beforeAll(async () => {
  office = await openOffice();
  ({ homeAffairs, campaignId } = await openFrameFor(office));
  address = await addressOf(office);
  // A passkey is of the host and port that people open.
  provider = await openOidcProvider();
  Object.assign(office.deps.config, { publicUrl: address, oidc: provider.config });
});
afterAll(async () => {
  await closePages(await sharedBrowser());
  await office?.close();
  await provider?.close();
});

/** By the one-time link: who has a password. */
async function signIn(username: string): Promise<Page> {
  const { link } = await homeAffairs.call(addStaff, {
    body: { username, fullName: 'Hoàng Thị Lan', role: 'home_affairs', isLead: true },
  });
  const page = await phone(await sharedBrowser());
  await setDate(page, office.deps.now());
  await page.goto(link);
  await page.getByLabel('Mật khẩu mới').fill(PASSWORD);
  await page.getByRole('button', { name: 'Đặt mật khẩu và vào' }).click();
  await page.getByRole('navigation', { name: 'Danh mục' }).waitFor();
  return page;
}

async function judge(page: Page, place: string): Promise<void> {
  const { scroll, width } = await page.evaluate(() => ({
    scroll: document.documentElement.scrollWidth,
    width: innerWidth,
  }));
  expect({ place, isWider: scroll > width }).toEqual({ place, isWider: false });
  expect({ place, findings: await axeFindings(page) }).toEqual({ place, findings: [] });
}

const press = (page: Page, name: string) =>
  page.getByRole('button', { name, exact: true }).first().click();

test('a telephone keeps a passkey, signs in with it, and the own record is there to print', async () => {
  const page = await signIn('lan.dienthoai');
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  await page.goto(`${address}/quan-tri/tai-khoan-cua-toi`);
  await page.getByRole('heading', { name: 'Khóa đăng nhập (passkey)' }).waitFor();
  await page.getByLabel('Tên máy giữ khóa').fill('Điện thoại');
  await page.getByLabel('Mật khẩu đang dùng').last().fill(PASSWORD);
  await press(page, 'Thêm khóa trên máy này');
  await page.getByText('Đã thêm khóa.').waitFor();
  await page.getByRole('table', { name: 'Khóa đăng nhập: 1' }).waitFor();
  await judge(page, 'own account');
  await press(page, 'Xem, in bản bàn giao');
  await page.getByRole('heading', { name: 'Đã làm gì', exact: true }).waitFor();
  expect(await page.locator('.account-record').textContent()).not.toContain('{{');
  await page.emulateMedia({ media: 'print' });
  expect(await page.getByLabel('Tên máy giữ khóa').isVisible()).toBe(false);
  expect(await page.getByText('Người giao ký').isVisible()).toBe(true);
  await page.emulateMedia({ media: 'screen' });
  await judge(page, 'own record');

  await page.context().clearCookies();
  await page.goto(`${address}/quan-tri`);
  await page.getByRole('heading', { name: 'Đăng nhập' }).waitFor();
  await judge(page, 'door');
  await press(page, 'Đăng nhập bằng khóa');
  await page.getByRole('navigation', { name: 'Danh mục' }).waitFor();
  await page.context().close();
});

test('Home Affairs’ screens of people fit: accounts, many at once, posts with a second factor, handing over, approvals', async () => {
  const lead = await office.as('home_affairs', undefined, true);
  const page = await signedIn(await phone(await sharedBrowser()), { office, address }, lead);
  await page.goto(`${address}/quan-tri/tai-khoan`);
  await page.getByRole('table').first().waitFor();
  for (const summary of await page.locator('summary').all()) await summary.click();
  await page.getByText('Đánh dấu vai trò').waitFor();
  await judge(page, 'accounts');
  await homeAffairs.call(addStaff, {
    body: { username: 'lan.truoc', fullName: 'Lò Thị Trước', role: 'observer' },
  });
  await page.reload();
  const row = page.getByRole('row', { name: /Lò Thị Trước/ });
  await row.getByRole('button', { name: 'Bàn giao cho người khác' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Họ tên người nhận').fill('Vàng Văn Sau');
  await judge(page, 'dialog of handing over');
  await dialog.getByRole('button', { name: 'Bàn giao cho người khác' }).click();
  await page.getByText('Đường dẫn đặt mật khẩu của lan.truoc').waitFor();
  await page.getByRole('row', { name: /Vàng Văn Sau/ }).waitFor();
  await page
    .getByRole('row', { name: /Vàng Văn Sau/ })
    .getByRole('button', { name: 'Xem, in bản bàn giao' })
    .click();
  await page.getByText('Trước đó là của Lò Thị Trước').waitFor();
  await judge(page, 'record');
  await page.goto(`${address}/quan-tri/${campaignId}/duyet`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.waitForFunction(() => !document.querySelector('.loading'));
  await judge(page, 'approvals');
  await putAway(page);
});

test('a click signs in at the province’s provider, another refuses, and signing out ends the session there too', async () => {
  provider.people.push(
    { sub: 'lan', name: 'Hoàng Thị Lan', email: 'lan@tinh.vn', email_verified: true },
    { sub: 'la', name: 'Người lạ' },
  );
  const body = {
    username: 'lan.cong',
    fullName: 'Hoàng Thị Lan',
    role: 'observer' as const,
    email: 'lan@tinh.vn',
  };
  await homeAffairs.call(addStaff, { body });
  const page = await phone(await sharedBrowser());
  await setDate(page, office.deps.now());
  const choose = async (name: string) => {
    await page.goto(`${address}/quan-tri`);
    await press(page, 'Đăng nhập bằng Cổng của tỉnh');
    await page.waitForURL((url) => url.origin === provider.config.issuer);
    await page.getByRole('link', { name }).click();
  };
  await choose('Từ chối');
  await page.getByText('Lần đăng nhập này bị dở dang').waitFor();
  expect(new URL(page.url()).search).toBe('');
  await judge(page, 'refused by the provider');
  await page.getByRole('link', { name: 'Đăng nhập' }).click();
  await page.getByRole('button', { name: 'Đăng nhập', exact: true }).waitFor();
  await choose('Người lạ');
  await page.getByText('Người này chưa có tài khoản').waitFor();
  await judge(page, 'no account');

  await choose('Hoàng Thị Lan');
  await page.getByRole('navigation', { name: 'Danh mục' }).waitFor();
  // What came back in the address is used up and gone from the history.
  expect(new URL(page.url()).search).toBe('');
  const menu = page.getByRole('button', { name: 'Danh mục' });
  if (await menu.isVisible()) await menu.click();
  await press(page, 'Đăng xuất');
  await page.getByRole('button', { name: 'Đăng nhập', exact: true }).waitFor();
  expect(provider.ended).toEqual(['lan']);
  expect(new URL(page.url()).origin).toBe(new URL(address).origin);
  expect((await page.context().cookies()).map(({ name }) => name)).not.toContain('session');
  await putAway(page);
});
