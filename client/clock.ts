let ahead = 0;

/** The server's clock, as far as its replies have told: a phone may be a year wrong. */
export const serverNow = (): number => Date.now() + ahead;

/** A reply tells the second alone: within it nothing is corrected, so that clocks that are right agree. */
export function setClock(date: string | null): void {
  const earliest = Date.parse(date ?? '') - Date.now();
  if (!Number.isNaN(earliest)) ahead = Math.min(Math.max(ahead, earliest), earliest + 999);
}

export const momentNow = (): string => new Date(serverNow()).toISOString();

/** Whether a moment has come. Replies tell the time to the second, so it is compared to the second. */
export const hasCome = (moment: string, now = momentNow()): boolean =>
  moment.slice(0, 19) <= now.slice(0, 19);
