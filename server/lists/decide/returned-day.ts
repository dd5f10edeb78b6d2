import type { Exclusion, Reason } from '#contract/row-counts.ts';
import type { Day, ReadDay } from '../understand/dates.ts';
import type { Status } from '../understand/status.ts';

export interface Window {
  readonly from: Day;
  readonly to: Day;
  /** The day of the import: nothing was returned after it. */
  readonly today: Day;
}

const BY_STATUS: Partial<Record<Status, Exclusion>> = {
  not_received: 'not_received',
  withdrawn: 'withdrawn',
  stopped: 'stopped',
  pending: 'not_returned',
};

/**
 * When the result reached the citizen, or why the row has none in the window (domain.md 2.3). The day on
 * which work ended is not the day of return; it is used for it only where the state says “returned”.
 */
export function returnedDay(
  status: Status,
  returned: ReadDay,
  finished: ReadDay,
  window: Window,
): { day: Day | null; reason: Reason | null } {
  const byStatus = BY_STATUS[status];
  const day = returned === undefined && status === 'returned' ? (finished ?? null) : returned;
  if (byStatus) return { day: day ?? null, reason: byStatus };
  if (day === undefined) return { day: null, reason: 'not_returned' };
  if (day === null || day > window.today) return { day: null, reason: 'unreadable_date' };
  const isWithin = day >= window.from && day <= window.to;
  return { day, reason: isWithin ? null : 'outside_window' };
}
