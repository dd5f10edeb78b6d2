import type { Chances } from './chances.ts';

/** Somebody who dealt with the counter, or an organisation. */
export interface Person {
  readonly kind: 'citizen' | 'organization';
  readonly name: string;
  readonly phones: readonly [own: string, other: string];
  readonly born: { readonly day: number; readonly month: number; readonly year: number };
  readonly idNumber: string;
  readonly oldNumber: string;
  readonly hamlet: string;
  /** Known under it too. */
  readonly alias: string;
}

export interface NamePool {
  readonly family: readonly string[];
  readonly middle: readonly string[];
  readonly given: readonly string[];
  readonly hamlets: readonly string[];
}

/** Of a thousand persons: who is hard to tell from the person before. */
const NEAR = {
  /** One phone, another family: husband and wife, a neighbour. */
  household: 100,
  /** One phone and family name: father and child. */
  child: 80,
  /** One phone, names that differ in one mark: Hương and Hường. */
  alike: 5,
  /** Born on one day besides: twins. */
  twin: 1,
  /** One phone and the same name, each with a citizen's number. */
  namesakeOnPhone: 4,
  namesakeBornThatDay: 3,
  organization: 70,
  /** The same company in another place, with a tax number of its own. */
  branch: 15,
};

/** Birthplaces of citizen numbers; those below 010 lose two zeros in a spreadsheet. */
const BIRTHPLACES = ['019', '019', '019', '006', '004', '002', '001', '012', '024'];

export function peopleOf(pool: NamePool, size: number, chance: Chances): Person[] {
  const people: Person[] = [];
  // The law leaves each company its name (59/2020/QH14, Điều 38).
  const companies = new Set<string>();
  while (people.length < size) {
    const person = personAfter(people.at(-1), pool, chance);
    if (person.kind === 'organization' && companies.has(person.name)) continue;
    if (person.kind === 'organization') companies.add(person.name);
    people.push(person);
  }
  return people;
}

function personAfter(before: Person | undefined, pool: NamePool, chance: Chances): Person {
  const { happens, pick } = chance;
  if (happens(NEAR.organization)) return organization(pool, chance);
  const somebody = citizen(pool, chance);
  if (!before) return somebody;
  if (before.kind === 'organization')
    return happens(NEAR.branch * 10)
      ? {
          ...organization(pool, chance),
          name: `Chi nhánh ${before.name} tại ${pick(pool.hamlets)}`,
        }
      : somebody;
  const { phones, name, born } = before;
  const family = name.split(' ')[0]!;
  if (happens(NEAR.namesakeOnPhone)) return { ...somebody, name, phones };
  if (happens(NEAR.namesakeBornThatDay)) return { ...somebody, name, born };
  if (happens(NEAR.twin)) return { ...somebody, name: withMarkChanged(name), phones, born };
  if (happens(NEAR.alike)) return { ...somebody, name: withMarkChanged(name), phones };
  if (happens(NEAR.household)) return { ...somebody, phones };
  if (happens(NEAR.child))
    return { ...somebody, phones, name: somebody.name.replace(/^\S+/u, family) };
  return somebody;
}

function citizen({ family, middle, given, hamlets }: NamePool, chance: Chances): Person {
  const { pick, below, digits, phone, happens } = chance;
  const year = 1942 + below(54);
  const isFirstOfYear = year < 1975 && happens(120);
  const born = {
    day: isFirstOfYear ? 1 : 1 + below(28),
    month: isFirstOfYear ? 1 : 1 + below(12),
    year,
  };
  const middles = pick([1, 1, 1, 1, 1, 2]) === 2 ? `${pick(middle)} ${pick(middle)}` : pick(middle);
  return {
    kind: 'citizen',
    name: `${pick(family)} ${middles} ${pick(given)}`,
    phones: [phone(), phone()],
    born,
    idNumber: `${pick(BIRTHPLACES)}${below(2)}${String(year % 100).padStart(2, '0')}${digits(6)}`,
    oldNumber: `09${digits(7)}`,
    hamlet: pick(hamlets),
    alias: pick(given),
  };
}

const TRADES = ['Thương mại', 'Xây dựng', 'Dịch vụ', 'Nông lâm sản', 'Thương mại và Dịch vụ'];

function organization(pool: NamePool, chance: Chances): Person {
  const { pick, digits, phone } = chance;
  const form = pick(['TNHH', 'TNHH', 'TNHH MTV', 'cổ phần']);
  return {
    ...citizen(pool, chance),
    kind: 'organization',
    name: `Công ty ${form} ${pick(TRADES)} ${pick(pool.given)} ${pick(pool.given)}`,
    phones: [phone(), phone()],
    idNumber: `46${digits(8)}`,
  };
}

const TONES = /[\u0300\u0301\u0303\u0309\u0323]/gu;
const VOWEL = /[aeiouy][\u0302\u0306\u031b]?(?=[^aeiouy]*$)/iu;

/** Hương and Hường: the given name without its tone, or with one. */
function withMarkChanged(name: string): string {
  const words = name.split(' ');
  const given = words.pop()!.normalize('NFD');
  const toneless = given.replace(TONES, '');
  const other = toneless === given ? given.replace(VOWEL, '$&\u0300') : toneless;
  return [...words, other.normalize('NFC')].join(' ');
}
