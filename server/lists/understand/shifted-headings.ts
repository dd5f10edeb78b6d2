import type { ColumnRole } from '#contract/list-preview.ts';
import { ListError } from '../list-error.ts';
import type { SheetRow } from '../read/sheet-row.ts';
import { formOf, shareOf } from './cell-forms.ts';

const FEWEST_ROWS = 3;
const FEWEST_COLUMNS = 2;
const FARTHEST = 4;

/**
 * Refuses a list whose headings are over other columns than their values: some systems print headings
 * for columns that the rows do not have. It is known by the cells that have a form of their own.
 */
export function refuseShifted(
  headings: readonly string[],
  roles: readonly (ColumnRole | null)[],
  rows: readonly SheetRow[],
): void {
  const below = rows.filter(({ cells }) => cells.filter((cell) => cell !== '').length >= 3);
  if (below.length < FEWEST_ROWS) return;
  const checked = roles.flatMap((role, column) => (role && formOf(role) ? [{ role, column }] : []));
  const share = (role: ColumnRole, column: number) =>
    shareOf(
      below.map(({ cells }) => cells[column] ?? ''),
      formOf(role)!,
    );
  const wrong = checked.filter(({ role, column }) => {
    const found = share(role, column);
    return found.filled === 0 || found.share < 0.2;
  });
  for (let shift = 1; shift <= FARTHEST; shift++)
    for (const way of [-shift, shift]) {
      const moved = wrong.filter(({ role, column }) => {
        const found = share(role, column + way);
        return found.filled >= FEWEST_ROWS && found.share >= 0.6;
      });
      if (moved.length >= FEWEST_COLUMNS)
        throw new ListError('headings_shifted', {
          headings: headings.filter((heading) => heading !== '').length,
          body: commonWidth(below),
        });
    }
}

function commonWidth(rows: readonly SheetRow[]): number {
  const widths = new Map<number, number>();
  for (const { cells } of rows) widths.set(cells.length, (widths.get(cells.length) ?? 0) + 1);
  return [...widths].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 0;
}
