import type { DailyCounts } from './empty-days.ts';
import { expectedByDay } from './empty-days.ts';
import { median, robustScores } from './robust-scores.ts';

/** An index over fewer days or dossiers is mostly chance. */
const FEWEST_DAYS = 20;
const FEWEST_A_DAY = 2;

/**
 * How unevenly an agency's dossiers fall on its days, beside other agencies: the index of dispersion (Cox & Lewis 1966)
 * against its daily number and the province's business of the day, as a normal score. Days whose ends were cut off
 * have fewer dossiers than the others.
 */
export function unevenDays(agencies: ReadonlyMap<string, DailyCounts>): Map<string, number> {
  const indices = new Map<string, { readonly index: number; readonly perDay: number }>();
  for (const [agencyCode, days] of expectedByDay(agencies)) {
    const perDay = days.reduce((sum, day) => sum + day.expected, 0) / Math.max(1, days.length);
    if (days.length < FEWEST_DAYS || perDay < FEWEST_A_DAY) continue;
    const squares = days.reduce(
      (sum, day) => sum + (day.seen - day.expected) ** 2 / day.expected,
      0,
    );
    indices.set(agencyCode, { index: squares / (days.length - 1), perDay });
  }
  // Days that differ by a factor make the index grow with the daily number: 1 + perDay · usual.
  const usual = median([...indices.values()].map(({ index, perDay }) => (index - 1) / perDay));
  return robustScores(
    new Map(
      [...indices].map(([agencyCode, { index, perDay }]) => [
        agencyCode,
        Math.log(index / (1 + perDay * Math.max(0, usual))),
      ]),
    ),
  );
}
