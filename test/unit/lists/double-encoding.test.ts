/** Outside truth: the WHATWG tables of windows-1252 and windows-1258, through which each text below goes and comes back. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  DOUBLE_ENCODINGS,
  decodedAgain,
  detectDoubleEncoding,
  looksDoublyEncoded,
} from '../../../server/lists/read/double-encoding.ts';
import { readName } from '../../../server/lists/understand/names.ts';

const LETTERS =
  'aàáảãạăằắẳẵặâầấẩẫậbcdđeèéẻẽẹêềếểễệghiìíỉĩịklmnoòóỏõọôồốổỗộơờớởỡợpqrstuùúủũụưừứửữựvxyỳýỷỹỵ';
const letter = fc.constantFrom(...LETTERS, ...LETTERS.toUpperCase(), ...' ,.’“”–…()/0123');
const text = fc.string({ unit: letter, maxLength: 30 });
const garbled = (meant: string, name: (typeof DOUBLE_ENCODINGS)[number]) =>
  new TextDecoder(name.replace('utf-8-as-', 'windows-')).decode(Buffer.from(meant));

test.each(DOUBLE_ENCODINGS)('%s is read back, whatever the text', (name) => {
  fc.assert(
    fc.property(text, (meant) => {
      expect(decodedAgain(name, garbled(meant, name).trim())?.trim()).toBe(meant.trim());
    }),
    { numRuns: 500 },
  );
});

test('a text as a person types it is never taken for one', () => {
  fc.assert(
    fc.property(text, (written) => {
      expect(looksDoublyEncoded(written)).toBe(false);
    }),
    { numRuns: 5000 },
  );
});

test('a list is told by a few cells, and one whose letters are gone is told too', () => {
  const meant = ['Nguyễn Thị Hường', 'Đặng Văn Được', 'Thôn Nà Cà', 'Chứng thực', '0912345678'];
  for (const name of DOUBLE_ENCODINGS) {
    const cells = meant.map((some) => garbled(some, name));
    expect(detectDoubleEncoding(cells)).toEqual({ name, hasLostLetters: false });
    const gone = cells.map((some) => some.replaceAll(/[\u0080-\u009f\u00ad]|»/gu, '?'));
    expect(detectDoubleEncoding([...gone, ...cells])).toMatchObject({ hasLostLetters: true });
  }
  expect(detectDoubleEncoding(meant)).toBeUndefined();
});

test('such a name is no name, wherever its row came from', () => {
  expect(readName(garbled('Nguyễn Thị Hường', 'utf-8-as-1252'))).toBeNull();
  expect(readName('Nguyễn Thị Hường')).toBe('Nguyễn Thị Hường');
});
