/** Rows that a sheet can have at most. */
const SHEET_ROWS = 1_048_576;

/** Row 5 of the third sheet is another row than row 5 of the first. Sheets count from 0, rows from 1. */
export const rowNumberOf = (sheet: number, line: number): number => line + sheet * SHEET_ROWS;

export const placeOf = (rowNumber: number): { readonly sheet: number; readonly line: number } => {
  const sheet = Math.floor((rowNumber - 1) / SHEET_ROWS);
  return { sheet, line: rowNumber - sheet * SHEET_ROWS };
};
