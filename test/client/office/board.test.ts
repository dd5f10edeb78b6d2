// Truth checked: ux.md §3 (Table) — the screen's own order is stated, filters and order live in the address.
import { beforeEach, expect, test } from 'vitest';
import { createBoard, plain } from '../../../client/office/frames/board/board.ts';
import { markSentences } from '../../../client/office/frames/board/mark-sentences.ts';
import { go } from '../../../client/office/page/router.ts';
import { createSorting } from '../../../client/office/page/sorting.ts';
import { CAMPAIGN_ID, inVietnamese, onTheWire, refused } from './wire.ts';

const BASE = `/api/campaigns/${CAMPAIGN_ID}`;
const agency = (agencyCode: string, agencyName: string, rows: number, state: string) => ({
  agencyCode,
  state,
  hasOwnList: rows > 0,
  indicators: [],
  check: null,
  agencyName,
  kind: 'commune',
  rows,
  accepted: rows,
  merged: 0,
  excluded: 0,
  inError: 0,
  people: rows,
  listsDueOn: '2026-11-09',
});
const AGENCIES = [
  agency('01990', 'Xã Văn Lang', 902, 'accepted'),
  agency('01991', 'Xã Văn Lăng', 0, 'absent'),
  agency('01981', 'Xã Đồng Phúc', 1380, 'signed'),
];

beforeEach(() => go('/quan-tri/x/danh-sach'));

async function board() {
  const { ask, asked } = onTheWire({
    [`GET ${BASE}/board`]: { listsDueOn: '2026-11-09', agencies: AGENCIES },
    [`GET ${BASE}/frame/province`]: refused(404, 'campaign_not_found'),
    [`POST ${BASE}/freeze`]: refused(409, 'agencies_absent', { count: 1, names: ['Xã Văn Lăng'] }),
  });
  const model = createBoard(ask, CAMPAIGN_ID, false);
  await model.board.load();
  return { model, asked };
}
const names = (rows: readonly { agencyName: string }[]) => rows.map((row) => row.agencyName);

test('what waits for Home Affairs stands first, what is accepted last', async () => {
  const { model } = await board();
  expect(names(model.shown.value)).toEqual(['Xã Đồng Phúc', 'Xã Văn Lăng', 'Xã Văn Lang']);
  expect(names(model.absent.value)).toEqual(['Xã Văn Lăng']);
  expect(names(model.waiting.value)).toEqual(['Xã Đồng Phúc']);
  expect(names(model.unaccepted.value)).toEqual(['Xã Đồng Phúc']);
});

test('rows in error of the province’s own file are Home Affairs’ to mend, an agency’s own are not', async () => {
  const shared = { ...agency('05500', 'Phường Tích Lương', 165, 'problems'), hasOwnList: false };
  const agencies = [
    { ...shared, inError: 2 },
    { ...AGENCIES[2]!, state: 'problems', inError: 5 },
  ];
  const { ask } = onTheWire({ [`GET ${BASE}/board`]: { listsDueOn: '2026-11-09', agencies } });
  const model = createBoard(ask, CAMPAIGN_ID, false);
  await model.board.load();
  expect(model.inError.value).toBe(2);
});

test('two agencies that differ by a mark only are both found, with their codes', async () => {
  const { model } = await board();
  model.find('van lang');
  expect(names(model.shown.value)).toEqual(['Xã Văn Lăng', 'Xã Văn Lang']);
  expect(location.search).toBe('?tim=van+lang');
  model.find('01990');
  expect(names(model.shown.value)).toEqual(['Xã Văn Lang']);
});

test('đ is found as d', () => {
  expect(plain('Xã Đồng Phúc ')).toBe('xa dong phuc');
});

test('a filter narrows and is taken back', async () => {
  const { model } = await board();
  model.show('signed');
  expect(names(model.shown.value)).toEqual(['Xã Đồng Phúc']);
  model.show('standing_out');
  expect(model.shown.value).toEqual([]);
  model.show('all');
  expect(location.search).toBe('');
  expect(model.shown.value).toHaveLength(3);
});

test('an order by column goes up, down, and back to the screen’s own', () => {
  const sorting = createSorting<{ agencyName: string; rows: number }>({ rows: (row) => row.rows });
  sorting.heading('rows').onSort();
  expect(sorting.apply(AGENCIES).map((row) => row.rows)).toEqual([0, 902, 1380]);
  expect(sorting.heading('rows').sorted).toBe('ascending');
  sorting.heading('rows').onSort();
  expect(sorting.apply(AGENCIES).map((row) => row.rows)).toEqual([1380, 902, 0]);
  sorting.heading('rows').onSort();
  expect(names(sorting.apply(AGENCIES))).toEqual(names(AGENCIES));
});

test('a refused freeze keeps its reason for the dialog', async () => {
  const { model, asked } = await board();
  expect(await model.freeze.run('', '')).toBeUndefined();
  expect(model.freeze.failure.value).toEqual({
    code: 'agencies_absent',
    details: { count: 1, names: ['Xã Văn Lăng'] },
  });
  expect(asked.at(-1)?.body).toEqual({});
});

test('a second source or a check of the register marks an agency as its own figures do, each with what to do next', async () => {
  inVietnamese();
  const comparison = {
    ...{ kind: 'complaints', agencyCode: '01990', agencyName: 'Xã Văn Lang', listed: 902 },
    ...{ uploadedAt: '2026-11-09T01:00:00.000Z', listedLate: 0, inSource: 40, lateInSource: null },
    ...{ inBoth: 34, absent: 5, leftOut: 1, lateMissing: null, estimate: null },
    missing: { share: 0.15, low: 0.057, high: 0.298 },
  };
  const { ask } = onTheWire({
    [`GET ${BASE}/board`]: {
      listsDueOn: '2026-11-09',
      agencies: [
        AGENCIES[0],
        { ...AGENCIES[2]!, check: { drawn: 59, absent: 2, unhappy: 1 } },
        {
          ...agency('02143', 'Xã Quân Chu', 300, 'signed'),
          check: { drawn: 59, absent: 0, unhappy: 0 },
        },
        AGENCIES[1],
      ],
    },
    [`GET ${BASE}/second-sources`]: {
      sources: [],
      comparisons: [
        { ...comparison, standsOut: true },
        { ...comparison, agencyCode: '02143', standsOut: false },
      ],
    },
  });
  const model = createBoard(ask, CAMPAIGN_ID, false);
  await Promise.all([model.board.load(), model.secondSources.load()]);
  model.show('standing_out');
  expect(model.shown.value.map(markSentences)).toEqual([
    [
      'Đối chiếu với sổ: 2 trong 59 hồ sơ rút ngẫu nhiên không có trong danh sách hoặc ghi khác, 1 hồ sơ trễ hạn hoặc bị từ chối. Trả lại danh sách để bổ sung.',
    ],
    [
      'Sổ tiếp nhận phản ánh, khiếu nại: 6 trong 40 hồ sơ không có trong danh sách hoặc bị để ngoài, ít nhất 5,7% sau khi trừ yếu tố ngẫu nhiên. Mở đơn vị, hỏi từng mã hồ sơ.',
    ],
  ]);
  // Whose list has come and whose register nobody has checked.
  model.show('unchecked');
  expect(names(model.shown.value)).toEqual(['Xã Văn Lang']);
});
