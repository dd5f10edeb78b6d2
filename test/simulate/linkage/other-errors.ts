import type { Chances } from './chances.ts';
import type { Writing } from './dossiers.ts';
import type { Person } from './people.ts';
import { mistypedDigit, withoutMarks } from './slips.ts';

const words = (text: string) => text.split(' ');

/** Of a thousand dossiers how often each is written. */
const RATE = {
  telex: 4,
  lookalike: 20,
  familyLast: 15,
  middleInitial: 35,
  lower: 120,
  capitals: 400,
  bare: 120,
  oldTonePlace: 500,
  nickname: 10,
  title: 60,
  noBirth: 30,
  yearOnly: 200,
  yearOff: 10,
  serial: 80,
  noNumber: 300,
  oldNumber: 60,
  spaced: 150,
  digitsTurned: 8,
  headOfHousehold: 10,
  ones: 10,
  noPhone: 40,
  newPhone: 20,
  intermediary: 15,
};

/**
 * The hold-out: other people, other systems, other slips (a scanned form's letters, Telex typed without its keyboard,
 * numbers in groups, the number of the head of the household). What is missing is missing as often as in the sample exports
 * (phone 4 %, number 30 %, day of birth a fifth). No weight was set by it.
 */
export const otherErrors: Writing = {
  pool: {
    family: words(
      'Nguyễn Nguyễn Nguyễn Trần Trần Lê Phạm Vũ Bùi Hoàng Giàng Giàng Sùng Sùng Vàng Vàng Lò Lò Tẩn Phùng Thào Hạng',
    ),
    middle: words('Thị Thị Thị Văn Văn Văn A A Seo Mí Hồng Kim Bá Đình Duy Công Thùy Bích'),
    given: words(
      'Bích Chi Chiến Cường Diệp Diệu Đạt Đông Giang Hạnh Hằng Hiền Hiếu Hồng Huệ Huy Huyền Khoa Lâm Liên Long Lương ' +
        'Mạnh My Nga Ngân Ngọc Nhung Phong Phúc Quân Quốc Quỳnh Tài Thắng Thành Thảo Thịnh Toàn Trang Trung Tuyết Vân Vinh',
    ),
    hamlets: ['Bản Hon', 'Bản Lướt', 'Bản Nà Hừ', 'Tổ dân phố 3', 'Bản Thẳm', 'Khu 2', 'Bản Mường'],
  },

  name(person, chance) {
    const { happens } = chance;
    let name =
      person.kind === 'citizen' ? citizenName(person, chance) : companyName(person, chance);
    if (happens(RATE.oldTonePlace)) name = name.replace('Thùy', 'Thuỳ').replace('oà', 'òa');
    if (happens(RATE.lookalike)) name = lookalike(name, chance);
    if (happens(RATE.telex)) name = telex(name);
    else if (happens(RATE.bare)) name = withoutMarks(name);
    if (happens(RATE.lower)) return name.toLowerCase();
    return happens(RATE.capitals) ? name.toUpperCase() : name;
  },

  birth({ born: { day, month, year } }, { happens, pick }) {
    if (happens(RATE.noBirth)) return '';
    const written = happens(RATE.yearOff) ? year + pick([-1, 1, 10]) : year;
    if (happens(RATE.yearOnly)) return String(written);
    const days = Date.UTC(written, month - 1, day) / 86_400_000 + 25_569;
    return happens(RATE.serial) && year > 1950
      ? String(days)
      : `${written}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  },

  idNumber(person, before, chance) {
    const { happens } = chance;
    if (happens(RATE.noNumber)) return '';
    if (happens(RATE.ones)) return '000000000001';
    if (before && happens(RATE.headOfHousehold)) return before.idNumber;
    if (happens(RATE.digitsTurned)) return mistypedDigit(person.idNumber, chance);
    if (person.kind === 'citizen' && happens(RATE.oldNumber)) return person.oldNumber;
    const { idNumber } = person;
    return happens(RATE.spaced) ? idNumber.replace(/(\d{3})(\d{3})/u, '$1 $2 ') : idNumber;
  },

  phone({ phones: [own, other] }, intermediaries, { happens, pick }) {
    if (happens(RATE.noPhone)) return '';
    if (happens(RATE.intermediary)) return pick(intermediaries);
    const phone = happens(RATE.newPhone) ? other : own;
    return pick([
      phone,
      phone.replace(/(\d{4})(\d{3})/u, '$1.$2.'),
      `84${phone.slice(1)}`,
      `${phone} / 0208123456`,
    ]);
  },
};

function citizenName({ name, alias }: Person, { happens, pick }: Chances): string {
  const [family, ...rest] = name.split(' ') as [string, ...string[]];
  const given = rest.at(-1)!;
  let written = name;
  if (happens(RATE.familyLast)) written = [...rest, family].join(' ');
  else if (happens(RATE.middleInitial))
    written = [family, ...rest.slice(0, -1).map((word) => `${word[0]}.`), given].join(' ');
  if (happens(RATE.nickname)) written += pick([` (${alias})`, `, tức ${alias}`]);
  return happens(RATE.title) ? `${pick(['ông', 'bà', 'Anh', 'Chị', '(Ông)'])} ${written}` : written;
}

function companyName({ name }: Person, { happens, pick }: Chances): string {
  if (!happens(300)) return name;
  return name
    .replace('Công ty', pick(['Công ty', 'CT', 'C.Ty']))
    .replace('TNHH MTV', pick(['TNHH một thành viên', 'TNHH 1TV', 'TNHH MTV']))
    .replace('Thương mại và Dịch vụ', pick(['TM & DV', 'TMDV', 'Thương mại Dịch vụ']));
}

/** A scanned form: letters that look alike. */
function lookalike(name: string, { below }: Chances): string {
  const pairs = [
    ['n', 'u'],
    ['l', 'i'],
    ['h', 'b'],
    ['c', 'e'],
    ['g', 'q'],
  ] as const;
  const [from, to] = pairs[below(pairs.length)]!;
  return name.replace(from, to);
}

const KEYS: Readonly<Record<string, string>> = {
  '\u0301': 's',
  '\u0300': 'f',
  '\u0309': 'r',
  '\u0303': 'x',
  '\u0323': 'j',
  '\u0306': 'w',
  '\u031b': 'w',
};

/** Marks as they are typed in Telex, while the keyboard made no letters of them. */
const telex = (name: string): string =>
  name
    .normalize('NFD')
    .replaceAll(/([aeo])\u0302/giu, '$1$1')
    .replaceAll(/[\u0300-\u036f]/gu, (mark) => KEYS[mark] ?? '')
    .replaceAll('đ', 'dd')
    .replaceAll('Đ', 'Dd');
