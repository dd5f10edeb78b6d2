import type { Gap } from './gaps.ts';
import type { SheetRow } from './sheet-row.ts';

/** A row of a workbook whose sheets come one after the other. */
export interface WorkbookRow {
  readonly sheet: number;
  readonly row: SheetRow;
  readonly gaps: readonly Gap[];
}
