import { createHash } from 'node:crypto';
import { placeOf, rowNumberOf } from '../../lists/read/row-number.ts';

export const PLACE_HEADING = 'Dòng trong tệp gốc';
export const REASON_HEADING = 'Cần sửa gì';
/** Over the whole line of a record whose cells are under the wrong headings. */
export const LINE_HEADING = 'Cả dòng như trong tệp';

const FORM = /^(?:Tờ (\d{1,3}), )?dòng (\d{1,7}) #([0-9a-f]{4})$/u;

/**
 * How a downloaded row is known again: its place in the file, and a mark of the list that it came with, so
 * that rows of an older list do not overwrite others in the same place of a newer one.
 */
export function rowMark(fileId: string, rowNumber: number): string {
  const { sheet, line } = placeOf(rowNumber);
  const place = sheet > 0 ? `Tờ ${sheet + 1}, dòng ${line}` : `dòng ${line}`;
  return `${place} #${checkOf(fileId, rowNumber)}`;
}

/** The row's number; `undefined` for a text that is no mark, and for a mark of another list. */
export function markedRow(fileId: string, text: string): number | undefined {
  const [, sheet, line, check] = FORM.exec(text.normalize('NFC').trim()) ?? [];
  if (!line) return undefined;
  const rowNumber = rowNumberOf(sheet ? Number(sheet) - 1 : 0, Number(line));
  return check === checkOf(fileId, rowNumber) ? rowNumber : undefined;
}

const checkOf = (fileId: string, rowNumber: number): string =>
  createHash('sha256').update(`${fileId} ${rowNumber}`).digest('hex').slice(0, 4);
