/** Outside truth: RFC 4180 (every record has the cells of the headings); what each line below lacks was done by hand. */
import { readXlsx, writeXlsx } from 'hucre/xlsx';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  correctRow,
  downloadCorrectableRows,
  listCorrectableRows,
  uploadCorrectableRows,
} from '#contract/correctable-rows.ts';
import { getCorrections } from '#contract/corrections.ts';
import { getFrameSummary } from '#contract/frames.ts';
import { listPersons } from '#contract/persons.ts';
import type { Caller, Office } from '../office.ts';
import { openOffice, pathOf } from '../office.ts';
import { openFrameFor } from '../open-round.ts';
import { handIn } from '../scenario-lists.ts';

let office: Office;
let clerk: Caller;
beforeAll(async () => {
  office = await openOffice();
  clerk = await office.as('agency', '01981');
});
afterAll(() => office.close());

const HEADINGS =
  'Mã hồ sơ,Tên thủ tục,Lĩnh vực,Chủ hồ sơ,Số điện thoại,Địa chỉ,Ngày trả kết quả,Trạng thái,Ghi chú,Ghi chú 2';
const line = (n: number, owner: string, phone: string, rest: string) =>
  `H55.200-260302-000${n},Khai sinh,Hộ tịch,${owner},${phone},${rest}`;
const RETURNED = '04/03/2026,Đã trả kết quả';
const LINES = [
  line(1, 'Lý A Sử', '0912345601', `"Thôn Nà Cà, Xã Vĩnh Thông",${RETURNED},,`),
  line(2, 'Đặng Văn Được', '0912345602', `Thôn Nà Cà, Xã Vĩnh Thông,${RETURNED},,`),
  line(3, 'Nguyễn Thị Hường', '0912345603', 'Thôn Nà Cà,04/03/20'),
  line(4, '"Bốn" Phạm Văn Bốn', '0912345604', `"Thôn Nà Cà, Xã Vĩnh Thông",${RETURNED},,`),
  line(5, 'Trương Thuỷ Ước', '0912345605', `Thôn Nà Cà,${RETURNED}`),
  line(6, 'Phùng Đức Quý', '0912345606', 'Thôn Nà Cà,,Đang xử lý'),
  line(7, 'Nông Thị Bảy', '0912345607', `Thôn Nà Cà,${RETURNED},đã gọi,`),
  line(8, 'Hoàng Văn Tám', '0912345608', 'Thôn Nà Cà'),
];

async function openList() {
  const { campaignId } = await openFrameFor(office);
  const params = { campaignId, agencyCode: '01981' };
  await handIn(clerk, params, [HEADINGS, ...LINES, ''].join('\n'));
  const misaligned = () =>
    clerk.call(listCorrectableRows, {
      params: { ...params, fault: 'misaligned_cells' },
      query: {},
    });
  return { params, misaligned };
}

test('a record with cells too many or too few, or a stray quotation mark, is in error with its line', async () => {
  const { params, misaligned } = await openList();
  const { rows } = await misaligned();
  expect(rows.map((row) => [row.line, row.cause, row.cells[row.column]])).toEqual([
    [
      3,
      'misaligned',
      'H55.200-260302-0002 | Khai sinh | Hộ tịch | Đặng Văn Được | 0912345602 | Thôn Nà Cà | Xã Vĩnh Thông | 04/03/2026 | Đã trả kết quả',
    ],
    [
      4,
      'misaligned',
      'H55.200-260302-0003 | Khai sinh | Hộ tịch | Nguyễn Thị Hường | 0912345603 | Thôn Nà Cà | 04/03/20',
    ],
    [
      5,
      'misaligned',
      'H55.200-260302-0004 | Khai sinh | Hộ tịch | "Bốn" Phạm Văn Bốn | 0912345604 | "Thôn Nà Cà | Xã Vĩnh Thông" | 04/03/2026 | Đã trả kết quả',
    ],
    [
      9,
      'misaligned',
      'H55.200-260302-0008 | Khai sinh | Hộ tịch | Hoàng Văn Tám | 0912345608 | Thôn Nà Cà',
    ],
  ]);
  // Empty cells that a program leaves out at the end of a line are no fault.
  expect(await clerk.call(getFrameSummary, { params })).toMatchObject({
    rows: 8,
    accepted: 3,
    excluded: 1,
    inError: 4,
  });
  const { groups } = await clerk.call(getCorrections, { params });
  expect(groups).toEqual([{ fault: 'misaligned_cells', rows: 4, noted: 0, values: [] }]);
});

test('such a row stays in error until its line is emptied, and is then read from its cells', async () => {
  const { params, misaligned } = await openList();
  const correct = async (cells: { column: number; value: string }[]) => {
    const { fileId, rows } = await misaligned();
    const [{ rowNumber, revision }] = rows as [(typeof rows)[number]];
    const body = { fileId, revision, cells };
    return clerk.call(correctRow, { params: { ...params, rowNumber: String(rowNumber) }, body });
  };
  const { rows } = await misaligned();
  const { column } = rows[0]!;
  const right = ['Thôn Nà Cà, Xã Vĩnh Thông', '04/03/2026', 'Đã trả kết quả', ''].map(
    (value, n) => ({ column: 5 + n, value }),
  );
  expect(await correct(right)).toMatchObject({ inError: 1 });
  expect(await correct([{ column, value: '' }])).toMatchObject({ accepted: 1 });
  const { people } = await clerk.call(listPersons, { params, query: { page: '1' } });
  expect(people.find(({ fullName }) => fullName === 'Đặng Văn Được')).toMatchObject({
    address: 'Thôn Nà Cà, Xã Vĩnh Thông',
  });
});

test('the workbook of rows to correct has the whole line, and takes the row in once it is emptied', async () => {
  const { params } = await openList();
  const file = await clerk.send('GET', pathOf(downloadCorrectableRows.path, params));
  const { sheets } = await readXlsx(file.rawPayload);
  const [headings = [], ...body] = sheets[0]!.rows;
  const whole = headings.indexOf('Cả dòng như trong tệp');
  expect(body.map((row) => String(row[whole]).slice(0, 19))).toEqual([
    'H55.200-260302-0002',
    'H55.200-260302-0003',
    'H55.200-260302-0004',
    'H55.200-260302-0008',
  ]);
  const row = [...body[2]!];
  for (const [column, value] of [
    [5, 'Thôn Nà Cà'],
    [6, '04/03/2026'],
    [7, 'Đã trả kết quả'],
    [8, ''],
    [whole, ''],
  ] as const)
    row[column] = value;
  const corrected = await writeXlsx({ sheets: [{ name: 'Cần sửa', rows: [headings, row] }] });
  const reply = await clerk.send(
    'PUT',
    pathOf(uploadCorrectableRows.path, params),
    Buffer.from(corrected),
  );
  expect(reply.json()).toMatchObject({ rows: 1, accepted: 1, inError: 0 });
});
