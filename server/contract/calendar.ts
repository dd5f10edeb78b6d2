/** Days are Vietnam's, whatever zone the server or the phone is set to; the country has one zone and no summer time. */
const HOURS_AHEAD_OF_UTC = 7;
const DAY = 86_400_000;

/** The day in Vietnam at a moment, `2026-11-02`. */
export const dayOf = (moment: Date): string =>
  new Date(moment.getTime() + HOURS_AHEAD_OF_UTC * 3_600_000).toISOString().slice(0, 10);

export const addDays = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);

/** The Monday of a day's week: the finest time that is kept beside a response. */
export const mondayOf = (day: string): string =>
  addDays(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7));

/** The last day for the round's report. */
export const reportDueOn = (terms: {
  readonly reportDueOn: string | null;
  readonly year: number;
}): string => terms.reportDueOn ?? `${terms.year}-12-15`;

export interface CollectionWindow {
  readonly collectFrom: string;
  readonly collectTo: string;
  readonly graceDays: number;
}

/** The last day for handing in lists. */
export const listsDueOn = (terms: {
  readonly listsDueOn: string | null;
  readonly collectFrom: string;
}): string => terms.listsDueOn ?? addDays(terms.collectFrom, -1);

export const graceTo = ({
  collectTo,
  graceDays,
}: Pick<CollectionWindow, 'collectTo' | 'graceDays'>): string => addDays(collectTo, graceDays);

/**
 * The day when all that names a person is erased. It follows from the terms and waits for nobody's act, so
 * that the citizen's page can announce it; or the last day to which it was put off.
 */
export function erasureDay(
  terms: CollectionWindow & { readonly retentionDays: number },
  postponedTo: string | null = null,
): string {
  const termsDay = addDays(graceTo(terms), terms.retentionDays);
  return postponedTo !== null && postponedTo > termsDay ? postponedTo : termsDay;
}

/** The window of a moment: in `grace` only answers that were begun in time may still arrive. */
export function windowAt(
  window: CollectionWindow,
  moment: Date,
): 'before' | 'open' | 'grace' | 'after' {
  const today = dayOf(moment);
  if (today < window.collectFrom) return 'before';
  if (today <= window.collectTo) return 'open';
  return today <= graceTo(window) ? 'grace' : 'after';
}
