import type {
  AgencySource,
  Column,
  ColumnRole,
  ListPreview,
  SheetPreview,
} from '#contract/list-preview.ts';
import type { SheetRow } from '../read/sheet-row.ts';
import { missingRoles } from './columns.ts';
import { readBirth } from './dates.ts';
import type { Leading } from './leading-sheet.ts';
import { cellOf } from './list-rows.ts';
import { gapsByColumn } from './missing-values.ts';
import { rowsBelow } from './rows-below.ts';
import type { SheetLook } from './sheet-looks.ts';
import { findDayRepairs, findSwappedDays, swapDay } from './swapped-days.ts';

const SHOWN_ROWS = 30;
const CELL_LENGTH = 120;
const SHOWN_CELLS = 12;

/** How a list is understood: its headings, its columns, its sheets, and the top of the first as it is. */
export function previewOf(
  leading: Leading,
  looks: readonly SheetLook[],
  isProvince: boolean,
): Omit<ListPreview, 'fileId' | 'fileName'> {
  const { top, headings, roles, remembered, isBare } = leading;
  const { rows, texts } = headings;
  const { font, sheet } = top.list;
  const missing = missingRoles(roles, isProvince);
  return {
    headingRows: [...rows],
    columns: columnsOf(texts, roles, rowsBelow(top.rows, rows)),
    rows: sheetFromRowOne(top.rows, Math.max(SHOWN_ROWS, ...rows.map((row) => row + 10))),
    missing,
    legacyFont: font ? { name: font.name, ...samplesOf(top.drawn, top.rows) } : null,
    // Of a sheet that is left too: a person may take it.
    ...daysOf(looks.length > 0 ? looks : [leading]),
    isRemembered: remembered.byColumn !== undefined && looks.every(isNothingToLookAt),
    lacksHeadings: isBare,
    sheet,
    sheets: looks.map((look) => sheetPreview(look, isProvince)),
    gaps: looks.flatMap(gapsByColumn),
    agencySources: missing.includes('agencyCode') ? agencySources(looks) : [],
  };
}

const isNothingToLookAt = (look: SheetLook) =>
  NOT_SEEN.includes(look.state) && gapsByColumn(look).length === 0;
const NOT_SEEN: readonly SheetLook['state'][] = ['leads', 'same_headings', 'empty', 'chart'];

function sheetPreview(look: SheetLook, isProvince: boolean): SheetPreview {
  const { sheet, name, rowCount, state, isTaken, headings, roles, top, title } = look;
  return {
    sheet,
    name: short(name),
    rows: rowCount,
    state,
    isTaken,
    headingRows: [...headings.rows],
    columns: columnsOf(headings.texts, roles, rowsBelow(top.rows, headings.rows)),
    missing: missingRoles(roles, isProvince),
    title,
  };
}

/** A workbook may name the agency of each sheet on its tab, or above its headings. */
function agencySources(looks: readonly SheetLook[]): AgencySource[] {
  const taken = looks.filter(({ isTaken }) => isTaken);
  const isNamed = taken.some(({ name }) => name !== '');
  return [
    ...(isNamed ? (['sheet_name'] as const) : []),
    ...(taken.length > 0 && taken.every(({ title }) => title !== null) ? (['title'] as const) : []),
  ];
}

/** Cells that the font changes, as the file has them and as they are read. */
function samplesOf(drawn: readonly SheetRow[], read: readonly SheetRow[]) {
  const pairs = drawn.flatMap((row, index) =>
    row.cells.map(
      (cell, column) => [short(cell), short(read[index]?.cells[column] ?? '')] as const,
    ),
  );
  const changed = new Map(pairs.filter(([before, after]) => before !== after));
  const shown = [...changed].slice(0, SHOWN_CELLS);
  return { before: shown.map(([before]) => before), after: shown.map(([, after]) => after) };
}

/** What is odd about the days of the first rows of each sheet: turned round, in another century, births to come. */
function daysOf(sheets: readonly DaySheet[]): Pick<ListPreview, 'swappedDays' | 'dayRepairs'> {
  const today = new Date().toISOString().slice(0, 10);
  const found = sheets.map(({ top, headings, roles }) => {
    const last = Math.max(0, ...headings.rows);
    const rows = top.rows.filter((row) => row.number > last);
    const columns = new Map(roles.flatMap((role, index) => (role ? [[role, index]] : [])));
    const swapped = findSwappedDays(rows, columns);
    const cells = swapped.flatMap((role) => rows.map((row) => cellOf(row, columns, role)));
    const repairs = findDayRepairs(rows, columns, (text) => readBirth(text, today).year, today);
    return { swapped, cells, repairs };
  });
  const roles = [...new Set(found.flatMap(({ swapped }) => swapped))];
  const cells = found.flatMap((sheet) => sheet.cells);
  const changed = cells.filter((cell) => swapDay(cell) !== cell).slice(0, SHOWN_CELLS);
  return {
    swappedDays: roles.length > 0 ? { roles, before: changed, after: changed.map(swapDay) } : null,
    dayRepairs: found.flatMap(({ repairs }) => repairs).slice(0, SHOWN_CELLS),
  };
}
type DaySheet = Pick<Leading, 'top' | 'headings' | 'roles'>;

const columnsOf = (
  headings: readonly string[],
  roles: readonly (ColumnRole | null)[],
  below: readonly SheetRow[],
): Column[] => roles.map((role, index) => column(index, headings[index] ?? '', role, below));

function column(
  index: number,
  heading: string,
  role: ColumnRole | null,
  below: readonly SheetRow[],
): Column {
  const samples = below.map(({ cells }) => cells[index] ?? '').filter((cell) => cell !== '');
  return { index, heading: short(heading), role, samples: samples.slice(0, 5).map(short) };
}

/** `rows[i]` is row i + 1 of the sheet, empty rows too, so that a person can point at one. */
function sheetFromRowOne(top: readonly SheetRow[], count: number): string[][] {
  const byNumber = new Map(top.map((row) => [row.number, row.cells]));
  const last = Math.min(count, top.at(-1)?.number ?? 0);
  return Array.from({ length: last }, (_, index) => (byNumber.get(index + 1) ?? []).map(short));
}

const short = (text: string) =>
  text.length > CELL_LENGTH ? `${text.slice(0, CELL_LENGTH - 1)}…` : text;
