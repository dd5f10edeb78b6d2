/** Outside truth: domain.md 2.5, one person may own many dossiers and is asked once. */
import { describe, expect, test } from 'vitest';
import type { Eligible } from '../../../server/frames/deciding/application.ts';
import { linkPersons } from '../../../server/frames/deciding/link-persons.ts';

interface Told {
  readonly name: string;
  readonly phone?: string;
  readonly born?: string;
  readonly id?: string;
  readonly kind?: 'citizen' | 'organization';
}

function application({ name, phone, born, id, kind }: Told, at: number): Eligible {
  return {
    rowNumber: at,
    code: `H55.200-260302-${String(at).padStart(4, '0')}`,
    unitCode: '01981',
    procedureCode: null,
    procedureName: 'Đăng ký khai sinh',
    field: 'Hộ tịch',
    channel: null,
    receivedOn: null,
    dueOn: null,
    returnedOn: '2026-03-04',
    isLate: false,
    isRefused: false,
    hasPhone: phone !== undefined,
    reason: null,
    contact: {
      kind: kind ?? 'citizen',
      fullName: name,
      birth: {
        day: born?.includes('-') ? born : null,
        year: born ? Number(born.slice(0, 4)) : null,
      },
      sex: null,
      idHash: id ?? null,
      phone: phone ?? null,
      address: 'Tổ 5',
      hamlet: 'Tổ 5',
    },
  };
}

const personsIn = (...told: Told[]) =>
  linkPersons(told.map(application))
    .map((dossiers) => dossiers.map(({ rowNumber }) => rowNumber))
    .sort((a, b) => a[0]! - b[0]!);

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
      personsIn({ name: 'Nguyễn Thị Hương', id: 'x' }, { name: 'Nguyễn Thị Hường', id: 'x' }),
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
        { name: 'Lý A Sử', id: 'x' },
        { name: 'Lý A Sử', phone, id: 'x' },
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
        { name: 'Lý A Sử', id: 'x' },
        { name: 'Vàng Thị Mai', id: 'x' },
        { name: 'Bàn Văn Tú', id: 'x' },
      ),
    ).toEqual([[0], [1], [2]]));
});

test('an organisation is one by its name; its director is another', () =>
  expect(
    personsIn(
      { name: 'Công ty TNHH Tú Chính', kind: 'organization' },
      { name: 'CÔNG TY TNHH TÚ CHÍNH', kind: 'organization', phone },
      { name: 'Công ty TNHH Tú Chính', phone },
    ),
  ).toEqual([[0, 1], [2]]));
