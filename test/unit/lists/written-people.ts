import type { ContactCells } from '../../../server/lists/decide/contact.ts';
import { uniforms } from '../../simulate/random.ts';

/** A dossier as a clerk wrote it, and the person whom it truly belongs to. */
export interface Written {
  readonly person: number;
  readonly cells: ContactCells;
}

const FAMILY = (
  'Nguyễn Nguyễn Nguyễn Nguyễn Trần Trần Lê Lê Phạm Hoàng Hoàng Nông Nông Lý Triệu Bàn Ma Dương Đặng Vũ ' +
  'Hà Lường Đàm Chu'
).split(' ');
const MIDDLE = 'Thị Thị Thị Văn Văn Văn Đức Minh Ngọc Thu Quang Hữu Xuân Mạnh Thanh A'.split(' ');
const GIVEN = (
  'Hương Hường Hưởng Hoà Hoa An Ẩn Anh Ánh Nam Năm Hùng Hưng Dũng Dung Lan Loan Sơn Thuý Thuỷ Thủy Mai ' +
  'Tuấn Tuân Tú Tư Bình Bính Linh Lĩnh Hải Hà Sử Sứ Đức Ước Yến Phượng Phương Khánh Oanh Tâm Tám Chính Chinh'
).split(' ');
const TONES = ['\u0300', '\u0301', '\u0303', '\u0309', '\u0323'];

interface Person {
  readonly name: string;
  readonly phones: readonly string[];
  readonly born: { readonly day: number; readonly month: number; readonly year: number };
  readonly citizenNumber: string;
  readonly oldNumber: string;
}

/** How often each way of writing happens, of a thousand dossiers (persons where it says so). */
const RATE = {
  withoutPhone: 60,
  otherPhone: 50,
  intermediary: 25,
  withoutNumber: 250,
  oldNumber: 80,
  mistypedNumber: 5,
  withoutBirth: 150,
  yearOnly: 200,
  bareName: 60,
  mistypedTone: 25,
  capitals: 250,
  decomposed: 150,
  /** Of a thousand persons: one phone with the person before, as in a household. */
  household: 120,
  /** Of a thousand persons: the name of the person before, as father and son, or of one born on that day. */
  sameName: 15,
  sameBirthday: 8,
};

/** Draws from one stream of numbers; a seed gives the same people in the same order. */
function chances(seed: number) {
  const uniform = uniforms(seed);
  const pick = <T>(all: readonly T[]): T => all[Math.floor(uniform() * all.length)]!;
  const digits = (n: number) =>
    Array.from({ length: n }, () => Math.floor(uniform() * 10)).join('');
  return {
    uniform,
    pick,
    digits,
    happens: (perThousand: number) => uniform() * 1000 < perThousand,
    phone: () => `0${pick(['32', '35', '86', '91', '94', '97', '98'])}${digits(7)}`,
  };
}
type Chances = ReturnType<typeof chances>;

/** The dossiers of one commune's people, in the order of the counter. */
export function writtenPeople(seed: number, size: number): Written[] {
  const chance = chances(seed);
  const intermediaries = Array.from({ length: Math.ceil(size / 200) }, chance.phone);
  const people: Person[] = [];
  while (people.length < size) people.push(bornAfter(people.at(-1), chance));
  const dossiers = people.flatMap((person, p) =>
    Array.from({ length: chance.pick([1, 1, 1, 2, 2, 3, 4]) }, () => ({
      person: p,
      cells: cellsOf(person, intermediaries, chance),
    })),
  );
  return dossiers
    .map((dossier) => ({ dossier, turn: chance.uniform() }))
    .sort((a, b) => a.turn - b.turn)
    .map(({ dossier }) => dossier);
}

function bornAfter(
  before: Person | undefined,
  { uniform, pick, happens, phone, digits }: Chances,
): Person {
  const year = 1945 + Math.floor(uniform() * 60);
  const born = { day: 1 + Math.floor(uniform() * 28), month: 1 + Math.floor(uniform() * 12), year };
  const isNamesake = before && happens(RATE.sameName);
  const isTwinDay = before && !isNamesake && happens(RATE.sameBirthday);
  const isHousehold = before && !isTwinDay && (isNamesake || happens(RATE.household));
  return {
    name: isNamesake || isTwinDay ? before.name : `${pick(FAMILY)} ${pick(MIDDLE)} ${pick(GIVEN)}`,
    phones: [isHousehold ? before.phones[0]! : phone(), phone()],
    born: isTwinDay ? before.born : born,
    citizenNumber: `019${digits(9)}`,
    oldNumber: `09${digits(7)}`,
  };
}

const cellsOf = (
  person: Person,
  intermediaries: readonly string[],
  chance: Chances,
): ContactCells => ({
  ownerName: spelt(person.name, chance),
  ownerKind: 'Công dân',
  submitterName: '',
  birthDate: birth(person.born, chance),
  sex: '',
  idNumber: number(person, chance),
  phone: phoneOf(person, intermediaries, chance),
  address: 'Thôn Nà Cà, Xã Vĩnh Thông',
  addressAndPhone: '',
  note: '',
});

function spelt(name: string, { happens, pick }: Chances): string {
  let text = name;
  if (happens(RATE.mistypedTone)) text = withToneChanged(text, pick(TONES));
  if (happens(RATE.bareName)) text = withoutMarks(text);
  if (happens(RATE.capitals)) text = text.toUpperCase();
  return happens(RATE.decomposed) ? text.normalize('NFD') : text;
}

function birth({ day, month, year }: Person['born'], { happens }: Chances): string {
  if (happens(RATE.withoutBirth)) return '';
  return happens(RATE.yearOnly) ? String(year) : `${day}/${month}/${year}`;
}

function number({ citizenNumber, oldNumber }: Person, { happens, digits }: Chances): string {
  if (happens(RATE.withoutNumber)) return '';
  if (happens(RATE.oldNumber)) return oldNumber;
  return happens(RATE.mistypedNumber) ? `${citizenNumber.slice(0, 9)}${digits(3)}` : citizenNumber;
}

function phoneOf(
  { phones: [own, other] }: Person,
  intermediaries: readonly string[],
  { happens, pick }: Chances,
): string {
  if (happens(RATE.withoutPhone)) return '';
  if (happens(RATE.intermediary)) return pick(intermediaries);
  const phone = happens(RATE.otherPhone) ? other! : own!;
  return pick([
    phone,
    phone,
    `+84${phone.slice(1)}`,
    `${phone.slice(1)}.0`,
    phone.replace(/(\d{4})/u, '$1 '),
  ]);
}

const withoutMarks = (name: string) =>
  name
    .normalize('NFD')
    .replaceAll(/[\u0300-\u036f]/gu, '')
    .replaceAll('đ', 'd')
    .replaceAll('Đ', 'D');

/** The last tone of the name becomes another one, or comes to a name that has none. */
function withToneChanged(name: string, tone: string): string {
  const letters = name.normalize('NFD');
  const at = Math.max(...TONES.map((one) => letters.lastIndexOf(one)));
  return at < 0 ? name : `${letters.slice(0, at)}${tone}${letters.slice(at + 1)}`.normalize('NFC');
}
