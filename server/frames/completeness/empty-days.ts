import type { CountedShare } from '#sampling/quality/unusual-shares.ts';

/** A day on which so few agencies had any dossier was a holiday. */
const HOLIDAY = 0.05;
/** A day that more than so many agencies, and such a share of all, had empty was closed for a reason that they share. */
const SEVERAL = 2.5;
const SHARED = 0.04;

/** Dossiers of an agency by the day in their codes, `2026-06-17`. */
export type DailyCounts = ReadonlyMap<string, number>;

/**
 * Working days between an agency's first and last without any dossier. Expected are as many as its daily number and the
 * province's business of the day give by chance (Poisson): a small agency has empty days, a large one has none.
 */
export function countEmptyDays(agencies: ExpectedDays): Map<string, CountedShare> {
  return new Map(
    [...agencies].map(([agencyCode, days]) => {
      const expected = days.reduce((sum, day) => sum + Math.exp(-day.expected), 0);
      const cases = days.filter(({ seen }) => seen === 0).length;
      const total = days.length;
      return [agencyCode, { cases, total, expected: Math.min(1, expected / Math.max(1, total)) }];
    }),
  );
}

/**
 * Closures of one agency alone: runs of such days on which no more than chance of the others were empty, too. A closed week
 * is one, a storm that closed the neighbours is none; days that were taken out are many. Expected are those of chance, and as
 * many others as agencies have on average.
 */
export function countClosures(agencies: ExpectedDays): Map<string, CountedShare> {
  const expected = [...agencies];
  const shared = sharedClosures(expected.map(([, days]) => days));
  const counted = expected.map(([agencyCode, days]) => ({
    ...{ agencyCode, total: days.length },
    cases: days.filter(
      ({ day, seen }, i) => seen === 0 && !shared.has(day) && days[i - 1]?.seen !== 0,
    ).length,
    chance: days.reduce((sum, day) => sum + Math.exp(-day.expected), 0),
  }));
  const all = counted.reduce((sum, { total }) => sum + total, 0);
  const others = counted.reduce((sum, { cases, chance }) => sum + Math.max(0, cases - chance), 0);
  return new Map(
    counted.map(({ agencyCode, cases, total, chance }) => [
      agencyCode,
      { cases, total, expected: Math.min(1, chance / Math.max(1, total) + others / all) },
    ]),
  );
}

interface ExpectedDay {
  readonly day: string;
  readonly seen: number;
  readonly expected: number;
}
export type ExpectedDays = ReadonlyMap<string, readonly ExpectedDay[]>;

/** Days on which several agencies had nothing that by their business would have had something. */
function sharedClosures(agencies: readonly (readonly ExpectedDay[])[]): ReadonlySet<string> {
  const empty = new Map<string, number>();
  for (const days of agencies)
    for (const { day, seen, expected } of days)
      if (seen === 0) empty.set(day, (empty.get(day) ?? 0) + 1 - Math.exp(-expected));
  const several = Math.max(SEVERAL, SHARED * agencies.length);
  return new Set([...empty].filter(([, count]) => count > several).map(([day]) => day));
}

/** Each working day between an agency's first and last, beside what its number and the province's business let expect. */
export function expectedByDay(agencies: ReadonlyMap<string, DailyCounts>): ExpectedDays {
  const working = workingDays(agencies);
  const dossiersOn = countOn(agencies, (dossiers) => dossiers);
  return new Map(
    [...agencies].map(([agencyCode, daily]) => {
      const days = daysWithin(daily, working);
      const perDay = sumOver(days, daily) / Math.max(1, sumOver(days, dossiersOn));
      return [
        agencyCode,
        days.map((day) => ({
          day,
          seen: daily.get(day) ?? 0,
          expected: perDay * (dossiersOn.get(day) ?? 0),
        })),
      ];
    }),
  );
}

/** The days that `countEmptyDays` counts for an agency. */
export function emptyDays(
  agencies: ReadonlyMap<string, DailyCounts>,
  agencyCode: string,
): string[] {
  const own = agencies.get(agencyCode) ?? new Map<string, number>();
  return daysWithin(own, workingDays(agencies)).filter((day) => !own.has(day));
}

/** Days from Monday to Friday on which enough agencies had a dossier, in order. */
function workingDays(agencies: ReadonlyMap<string, DailyCounts>): string[] {
  const agenciesOn = countOn(agencies, () => 1);
  const most = Math.max(0, ...agenciesOn.values());
  return [...agenciesOn]
    .filter(([day, present]) => present > most * HOLIDAY && !isWeekend(day))
    .map(([day]) => day)
    .sort();
}

function countOn(
  agencies: ReadonlyMap<string, DailyCounts>,
  count: (dossiers: number) => number,
): Map<string, number> {
  const counts = new Map<string, number>();
  for (const daily of agencies.values())
    for (const [day, dossiers] of daily) counts.set(day, (counts.get(day) ?? 0) + count(dossiers));
  return counts;
}

const isWeekend = (day: string): boolean =>
  [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());

function daysWithin(own: DailyCounts, days: readonly string[]): string[] {
  const sorted = [...own.keys()].sort();
  const [first, last] = [sorted[0] ?? '', sorted.at(-1) ?? ''];
  return days.filter((day) => first <= day && day <= last);
}

const sumOver = (days: readonly string[], counts: DailyCounts): number =>
  days.reduce((sum, day) => sum + (counts.get(day) ?? 0), 0);
