import type { ColumnRole } from '#contract/list-preview.ts';
import { readAddress } from '../understand/addresses.ts';
import type { ReadDay } from '../understand/dates.ts';
import { readPhone } from '../understand/phone.ts';

/** What tells whether the unhappy were left out; read from every row, whatever becomes of it. */
export interface TellingSigns {
  readonly isLate: boolean;
  readonly isRefused: boolean;
  readonly hasPhone: boolean;
}

/**
 * The work ended after the day that was promised, as the one-stop systems count it; the day of return
 * is used where the list does not have the end of the work.
 */
export function isLate(due: ReadDay, finished: ReadDay, returned: ReadDay): boolean {
  const ended = finished ?? returned;
  return Boolean(due && ended && ended > due);
}

/** A usable number in any cell that may hold one. */
export const tellsPhone = (cell: (role: ColumnRole) => string): boolean =>
  (readPhone(cell('phone')) ??
    readAddress(cell('address')).phone ??
    readAddress(cell('addressAndPhone')).phone) !== null;
