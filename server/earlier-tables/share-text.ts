/** What a cell of a table of indices can be, once it has been read as a number. */
export interface NumberCell {
  readonly number: number;
  readonly isPercent: boolean;
}

/** `84,25`, `84.25 %`, `0,8425`, `±1,3`; anything else is no number of such a table. */
export function numberIn(text: string): NumberCell | null {
  const plain = text.trim().replace(/^±\s*/u, '');
  const found = /^(\d{1,6}(?:[.,]\d+)?)\s*(%)?$/u.exec(plain);
  if (!found) return null;
  return { number: Number(found[1]!.replace(',', '.')), isPercent: found[2] !== undefined };
}

/** `1.380`, `1 380`, `1380`; a number of people. */
export function countIn(text: string): number | null {
  const digits = text.replace(/[.,]0+$/u, '').replaceAll(/[\s.,]/gu, '');
  return /^\d{1,8}$/u.test(digits) ? Number(digits) : null;
}

/**
 * Whether a table's numbers are shares in [0, 1], percent, or mean scores of 1 to 5: one unit for all its cells,
 * because 0,9 alone may be a share or less than one percent.
 */
export function unitOf(cells: readonly NumberCell[]): 'share' | 'percent' | 'score' {
  if (cells.some(({ isPercent }) => isPercent)) return 'percent';
  const largest = Math.max(...cells.map(({ number }) => number));
  if (largest <= 1) return 'share';
  return largest <= 5 ? 'score' : 'percent';
}
