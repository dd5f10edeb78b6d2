import { expect, test } from 'vitest';
import type { PackTerms, SlipRow } from '../../../server/invitations/queries.ts';
import { coverOf } from '../../../server/invitations/slips/slip-text.ts';

const TERMS: PackTerms = {
  name: 'Khảo sát 2026',
  year: 2026,
  collectTo: '2026-12-15',
  officeName: 'Trung tâm Phục vụ hành chính công',
  hotline: '',
  host: 'ks.thainguyen.gov.vn',
  provinceName: 'Tỉnh Thái Nguyên',
  agencyName: 'Xã Vĩnh Thông',
  agencyKind: 'commune',
  slipPrinting: 'home_affairs',
};
const ROW: SlipRow = {
  id: '0b0f2f0e-6a52-4c7c-9d43-0d8c7a1f5a11',
  serial: 1,
  hamlet: 'Thôn Nà Cà',
  delivery: null,
  codeDigits: 16,
  kind: 'citizen',
  fullName: 'Lý A Sử',
  address: 'Thôn Nà Cà',
  cameName: null,
  representative: null,
  phone: null,
  procedureName: 'Đăng ký khai sinh',
  returnedOn: '2026-03-04',
  role: 'sample',
};
const addressed = (changes: Partial<SlipRow>) => {
  const { greeting, name, relation } = coverOf(TERMS, { ...ROW, ...changes });
  return { greeting, name, relation };
};

test('a slip is addressed to the owner, to whoever came in the owner’s place, or to an organisation', () => {
  expect(addressed({})).toEqual({
    greeting: 'Kính gửi: Ông/Bà',
    name: 'LÝ A SỬ',
    relation: '',
  });
  expect(addressed({ cameName: 'Vàng Thị Mai' })).toEqual({
    greeting: 'Kính gửi: Ông/Bà',
    name: 'VÀNG THỊ MAI',
    relation: 'Người đi làm thủ tục cho Lý A Sử',
  });
  expect(
    addressed({ kind: 'organization', fullName: 'Công ty Tú Chính', representative: 'Bàn Văn Tú' }),
  ).toEqual({
    greeting: 'Kính gửi:',
    name: 'CÔNG TY TÚ CHÍNH',
    relation: 'Người đại diện: Bàn Văn Tú',
  });
});
