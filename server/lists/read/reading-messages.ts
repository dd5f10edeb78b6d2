import type { refusalCode } from './refusal-code.ts';
import type { FileKind, SheetRow, WorkbookKind } from './sheet-row.ts';
import type { SheetSurvey } from './sheet-survey.ts';

/** What the reading thread tells the server. */
export type ReadingMessage =
  | { readonly rows: readonly SheetRow[] }
  | { readonly sheets: readonly SheetSurvey[] }
  | { readonly end: true }
  | { readonly refused: ReturnType<typeof refusalCode> };

/** What the server asks of the reading thread. */
export interface ReadingOrder {
  readonly path: string;
  readonly kind: FileKind;
  /** Stop after this many rows; a preview needs only the top. */
  readonly rowLimit: number;
  /** Which sheet of a workbook, from 0. */
  readonly sheet: number;
}

/** What is asked of a workbook before its sheets are known. */
export interface SurveyOrder {
  readonly path: string;
  readonly survey: WorkbookKind;
}

export type ThreadOrder = ReadingOrder | SurveyOrder;
