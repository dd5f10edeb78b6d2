/**
 * Outside truth: the names of all 3,321 communes, written in each old font by tables of their own
 * (test/golden/lists/encode.ts: domain.md 4.3, which glibc's TCVN confirms, and xvnkb's vni.h).
 */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { detectFont, hasLostLetters, inUnicode } from '../../../server/lists/read/detect-font.ts';
import { fromFont } from '../../../server/lists/read/legacy-fonts.ts';
import { isSyllable } from '../../../server/lists/read/syllables.ts';
import { tcvn3, vni, windows1258 } from '../../golden/lists/encode.ts';

const migration = readFileSync(
  new URL('../../../migrations/20261121-01-administrative-units.sql', import.meta.url),
  'utf8',
);
const NAMES = [...migration.matchAll(/^\('\d{5}', '((?:Xã|Phường|Đặc khu) (?:[^']|'')+)'/gmu)].map(
  ([, name]) => name!.replaceAll("''", "'").normalize('NFC'),
);

const FONTS = [
  ['tcvn3', tcvn3],
  ['vni', vni],
  ['windows-1258', (text: string) => windows1258(text).toString('latin1')],
] as const;

const rowsOf = (names: readonly string[]) =>
  names.map((name, index) => ({
    number: index + 1,
    cells: [String(index + 1), name, '0912345678'],
  }));
/** Every seventieth name and so on: lists of some thirty names from all over the country. */
const groups = Array.from({ length: 100 }, (_, index) => NAMES.filter((_, i) => i % 100 === index));

test('the names are there', () => expect(NAMES).toHaveLength(3321));

describe.each(FONTS)('a list in %s', (font, written) => {
  test('is read back letter by letter', () => {
    // TCVN3 has no capitals with a tone: “Ứng” is drawn by its own font from a small letter.
    const letters = (name: string) => (font === 'tcvn3' ? name.toLowerCase() : name);
    for (const name of NAMES) expect(letters(fromFont(font, written(name)))).toBe(letters(name));
  });

  test('in bytes is recognised, whichever thirty names it holds', () => {
    for (const names of groups)
      expect(detectFont(rowsOf(names.map(written)), true)).toEqual({
        name: font,
        columns: undefined,
      });
  });
});

describe.each(FONTS.slice(0, 2))('cells in %s beside cells in Unicode', (font, written) => {
  test('are recognised, and cells in Unicode stay as they are', () => {
    for (const names of groups) {
      const rows = names.map((name, index) => ({
        number: index + 1,
        cells: [name, written(name)],
      }));
      const found = detectFont(rows, false);
      expect(found).toEqual({ name: font, columns: new Set([1]) });
      for (const [index, row] of rows.entries())
        expect(inUnicode(row, found!).cells.map((cell) => cell.toLowerCase())).toEqual([
          names[index]!.toLowerCase(),
          names[index]!.toLowerCase(),
        ]);
    }
  });
});

test('a list in Unicode is in no old font', () => {
  for (const names of groups) expect(detectFont(rowsOf(names), false)).toBeUndefined();
  const flat = ['Hà Văn Tú', 'Lò Thị Hòa', 'Lý Và Páo', 'Hà Thị Bình', 'Tô Vân Anh', 'Bùi Tú'];
  expect(detectFont(rowsOf(flat), false)).toBeUndefined();
});

test('bytes of another language are in no old font', () => {
  const french = ['Référence', 'Prénom', 'Décision', 'crème brûlée', 'garçon', 'Zoé', 'déjà'];
  expect(detectFont(rowsOf(french), true)).toBeUndefined();
});

test('names in capitals, drawn by .VnTimeH from small letters, are capitals again', () => {
  expect(fromFont('tcvn3', 'NGUYÔN THÞ H\u00adêNG')).toBe('NGUYỄN THỊ HƯỜNG');
  expect(fromFont('tcvn3', 'M· TTHC')).toBe('Mã TTHC');
  expect(fromFont('tcvn3', 'Hµ V©n')).toBe('Hà Vân');
});

test('a soft hyphen that a tool has dropped is told by syllables that do not exist', () => {
  const lost = (names: readonly string[]) =>
    hasLostLetters(
      rowsOf(names.map((name) => fromFont('tcvn3', tcvn3(name).replaceAll('\u00ad', '')))),
    );
  expect(lost(['Xã Phương Thiện', 'Xã Trường Sơn', 'Xã Phước Long'])).toBe(true);
  expect(hasLostLetters(rowsOf(['Xã Phương Thiện', 'Xã Trường Sơn']))).toBe(false);
});

test.each(['Nguyễn', 'Đắk', 'Huyện', 'Khuổi', 'Trương', 'NGHĨA', 'Quỳnh', 'Gia', 'Yến', 'ươm'])(
  '“%s” is a syllable',
  (word) => expect(isSyllable(word)).toBe(true),
);
test.each(['NguyÔn', 'hÓ', 'tểt', 'brûlée', 'Fançois', 'ngngờ', 'Hườngg'])('“%s” is none', (word) =>
  expect(isSyllable(word)).toBe(false),
);
