// Truth checked: the columns, deadlines and words for many agencies that provinces' plans use (docs/domain.md).
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { leadsIn } from '../../../server/action-plan/named-agencies.ts';
import { textTable } from '../../../server/action-plan/plan-file.ts';
import { planRows } from '../../../server/action-plan/plan-table.ts';
import { readDeadline } from '../../../server/contract/deadline.ts';

const rowsOf = (text: string) => planRows(textTable(text));

test('the eight columns of shortcomings are read, and a row that a page cut is one row', () => {
  const heading =
    'STT\tLĩnh vực/Tiêu chí bị mất điểm\tTồn tại, hạn chế\tNhiệm vụ\tKết quả cần đạt\tCơ quan chủ trì\tCơ quan phối hợp\tThời gian hoàn thành';
  const rows = rowsOf(
    [
      heading,
      '1\tChỉ đạo\tCòn việc quá hạn\tTheo dõi hằng tuần\tKhông còn quá hạn\tSở A\tSở B\tThường xuyên',
      '4\tThủ tục\tCông khai trên Cổng\tRà soát, cập nhật\t100% đầy đủ\tSở A; UBND các\tSở C\t31/12/2026',
      '',
      heading,
      '\t\tthông tin của tỉnh\ttoàn bộ thủ tục\t\txã, phường\t\t',
      '5\tThủ tục\tHồ sơ trễ\tXin lỗi\tĐủ văn bản\tSở A\t\tQuý III, IV/2026',
    ].join('\n'),
  );
  expect(rows.map(({ duty }) => duty)).toEqual([
    'Theo dõi hằng tuần',
    'Rà soát, cập nhật toàn bộ thủ tục',
    'Xin lỗi',
  ]);
  expect(rows[1]).toMatchObject({
    shortcoming: 'Công khai trên Cổng thông tin của tỉnh',
    leads: 'Sở A; UBND các xã, phường',
    deadline: '31/12/2026',
  });
});

test('roman headings are sections, whether in one cell or beside the number', () => {
  const rows = rowsOf(
    [
      'STT\tNhiệm vụ\tCơ quan chủ trì\tCơ quan phối hợp\tThời gian thực hiện',
      'I. CHỈ ĐẠO\t\t\t\t',
      '1\tTheo dõi\tSở A\tSở B\tHàng quý',
      'II\tTHỂ CHẾ\t\t\t',
      '2\tRà soát\tSở B\t\tNăm 2026',
    ].join('\n'),
  );
  expect(rows.map(({ section, duty }) => [section, duty])).toEqual([
    ['I. CHỈ ĐẠO', 'Theo dõi'],
    ['II THỂ CHẾ', 'Rà soát'],
  ]);
});

test('headings in two rows, between upright bars and with marks of print, are those of requirements', () => {
  const [row] = rowsOf(
    [
      '| STT | Lĩnh vực, tiêu chí | Yêu cầu năm 2026 | Thời gian chậm nhất phải hoàn thành | Phân công nhiệm vụ | |',
      '|---|---|---|---|---|---|',
      '| | | | | Cơ quan chủ trì thực hiện | Cơ quan phối hợp |',
      '| <b>1.1</b> | Công khai | 100% thủ tục | Trong ngày 31/12/2026 | Trung tâm | Phòng A;<br>Phòng B |',
    ].join('\n'),
  );
  expect(row).toMatchObject({
    criterion: null,
    duty: 'Công khai',
    expected: '100% thủ tục',
    leads: 'Trung tâm',
    partners: 'Phòng A;\nPhòng B',
  });
});

test('no row of duties is lost or joined, whatever lines its cells hold', () => {
  const cell = fc
    .stringMatching(/^[a-zđêôơ ]{3,12}(\n[a-zđêôơ ]{3,12})?$/)
    .map((text) => text.trim())
    .filter((text) => text.length > 2 && !text.startsWith('\n'));
  fc.assert(
    fc.property(fc.array(cell, { minLength: 1, maxLength: 12 }), (duties) => {
      const table = [
        ['STT', 'Nhiệm vụ', 'Cơ quan chủ trì', 'Thời gian'],
        ...duties.map((duty, index) => [String(index + 1), duty, 'Sở A', '31/12/2026']),
      ];
      const pasted = table
        .map((row) => row.map((text) => (text.includes('\n') ? `"${text}"` : text)).join('\t'))
        .join('\n');
      expect(rowsOf(pasted)).toHaveLength(duties.length);
    }),
  );
});

test.each([
  ['31/12/2026', 'date', '2026-12-31'],
  ['Trong ngày 31/12/2026', 'date', '2026-12-31'],
  ['Hoàn thành trước ngày 15/6/2026', 'date', '2026-06-14'],
  ['Quý III/2026', 'quarters', '2026-09-30'],
  ['Quý III, IV/2026', 'quarters', '2026-12-31'],
  ['Quý I và II năm 2027', 'quarters', '2027-06-30'],
  ['Tháng 9/2026', 'month', '2026-09-30'],
  ['Trong năm 2026', 'year', '2026-12-31'],
  ['Năm 2026', 'year', '2026-12-31'],
  ['Hằng tháng', 'monthly', null],
  ['Hàng quý', 'quarterly', null],
  ['Thường xuyên', 'continuous', null],
  ['Theo Kế hoạch của Bộ Nội vụ', 'by_plan', null],
  ['31/02/2026', 'other', null],
  ['', 'other', null],
])('the deadline “%s” is of the kind %s, last day %s', (text, kind, dueOn) => {
  expect(readDeadline(text, 2026)).toEqual({ kind, dueOn, text });
});

const AGENCIES = [
  { code: 'H1', name: 'Sở Nội vụ', kind: 'department' },
  { code: 'H2', name: 'Sở Văn hóa, Thể thao và Du lịch', kind: 'department' },
  { code: '1', name: 'Xã Văn Lang', kind: 'commune' },
  { code: '2', name: 'Xã Văn Lang Thượng', kind: 'commune' },
  { code: '3', name: 'Phường Đức Xuân', kind: 'ward' },
];

test.each([
  ['Các sở, ban, ngành tỉnh; UBND các xã, phường', 'H1 H2 1 2 3', ''],
  ['Các sở, ban, ngành tỉnh, UBND các xã, phường', 'H1 H2 1 2 3', ''],
  ['Sở Văn hóa, Thể thao và Du lịch; các sở, ban, ngành tỉnh', 'H1 H2', ''],
  ['UBND xã Văn Lang', '1', ''],
  ['Xã Văn Lang Thượng, Phường Đức Xuân', '2 3', ''],
  ['Sở Nội vụ, Ủy ban MTTQ Việt Nam tỉnh', 'H1', 'ủy ban mttq việt nam tỉnh'],
  ['Các phòng, ban, đơn vị', '', 'các phòng, ban, đơn vị'],
  ['', '', ''],
])('“%s” names the agencies “%s” and the others “%s”', (words, codes, others) => {
  const found = leadsIn(words, AGENCIES);
  expect(
    found.agencies
      .map(({ code }) => code)
      .toSorted()
      .join(' '),
  ).toBe(codes.split(' ').toSorted().join(' '));
  expect(found.others.join('; ')).toBe(others);
});
