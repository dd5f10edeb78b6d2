// Truth: what a province's office types into a table of its 130 people: names with marks, telephones as numbers, agencies
// by code or by name with “UBND” before it.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readBatch } from '../../../server/staff/read-batch.ts';

const KNOWN = {
  agencies: [
    { code: '01981', name: 'Xã Vĩnh Thông' },
    { code: '05443', name: 'Phường Bắc Kạn' },
  ],
  accounts: [
    {
      username: 'lan.hoang',
      fullName: 'Hoàng Thị Lan',
      post: 'agency' as const,
      agencyCode: '01981',
    },
  ],
};
const HEADINGS = ['STT', 'Họ và tên', 'Vai trò', 'Mã đơn vị', 'Điện thoại', 'Thư điện tử'];
const read = (...rows: string[][]) =>
  readBatch([['DANH SÁCH TÀI KHOẢN'], HEADINGS, ...rows], KNOWN);

test('a row becomes an account with a user name of its own, wherever its agency is named', () => {
  const rows = read(
    ['1', 'Hoàng  Thị Lan', 'Lãnh đạo đơn vị', 'UBND xã Vĩnh Thông', '912345678', ''],
    ['2', 'Hoàng Văn Lan', 'cán bộ lập danh sách', '05443', '0912 345 678', 'lan@bk.gov.vn'],
    ['3', 'Đặng Ước', 'Thanh tra, kiểm toán', '', '', ''],
    ['', '', 'Lãnh đạo đơn vị', '05443', '', ''],
  );
  expect(rows).toMatchObject([
    {
      line: 3,
      fullName: 'Hoàng Thị Lan',
      username: 'lan.hoang2',
      post: 'leader',
      agencyCode: '01981',
      telephone: '0912345678',
      faults: [],
    },
    { line: 4, username: 'lan.hoang3', post: 'agency', agencyCode: '05443', faults: [] },
    { line: 5, username: 'uoc.dang', post: 'auditor', agencyCode: null, faults: [] },
  ]);
  expect(rows).toHaveLength(3);
});

test('each fault is told with its row, all of a row at once', () => {
  const faults = read(
    ['', 'Hoàng Thị Lan', 'Cán bộ lập danh sách', '01981', '', ''],
    ['', 'Nông Hoa', 'Trưởng thôn', 'Xã Nào Đó', '12', 'hoa.bk'],
    ['', 'Nông Hoa', 'Lãnh đạo đơn vị', '', '', ''],
    ['', 'Nông Hoa', 'Thanh tra, kiểm toán', '01981', '', ''],
    ['', '', 'Thanh tra, kiểm toán', '', '0912345678', ''],
    ['', 'Lý Ơn', 'Lãnh đạo đơn vị', '05443', '', ''],
    ['', 'LÝ ƠN', 'Lãnh đạo đơn vị', 'Phường Bắc Kạn', '', ''],
  ).map((row) => row.faults);
  expect(faults).toEqual([
    ['exists'],
    ['post_unknown', 'telephone_wrong', 'email_wrong'],
    ['agency_missing'],
    ['agency_not_needed'],
    ['name_missing'],
    [],
    ['twice'],
  ]);
});

test('no two rows of any table get one user name, and every row without a fault can be made', () => {
  const cell = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 12 }),
    fc.constantFrom('Lan', 'Hoàng Thị Lan', '01981'),
  );
  fc.assert(
    fc.property(
      fc.array(fc.array(cell, { minLength: 6, maxLength: 6 }), { maxLength: 30 }),
      (rows) => {
        const found = read(...rows).filter(({ faults }) => faults.length === 0);
        expect(new Set(found.map(({ username }) => username)).size).toBe(found.length);
        for (const { username, post } of found) {
          expect(username).toMatch(/^[a-z0-9][a-z0-9._-]{2,39}$/);
          expect(post).not.toBeNull();
        }
      },
    ),
    { seed: 16 },
  );
});
