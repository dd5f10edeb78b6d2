/** Outside truth: the list itself, before it was written in another order, encoding and dress. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import type { ColumnRole } from '#contract/list-preview.ts';
import { readList } from '../../../server/lists/read/read-list.ts';
import type { SheetRow } from '../../../server/lists/read/sheet-row.ts';
import { SheetTops } from '../../../server/lists/read/sheet-tops.ts';
import { understandTop } from '../../../server/lists/understand/leading-sheet.ts';
import { cellOf, dossierRowsOf } from '../../../server/lists/understand/list-rows.ts';
import { readTop } from '../../../server/lists/understand/list-top.ts';
import { previewOf } from '../../../server/lists/understand/preview.ts';
import { HEADINGS, ROWS } from '../../golden/lists/clean.ts';
import { tcvn3, utf16, vni, windows1258 } from '../../golden/lists/encode.ts';

const folder = mkdtempSync(join(tmpdir(), 'sipas-written-'));
afterAll(() => rmSync(folder, { recursive: true }));

const ENCODINGS: Readonly<Record<string, (text: string) => Buffer>> = {
  'utf-8': (text) => Buffer.from(text),
  'utf-8 with its mark': (text) => Buffer.from(`\ufeff${text}`),
  'utf-16': (text) => utf16(`\ufeff${text}`),
  decomposed: (text) => Buffer.from(text.normalize('NFD')),
  tcvn3: (text) => Buffer.from(tcvn3(text), 'latin1'),
  vni: (text) => Buffer.from(vni(text), 'latin1'),
  'windows-1258': windows1258,
};
const TITLES = [['UBND XÃ VĨNH THÔNG'], ['DANH SÁCH HỒ SƠ', '', 'Tháng 3 năm 2026'], []];
const FOOT = [
  ['Tổng số: 5 hồ sơ'],
  ['', 'NGƯỜI LẬP BIỂU', '', 'CHỦ TỊCH'],
  ['', 'Ma Lập', 'Lý Tịch', 'x'],
];
const ROLES: readonly ColumnRole[] = ['dossierCode', 'ownerName', 'phone', 'address', 'returnedOn'];

const written = fc.record({
  columns: fc.shuffledSubarray([...HEADINGS.keys()], { minLength: HEADINGS.length }),
  rows: fc.shuffledSubarray(ROWS, { minLength: 3 }),
  encoding: fc.constantFrom(...Object.keys(ENCODINGS)),
  by: fc.constantFrom(',', ';', '\t'),
  end: fc.constantFrom('\n', '\r\n'),
  hasTitle: fc.boolean(),
  hasNumbering: fc.boolean(),
  hasFoot: fc.boolean(),
});

test('a list comes back whole, however its columns, rows, encoding and dress are changed', async () => {
  let file = 0;
  await fc.assert(
    fc.asyncProperty(written, async (writing) => {
      const ordered = (cells: readonly string[]) => writing.columns.map((column) => cells[column]!);
      const lines = [
        ...(writing.hasTitle ? TITLES : []),
        ordered(HEADINGS),
        ...(writing.hasNumbering ? [HEADINGS.map((_, index) => `(${index + 1})`)] : []),
        ...writing.rows.map(ordered),
        ...(writing.hasFoot ? FOOT : []),
      ].map((cells) => cells.map((cell) => `"${cell}"`).join(writing.by));
      const path = join(folder, String(file++));
      writeFileSync(path, ENCODINGS[writing.encoding]!(lines.join(writing.end)));

      const top = await readTop(await SheetTops.open(path));
      const nothing = { byHeading: new Map(), byColumn: undefined };
      const preview = previewOf(
        understandTop(top, undefined, () => nothing),
        [],
        false,
      );
      const columns = new Map(
        preview.columns.flatMap(({ role, index }) => (role ? [[role, index] as const] : [])),
      );
      const isDossier = dossierRowsOf(
        columns,
        preview.columns.map(({ heading }) => heading),
      );
      const below = Math.max(...preview.headingRows);
      const rows: SheetRow[] = [];
      for await (const some of readList(top.list))
        rows.push(...some.filter((row) => row.number > below && isDossier(row)));
      const read = rows.map((row) => ROLES.map((role) => cellOf(row, columns, role)));
      expect(read).toEqual(
        writing.rows.map((cells) => [1, 5, 7, 8, 10].map((index) => cells[index])),
      );
    }),
    { numRuns: 80, seed: 20261121 },
  );
});
