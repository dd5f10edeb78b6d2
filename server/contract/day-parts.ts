export const DAY_PARTS = ['morning', 'afternoon', 'evening'] as const;
export type DayPart = (typeof DAY_PARTS)[number];

const HOURS_AHEAD_OF_UTC = 7;

/** The part of the day in Vietnam. */
export function dayPartOf(moment: Date): DayPart {
  const hour = (moment.getUTCHours() + HOURS_AHEAD_OF_UTC) % 24;
  if (hour < 12) return 'morning';
  return hour < 18 ? 'afternoon' : 'evening';
}
