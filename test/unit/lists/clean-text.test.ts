/** Outside truth: what XML 1.0 (2.2 Char) and PostgreSQL's text take, and what Unicode calls format characters. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cleanedText } from '../../../server/lists/read/clean-text.ts';
import { codePoint } from '../../code-points.ts';

test.each([
  ['Nguyễn\u0000 Thị', 'Nguyễn  Thị'],
  ['Lý\u200b A\u2060 Sử\ufeff', 'Lý A Sử'],
  ['Hường\ufffe\uffff\u{1ffff}', 'Hường'],
  ['\u202d0912345678\u202c', '0912345678'],
  ['nửa \ud83d chữ 😀', 'nửa  chữ 😀'],
  ['NguyÔn H\u00adêng', 'NguyÔn H\u00adêng'],
])('%j is read as %j', (text, read) => {
  expect(cleanedText(text)).toBe(read);
});

test('whatever a cell holds, nothing is left that XML or a database refuses, and no letter is lost', () => {
  const text = fc.string({ unit: codePoint, maxLength: 40 });
  fc.assert(
    fc.property(text, (written) => {
      const read = cleanedText(written);
      expect(read.isWellFormed()).toBe(true);
      expect(read).not.toMatch(/[\p{Cc}--[\t\n\u0080-\u009f]]|[\u200b-\u200f\ufeff\ufffe\uffff]/v);
      const letters = (some: string) =>
        [...some].filter((letter) => /[\p{L}\p{M}\p{N}]/u.test(letter));
      expect(letters(read)).toEqual(letters(written));
    }),
    { numRuns: 2000 },
  );
});
