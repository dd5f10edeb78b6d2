// Truth checked: ux.md §1.1 — one h1, one “Việc cần làm”, at most one primary button on every screen.
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Office } from '../../../client/office/Office.tsx';
import { menuOf, placesOf } from '../../../client/office/places.ts';
import { go } from '../../../client/office/router.ts';
import { CAMPAIGN_ID, inVietnamese, onTheWire, refused, STAFF } from './wire.ts';

const BASE = `/api/campaigns/${CAMPAIGN_ID}`;
const COUNTS = { rows: 1380, accepted: 858, merged: 355, excluded: 138, inError: 29 };
const CAMPAIGN = {
  id: CAMPAIGN_ID,
  name: 'Thái Nguyên 2026',
  provinceName: 'Tỉnh Thái Nguyên',
  stage: 'frame_open',
  createdAt: '2026-11-02T02:00:00Z',
  year: 2026,
  provinceCode: '19',
  planNumber: '',
  planDate: null,
  returnedFrom: '2026-01-01',
  returnedTo: '2026-10-31',
  listsDueOn: null,
  collectFrom: '2026-11-20',
  collectTo: '2026-12-15',
  graceDays: 7,
  questionnaireVersion: 'sipas-2023-2026',
  questionnairePart: 'service',
  officeName: 'Trung tâm Phục vụ hành chính công',
  hotline: '',
  host: 'ks.thainguyen.gov.vn',
  noticeHours: 24,
  retentionDays: 90,
  slipPrinting: 'home_affairs' as const,
};
const OVERVIEW = {
  stage: 'frame_open',
  units: 2,
  unitsWithList: 1,
  signed: 0,
  accepted: 0,
  rows: 1380,
  people: 858,
  strata: 0,
  planPublishedAt: null,
  drawAllowedFrom: null,
  drawn: 0,
  invited: 0,
  received: 0,
  printed: 0,
};
const UNIT = { unitCode: '01981', unitName: 'Xã Vĩnh Thông', kind: 'commune' };
const SUMMARY = {
  ...COUNTS,
  people: 858,
  files: [],
  exclusions: [{ reason: 'not_returned', rows: 138 }],
  exclusionsByField: [{ field: 'Hộ tịch', reason: 'not_returned', rows: 138 }],
  faults: [{ reason: 'no_contact', rows: 29 }],
  fields: [{ code: 'HT', name: 'Hộ tịch', people: 858 }],
};

const PROBLEMS = {
  counts: COUNTS,
  fileId: CAMPAIGN_ID,
  fileName: 'vinh-thong-2026.xlsx',
  rows: 29,
  groups: [{ fault: 'no_contact', rows: 29, noted: 0, values: [] }],
  mendedBefore: 2,
  corrections: [],
};
const ACCEPTANCE = {
  state: 'problems',
  hasOwnList: true,
  listsDueOn: '2026-11-19',
  counts: { ...COUNTS, late: 48, refused: 9, withoutPhone: 70, missingNumbers: 8, vanished: 0 },
  hasStatedTotals: true,
  unexplainedVanished: 0,
  unexplainedNumbers: 8,
  unexplainedTotals: 0,
  signature: null,
  decision: null,
  past: [],
};
const COMPLETENESS = {
  indicators: [],
  gaps: {
    seen: 1380,
    missing: 8,
    days: 1,
    worst: [
      {
        agency: 'H55.242',
        day: '2026-06-03',
        highest: 21,
        seen: 13,
        missing: 8,
        ranges: [{ from: '0012', to: '0019' }],
      },
    ],
    emptyDays: [],
    dossiersPerDay: 6.4,
    otherCodes: 0,
    note: null,
  },
  fields: [],
  totals: { statedAt: null, differences: [], note: null },
  change: null,
};

const answers = (stage: string, staff: object) => ({
  'GET /api/session': staff,
  'GET /api/campaigns': { campaigns: [{ ...CAMPAIGN, stage }] },
  'GET /api/staff': { staff: [{ ...STAFF, hasPassword: true, isDisabled: false }] },
  'GET /api/activity': { acts: [], next: null },
  'GET /api/session/link-notices': { notices: [] },
  [`GET ${BASE}/overview`]: { ...OVERVIEW, stage },
  [`GET ${BASE}/units`]: {
    units: [{ code: '01981', name: 'Xã Vĩnh Thông', kind: 'commune' }],
  },
  [`GET ${BASE}/board`]: {
    listsDueOn: '2026-11-19',
    units: [
      { ...UNIT, ...COUNTS, people: 858, state: 'problems', hasOwnList: true, indicators: [] },
    ],
  },
  [`GET ${BASE}/frame/01981/acceptance`]: ACCEPTANCE,
  [`GET ${BASE}/frame/01981/completeness`]: COMPLETENESS,
  [`GET ${BASE}/frame/01981/vanished`]: { dossiers: [], total: 0, unexplained: 0 },
  [`GET ${BASE}/frame/province`]: SUMMARY,
  [`GET ${BASE}/frame/01981`]: SUMMARY,
  [`GET ${BASE}/frame/01981/problems`]: PROBLEMS,
  [`GET ${BASE}/progress`]: {
    own: null,
    bursts: [],
    guessedAt: '2026-11-10T02:00:00Z',
    units: [
      {
        ...UNIT,
        invited: 35,
        unopened: 10,
        opened: 4,
        received: 20,
        declined: 1,
        undelivered: 0,
        reservesLeft: 5,
      },
    ],
  },
  [`GET ${BASE}/invitations/01981`]: { invitations: [], hamlets: [], printedOn: null },
  [`GET ${BASE}/plan`]: refused(409, 'plan_not_published'),
  [`GET ${BASE}/draw`]: refused(409, 'not_drawn'),
  [`GET ${BASE}/strata`]: { strata: [] },
  [`GET ${BASE}/erasures`]: { requests: [] },
  [`GET ${BASE}/retention`]: {
    retentionDays: 90,
    slipPrinting: 'home_affairs' as const,
    termsDay: '2027-03-22',
    dueOn: '2027-03-22',
    state: 'waiting',
    mayEraseByHand: false,
    postponements: [],
    erased: {},
    certificate: null,
  },
  [`GET ${BASE}/frozen-frame`]: refused(409, 'frame_not_frozen'),
  [`GET ${BASE}/results`]: refused(409, 'results_not_ready'),
});

let page: HTMLElement;
beforeEach(() => {
  inVietnamese();
  page = document.body.appendChild(document.createElement('div'));
});
afterEach(() => {
  render(null, page);
  page.remove();
});

/** Every reading has arrived. */
async function settled() {
  await act(() => new Promise<void>((done) => setTimeout(done, 10)));
  await vi.waitFor(async () => {
    await act(() => new Promise<void>((done) => setTimeout(done, 5)));
    expect(page.querySelector('.loading')).toBeNull();
  });
}

async function openAt(address: string, staff: object, stage = 'frame_open') {
  const { session, asked } = onTheWire(answers(stage, staff));
  go(address);
  act(() => render(<Office session={session} onLanguage={() => {}} />, page));
  await session.resume();
  await settled();
  return asked;
}

const CLERK = { ...STAFF, role: 'unit', unitCode: '01981', unitName: 'Xã Vĩnh Thông' };
const OBSERVER = { ...STAFF, role: 'observer' };
const places = placesOf(CAMPAIGN_ID);

function shape() {
  return {
    headings: page.querySelectorAll('main h1').length,
    todo: [...page.querySelectorAll('main .todo')].map((line) => line.textContent?.slice(0, 13)),
    isOnePrimary: page.querySelectorAll('main [data-primary]').length <= 1,
    holes: page.textContent?.match(/\{\{|undefined|NaN/) ?? null,
  };
}
const GOOD = { headings: 1, todo: ['Việc cần làm:'], isOnePrimary: true, holes: null };

const EVERY = [
  ...menuOf('home_affairs', null, places).map((entry) => [STAFF, entry.href] as const),
  ...menuOf('unit', '01981', places).map((entry) => [CLERK, entry.href] as const),
  ...menuOf('observer', null, places).map((entry) => [OBSERVER, entry.href] as const),
  ...[STAFF, CLERK, OBSERVER].map((staff) => [staff, places.corrections('01981')] as const),
  ...[STAFF, CLERK, OBSERVER].flatMap((staff) => [
    [staff, places.completeness('01981')] as const,
    [staff, places.acceptance('01981')] as const,
  ]),
  [STAFF, '/quan-tri/dot-khao-sat'] as const,
  [STAFF, '/quan-tri/tai-khoan'] as const,
  [OBSERVER, '/quan-tri/nhat-ky'] as const,
];

describe.each(['frame_open', 'collecting'])('at the stage %s', (stage) => {
  test('every screen of every menu has one heading, says what to do, and has one way forward', async () => {
    for (const [staff, href] of EVERY) {
      await openAt(href, staff, stage);
      expect({ href, role: staff.role, ...shape() }).toEqual({ href, role: staff.role, ...GOOD });
      render(null, page);
    }
  });
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
  const asked = await openAt(places.unit('01981'), OBSERVER);
  expect(page.textContent).toContain('1.380 dòng = 858 nhận + 355 gộp + 138 loại + 29 cần sửa');
  expect(page.textContent).toContain('không hiển thị với người giám sát');
  expect(asked.some(({ line }) => line.includes('/people'))).toBe(false);
});

test('names are asked for only when somebody presses the button', async () => {
  const asked = await openAt(places.unit('01981'), CLERK);
  expect(page.textContent).toContain('Mỗi lần xem được ghi vào nhật ký');
  expect(asked.some(({ line }) => line.includes('/people'))).toBe(false);
});

test('a clerk who types the address of a foreign screen finds no screen', async () => {
  await openAt(places.publish, CLERK);
  expect(page.querySelector('h1')?.textContent).toBe('Không có màn hình này');
});

test('a one-time link leaves the address bar at once', async () => {
  const { session } = onTheWire({ 'GET /api/session': refused(401, 'not_signed_in') });
  go(`/quan-tri/mat-khau#${'A'.repeat(32)}`);
  act(() => render(<Office session={session} onLanguage={() => {}} />, page));
  await settled();
  expect(page.querySelector('h1')?.textContent).toBe('Đặt mật khẩu');
  expect(location.hash).toBe('');
});
