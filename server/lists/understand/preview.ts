import type { Column, ColumnRole, ListPreview } from '#contract/frames.ts';
import type { SheetRow } from '../read/sheet-row.ts';
import { missingRoles, recogniseColumns } from './columns.ts';
import { guessByContent } from './content-roles.ts';
import { readBirth } from './dates.ts';
import type { Headings } from './headings.ts';
import { findHeadings, headingsAt, isNumbering, lacksHeadings } from './headings.ts';
import { cellOf } from './list-rows.ts';
import type { ListTop } from './list-top.ts';
import { refuseShifted } from './shifted-headings.ts';
import { findDayRepairs, findSwappedDays, swapDay } from './swapped-days.ts';

const SHOWN_ROWS = 30;
const SAMPLED_ROWS = 100;
const CELL_LENGTH = 120;
const SHOWN_CELLS = 12;

/** What an agency has confirmed before about a row of headings. */
export interface Remembered {
  readonly byHeading: ReadonlyMap<string, ColumnRole | null>;
  /** These very headings: the role of each column. */
  readonly byColumn: ReadonlyMap<number, ColumnRole> | undefined;
}

/** How a list is understood: its headings, its columns, and the top of the sheet as it is. */
export function previewOf(
  { list, rows: top, drawn }: ListTop,
  isProvince: boolean,
  headingRow: number | undefined,
  remembered: (headings: readonly string[]) => Remembered,
): Omit<ListPreview, 'fileId' | 'fileName'> {
  const headings = headingRow === undefined ? findHeadings(top) : headingsAt(top, headingRow);
  const { rows, texts } = headings ?? NO_HEADINGS;
  const below = rowsBelow(top, rows);
  const { byHeading, byColumn } = remembered(texts);
  const cells = below.map((row) => row.cells);
  const guessed = recogniseColumns(texts, cells, byHeading);
  const isBare = !headings && lacksHeadings(top);
  if (isBare) guessByContent(guessed, cells);
  const roles = byColumn ? guessed.map((_, at) => byColumn.get(at) ?? null) : guessed;
  refuseShifted(texts, roles, below);
  return {
    headingRows: [...rows],
    columns: roles.map((role, index) => column(index, texts[index] ?? '', role, below)),
    rows: sheetFromRowOne(top, Math.max(SHOWN_ROWS, ...rows.map((row) => row + 10))),
    missing: missingRoles(roles, isProvince),
    legacyFont: list.font ? { name: list.font.name, ...sideBySide(drawn, top) } : null,
    ...daysOf(
      top.filter((row) => row.number > Math.max(0, ...rows)),
      roles,
    ),
    isRemembered: byColumn !== undefined,
    lacksHeadings: isBare,
  };
}

/** Cells that the font changes, as they lie in the file and as they are read. */
function sideBySide(drawn: readonly SheetRow[], read: readonly SheetRow[]) {
  const pairs = drawn.flatMap((row, at) =>
    row.cells.map((cell, column) => [short(cell), short(read[at]?.cells[column] ?? '')] as const),
  );
  const changed = new Map(pairs.filter(([before, after]) => before !== after));
  const shown = [...changed].slice(0, SHOWN_CELLS);
  return { before: shown.map(([before]) => before), after: shown.map(([, after]) => after) };
}

/** What is odd about the days of the first rows: turned round, in another century, births to come. */
function daysOf(
  rows: readonly SheetRow[],
  roles: readonly (ColumnRole | null)[],
): Pick<ListPreview, 'swappedDays' | 'dayRepairs'> {
  const columns = new Map(roles.flatMap((role, index) => (role ? [[role, index]] : [])));
  const swapped = findSwappedDays(rows, columns);
  const cells = swapped.flatMap((role) => rows.map((row) => cellOf(row, columns, role)));
  const changed = cells.filter((cell) => swapDay(cell) !== cell).slice(0, SHOWN_CELLS);
  const today = new Date().toISOString().slice(0, 10);
  return {
    swappedDays:
      swapped.length > 0 ? { roles: swapped, before: changed, after: changed.map(swapDay) } : null,
    dayRepairs: findDayRepairs(rows, columns, (text) => readBirth(text, today).year, today),
  };
}

const NO_HEADINGS: Headings = { rows: [], texts: [] };

function rowsBelow(top: readonly SheetRow[], headingRows: readonly number[]): SheetRow[] {
  const last = Math.max(0, ...headingRows);
  return top.filter((row) => row.number > last && !isNumbering(row)).slice(0, SAMPLED_ROWS);
}

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
  return Array.from({ length: last }, (_, at) => (byNumber.get(at + 1) ?? []).map(short));
}

const short = (text: string) =>
  text.length > CELL_LENGTH ? `${text.slice(0, CELL_LENGTH - 1)}…` : text;
