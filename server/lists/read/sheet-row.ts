/** One row of a list as a person sees it: cells as text, days as dd/mm/yyyy, formulas as their last value. */
export interface SheetRow {
  /** Row of the sheet, from 1. */
  readonly number: number;
  readonly cells: readonly string[];
  /** Of a record of a delimited text: how many cells it has, with the empty ones at its end. */
  readonly width?: number;
  /** Its quotation marks are not those of its cells. */
  readonly isMalformed?: boolean;
}

/** Twice the dossiers of a large province in a year. */
export const ROW_LIMIT = 2_000_000;
export const COLUMN_LIMIT = 200;

/** Without the empty cells at its end: formatted sheets have many, and a blank row has none left. */
export function withoutTail(cells: readonly string[]): readonly string[] {
  const last = cells.findLastIndex((cell) => cell !== '');
  return last === cells.length - 1 ? cells : cells.slice(0, last + 1);
}

/** What the reading thread tells the server. */
export type ReadingMessage =
  | { readonly rows: readonly SheetRow[] }
  | { readonly end: true }
  | { readonly refused: 'file_unreadable' | 'file_encrypted' | 'file_too_large' };

/** What the server asks of the reading thread. */
export interface ReadingOrder {
  readonly path: string;
  readonly kind: 'xlsx' | 'html' | 'mht' | 'csv' | 'csv.gz';
  /** Stop after this many rows; a preview needs only the top. */
  readonly rowLimit: number;
  /** Which sheet of a workbook, from 0. */
  readonly sheet: number;
}

/** How far a file has been read. */
export interface ReadSoFar {
  /** Of the file as it lies, packed or not. */
  bytes: () => number;
}
