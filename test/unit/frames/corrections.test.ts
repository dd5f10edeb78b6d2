// Truth: the grammar of a row's place and NIST SP 800-38D: a changed byte opens nothing.
import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openCells, sealCells } from '../../../server/db/sealed-cells.ts';
import { changedCells } from '../../../server/frames/corrections/changed-cells.ts';
import { markedRow, rowMark } from '../../../server/frames/corrections/row-mark.ts';
import { fromSpreadsheet } from '../../../server/http/spreadsheet-text.ts';
import { rowNumberOf } from '../../../server/lists/read/row-number.ts';

const LIST = '11111111-1111-4111-8111-111111111111';
const NEWER = '22222222-2222-4222-8222-222222222222';

test('a row’s mark leads back to it in its own list, and nowhere in another', () => {
  expect(rowMark(LIST, 214)).toMatch(/^dòng 214 #[0-9a-f]{4}$/u);
  expect(rowMark(LIST, rowNumberOf(2, 5))).toMatch(/^Tờ 3, dòng 5 #/u);
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 99 }),
      fc.integer({ min: 1, max: 999_999 }),
      (sheet, line) => {
        const rowNumber = rowNumberOf(sheet, line);
        expect(markedRow(LIST, ` ${rowMark(LIST, rowNumber).normalize('NFD')} `)).toBe(rowNumber);
      },
    ),
  );
  const misled = Array.from({ length: 200 }, (_, index) =>
    markedRow(NEWER, rowMark(LIST, index + 1)),
  );
  expect(misled.filter((row) => row !== undefined).length).toBeLessThan(3);
  for (const text of ['', '214', 'dòng 214', 'dòng 214 #zzzz', 'Tổng'])
    expect(markedRow(LIST, text)).toBeUndefined();
});

test('cells come back as they were, under their own key and whole', () => {
  const key = randomBytes(32);
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'grapheme' })), (cells) => {
      expect(openCells(key, sealCells(key, cells))).toEqual(cells);
    }),
  );
  const sealed = sealCells(key, ['Lý A Sử', '0972302218']);
  expect(sealed.toString('latin1')).not.toContain('0972');
  sealed[sealed.length - 1]! ^= 1;
  expect(() => openCells(key, sealed)).toThrow();
  expect(() => openCells(randomBytes(32), sealCells(key, ['x']))).toThrow();
});

test('a corrected cell may stand beyond the last one, and an emptied one leaves no tail', () => {
  expect(changedCells(['a'], [{ column: 3, value: ' d ' }])).toEqual(['a', '', '', 'd']);
  expect(changedCells(['a', 'b'], [{ column: 1, value: '  ' }])).toEqual(['a']);
  expect(changedCells(['a'], [{ column: 100_000, value: 'x' }])).toEqual(['a']);
});

test('an apostrophe is taken away only where it stands against a formula', () => {
  expect(["'=1+1", "'+84972302218", "'quoted'", "''=1", 'H’Hen'].map(fromSpreadsheet)).toEqual([
    '=1+1',
    '+84972302218',
    "'quoted'",
    "''=1",
    'H’Hen',
  ]);
});
