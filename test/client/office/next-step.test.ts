// Truth checked: the way of an agency's list: hand in, mend, explain, sign, accepted or
// returned. For every state there is one sentence, and the screen it names is the one where it is done.
import { expect, test } from 'vitest';
import type { Acceptance } from '#contract/acceptance.ts';
import { AGENCY_STATES } from '#contract/agency-state.ts';
import vi from '../../../client/locales/office.vi.json' with { type: 'json' };
import { nextStep } from '../../../client/office/frames/acceptance/next-step.ts';
import { statementOf } from '../../../client/office/frames/acceptance/statement.ts';
import { inVietnamese } from './wire.ts';

const COUNTS = {
  rows: 1380,
  accepted: 1300,
  merged: 40,
  excluded: 40,
  inError: 0,
  late: 48,
  refused: 9,
  withoutPhone: 70,
  missingNumbers: 8,
  vanished: 2,
  leftRows: 0,
};
const acceptance = (changes: Partial<Acceptance> = {}): Acceptance => ({
  state: 'handed_in',
  hasOwnList: true,
  listsDueOn: '2026-11-09',
  counts: COUNTS,
  hasStatedTotals: true,
  replacements: [],
  unexplainedVanished: 0,
  unexplainedNumbers: 0,
  unexplainedTotals: 0,
  unexplainedChanges: 0,
  signature: null,
  decision: null,
  past: [],
  ...changes,
});
const OPEN = { stage: 'frame_open', isImporting: false };
const keyOf = (changes: Partial<Acceptance>, round = OPEN) => {
  const { key, screen } = nextStep(acceptance(changes), round);
  return `${key} → ${screen}`;
};

test('a list is handed in, mended, explained, signed, in this order', () => {
  const open = { unexplainedVanished: 2, unexplainedNumbers: 8, unexplainedTotals: 5 };
  const inError = { ...COUNTS, inError: 29 };
  expect(keyOf({ state: 'absent', counts: null })).toBe('upload → list');
  const waiting = { ...OPEN, waitingFile: 'thang-3.xlsx' };
  expect(keyOf({ state: 'absent', counts: null }, waiting)).toBe('check → list');
  expect(keyOf({}, waiting)).toBe('acceptance → acceptance');
  expect(keyOf({ state: 'problems', counts: inError, ...open })).toBe('corrections → corrections');
  expect(keyOf({ state: 'problems', ...open })).toBe('vanished → completeness');
  expect(keyOf({ hasStatedTotals: false, unexplainedNumbers: 8 })).toBe(
    'state_totals → completeness',
  );
  expect(keyOf({ ...open, unexplainedVanished: 0 })).toBe('totals → completeness');
  expect(keyOf({ unexplainedNumbers: 8 })).toBe('numbers → completeness');
  expect(keyOf({})).toBe('acceptance → acceptance');
});

test('the leader signs to every row and to all that is in no row', () => {
  inVietnamese();
  expect(statementOf({ ...COUNTS, excluded: 33, inError: 7, leftRows: 21 })).toBe(
    'Tôi xác nhận: danh sách có 1.380 dòng, kể cả 48 hồ sơ trễ hạn và 9 hồ sơ bị từ chối. 1.340 dòng đủ điều kiện đưa vào khảo sát; 33 dòng bị loại theo quy tắc và 7 dòng còn lỗi không được đưa vào. 21 dòng khác trong tệp không được đọc thành hồ sơ (trang tính không chọn, dòng xen giữa và dưới bảng). 2 hồ sơ có ở lần nộp trước nay không còn, đều đã ghi lý do. 8 số trong dãy số hồ sơ không có hồ sơ nào trong danh sách. Ngoài các trường hợp đã kể, đơn vị không bỏ hồ sơ nào đã trả kết quả trong thời gian khảo sát.',
  );
  const none = statementOf({ ...COUNTS, vanished: 0, missingNumbers: 0 });
  expect(none).not.toMatch(/\b0 (số|hồ sơ có)|dòng khác/u);
});

test('who has signed waits, who is accepted is done, who got it back reads why', () => {
  expect(keyOf({ state: 'signed', unexplainedNumbers: 8 })).toBe('signed → null');
  expect(keyOf({ state: 'accepted' })).toBe('accepted → null');
  const decision = { kind: 'returned', note: 'Thiếu tháng 9.', decidedAt: '2026-11-05T02:00:00Z' };
  const returned = { state: 'returned', decision } as const;
  expect(nextStep(acceptance(returned as Partial<Acceptance>), OPEN)).toEqual({
    key: 'returned',
    screen: 'list',
    values: { note: 'Thiếu tháng 9.' },
  });
});

test('before and after the time of lists nothing is asked, while a file is read one waits', () => {
  for (const state of AGENCY_STATES) {
    expect(keyOf({ state }, { ...OPEN, stage: 'draft' })).toBe('not_open → null');
    for (const stage of ['frame_frozen', 'drawn', 'collecting', 'closed', 'published'])
      expect(keyOf({ state }, { ...OPEN, stage })).toBe('frozen → null');
    expect(keyOf({ state }, { ...OPEN, isImporting: true })).toBe('importing → null');
  }
});

test('every step has its sentence', () => {
  const steps = AGENCY_STATES.map((state) => nextStep(acceptance({ state }), OPEN).key);
  expect(Object.keys(vi.next)).toEqual(expect.arrayContaining(steps));
});
