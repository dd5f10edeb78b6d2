/** Outside truth: domain.md 2.5, one person may own many dossiers and is asked once. */
import { describe, expect, test } from 'vitest';
import { keyedIdentity } from '../../../server/lists/link/complete-identity.ts';
import { linkDossiers } from '../../../server/lists/link/link-dossiers.ts';
import { rulesIn } from '../../../server/lists/link/link-rules.ts';

interface Stated {
  readonly name: string;
  readonly phone?: string;
  readonly born?: string;
  readonly id?: string;
  readonly kind?: 'citizen' | 'organization';
  readonly isSeparated?: boolean;
}

const key = Buffer.alloc(32, 1);

function dossier(
  { name, phone, born, id, kind = 'citizen', isSeparated = false }: Stated,
  index: number,
) {
  const identified = keyedIdentity(key, {
    kind,
    fullName: name,
    birth: { day: born?.includes('-') ? born : null, year: born ? Number(born.slice(0, 4)) : null },
    sex: null,
    idNumber: id ?? null,
    phone: phone ?? null,
    address: 'Tổ 5',
    hamlet: 'Tổ 5',
    email: null,
    cameName: null,
    representative: null,
  });
  return {
    at: index,
    code: `H55.200-260302-${String(index).padStart(4, '0')}`,
    kind,
    isSeparated,
    identified,
  };
}

const linked = (owners: readonly Stated[]) =>
  linkDossiers(owners.map(dossier), (code) => code).persons;
const personsIn = (...owners: Stated[]) =>
  linked(owners)
    .map((dossiers) => dossiers.map(({ at: index }) => index))
    .sort((a, b) => a[0]! - b[0]!);
const reasonsIn = (...owners: Stated[]) => [
  ...new Set(linked(owners).flatMap((dossiers) => dossiers.flatMap(({ rules }) => rulesIn(rules)))),
];

const phone = '0972302218';

describe('one person', () => {
  test('has the same phone and the same name, in capitals or with the tone mark elsewhere', () =>
    expect(personsIn({ name: 'Nguyễn Thị Hoà', phone }, { name: 'NGUYỄN THỊ HÒA', phone })).toEqual(
      [[0, 1]],
    ));

  test('has the same phone and a name once typed without marks', () =>
    expect(personsIn({ name: 'Nguyễn Thị Hoà', phone }, { name: 'Nguyen Thi Hoa', phone })).toEqual(
      [[0, 1]],
    ));

  test('has the same ID number, though one name is misspelt', () =>
    expect(
      personsIn(
        { name: 'Nguyễn Thị Hương', id: '090123456' },
        { name: 'Nguyễn Thị Hường', id: '090123456' },
      ),
    ).toEqual([[0, 1]]));

  test('has the same name and day of birth, with another phone', () =>
    expect(
      personsIn(
        { name: 'Lý A Sử', born: '1971-05-02', phone },
        { name: 'LÝ A SỬ', born: '1971-05-02', phone: '0985000111' },
      ),
    ).toEqual([[0, 1]]));

  test('is linked over a third dossier', () =>
    expect(
      personsIn(
        { name: 'Lý A Sử', phone },
        { name: 'Lý A Sử', id: '090123456' },
        { name: 'Lý A Sử', phone, id: '090123456' },
      ),
    ).toEqual([[0, 1, 2]]));
});

describe('two persons', () => {
  test('share a phone: an intermediary’s number joins nobody', () =>
    expect(
      personsIn(
        { name: 'Lý A Sử', phone },
        { name: 'Vàng Thị Mai', phone },
        { name: 'Bàn Văn Tú', phone },
      ),
    ).toEqual([[0], [1], [2]]));

  test('have one name and one year of birth but nothing else', () =>
    expect(
      personsIn({ name: 'Nguyễn Văn Nam', born: '1980' }, { name: 'Nguyễn Văn Nam', born: '1980' }),
    ).toEqual([[0], [1]]));

  test('of one name and one phone were born in different years: father and son', () =>
    expect(
      personsIn(
        { name: 'Nguyễn Văn Nam', phone, born: '1950' },
        { name: 'Nguyễn Văn Nam', phone, born: '1980-02-01' },
        { name: 'Nguyễn Văn Nam', phone, born: '1980' },
      ),
    ).toEqual([[0], [1, 2]]));

  test('are not joined by a bare name that could be either', () =>
    expect(
      personsIn(
        { name: 'Nguyễn Văn An', phone },
        { name: 'Nguyễn Văn Ẩn', phone },
        { name: 'Nguyen Van An', phone },
      ),
    ).toEqual([[0], [1], [2]]));

  test('are not joined by an ID number that a clerk gave to many', () =>
    expect(
      personsIn(
        { name: 'Lý A Sử', id: '090123456' },
        { name: 'Vàng Thị Mai', id: '090123456' },
        { name: 'Bàn Văn Tú', id: '090123456' },
      ),
    ).toEqual([[0], [1], [2]]));
});

describe('an intermediary’s phone', () => {
  const owners = ['Lý A Sử', 'Vàng Thị Mai', 'Bàn Văn Tú', 'Ma Bích My'];
  const withPhone = (...names: string[]) => names.map((name) => ({ name, phone }));

  test('has more than three owners and joins nobody, not even two dossiers of one of them', () => {
    expect(personsIn(...withPhone(...owners, 'Lý A Sử'))).toEqual([[0], [1], [2], [3], [4]]);
    expect(linked(withPhone(...owners)).every(([first]) => first!.identified.hasSharedPhone)).toBe(
      true,
    );
  });

  test('is not the phone of a family of three, however their names are spelt', () => {
    const family = withPhone('Lý A Sử', 'LÝ A SỬ', 'Ly A Su', 'Vàng Thị Mai', 'Bàn Văn Tú');
    expect(personsIn(...family)).toEqual([[0, 1, 2], [3], [4]]);
    expect(linked(family).some(([first]) => first!.identified.hasSharedPhone)).toBe(false);
  });
});

describe('why', () => {
  const su = { name: 'Lý A Sử' };
  test.each([
    ['phone_and_name', { ...su, phone }],
    ['id_number', { ...su, id: '019071000001' }],
    ['name_and_birth_day', { ...su, born: '1971-05-02' }],
    ['organisation_name', { name: 'Công ty TNHH Tú Chính', kind: 'organization' as const }],
  ] as const)('is told: %s', (rule, owner) => {
    expect(reasonsIn(owner, owner)).toEqual([rule]);
    expect(reasonsIn(owner)).toEqual([]);
  });
});

test('a dossier that somebody has parted from its person is linked to none, the others stay', () =>
  expect(
    personsIn(
      { name: 'Lý A Sử', phone, id: '019071000001' },
      { name: 'Lý A Sử', phone, id: '019071000001', isSeparated: true },
      { name: 'Lý A Sử', phone, id: '019071000001' },
    ),
  ).toEqual([[0, 2], [1]]));

test('namesakes born on one day are told apart by their citizen numbers', () => {
  const twin = { name: 'Nguyễn Thị Hương', born: '1980-02-01' };
  expect(personsIn({ ...twin, id: '019180000001' }, { ...twin, id: '019180000002' })).toEqual([
    [0],
    [1],
  ]);
  // The nine digits of old and the twelve of today are one person's.
  expect(personsIn({ ...twin, id: '090123456' }, { ...twin, id: '019180000002' })).toEqual([
    [0, 1],
  ]);
});

test('a tone mistyped is the same person where phone and year of birth agree', () =>
  expect(
    personsIn(
      { name: 'Nguyễn Thị Hương', phone, born: '1980' },
      { name: 'Nguyễn Thị Hường', phone, born: '1980-02-01' },
    ),
  ).toEqual([[0, 1]]));

test('an organisation is one by its name; its director is another', () =>
  expect(
    personsIn(
      { name: 'Công ty TNHH Tú Chính', kind: 'organization' },
      { name: 'CÔNG TY TNHH TÚ CHÍNH', kind: 'organization', phone },
      { name: 'Công ty TNHH Tú Chính', phone },
    ),
  ).toEqual([[0, 1], [2]]));
