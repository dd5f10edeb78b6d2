import { addDays } from '#contract/calendar.ts';
import type { CountedPhones } from '../../../server/frames/completeness/common-phone.ts';
import type { AgencyNumbers } from '../../../server/frames/completeness/counted-evidence.ts';
import type { DailyCounts } from '../../../server/frames/completeness/empty-days.ts';
import type { FieldTally } from '../../../server/frames/completeness/field-tally.ts';
import type { Row } from './province.ts';
import { SETTLED } from './province.ts';

/** Exclusions of dossiers whose result reached the citizen: the counter's totals have them too. */
const RETURNED = new Set(['state_body', 'minor', 'no_contact', 'no_name']);
export const isReturned = ({ reason }: Row): boolean => reason === null || RETURNED.has(reason);
/** No list is made of what is counted: a simulated half-year has 300,000 rows. */
function count(rows: readonly Row[], test: (row: Row) => boolean): number {
  let counted = 0;
  for (const row of rows) if (test(row)) counted += 1;
  return counted;
}

/** What `tallyAgency` keeps of a list, and `fieldTallies` reads. */
export function tallyFields(agencyCode: string, rows: readonly Row[]): FieldTally[] {
  return [...Map.groupBy(rows, ({ field }) => field)].map(([field, ofField]) => ({
    agencyCode,
    kind: 'commune',
    fieldCode: `F${field}`,
    rows: ofField.length,
    received: 0,
    refused: count(ofField, ({ isRefused }) => isRefused),
    withoutPhone: count(ofField, ({ hasPhone }) => !hasPhone),
    ...totalsOf(ofField),
    lateRows: count(ofField, ({ isLate }) => isLate),
    lateLeftOut: count(ofField, ({ isLate, reason }) => isLate && reason !== null),
    refusedLeftOut: count(ofField, ({ isRefused, reason }) => isRefused && reason !== null),
    displaced: count(ofField, ({ isDisplaced }) => isDisplaced),
    reasons: countReasons(ofField),
    unhappyOf: countReasons(ofField.filter(({ isLate, isRefused }) => isLate || isRefused)),
  }));
}

export function totalsOf(rows: readonly Row[]): { returned: number; late: number } {
  const returned = rows.filter(isReturned);
  return { returned: returned.length, late: count(returned, ({ isLate }) => isLate) };
}

export function tallyNumbers(rows: readonly Row[]): AgencyNumbers {
  const lastDay = Math.max(...rows.map(({ day }) => day));
  const settled = rows.filter(({ day }) => day <= lastDay - SETTLED);
  return {
    ...{ seen: rows.length, missing: missingIn(rows) },
    settled: { seen: settled.length, missing: missingIn(settled) },
  };
}

function missingIn(rows: readonly Row[]): number {
  const highest: number[] = [];
  for (const { day, number } of rows) highest[day] = Math.max(highest[day] ?? 0, number);
  return highest.reduce((sum, number) => sum + number, 0) - rows.length;
}

function countReasons(rows: readonly Row[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { reason } of rows) if (reason !== null) counts[reason] = (counts[reason] ?? 0) + 1;
  return counts;
}

/** Only rows with a person have a phone that is compared. */
export function tallyPhones(rows: readonly Row[]): CountedPhones {
  const named = rows.filter(({ reason, hasPhone }) => reason === null && hasPhone);
  const common = named.filter(({ hasCommonPhone }) => hasCommonPhone);
  const unhappy = count(common, ({ isLate, isRefused }) => isLate || isRefused);
  return { named: named.length, most: common.length, unhappy };
}

const dates: string[] = [];
/** Simulated days are working days; the first is a Monday. */
const dateOf = (day: number): string =>
  (dates[day] ??= addDays('2026-01-05', day + 2 * Math.floor(day / 5)));

export function tallyDays(rows: readonly Row[]): DailyCounts {
  const counts = new Map<number, number>();
  for (const { day } of rows) counts.set(day, (counts.get(day) ?? 0) + 1);
  return new Map(counts.entries().map(([day, rowsOfDay]) => [dateOf(day), rowsOfDay]));
}
