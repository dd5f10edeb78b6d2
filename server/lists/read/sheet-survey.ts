import type { Gap } from './gaps.ts';
import type { SheetRow } from './sheet-row.ts';

/** First rows of each sheet in which headings are looked for. */
export const TOP_ROWS = 200;
/** A workbook may hold a sheet for each commune of a province, and a cover. */
export const SHEET_LIMIT = 250;

/** One sheet of a workbook before anybody has confirmed what it is. */
export interface SheetSurvey {
  readonly name: string;
  readonly isHidden: boolean;
  /** A chart on a tab of its own has no rows. */
  readonly isChart: boolean;
  /** Rows with a value, headings and notes among them; null where nobody has counted. */
  readonly rowCount: number | null;
  readonly top: readonly SheetRow[];
  readonly gaps: readonly Gap[];
}
