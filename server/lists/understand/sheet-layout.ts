import type { ColumnRole } from '#contract/list-preview.ts';
import { withCellsAbove } from '../read/merged-down.ts';
import type { SheetRow } from '../read/sheet-row.ts';
import { COLUMN_LIMIT } from '../read/sheet-row.ts';
import { foldWords } from './fold.ts';

/** How the columns of one sheet are understood. */
export interface SheetColumns {
  readonly headings: readonly string[];
  readonly columns: readonly { readonly index: number; readonly role: ColumnRole }[];
}

export interface SheetLayout extends SheetColumns {
  /** Of each sheet: where each of its columns goes; undefined where all stay. */
  readonly moves: readonly (readonly number[] | undefined)[];
}

/**
 * One order of columns for several sheets: that of the first, and behind it what only others have. A column finds its
 * place by its role, one without a role by its heading.
 */
export function layoutOf([first, ...others]: readonly SheetColumns[]): SheetLayout {
  const headings = [...(first?.headings ?? [])];
  const columns = [...(first?.columns ?? [])];
  const widest = Math.max(-1, ...columns.map(({ index }) => index));
  while (headings.length <= widest) headings.push('');
  const places = { headings, columns };
  return { ...places, moves: [undefined, ...others.map((sheet) => movesOf(sheet, places))] };
}

interface Places {
  readonly headings: string[];
  readonly columns: { readonly index: number; readonly role: ColumnRole }[];
}

/** Adds the columns that no sheet before has. */
function movesOf(sheet: SheetColumns, places: Places): readonly number[] | undefined {
  const roles = new Map(sheet.columns.map(({ index, role }) => [index, role]));
  const width = Math.max(sheet.headings.length, ...sheet.columns.map(({ index }) => index + 1));
  const taken = new Set<number>();
  const moves = Array.from({ length: width }, (_, column) => {
    const heading = sheet.headings[column] ?? '';
    const place = placeOf(roles.get(column), heading, places, taken) ?? addPlace(heading, places);
    if (roles.has(column) && !places.columns.some(({ index }) => index === place))
      places.columns.push({ index: place, role: roles.get(column)! });
    taken.add(place);
    return place;
  });
  return moves.every((place, column) => place === column) ? undefined : moves;
}

function placeOf(
  role: ColumnRole | undefined,
  heading: string,
  { headings, columns }: Places,
  taken: ReadonlySet<number>,
): number | undefined {
  if (role) return columns.find((column) => column.role === role)?.index;
  const place = headings.findIndex(
    (other, column) =>
      !taken.has(column) &&
      foldWords(other) === foldWords(heading) &&
      !columns.some(({ index }) => index === column),
  );
  return place < 0 ? undefined : place;
}

function addPlace(heading: string, { headings }: Places): number {
  headings.push(heading);
  return Math.min(headings.length, COLUMN_LIMIT) - 1;
}

/** A row of a sheet as the list's columns are: moved, with what is merged down over it and the sheet's agency. */
export function arrangedRow(
  row: SheetRow,
  moves: readonly number[] | undefined,
  added: { readonly column: number; readonly text: string } | undefined,
): SheetRow {
  const whole = withCellsAbove(row);
  const moved = moves ? { ...whole, cells: movedCells(whole.cells, moves) } : whole;
  if (!added || moved.cells.length === 0) return moved;
  const cells = [...moved.cells];
  while (cells.length < added.column) cells.push('');
  cells[added.column] = added.text;
  return { ...moved, cells };
}

export function movedCells(cells: readonly string[], moves: readonly number[]): string[] {
  const moved: string[] = [];
  for (const [column, text] of cells.entries()) {
    if (text === '') continue;
    const place = moves[column];
    if (place === undefined) continue;
    while (moved.length < place) moved.push('');
    moved[place] = text;
  }
  return moved;
}
