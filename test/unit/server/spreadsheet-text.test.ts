// Truth: OWASP, CSV Injection; XML 1.0 §2.2 (which characters a document may have); ECMA-376 18.18.11 (a cell of the
// type `s` is a text, whatever is in it) and the limit of 32,767 characters that Excel states for a cell.
import fc from 'fast-check';
import { readXlsx, writeXlsx } from 'hucre/xlsx';
import { expect, test } from 'vitest';
import { fromSpreadsheet, spreadsheetText } from '../../../server/http/spreadsheet-text.ts';
import { sheetName } from '../../../server/invitations/delivery-list.ts';
import { codePoint } from '../../code-points.ts';
import { zipEntry } from '../../zip-entry.ts';

/** Everything but the characters that XML 1.0 allows. */
const REFUSED = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u;
const written = fc.oneof(
  fc.string({ unit: codePoint, maxLength: 40 }),
  fc
    .tuple(
      fc.constantFrom('=', '+', '-', '@', '\t', '\r', '\n', '＝', '\0=', '\uFFFE', '\uD800', "'"),
      fc.string({ maxLength: 20 }),
    )
    .map((parts) => parts.join('')),
);

test('no text becomes a formula, and none is more than a cell or XML can hold', () => {
  fc.assert(
    fc.property(written, (text) => {
      const cell = spreadsheetText(text);
      expect(cell).not.toMatch(/^[=+\-@\t\r\n＝＋－＠]/);
      expect(cell).not.toMatch(REFUSED);
    }),
  );
  expect(spreadsheetText('ệ'.repeat(40_000))).toHaveLength(32_767);
  expect(spreadsheetText('Nguyễn Thị Ánh')).toBe('Nguyễn Thị Ánh');
  expect(fromSpreadsheet(spreadsheetText('+84 972 302 218'))).toBe('+84 972 302 218');
});

test('a workbook of such texts holds texts only, and is XML', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(written, { minLength: 1, maxLength: 6 }),
      written,
      async (texts, place) => {
        const name = sheetName(place, new Set());
        const zip = Buffer.from(
          await writeXlsx({
            sheets: [{ name, rows: texts.map((text) => [spreadsheetText(text)]) }],
          }),
        );
        const sheet = zipEntry(zip, 'xl/worksheets/sheet1.xml');
        expect(sheet).not.toMatch(/<f[ >]/);
        for (const [, type] of sheet.matchAll(/<c r="\w+"([^>]*)><v>/g))
          expect(type).toContain('t="s"');
        for (const part of [
          sheet,
          zipEntry(zip, 'xl/workbook.xml'),
          zipEntry(zip, 'xl/sharedStrings.xml'),
        ])
          expect(part).not.toMatch(REFUSED);
        await readXlsx(zip);
      },
    ),
    { numRuns: 40 },
  );
});
