// Truth: the layouts in which provinces and the ministry print the index of a year (results.md §3): agencies × factors,
// criteria × province, and long lists; numbers as people write them.
import { expect, test } from 'vitest';
import type { IndexNode } from '#contract/questionnaire.ts';
import questionnaire from '../../../server/campaigns/questionnaires/sipas-2023-2026.json' with {
  type: 'json',
};
import {
  agencyOf,
  guessAgencies,
  guessCriteria,
  nodeOf,
} from '../../../server/earlier-tables/guess-matches.ts';
import { parseTable } from '../../../server/earlier-tables/parse-table.ts';
import { AgencyRegister } from '../../../server/lists/decide/agency-register.ts';

const NODES = questionnaire.nodes as IndexNode[];
const agency = (code: string, name: string) => ({
  code,
  name,
  kind: 'commune',
  provinceCode: '19',
});
const AGENCIES = [agency('05443', 'Xã Văn Lang'), agency('05500', 'Phường Phan Đình Phùng')];
const register = new AgencyRegister(AGENCIES, {
  provinceCode: '19',
  ownAgency: null,
  mayRegister: false,
  former: [
    { oldCode: '05446', oldName: 'Xã Hóa Trung', oldDistrict: 'Huyện Đồng Hỷ', newCode: '05443' },
    { oldCode: '05449', oldName: 'Xã Quang Sơn', oldDistrict: 'Huyện Đồng Hỷ', newCode: '05443' },
  ],
});
const NAMES = {
  names: new Map(AGENCIES.map(({ code, name }) => [code, name])),
  provinceName: 'Tỉnh Thái Nguyên',
};
const parse = (text: string) =>
  parseTable(
    text.split('\n').map((line) => line.split('|').map((cell) => cell.trim())),
    {
      isAgency: (label) => agencyOf(register, label) !== null,
      isCriterion: (label) => nodeOf(label, NODES) !== undefined,
    },
  );
const figure = (table: ReturnType<typeof parse>, name: string, criterion: string) =>
  table.figures.find((row) => row.agency === name && row.criterion === criterion);

const WIDE = parse(`KẾT QUẢ CHỈ SỐ HÀI LÒNG NĂM 2025
STT | Đơn vị | Số phiếu | Tiếp cận dịch vụ | Thủ tục hành chính | Chỉ số hài lòng chung | Sai số | Xếp hạng
1 | 2 | 3 | 4 | 5 | 6 | 7 | 8
1 | UBND xã Hoá Trung | 120 | 84,25 | 80,1% | 82,5 | ±3,2 | 2
2 | Xã Quang Sơn, huyện Đồng Hỷ | 80 | 81 | 79 | 80 | 4 | 3
3 | Sở Ngoại vụ | 60 | 90 | 91 | 92 | 2,5 | 1
Toàn tỉnh | Toàn tỉnh | 3.260 | 83,10 | 81,00 | 82,06 | 0,9 |`);

test('agencies in rows, factors in columns: each cell with the row’s respondents, the error with the column left of it', () => {
  expect(WIDE.year).toBe(2025);
  expect(WIDE.figures).toHaveLength(12);
  expect(figure(WIDE, 'UBND xã Hoá Trung', 'Tiếp cận dịch vụ')).toMatchObject({
    share: 0.8425,
    respondents: 120,
    standardError: null,
  });
  const total = figure(WIDE, 'UBND xã Hoá Trung', 'Chỉ số hài lòng chung');
  // Half of a 95 % interval is 1.96 standard errors.
  expect(total?.standardError).toBeCloseTo(0.032 / 1.96, 5);
  expect(figure(WIDE, 'Toàn tỉnh', 'Chỉ số hài lòng chung')).toMatchObject({ respondents: 3260 });
});

test('a column of ranks gives no figure and is told', () => {
  expect(WIDE.leftOut).toEqual([{ words: 'Xếp hạng', reason: 'rank' }]);
});

test('communes of before July 2025 go to the commune that holds them, weighed by respondents, and others to nobody', () => {
  const guesses = guessAgencies(WIDE.figures, register, NAMES);
  expect(guesses.map(({ guess, agencyCode, weight }) => [guess, agencyCode, weight])).toEqual([
    ['former', '05443', 120],
    ['former', '05443', 80],
    ['none', null, 60],
    ['province', null, 3260],
  ]);
});

test('without respondents all parts of a merged commune weigh the same', () => {
  const table = parse('Đơn vị | SIPAS\nXã Hóa Trung | 80\nXã Quang Sơn | 90\nXã Văn Lang | 85');
  const guesses = guessAgencies(table.figures, register, NAMES);
  expect(guesses.map(({ weight, guess }) => [weight, guess])).toEqual([
    [1, 'former'],
    [1, 'former'],
    [1, 'current'],
  ]);
});

test('criteria in rows are the province’s, found by number, name or words, and two of one node are left to a person', () => {
  const table = parse(`Tiêu chí | Tỷ lệ hài lòng | n
Câu 9.24 Biển hiệu | 0,91 | 300
Đủ ghế, bàn viết | 0,88 | 300
Công chức giải quyết công việc | 0,9 | 300
Thái độ công chức | 0,92 | 300
Đường truyền internet | 0,5 | 300`);
  expect(table.figures.every(({ agency: name }) => name === 'Toàn tỉnh')).toBe(true);
  expect(table.figures[0]).toMatchObject({ share: 0.91, respondents: 300 });
  const guesses = guessCriteria(
    table.figures.map((row) => ({ ...row, criterion: row.criterion })),
    NODES,
  );
  expect(guesses.map(({ nodeCode, guess }) => [nodeCode, guess])).toEqual([
    ['9.24', 'number'],
    ['9.25', 'name'],
    ['officer', 'words'],
    [null, 'none'],
    [null, 'none'],
  ]);
});

test('an agency and a criterion in each row are read too, and what stands twice or is no share is told', () => {
  const table = parse(`Cơ quan | Nội dung | Kết quả (%)
Xã Văn Lang | Tiếp cận dịch vụ | 80
Xã Văn Lang | Tiếp cận dịch vụ | 81
Phường Phan Đình Phùng | Thủ tục hành chính | 120
Phường Phan Đình Phùng | Công chức | –`);
  expect(table.figures).toHaveLength(1);
  expect(table.leftOut.map(({ reason }) => reason).sort()).toEqual([
    'beyond',
    'no_number',
    'twice',
  ]);
});

test('scores of 1 to 5 are refused: a mean cannot be compared with a share', () => {
  expect(() => parse('Đơn vị | SIPAS\nXã Văn Lang | 4,2\nXã Hóa Trung | 3,9')).toThrow(
    'earlier_table_scores',
  );
});

test('a text without a table of indices is refused', () => {
  expect(() => parse('Kính gửi: Sở Nội vụ\nNăm 2025')).toThrow('earlier_table_unreadable');
});
