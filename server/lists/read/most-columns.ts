/** Tables of accounts and of plans have six to eleven. One cell in the last of 16,384 makes all of its row's before it. */
export const MOST_COLUMNS = 100;

/** A heading or a value beyond them would be passed over in silence. */
export const isTooWide = (rows: readonly (readonly unknown[])[]): boolean =>
  rows.some((row) => row.slice(MOST_COLUMNS).some(isWritten));

const isWritten = (cell: unknown): boolean =>
  cell !== null && cell !== undefined && String(cell).trim() !== '';
