/** Outside truth: the headings listed in domain.md 4.2 as found in exports and register prints. */
import { describe, expect, test } from 'vitest';
import type { SheetRow } from '../../../server/lists/read/sheet-row.ts';
import { missingRoles, recogniseColumns } from '../../../server/lists/understand/columns.ts';
import { fold, foldWords } from '../../../server/lists/understand/fold.ts';
import {
  findHeadings,
  headingsAt,
  isNumbering,
} from '../../../server/lists/understand/headings.ts';
import { dossierRowsOf, isDossierRow } from '../../../server/lists/understand/list-rows.ts';
import { refuseShifted } from '../../../server/lists/understand/shifted-headings.ts';

const sheet = (...rows: string[]): SheetRow[] =>
  rows.map((row, index) => ({
    number: index + 1,
    cells: row.split('|').map((cell) => cell.trim()),
  }));

const rolesOf = (rows: SheetRow[]) => {
  const headings = findHeadings(rows)!;
  const below = rows.filter(({ number }) => number > Math.max(...headings.rows));
  return recogniseColumns(
    headings.texts,
    below.map(({ cells }) => cells),
  );
};

test('case, spaces and the place of the tone mark make no other text; a letter or a tone does', () => {
  expect(fold('Xã  ĐỊNH HOÁ')).toBe(fold('xã Định Hóa'));
  expect(fold('Thuỵ')).toBe(fold('thụy'));
  expect(fold('M’Drắk')).toBe(fold("M'Drắk"));
  expect(fold('Văn Lang')).not.toBe(fold('Văn Lăng'));
  expect(fold('Cẩm Giang')).not.toBe(fold('Cẩm Giàng'));
  expect(foldWords('Địa chỉ, số điện thoại:')).toBe(foldWords('ĐỊA CHỈ / SỐ ĐIỆN THOẠI'));
});

describe('headings', () => {
  test('of an importer’s export are understood', () =>
    expect(
      rolesOf(
        sheet(
          'Số hồ sơ|Tên thủ tục hành chính|Tên lĩnh vực|Phòng ban|Ngày tiếp nhận|Ngày hẹn trả|Ngày kết thúc xử lý|Cơ quan/đơn vị|Chủ hồ sơ|Số điện thoại|Cán bộ xử lý hiện tại|Trạng thái hồ sơ',
        ),
      ),
    ).toEqual([
      'dossierCode',
      'procedureName',
      'field',
      null,
      'receivedOn',
      'dueOn',
      'finishedOn',
      'agencyName',
      'ownerName',
      'phone',
      null,
      'status',
    ]));

  test('merged over two rows are read together, below titles and above a numbering row', () => {
    const rows = sheet(
      'UBND XÃ VĨNH THÔNG||||CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
      'DANH SÁCH HỒ SƠ TIẾP NHẬN VÀ TRẢ KẾT QUẢ',
      'TT|Mã hồ sơ|Thông tin chủ hồ sơ||Ngày, tháng, năm||Thủ tục hành chính|',
      '||Tên cá nhân, tổ chức|Địa chỉ, số điện thoại|Nhận hồ sơ|Trả kết quả|Mã|Tên',
      '(1)|(2)|(3)|(4)|(5)|(6)|(7)|(8)',
      '1|H55.200-260123-0001|Lý A|Tổ 5; ĐT: 0972302218|23/01/2026|24/01/2026|1.001193|Khai sinh',
    );
    expect(findHeadings(rows)?.rows).toEqual([3, 4]);
    expect(isNumbering(rows[4]!)).toBe(true);
    expect(rolesOf(rows)).toEqual([
      null,
      'dossierCode',
      'ownerName',
      'addressAndPhone',
      'receivedOn',
      'returnedOn',
      'procedureCode',
      'procedureName',
    ]);
  });

  test('that claim one role twice: the surer has it', () =>
    expect(rolesOf(sheet('Mã hồ sơ|Ngày nộp hồ sơ|Ngày nhận|Chủ hồ sơ|Người nộp'))).toEqual([
      'dossierCode',
      null,
      'receivedOn',
      'ownerName',
      'submitterName',
    ]));

  test('of other wording are understood by the longest known words in them', () =>
    expect(
      rolesOf(sheet('Mã hồ sơ|Chủ hồ sơ|Số điện thoại của chủ hồ sơ (nếu có)|Người tiếp nhận')),
    ).toEqual(['dossierCode', 'ownerName', 'phone', null]));

  test('that nobody knows leave it to the cells: codes, phones, days, states', () =>
    expect(
      recogniseColumns(
        ['A', 'B', 'C', 'D', 'E'],
        [
          ['H55.200-260123-0001', '0972302218', '23/01/2026', '24/01/2026', 'Đã trả kết quả'],
          ['H55.200-260123-0002', '972302219', '23/01/2026', '26/01/2026', 'Đang xử lý'],
          ['H55.200-260123-0003', '', '23/01/2026', '', 'Đã trả kết quả'],
        ],
      ),
    ).toEqual(['dossierCode', 'phone', 'receivedOn', 'returnedOn', 'status']));

  test('are where a person points, whatever we think', () =>
    expect(headingsAt(sheet('x|y|z', 'a|b|c', 'd|e|f'), 2)).toEqual({
      rows: [2],
      texts: ['a', 'b', 'c'],
    }));

  test('confirmed once are remembered, and so is a column left out', () =>
    expect(
      recogniseColumns(
        ['Mã hồ sơ', 'Họ và tên', 'Người đứng tên'],
        [],
        new Map([
          [foldWords('Người đứng tên'), 'ownerName'],
          [foldWords('Họ và tên'), null],
        ] as const),
      ),
    ).toEqual(['dossierCode', null, 'ownerName']));
});

test('what a list must say: who, which dossier, which procedure, when returned, how to reach, and of which agency', () => {
  expect(missingRoles([], true)).toEqual([
    'dossierCode',
    'ownerName',
    'procedureName',
    'phone',
    'returnedOn',
    'agencyCode',
  ]);
  const enough = ['dossierCode', 'submitterName', 'field', 'addressAndPhone'] as const;
  expect(missingRoles([...enough, 'returnedOn'], false)).toEqual([]);
  expect(missingRoles([...enough, 'finishedOn'], false)).toEqual(['returnedOn']);
  expect(missingRoles([...enough, 'finishedOn', 'status'], false)).toEqual([]);
  expect(missingRoles([...enough, 'returnedOn', 'agencyName'], true)).toEqual([]);
});

describe('below the headings', () => {
  const headings = ['TT', 'Mã hồ sơ', 'Chủ hồ sơ', 'Địa chỉ', 'Ngày trả kết quả', 'Trạng thái'];
  const columns = new Map(
    (['dossierCode', 'ownerName', 'address', 'returnedOn', 'status'] as const).map(
      (role, index) => [role, index + 1] as const,
    ),
  );
  const isRow = (row: string) => isDossierRow(sheet(row)[0]!, columns, headings);

  test.each([
    '1|H55.200-260123-0001|Lý A|Tổ 5|24/01/2026|Đã trả kết quả',
    '2|||Tổ 5|24/01/2026|Đã trả kết quả',
    '|H55.200-260123-0001||||',
    '3|17/2026|Lý A|Tổ 5||',
  ])('“%s” is a dossier', (row) => expect(isRow(row)).toBe(true));

  test.each([
    '|XÃ VĨNH THÔNG||||',
    'I. Lĩnh vực hộ tịch',
    '(1)|(2)|(3)|(4)|(5)|(6)',
    'TT|Mã hồ sơ|Chủ hồ sơ|Địa chỉ|Ngày trả kết quả|Trạng thái',
    '|Tổng số: 1380 hồ sơ||||',
    'Tổng cộng|1380|1200|100|80|',
    '||||NGƯỜI LẬP BIỂU|',
    '',
  ])('“%s” is none', (row) => expect(isRow(row)).toBe(false));
});

describe('headings that stand over other columns than their values', () => {
  const headings = ['Mã hồ sơ', 'Lĩnh vực', 'Chủ hồ sơ', 'Số điện thoại', 'Ngày trả kết quả'];
  const roles = ['dossierCode', 'field', 'ownerName', 'phone', 'returnedOn'] as const;
  const row = (cells: string) => Array(4).fill(cells).join('\n').split('\n');
  const check = (cells: string) => () => refuseShifted(headings, roles, sheet(...row(cells)));

  test('are refused with their number and that of the columns', () =>
    expect(check('H55.200-260123-0001|Lý A|0972302218|24/01/2026')).toThrow(
      expect.objectContaining({ code: 'headings_shifted', details: { headings: 5, body: 4 } }),
    ));

  test.each([
    ['that stand right', 'H55.200-260123-0001|Hộ tịch|Lý A|0972302218|24/01/2026'],
    ['over an empty column', 'H55.200-260123-0001|Hộ tịch|Lý A||24/01/2026'],
    ['over a column written in words', 'H55.200-260123-0001|Hộ tịch|Lý A|không có|hôm qua'],
  ])('%s are not', (_, cells) => expect(check(cells)).not.toThrow());
});

test('of two columns with one heading the fuller has the role', () => {
  const rows = sheet('Mã hồ sơ|SĐT|SĐT', 'A|  |0972302218', 'B|  |0972302219');
  expect(rolesOf(rows)).toEqual(['dossierCode', null, 'phone']);
});

test('two columns of days and two of states keep a role each: a refusal is in the one, the return in the other', () => {
  const rows = sheet(
    'Mã hồ sơ|Chủ hồ sơ|Ngày hẹn trả|Ngày có kết quả|Ngày trả|Trạng thái|Kết quả giải quyết',
    'H55.200-260123-0001|Lý A Sử|28/01/2026|26/01/2026|27/01/2026|Đã trả kết quả|Từ chối giải quyết',
  );
  expect(rolesOf(rows)).toEqual([
    ...['dossierCode', 'ownerName', 'dueOn', 'finishedOn', 'returnedOn', 'status', 'result'],
  ]);
});

test('of “Ngày trả” twice, once promised and once as it was, the day as it was is the return', () => {
  const rows = sheet(
    'Mã hồ sơ|Chủ hồ sơ|Ngày trả|Ngày trả thực tế|Trạng thái',
    'H55.200-260123-0001|Lý A Sử|28/01/2026|27/01/2026|Đã trả kết quả',
    'H55.200-260123-0002|Lý A Páo|28/01/2026|30/01/2026|Đã trả kết quả',
  );
  const roles = rolesOf(rows);
  expect(roles[3]).toBe('returnedOn');
  expect(roles[2]).not.toBe('returnedOn');
});

test('after the place for signatures only a dossier’s code makes a row', () => {
  const columns = new Map(
    (['dossierCode', 'ownerName', 'address', 'returnedOn', 'status'] as const).map(
      (role, index) => [role, index] as const,
    ),
  );
  const isDossier = dossierRowsOf(columns, []);
  const rows = sheet(
    'x-17|Lý A|Tổ 5|24/01/2026|Đã trả kết quả',
    'Người lập biểu||TM. UBND||',
    'Hoàng Lập|Ma Trưởng|Đồng ý|Nông Tịch|x',
    'H55.200-260123-0001|Lý B|Tổ 5|24/01/2026|Đã trả kết quả',
  );
  expect(rows.map(isDossier)).toEqual([true, false, false, true]);
});
