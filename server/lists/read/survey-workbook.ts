import type { WorkbookKind } from './sheet-row.ts';
import type { SheetSurvey } from './sheet-survey.ts';

/** Every sheet of a workbook, in the thread that asks: what reads workbooks is loaded where one is read. */
export async function surveyWorkbook(path: string, kind: WorkbookKind): Promise<SheetSurvey[]> {
  if (kind === 'xlsx') return (await import('./xlsx-rows.ts')).surveyXlsx(path);
  if (kind === 'xls') return (await import('./xls-rows.ts')).surveyXls(path);
  return (await import('./stream-workbook.ts')).surveyStreamed(path, kind);
}
