// Truth checked: ux.md §7, numbers and dates as official Vietnamese writes them.
import { expect, test } from 'vitest';
import { wordsOf } from '../../../client/ui/problem-words.ts';
import {
  clock,
  day,
  daysUntil,
  moment,
  percent,
  spokenHash,
  today,
  wholeNumber,
} from '../../../client/ui/words.ts';
import { inVietnamese } from './wire.ts';

inVietnamese();

test('numbers and shares', () => {
  expect(wholeNumber(40000)).toBe('40.000');
  expect(percent(0.832)).toBe('83,2%');
  expect(percent(0.835, 0)).toBe('84%');
});

test('a zero stands before days 1 to 9 and months 1 and 2 only', () => {
  expect(day('2026-06-03')).toBe('03/6/2026');
  expect(day('2026-02-15')).toBe('15/02/2026');
  expect(day('2026-12-31')).toBe('31/12/2026');
});

test('moments are told by the clock of Vietnam', () => {
  expect(moment('2026-11-23T18:30:00Z')).toBe('01:30 ngày 24/11/2026');
  expect(clock('2026-11-23T01:00:00.000Z')).toBe('08:00');
  expect(today(new Date('2026-11-23T18:30:00Z'))).toBe('2026-11-24');
});

test('days left are counted by the calendar', () => {
  expect(daysUntil('2026-12-15', '2026-12-09')).toBe(6);
});

test('a code is read aloud in fours', () => {
  expect(spokenHash('a41f09c7deadbeef')).toBe('A41F 09C7');
});

test('the values of a refusal are written as people write them', () => {
  const early = wordsOf({
    code: 'published_too_recently',
    details: { hours: 24, from: '2026-11-24T01:00:00Z' },
  });
  expect(early.title).toBe('Mã công bố chưa đủ 24 giờ.');
  expect(early.next).toBe('Rút được từ 08:00 ngày 24/11/2026.');
  const missing = wordsOf({
    code: 'columns_missing',
    details: { columns: ['returnedOn', 'phone'] },
  });
  expect(missing.title).toBe('Thiếu cột Ngày trả kết quả, Số điện thoại.');
  const stage = wordsOf({
    code: 'stage_not_allowed',
    details: { stage: 'draft', needed: ['drawn'] },
  });
  expect(stage.title).toBe('Đợt đang ở bước “Soạn thảo”, việc này cần bước “Đã rút mẫu”.');
});

test('a code without a sentence becomes the internal one and keeps its name for the telephone', () => {
  const words = wordsOf({ code: 'something_new', details: {} });
  expect(words.next).toContain('something_new');
});
