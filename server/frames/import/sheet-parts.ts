import type { SheetTops } from '../../lists/read/sheet-tops.ts';
import type { ListPart } from '../../lists/understand/list-top.ts';
import { readSheet, readTop } from '../../lists/understand/list-top.ts';
import { layoutOf, movedCells } from '../../lists/understand/sheet-layout.ts';
import type { ConfirmedColumns } from '../store/confirmed-columns.ts';

/** The sheets that are read, as they were confirmed; a text has one part. */
export async function partsOf(
  sheets: SheetTops,
  { headingRows, headings, sheets: confirmed, legacyFont, swappedDays }: ConfirmedColumns,
): Promise<ListPart[]> {
  const isUnicode = legacyFont === 'none';
  if (!confirmed) {
    const { list } = await readTop(sheets, isUnicode);
    const below = Math.max(0, ...headingRows);
    return [{ list, below, headings, ...(swappedDays && { swappedDays }) }];
  }
  const taken = confirmed.filter(({ isTaken }) => isTaken);
  const { moves, headings: moved } = layoutOf(taken);
  // Behind the columns of all sheets, where the confirmation has put it.
  const column = moved.length;
  const parts: ListPart[] = [];
  for (const [position, sheet] of taken.entries()) {
    const { list } = await readSheet(sheets, sheet.sheet, isUnicode);
    const own = moves[position];
    parts.push({
      list,
      below: Math.max(0, ...sheet.headingRows),
      headings: own ? movedCells(sheet.headings, own) : sheet.headings,
      moves: own,
      ...(sheet.swappedDays && { swappedDays: sheet.swappedDays }),
      agency: sheet.agency === undefined ? undefined : { column, text: sheet.agency },
    });
  }
  return parts;
}
