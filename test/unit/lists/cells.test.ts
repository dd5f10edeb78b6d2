/**
 * Outside truth: the forms in which exports of one-stop counters write days, phones, names and addresses
 * (domain.md 4.1–4.2), and the ministry's table of mobile prefixes of September 2018.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hamletOf, readAddress } from '../../../server/lists/understand/addresses.ts';
import { channelOf } from '../../../server/lists/understand/channel.ts';
import { readBirth, readDay, readEventDay } from '../../../server/lists/understand/dates.ts';
import {
  dossierCode,
  looksLikeDossierCode,
  procedureCode,
} from '../../../server/lists/understand/dossier-code.ts';
import { readName } from '../../../server/lists/understand/names.ts';
import { readPhone } from '../../../server/lists/understand/phone.ts';

describe('a day', () => {
  test.each([
    ['18/06/2026', '2026-06-18'],
    ['18/06/2026 14:32:15', '2026-06-18'],
    ['14:32 18/06/2026', '2026-06-18'],
    ['8-6-2026', '2026-06-08'],
    ['08.06.26', '2026-06-08'],
    ['2026-06-18T07:00:00', '2026-06-18'],
    ['ngày 18 tháng 6 năm 2026', '2026-06-18'],
    ['46154', '2026-05-12'],
    ['46154.61', '2026-05-12'],
    ['29/02/2024', '2024-02-29'],
    ['3 tháng 7, 2026', '2026-07-03'],
    ['29 thg 4, 2026', '2026-04-29'],
    ['19-Thg10-2026', '2026-10-19'],
    ['13/Th1/2026', '2026-01-13'],
    ['05 thang 12 nam 2026', '2026-12-05'],
    ['3-Jul-2026', '2026-07-03'],
    ['03-JUL-26', '2026-07-03'],
    ['3 September 2026', '2026-09-03'],
    ['Jul 3, 2026', '2026-07-03'],
    ['2026-07-02T18:30:00Z', '2026-07-03'],
    ['2026-07-02T16:59:59.000Z', '2026-07-02'],
    ['2026-07-03T00:30:00+07:00', '2026-07-03'],
    ['2026-07-02T22:30:00-0500', '2026-07-03'],
  ])('written “%s” is %s', (written, day) => expect(readDay(written)).toBe(day));

  test.each([
    '31/02/2026',
    '29/02/2026',
    '05/13/2026',
    '32/01/2026',
    'hôm qua',
    '12345',
    '01/01/0026',
    '31-Jun-2026',
    '3 Juli 2026',
    '32 tháng 7, 2026',
  ])('written “%s” does not exist and is not guessed', (written) =>
    expect(readDay(written)).toBeNull(),
  );

  test.each(['', '  ', '-', '...'])('“%s” says nothing', (written) =>
    expect(readDay(written)).toBeUndefined(),
  );
});

test('a birth is a day where the list knows it, otherwise a year', () => {
  expect(readBirth('15/02/1962')).toEqual({ day: '1962-02-15', year: 1962 });
  expect(readBirth('1962')).toEqual({ day: null, year: 1962 });
  expect(readBirth('không rõ')).toEqual({ day: null, year: null });
});

test('a dossier of 1926 or 2126 is one of 2026; a day that does not exist stays one', () => {
  expect(readEventDay('04/03/1926')).toBe('2026-03-04');
  expect(readEventDay('04/03/2126 08:00:00')).toBe('2026-03-04');
  expect(readEventDay('04/03/2026')).toBe('2026-03-04');
  expect(readEventDay('31/02/1926')).toBeNull();
  expect(readEventDay('')).toBeUndefined();
  expect(readEventDay('03072026')).toBe('2026-07-03');
  expect(readEventDay('3072026')).toBe('2026-07-03');
  expect(readEventDay('31022026')).toBeNull();
  expect(readEventDay('99999999')).toBeNull();
});

test('nobody is born after the day they came', () => {
  const on = '2026-03-04';
  expect(readBirth('15/02/62', on)).toEqual({ day: '1962-02-15', year: 1962 });
  expect(readBirth('15/02/2062', on)).toEqual({ day: '1962-02-15', year: 1962 });
  expect(readBirth('2062', on)).toEqual({ day: null, year: 1962 });
  expect(readBirth('15/02/2010', on)).toEqual({ day: '2010-02-15', year: 2010 });
});

test('a channel has one name, whatever the system calls it; another text stays', () => {
  expect(['2', 'Cổng DVC', 'Nộp trực tuyến', 'ONLINE'].map(channelOf)).toEqual(
    Array(4).fill('Trực tuyến'),
  );
  expect(['1', 'Tại quầy', 'Trực  tiếp'].map(channelOf)).toEqual(Array(3).fill('Trực tiếp'));
  expect(['3', 'Qua bưu điện', 'BCCI'].map(channelOf)).toEqual(Array(3).fill('Bưu chính công ích'));
  expect(channelOf('Qua  tổ lưu động')).toBe('Qua tổ lưu động');
  expect(channelOf('')).toBeNull();
});

describe('a phone', () => {
  test.each([
    ['0972302218', '0972302218'],
    ['0759 599 260', '0759599260'],
    ['+84945520180', '0945520180'],
    ['+84 (0)945.520.180', '0945520180'],
    ['84945520180', '0945520180'],
    ['974688894.0', '0974688894'],
    ['974688894', '0974688894'],
    ['9.74688894E+08', '0974688894'],
    ['9,74688894E8', '0974688894'],
    ['0208 124 3864', '02081243864'],
    ['0972302218 / 02083123456', '0972302218'],
    ['không có; 0972302218', '0972302218'],
    ['01682302218', '0382302218'],
  ])('written “%s” is %s', (written, phone) => expect(readPhone(written)).toBe(phone));

  test.each([
    '',
    'không có',
    '9.7E+08',
    '0000000000',
    '113',
    '19001234',
    '0123456789',
    '097230221',
  ])('“%s” reaches nobody', (written) => expect(readPhone(written)).toBeNull());
});

describe('a name', () => {
  test.each([
    ['NGUYỄN THANH THÀNH', 'Nguyễn Thanh Thành'],
    ['  Ngô  Thị  Diệp', 'Ngô Thị Diệp'],
    ['đặng thị ưng', 'Đặng Thị Ưng'],
    ['H’HEN NIÊ', 'H’Hen Niê'],
    ['CÔNG TY TNHH TM XÂY DỰNG TÚ CHÍNH', 'Công Ty TNHH TM Xây Dựng Tú Chính'],
    ['Lê Hoà', 'Lê Hoà'],
    ['Ông/Bà Lý A Sử', 'Lý A Sử'],
    ['Ông Ích Khiêm', 'Ông Ích Khiêm'],
  ])('“%s” is printed “%s”', (written, name) => expect(readName(written)).toBe(name));

  test('decomposed letters become the letters that a name is searched by', () =>
    expect(readName('Nguyễn'.normalize('NFD'))).toBe('Nguyễn'.normalize('NFC')));

  test.each(['', '...', '123'])('“%s” is no name', (written) =>
    expect(readName(written)).toBeNull(),
  );
});

describe('an address', () => {
  test('and a phone in one cell come apart', () =>
    expect(readAddress('Tổ dân phố số 7, xã vĩnh thông, tỉnh Thái Nguyên; ĐT: 0972302218')).toEqual(
      { address: 'Tổ dân phố số 7, xã vĩnh thông, tỉnh Thái Nguyên', phone: '0972302218' },
    ));
  test('and a phone without a label come apart', () =>
    expect(readAddress('Thôn Nà Cà, Xã Vĩnh Thông, 0972 302 218')).toEqual({
      address: 'Thôn Nà Cà, Xã Vĩnh Thông',
      phone: '0972302218',
    }));
  test('alone stays whole, its house number too', () =>
    expect(readAddress('Số 12, ngõ 5, Tổ 3, Phường Bắc Kạn')).toEqual({
      address: 'Số 12, ngõ 5, Tổ 3, Phường Bắc Kạn',
      phone: null,
    }));
  test('that is only a phone is no address', () =>
    expect(readAddress('ĐT: 0972302218')).toEqual({ address: null, phone: '0972302218' }));

  test.each([
    ['Tổ dân phố số 7, Xã Vĩnh Thông', 'Tổ dân phố số 7'],
    ['Số 12, tổ 5, Phường Bắc Kạn', 'Tổ 5'],
    ['thôn Nà Cà - Xã Vĩnh Thông', 'Thôn Nà Cà'],
    ['Bản Áng, Xã Bản Bo', 'Bản Áng'],
    ['Xã Bản Bo, tỉnh Lai Châu', null],
    ['Tổng cục 2, Hà Nội', null],
    [null, null],
  ])('“%s” lies in hamlet %s', (address, hamlet) => expect(hamletOf(address)).toBe(hamlet));
});

test('codes are kept as identities: spaces and case aside, an unknown form as it is', () => {
  expect(dossierCode(' h55.200-260123-0001 ')).toBe('H55.200-260123-0001');
  expect(looksLikeDossierCode('000.17.22.H56-210531-0001')).toBe(true);
  expect(looksLikeDossierCode('Tổng số: 1380 hồ sơ')).toBe(false);
  expect(procedureCode('1.001193.000.00.00.H55')).toBe('1.001193');
  expect(procedureCode('TT-17')).toBe('TT-17');
});

test('a day in the form of most systems is read as with dashes, whatever its digits and its time', () => {
  const two = fc.integer({ min: 0, max: 99 }).map((number) => String(number).padStart(2, '0'));
  const times = fc.constantFrom('', ' 07:30', ' 16:59:59', ' 7:30', ' 07.30', ' 1');
  fc.assert(
    fc.property(two, two, fc.constantFrom('19', '20', '21', '18'), two, times, (...parts) => {
      const [day, month, century, year, time] = parts;
      const [common, dashed] = ['/', '-'].map(
        (sign) => [day, month, century + year].join(sign) + time,
      ) as [string, string];
      expect(readEventDay(common)).toBe(readEventDay(dashed));
      expect(readBirth(common, '2026-03-04')).toEqual(readBirth(dashed, '2026-03-04'));
      expect(readBirth(common)).toEqual(readBirth(dashed));
    }),
  );
});
