// Truth checked: ux.md §1.1 — one h1, one “Việc cần làm”, at most one primary button on every screen.
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { expect, test } from 'vitest';
import type { Staff } from '#contract/staff.ts';
import { t } from '../../../client/i18n.ts';
import { go } from '../../../client/office/page/router.ts';
import { linkTo } from '../../../client/office/screens.ts';
import { campaignMenu, officeMenu } from '../../../client/office/shell/menu-entries.ts';
import { Office } from '../../../client/office/shell/Office.tsx';
import { sourcesOf } from '../sources.ts';
import { answers, BASE, COMPARISON, SECOND_SOURCES } from './office-answers.ts';
import {
  CLERK,
  EVERYBODY,
  GOOD,
  LEADER,
  NO_SCREEN,
  OBSERVER,
  openAt,
  PARAMS,
  page,
  settled,
  shape,
} from './opened-office.tsx';
import { EVERY, hidesForeignScreens, opensEveryScreen, SCREENS } from './screen-walks.tsx';
import { CAMPAIGN_ID, onTheWire, refused, STAFF } from './wire.ts';

const SOURCES = sourcesOf('client/office/**/*.{ts,tsx}');

test('at the stage frame_open every screen of the table opens for its roles, with one heading, what to do and one way forward, and asks for what the contract grants', () =>
  opensEveryScreen('frame_open'));

test('at the stage frame_open a screen that is not for a role is none to it', () =>
  hidesForeignScreens('frame_open'));

test('a menu leads to screens that its role may open, in words that are there', () => {
  for (const staff of EVERYBODY as Staff[]) {
    const entries = [...campaignMenu(staff, { id: CAMPAIGN_ID }), ...officeMenu(staff.role)];
    const may = EVERY.filter((row) => row.staff.role === staff.role && row.mayOpen);
    expect(may.map(({ href }) => href)).toEqual(expect.arrayContaining(entries.map((e) => e.href)));
    expect(entries.filter(({ key }) => t(`menu.${key}`) === `menu.${key}`)).toEqual([]);
  }
});

test('every link of the office names a screen of the table and gives what its address needs', () => {
  const links = SOURCES.flatMap((source) => [
    ...source.matchAll(/linkTo\(\s*'(\w+)'(?:,\s*\{([^}]*)\})?/g),
  ]);
  expect(links.length).toBeGreaterThan(40);
  for (const [text, name = '', given = ''] of links) {
    const address = SCREENS.find((screen) => screen.name === name)?.address ?? 'no such screen';
    const needed = [...address.matchAll(/:(\w+)/g)].map(([, part]) => part);
    const keys = [...given.matchAll(/(\w+)(?=\s*[:,}]|\s*$)/g)].map(([, key]) => key);
    const missing = needed.filter((part) => part !== 'campaignId' && !keys.includes(part));
    expect({ text, address, missing }).toEqual({ text, address, missing: [] });
    expect(address).not.toBe('no such screen');
  }
});

test('the journal tells apart two people of one name by their user names', async () => {
  const row = {
    lastAt: null,
    at: '2026-11-10T02:00:00Z',
    times: 1,
    isRead: false,
    act: 'list_signed',
    by: 'Nguyễn Thị Hoa',
    campaignId: null,
    details: {},
  };
  const renewed = {
    madeBy: row.by,
    madeByUsername: 'hoa.so',
    madeAt: row.at,
    usedAt: row.at,
  };
  const acts = [
    { ...row, id: 3, byUsername: 'hoa.xa.2', renewed },
    { ...row, id: 2, byUsername: 'hoa.xa.1', renewed: null },
    { ...row, id: 1, by: null, byUsername: null, act: 'staff_enabled', renewed: null },
  ];
  const wire = { ...answers('frame_open', OBSERVER), 'GET /api/activity': { acts, next: null } };
  const { session } = onTheWire(wire);
  go('/quan-tri/nhat-ky');
  act(() => render(<Office session={session} onLanguage={() => {}} />, page));
  await session.resume();
  await settled();
  const lines = [...page.querySelectorAll('tbody tr')].map((line) => line.textContent ?? '');
  expect(lines[0]).toMatch(/Nguyễn Thị Hoa \(hoa\.xa\.2\).*Nguyễn Thị Hoa \(hoa\.so\)/);
  expect(lines[1]).toContain('Nguyễn Thị Hoa (hoa.xa.1)');
  expect(lines[2]).toContain('người quản trị máy chủ');
});

test('without a session there is the door only', async () => {
  const { session } = onTheWire({ 'GET /api/session': refused(401, 'not_signed_in') });
  go('/quan-tri');
  act(() => render(<Office session={session} onLanguage={() => {}} />, page));
  await session.resume();
  await settled();
  expect(shape()).toEqual(GOOD);
  expect(page.querySelector('nav.menu')).toBeNull();
});

test('an observer sees counts and a sentence in the place of the people, and asks for none', async () => {
  const asked = await openAt(linkTo('list', PARAMS), OBSERVER);
  expect(page.textContent).toContain('1.380 dòng = 858 nhận + 355 gộp + 138 loại + 29 cần sửa');
  expect(page.textContent).toContain('không hiển thị với người giám sát');
  expect(asked.some(({ line }) => /\/frame\/.*\/persons/.test(line))).toBe(false);
});

test('staff phones that wait show how many people they would leave out, and that the share stands out', async () => {
  await openAt(linkTo('staff_phones', PARAMS), STAFF);
  expect(page.textContent).toContain('5 số, 119 người, 130 hồ sơ');
  expect(page.textContent).toContain('Khác thường: 12,0%, cả tỉnh 1,0%');
  expect(page.textContent).toContain('Không duyệt');
  await openAt(linkTo('staff_phones', PARAMS), OBSERVER);
  expect(page.textContent).toContain('5 số, 119 người, 130 hồ sơ');
  expect(page.textContent).not.toContain('Không duyệt');
});

test('only the leader’s own account is offered the signature, in the name of that account', async () => {
  await openAt(linkTo('acceptance', PARAMS), CLERK);
  expect(page.textContent).toContain('Lãnh đạo đơn vị đăng nhập bằng tài khoản riêng để ký');
  expect(page.textContent).not.toContain('Chức vụ');
  await openAt(linkTo('acceptance', PARAMS), LEADER);
  expect(page.textContent).toContain(`Người ký: ${LEADER.fullName} (theo tài khoản đang dùng)`);
  expect(page.textContent).toContain('Chức vụ');
});

test('names are asked for only when somebody presses the button', async () => {
  const asked = await openAt(linkTo('list', PARAMS), CLERK);
  expect(page.textContent).toContain('Mỗi lần xem được ghi vào nhật ký');
  expect(asked.some(({ line }) => /\/frame\/.*\/persons/.test(line))).toBe(false);
});

test('a clerk who types the address of a foreign screen finds no screen', async () => {
  await openAt(linkTo('publish', PARAMS), CLERK);
  expect(page.querySelector('h1')?.textContent).toBe(NO_SCREEN);
});

test('a one-time link leaves the address bar at once', async () => {
  const { session } = onTheWire({ 'GET /api/session': refused(401, 'not_signed_in') });
  go(`/quan-tri/mat-khau#${'A'.repeat(32)}`);
  act(() => render(<Office session={session} onLanguage={() => {}} />, page));
  await settled();
  expect(page.querySelector('h1')?.textContent).toBe('Đặt mật khẩu');
  expect(location.hash).toBe('');
});

test('where one source is within the other, no screen claims that both miss nothing', async () => {
  const contained = { ...COMPARISON.estimate, total: 1260, standardError: 0, missedByBoth: 0 };
  SECOND_SOURCES[`GET ${BASE}/second-sources`].comparisons = [
    { ...COMPARISON, estimate: contained },
  ];
  await openAt(linkTo('sources', PARAMS), STAFF);
  expect(page.textContent).toContain('không ước tính được hồ sơ cả hai cùng thiếu');
  expect(page.textContent).not.toContain('± 0');
  expect(page.textContent).toContain('không phải kết luận');
});
