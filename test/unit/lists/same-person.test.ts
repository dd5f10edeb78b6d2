/**
 * Outside truth: how counters write one person, and whom they confuse (domain.md 2.5); Luật Doanh nghiệp 59/2020/QH14,
 * Điều 38, 41 and 45 for companies and their branches; NĐ 137/2015, Điều 13 for the digits of a citizen's number.
 */
import { describe, expect, test } from 'vitest';
import type { ContactCells } from '../../../server/lists/decide/contact.ts';
import { readContact } from '../../../server/lists/decide/contact.ts';
import { keyedIdentity } from '../../../server/lists/link/complete-identity.ts';
import { linkDossiers } from '../../../server/lists/link/link-dossiers.ts';
import { cleanedText } from '../../../server/lists/read/clean-text.ts';
import { comparedOrganization } from '../../../server/lists/understand/compared-name.ts';

interface Cells {
  readonly name: string;
  readonly born?: string;
  readonly id?: string;
  readonly phone?: string;
  readonly came?: string;
  readonly kind?: string;
}

const key = Buffer.alloc(32, 1);
const PHONE = '0972302218';

function dossier(
  { name, born = '', id = '', phone = '', came = '', kind = '' }: Cells,
  row: number,
) {
  const cells: ContactCells = {
    ownerName: cleanedText(name),
    ownerKind: kind || 'Công dân',
    submitterName: came,
    birthDate: born,
    sex: '',
    idNumber: id,
    phone,
    address: 'Thôn Nà Cà, Xã Vĩnh Thông',
    addressAndPhone: '',
    email: '',
    note: '',
  };
  const contact = readContact(cells, '2026-03-04');
  if (typeof contact === 'string') throw new Error(contact);
  const code = `H55.200-260302-${String(row).padStart(4, '0')}`;
  return {
    row,
    code,
    kind: contact.kind,
    isSeparated: false,
    identified: keyedIdentity(key, contact),
  };
}

const personsIn = (all: readonly Cells[]) =>
  linkDossiers(all.map(dossier), (code) => code)
    .persons.map((dossiers) => dossiers.map(({ row }) => row))
    .sort((a, b) => a[0]! - b[0]!);

const ID = '019071000001';
const BORN = '02/05/1971';
const COMPANY = { kind: 'Doanh nghiệp', phone: PHONE };

describe('two persons are never joined', () => {
  test.each<[string, Cells, Cells]>([
    [
      'by one number typed for two names',
      { name: 'Lý A Sử', id: ID },
      { name: 'Vàng Thị Mai', id: ID },
    ],
    [
      'by one number typed for two names and births',
      { name: 'Lý A Sử', id: ID, born: BORN },
      { name: 'Vàng Thị Mai', id: ID, born: '09/12/1990' },
    ],
    [
      'by one number typed for father and son of one family name',
      { name: 'Nguyễn Văn Nam', id: ID, born: '1950' },
      { name: 'Nguyễn Văn Bình', id: ID, born: '1980' },
    ],
    [
      'by the first of January and the same name',
      { name: 'Lý A Sử', born: '01/01/1971' },
      { name: 'Lý A Sử', born: '01/01/1971' },
    ],
    [
      'as namesakes on one phone with two numbers',
      { name: 'Nguyễn Văn Nam', phone: PHONE, id: '019071000001' },
      { name: 'Nguyễn Văn Nam', phone: PHONE, id: '019088000777' },
    ],
    [
      'as namesakes of two numbers that lost two zeros in a spreadsheet',
      { name: 'Nguyễn Văn Hùng', born: '12/05/1985', id: '6085000123' },
      { name: 'Nguyễn Văn Hùng', born: '12/05/1985', id: '6085000456' },
    ],
    [
      'as Lan and Lân on one phone',
      { name: 'Nguyễn Thị Lan', phone: PHONE },
      { name: 'Nguyễn Thị Lân', phone: PHONE },
    ],
    [
      'as Lan and Lân of a rare family on one phone',
      { name: 'Bàn Thị Lan', phone: PHONE },
      { name: 'Bàn Thị Lân', phone: PHONE },
    ],
    [
      'as father and child with one phone and family name',
      { name: 'Bàn Văn Tú', phone: PHONE },
      { name: 'Bàn Văn Bình', phone: PHONE },
    ],
    [
      'as brother and sister with one given name',
      { name: 'Lý A Sử', phone: PHONE },
      { name: 'Lý Thị Sử', phone: PHONE },
    ],
    [
      'as a company and its branch',
      { ...COMPANY, name: 'Công ty TNHH Tú Chính' },
      { ...COMPANY, name: 'Chi nhánh Công ty TNHH Tú Chính tại Bắc Kạn' },
    ],
    [
      'as two branches of one company',
      { ...COMPANY, name: 'Chi nhánh Công ty TNHH Tú Chính tại Bắc Kạn' },
      { ...COMPANY, name: 'Chi nhánh Công ty TNHH Tú Chính tại Cao Bằng' },
    ],
    [
      'as companies of one name with two tax codes',
      { ...COMPANY, name: 'Công ty TNHH Tú Chính', id: '4601234567' },
      { ...COMPANY, name: 'Công ty TNHH Tú Chính', id: '4607654321', phone: '02083123456' },
    ],
  ])('%s', (_, first, second) => expect(personsIn([first, second])).toEqual([[0], [1]]));

  test('by a placeholder in place of the number', () =>
    expect(
      personsIn(
        ['Lý A Sử', 'Vàng Thị Mai', 'Bàn Văn Tú', 'Ma Bích My'].map((name) => ({
          name,
          id: '123456789',
          phone: `09723022${name.length}0`,
        })),
      ),
    ).toEqual([[0], [1], [2], [3]]));

  test('over a third dossier that could be either of two namesakes', () =>
    expect(
      personsIn([
        { name: 'Nguyễn Văn Nam', phone: PHONE, id: '019071000001' },
        { name: 'Nguyễn Văn Nam', phone: PHONE },
        { name: 'Nguyễn Văn Nam', phone: PHONE, id: '019088000777' },
      ]),
    ).toEqual([[0], [1], [2]]));
});

describe('one person is joined', () => {
  const nam = { name: 'Nguyễn Văn Nam', phone: PHONE };
  test.each<[string, Cells, Cells]>([
    ['whose given name is written first', nam, { ...nam, name: 'Nam Nguyễn Văn' }],
    ['whose family name is written last', nam, { ...nam, name: 'Văn Nam Nguyễn' }],
    [
      'whose middle name is left out',
      { ...nam, id: ID },
      { name: 'Nguyễn Nam', phone: PHONE, born: '1980', id: ID },
    ],
    ['written with initials', { ...nam, born: '1971' }, { ...nam, name: 'N.V. Nam', born: BORN }],
    ['written with the initial of the middle name', nam, { ...nam, name: 'Nguyễn V. Nam' }],
    ['known under another name too', nam, { ...nam, name: 'Nguyễn Văn Nam (tức Bình)' }],
    ['known under another name, after a comma', nam, { ...nam, name: 'NGUYỄN VĂN NAM, tức Bình' }],
    ['with a title', nam, { ...nam, name: 'Ông Nguyễn Văn Nam' }],
    ['with the title of either sex', nam, { ...nam, name: 'Ông/Bà Nguyễn Văn Nam' }],
    ['with a title without marks', nam, { ...nam, name: 'ONG NGUYEN VAN NAM' }],
    ['Lý and Lí', { name: 'Lý A Sử', phone: PHONE }, { name: 'LÍ A SỬ', phone: PHONE }],
    [
      'with the letter eth for Đ',
      { name: 'Đặng Thị Đào', phone: PHONE },
      { name: '\u00d0ặng Thị \u00d0ào', phone: PHONE },
    ],
    [
      'with a zero-width space in the name',
      nam,
      { ...nam, name: 'Nguyễn\u200b Văn\u00a0\u200bNam' },
    ],
    [
      'with D for Đ, the birth the same',
      { name: 'Nông Văn Đức', phone: PHONE, born: '1960' },
      { name: 'Nông Văn Dức', phone: PHONE, born: '17/4/1960' },
    ],
    [
      'with a letter mistyped, phone and birth the same',
      { name: 'Lường Thị Thuý', phone: PHONE, born: BORN },
      { name: 'Lường hị Thuý', phone: PHONE, born: BORN },
    ],
    [
      'with a letter too many in the given name, phone and birth the same',
      { ...nam, born: BORN },
      { name: 'Nguyễn Văn Namm', phone: PHONE, born: BORN },
    ],
    [
      'whose number is text here and has lost two zeros there',
      { name: 'Nguyễn Văn Hùng', id: '006085000123', phone: '0912345611' },
      { name: 'Nguyễn Văn Hừng', id: '6085000123', phone: '0987654322' },
    ],
    [
      'company written short',
      { ...COMPANY, name: 'Công ty trách nhiệm hữu hạn một thành viên Tú Chính' },
      { kind: 'Doanh nghiệp', phone: '0987654322', name: 'CTY TNHH MTV TÚ CHÍNH' },
    ],
    [
      'company without the words “một thành viên”',
      { ...COMPANY, name: 'Công ty TNHH Thương mại và Dịch vụ Tú Chính' },
      { ...COMPANY, name: 'C.ty TNHH MTV TM & DV Tú Chính' },
    ],
    [
      'who came for two owners',
      { name: 'Ma Bích My', born: '1950', id: ID, phone: PHONE, came: 'Vàng Thị Mai' },
      { name: 'Bàn Văn Tú', born: '1990', phone: PHONE, came: 'VÀNG THỊ MAI' },
    ],
    [
      'who came for somebody and once for herself',
      { name: 'Ma Bích My', born: '1950', id: ID, phone: PHONE, came: 'Vàng Thị Mai' },
      { name: 'Vàng Thị Mai', born: '1990', phone: PHONE },
    ],
  ])('%s', (_, first, second) => expect(personsIn([first, second])).toEqual([[0, 1]]));
});

test('a character that nobody sees does not divide the form of a company', () => {
  const [hidden, plain] = [
    'CTY \u200bT.N.H.H MTV Xây dựng Tú Chính',
    'Công ty TNHH MTV Xây dựng Tú Chính',
  ];
  expect(comparedOrganization(hidden)).toBe(comparedOrganization(plain));
});
