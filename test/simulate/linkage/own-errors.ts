import type { Chances } from './chances.ts';
import type { Writing } from './dossiers.ts';
import type { Person } from './people.ts';
import { mistypedDigit, mistypedLetter, withoutMarks, withToneChanged } from './slips.ts';

const words = (text: string) => text.split(' ');

/** Of a thousand dossiers how often each is written. */
const RATE = {
  givenFirst: 20,
  withoutMiddle: 30,
  initials: 20,
  alias: 15,
  title: 40,
  lyWithI: 300,
  eth: 40,
  zeroWidth: 20,
  dForD: 60,
  bare: 60,
  otherTone: 25,
  mistyped: 25,
  capitals: 250,
  decomposed: 150,
  companyForm: 400,
  noBirth: 120,
  yearOnly: 150,
  firstOfYear: 30,
  swapped: 15,
  noNumber: 220,
  oldNumber: 60,
  mistypedNumber: 8,
  anothersNumber: 6,
  placeholder: 12,
  asNumber: 150,
  noPhone: 40,
  otherPhone: 40,
  intermediary: 20,
};

/** The kind on which the weights were set: a harsh commune. */
export const ownErrors: Writing = {
  pool: {
    family: words(
      'Nguyễn Nguyễn Nguyễn Nguyễn Nguyễn Trần Trần Lê Lê Phạm Hoàng Hoàng Nông Nông Nông Lý Lý Triệu Bàn Ma ' +
        'Dương Đặng Đinh Đỗ Vũ Hà Lường Đàm Chu',
    ),
    middle: words('Thị Thị Thị Thị Văn Văn Văn Văn Đức Minh Ngọc Thu Quang Hữu Xuân Mạnh Thanh A'),
    given: words(
      'Hương Hường Hưởng Hoà Hoa An Ẩn Anh Ánh Nam Năm Hùng Hưng Dũng Dung Lan Lân Loan Sơn Thuý Thuỷ Mai ' +
        'Tuấn Tuân Tú Tư Bình Bính Linh Lĩnh Hải Hà Sử Sứ Đức Ước Yến Phượng Phương Khánh Oanh Tâm Tám Chính',
    ),
    hamlets: ['Thôn Nà Cà', 'Thôn Khuổi Đẳng', 'Thôn Bản Mới', 'Thôn Pác Bó', 'Tổ 5', 'Xóm Trung'],
  },

  name(person, chance) {
    const { happens } = chance;
    let name =
      person.kind === 'citizen' ? citizenName(person, chance) : companyName(person, chance);
    if (happens(RATE.lyWithI)) name = name.replace(/^Lý /u, 'Lí ');
    if (happens(RATE.dForD)) name = name.replaceAll('Đ', 'D');
    if (happens(RATE.eth)) name = name.replaceAll('Đ', 'Ð');
    if (happens(RATE.otherTone)) name = withToneChanged(name, chance);
    if (happens(RATE.mistyped)) name = mistypedLetter(name, chance);
    if (happens(RATE.bare)) name = withoutMarks(name);
    if (happens(RATE.zeroWidth)) name = name.replace(' ', ' \u200b');
    if (happens(RATE.capitals)) name = name.toUpperCase();
    return happens(RATE.decomposed) ? name.normalize('NFD') : name;
  },

  birth({ born: { day, month, year } }, { happens }) {
    if (happens(RATE.noBirth)) return '';
    if (happens(RATE.yearOnly)) return String(year);
    if (happens(RATE.firstOfYear)) return `01/01/${year}`;
    const isSwapped = day <= 12 && happens(RATE.swapped);
    return isSwapped ? `${month}/${day}/${year}` : `${day}/${month}/${year}`;
  },

  idNumber(person, before, chance) {
    const { happens, pick } = chance;
    if (happens(RATE.noNumber)) return '';
    if (happens(RATE.placeholder)) return pick(['123456789', '019000000001', '012345678901']);
    if (before && happens(RATE.anothersNumber)) return before.idNumber;
    if (happens(RATE.mistypedNumber)) return mistypedDigit(person.idNumber, chance);
    if (person.kind === 'citizen' && happens(RATE.oldNumber)) return person.oldNumber;
    return happens(RATE.asNumber) ? String(Number(person.idNumber)) : person.idNumber;
  },

  phone({ phones: [own, other] }, intermediaries, { happens, pick }) {
    if (happens(RATE.noPhone)) return '';
    if (happens(RATE.intermediary)) return pick(intermediaries);
    const phone = happens(RATE.otherPhone) ? other : own;
    return pick([phone, phone, `+84${phone.slice(1)}`, `${phone.slice(1)}.0`]);
  },
};

function citizenName({ name, alias }: Person, { happens, pick }: Chances): string {
  const [family, ...rest] = name.split(' ') as [string, ...string[]];
  const given = rest.pop()!;
  let written = name;
  if (happens(RATE.givenFirst)) written = [given, family, ...rest].join(' ');
  else if (happens(RATE.withoutMiddle)) written = `${family} ${given}`;
  else if (happens(RATE.initials))
    written = `${[family, ...rest].map((word) => `${word[0]}.`).join('')} ${given}`;
  if (happens(RATE.alias)) written += ` (tức ${alias})`;
  return happens(RATE.title) ? `${pick(['Ông', 'Bà', 'Ông/Bà', 'Ông:'])} ${written}` : written;
}

function companyName({ name }: Person, { happens, pick }: Chances): string {
  if (!happens(RATE.companyForm)) return name;
  const written = name
    .replace('Công ty', pick(['Cty', 'CTY', 'C.ty', 'Công Ty']))
    .replace('TNHH', pick(['TNHH', 'trách nhiệm hữu hạn', 'T.N.H.H']))
    .replace('MTV', pick(['MTV', 'một thành viên']))
    .replace('cổ phần', pick(['cổ phần', 'CP']));
  return written
    .replace('Thương mại', pick(['Thương mại', 'TM']))
    .replace(' và ', pick([' và ', ' & ']));
}
