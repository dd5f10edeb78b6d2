import { addDays, dayOf } from '#contract/calendar.ts';

/** Two working days are owed. Public holidays are not known here: over one, this day is earlier than the law's. */
const WORKING_DAYS = 2;

export function dueDay(requestedAt: Date): string {
  let day = dayOf(requestedAt);
  for (let left = WORKING_DAYS; left > 0; ) {
    day = addDays(day, 1);
    if (isWorkingDay(day)) left -= 1;
  }
  return day;
}

const isWorkingDay = (day: string): boolean => {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday !== 0 && weekday !== 6;
};
