import { randomUUID } from 'node:crypto';
import type { PackTerms, SlipRow } from '../server/invitations/queries.ts';

export const PACK_TERMS: PackTerms = {
  name: 'Khảo sát 2026',
  year: 2026,
  collectTo: '2026-12-15',
  officeName: 'Trung tâm Phục vụ hành chính công',
  hotline: '',
  hotlineHours: '',
  host: 'ks.thainguyen.gov.vn',
  provinceName: 'Tỉnh Thái Nguyên',
  agencyName: 'Xã Vĩnh Thông',
  agencyKind: 'commune',
  slipPrinting: 'home_affairs',
};

/** People of ten hamlets. */
export const slipRows = (count: number): SlipRow[] =>
  Array.from({ length: count }, (_, nth) => ({
    id: randomUUID(),
    serial: nth + 1,
    hamlet: `Thôn ${1 + (nth % 10)}`,
    commune: null,
    delivery: null,
    isDelivered: false,
    codeDigits: 16,
    issue: 1,
    isRevoked: false,
    kind: 'citizen' as const,
    fullName: `Lý A Sử ${nth}`,
    address: `Thôn ${1 + (nth % 10)}`,
    cameName: null,
    representative: null,
    phone: null,
    procedureName: 'Đăng ký khai sinh',
    returnedOn: '2026-03-04',
    role: 'sample' as const,
  }));
