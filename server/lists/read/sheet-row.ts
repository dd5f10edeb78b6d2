import { TooMuchUnpacked } from './too-much-unpacked.ts';

/** One row of a list as a person sees it: cells as text, days as dd/mm/yyyy, formulas as their last value. */
export interface SheetRow {
  /** Row of the sheet, from 1. */
  readonly number: number;
  readonly cells: readonly string[];
  /** Of a record of a delimited text: how many cells it has, with the empty ones at its end. */
  readonly width?: number;
  /** Texts of the cells that are merged down over this row, by their columns: its own cells there are empty. */
  readonly above?: readonly (readonly [column: number, text: string])[];
  /** Its quotation marks are not those of its cells. */
  readonly isMalformed?: boolean;
}

/** Twice the dossiers of a large province in a year. */
export const ROW_LIMIT = 2_000_000;
export const COLUMN_LIMIT = 200;

/** Letters of one row, as of one record of a text: the longest that people have handed in were some thousands. */
const LONGEST_ROW = 256 * 1024;

/**
 * Without the empty cells at its end: formatted sheets have many, and a blank row has none left. A cell of 30 million letters packs
 * to 30 kB; while its row was understood nobody was answered for seconds.
 */
export function withoutTail(cells: readonly string[]): readonly string[] {
  let letters = 0;
  for (const cell of cells) letters += cell.length;
  if (letters > LONGEST_ROW) throw new TooMuchUnpacked();
  const last = cells.findLastIndex((cell) => cell !== '');
  return last === cells.length - 1 ? cells : cells.slice(0, last + 1);
}

/** Kinds of workbooks: with sheets, read in a thread of their own. */
export const WORKBOOKS = ['xlsx', 'xls', 'ods', 'xml'] as const;
export type WorkbookKind = (typeof WORKBOOKS)[number];
export type FileKind = WorkbookKind | 'html' | 'mht' | 'csv' | 'csv.gz';
export const isWorkbook = (kind: FileKind): kind is WorkbookKind =>
  WORKBOOKS.some((workbook) => workbook === kind);

/** How far a file has been read. */
export interface ReadSoFar {
  /** Of the file as stored, packed or not. */
  bytes: () => number;
}
