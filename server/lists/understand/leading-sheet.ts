import type { ColumnRole } from '#contract/list-preview.ts';
import { recogniseColumns } from './columns.ts';
import { guessByContent } from './content-roles.ts';
import type { Headings } from './headings.ts';
import { findHeadings, headingsAt, lacksHeadings } from './headings.ts';
import type { ListTop } from './list-top.ts';
import { rowsBelow } from './rows-below.ts';
import { refuseShifted } from './shifted-headings.ts';

/** What an agency has confirmed before about a row of headings. */
export interface Remembered {
  readonly byHeading: ReadonlyMap<string, ColumnRole | null>;
  /** These very headings: the role of each column. */
  readonly byColumn: ReadonlyMap<number, ColumnRole> | undefined;
}

/** How the sheet is understood on which a list begins. */
export interface Leading {
  readonly top: ListTop;
  readonly headings: Headings;
  readonly roles: readonly (ColumnRole | null)[];
  readonly remembered: Remembered;
  /** Its columns are guessed by their cells alone. */
  readonly isBare: boolean;
}

/** `headingRow`: where a person has pointed at the headings. */
export function understandTop(
  top: ListTop,
  headingRow: number | undefined,
  remembered: (headings: readonly string[]) => Remembered,
): Leading {
  const found =
    headingRow === undefined ? findHeadings(top.rows) : headingsAt(top.rows, headingRow);
  const headings = found ?? NO_HEADINGS;
  const known = remembered(headings.texts);
  const below = rowsBelow(top.rows, headings.rows);
  const cells = below.map((row) => row.cells);
  const guessed = recogniseColumns(headings.texts, cells, known.byHeading);
  const isBare = !found && lacksHeadings(top.rows);
  if (isBare) guessByContent(guessed, cells);
  const { byColumn } = known;
  const roles = byColumn ? guessed.map((_, column) => byColumn.get(column) ?? null) : guessed;
  refuseShifted(headings.texts, roles, below);
  return { top, headings, roles, remembered: known, isBare };
}

const NO_HEADINGS: Headings = { rows: [], texts: [] };
