/** Vietnam keeps UTC+7 all year. Days and weeks are the server's, never the phone's. */
const AHEAD = 7 * 3_600_000;
const DAY = 86_400_000;

export const dayOf = (moment: Date): string =>
  new Date(moment.getTime() + AHEAD).toISOString().slice(0, 10);

export const daysAfter = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * DAY).toISOString().slice(0, 10);

/** The Monday of the week: the finest time that is kept of an arrival. */
export function weekOf(moment: Date): string {
  const day = dayOf(moment);
  return daysAfter(day, -((new Date(day).getUTCDay() + 6) % 7));
}
