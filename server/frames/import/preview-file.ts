import type { ListPreview } from '#contract/list-preview.ts';
import type { Remembered } from '../../lists/understand/leading-sheet.ts';
import { understandTop } from '../../lists/understand/leading-sheet.ts';
import { readTop } from '../../lists/understand/list-top.ts';
import { previewOf } from '../../lists/understand/preview.ts';
import { lookAtSheets } from '../../lists/understand/sheet-looks.ts';
import type { ListTops } from './list-tops.ts';

interface PreviewWanted {
  readonly isProvince: boolean;
  /** Where a person has pointed at the headings. */
  readonly headingRow: number | undefined;
  readonly remembered: (headings: readonly string[]) => Remembered;
}

/** How an uploaded file is understood, each sheet of a workbook on its own headings. */
export async function previewFile(
  tops: ListTops,
  fileId: string,
  { isProvince, headingRow, remembered }: PreviewWanted,
): Promise<Omit<ListPreview, 'fileId' | 'fileName'>> {
  const sheets = await tops.sheetsOf(fileId);
  const leading = understandTop(await readTop(sheets), headingRow, remembered);
  return previewOf(leading, await lookAtSheets(sheets, leading), isProvince);
}
