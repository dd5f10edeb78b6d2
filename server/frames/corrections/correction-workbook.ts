import type { Cell, CellStyle } from 'hucre/xlsx';
import { ROWS_OF_FILE } from '#contract/correctable-rows.ts';
import type { Fault } from '#contract/row-counts.ts';
import type { Deps } from '../../deps.ts';
import { spreadsheetText } from '../../http/spreadsheet-text.ts';
import { stepTurn } from '../../http/step-turn.ts';
import { cellAtFault } from '../../lists/decide/cell-at-fault.ts';
import { recordReading } from './correctable-page.ts';
import type { CorrectableRowRecord } from './correctable-rows.ts';
import { cellsNow, correctableRows } from './correctable-rows.ts';
import { furtherFaults } from './further-faults.ts';
import type { CorrectableList, Place } from './list-in-force.ts';
import { readableList } from './list-in-force.ts';
import { LINE_HEADING, PLACE_HEADING, REASON_HEADING, rowMark } from './row-mark.ts';
import { whatToCorrect } from './what-to-correct.ts';

/** All rows in error of a scope in the columns of their file, each with its place and what to correct. */
export async function problemWorkbook(deps: Deps, place: Place, staffId: string) {
  const correctable = await readableList(deps, place);
  const rows = await deps.db.transaction().execute(async (trx) => {
    const found = await correctableRows(trx, correctable.list, { limit: ROWS_OF_FILE });
    await recordReading(trx, deps, correctable.list, { staffId, rows: found.length });
    return found;
  });
  return {
    fileName: `can-sua-${correctable.list.fileName.replace(/\.[^.]*$/u, '')}.xlsx`,
    content: await workbookOf(correctable, rows),
  };
}

async function workbookOf(
  { list, key, rules }: CorrectableList,
  found: readonly CorrectableRowRecord[],
): Promise<Buffer> {
  const rows = found.map((row) => ({ row, cells: cellsNow(key, row) }));
  const { headings } = list.confirmed;
  const width = rows.reduce((widest, { cells }) => Math.max(widest, cells.length), headings.length);
  const own = Array.from({ length: width }, (_, column) =>
    column === rules.recordWidth ? LINE_HEADING : (headings[column] ?? ''),
  );
  const styles = new Map<string, Partial<Cell>>();
  for (const column of own.keys()) styles.set(`0,${column}`, { style: HEADING });
  for (const column of [width, width + 1]) styles.set(`0,${column}`, { style: HEADING });
  const body = rows.map(({ row, cells }, index) => {
    const sheetRow = { number: row.rowNumber, cells };
    const { column, cause } = cellAtFault(sheetRow, row.reason as Fault, rules);
    styles.set(`${index + 1},${column}`, { style: AT_FAULT });
    const further = furtherFaults(sheetRow, row.reason as Fault, rules);
    for (const fault of further) styles.set(`${index + 1},${fault.column}`, { style: AT_FAULT });
    const reasons = [{ fault: row.reason as Fault, column, cause }, ...further].map((found) =>
      whatToCorrect(found.fault, found.cause, own[found.column] ?? ''),
    );
    const filled = own.map((_, index) => spreadsheetText(cells[index] ?? ''));
    return [...filled, rowMark(row.fileId, row.rowNumber), spreadsheetText(reasons.join('; '))];
  });
  const table = [[...own.map(spreadsheetText), PLACE_HEADING, REASON_HEADING], ...body];
  const { writeXlsx } = await import('hucre/xlsx');
  await stepTurn();
  const workbook = await writeXlsx({
    sheets: [
      {
        name: 'Cần sửa',
        rows: table,
        columns: table[0]!.map((_, column) => ({ width: widthOf(table, column), style: TEXT })),
        cells: styles,
        freezePane: { rows: 1 },
      },
    ],
    defaultFont: { name: 'Arial', size: 11 },
  });
  return Buffer.from(workbook);
}

/** As text, so that phones and codes keep their zeros and a day stays as it was typed. */
const TEXT: CellStyle = { numFmt: '@' };
const HEADING: CellStyle = {
  numFmt: '@',
  font: { bold: true },
  alignment: { wrapText: true, vertical: 'top' },
};
const AT_FAULT: CellStyle = {
  numFmt: '@',
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'FFF2D1' } },
};

const MEASURED = 100;

function widthOf(table: readonly (readonly string[])[], column: number): number {
  const longest = table
    .slice(1, MEASURED)
    .reduce((width, row) => Math.max(width, row[column]?.length ?? 0), 10);
  return Math.min(48, longest + 2);
}
