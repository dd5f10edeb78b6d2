import type { ColumnRole } from '#contract/list-preview.ts';
import type { SheetRow } from '../read/sheet-row.ts';
import type { Day } from './dates.ts';
import { readEventDay } from './dates.ts';
import type { Columns } from './list-rows.ts';
import { cellOf } from './list-rows.ts';

/** Day and month as a list's cells write them, beside the same the other way round. */
const WRITTEN = /^(\d{2})\/(\d{2})\/(\d{4})(.*)$/u;
/** `H55.200-260302-0001`: the day of receipt is in the dossier's code (QĐ 20/2020/QĐ-TTg). */
const DAY_IN_CODE = /-(\d{2})(\d{2})(\d{2})-\d{3,6}$/u;
const FEWEST = 3;
const CLEAR = 5;

/**
 * Columns of days that an Excel of the United States has turned round when it opened a text file: what could be
 * month/day became a date, the rest stayed text. Each day is compared with the day in the dossier's code: as
 * written it is impossible and turned round it is possible, or the other way. The column of receipt is the
 * surest; where it is turned round, so are other columns whose rows do not speak against it.
 */
export function findSwappedDays(rows: readonly SheetRow[], columns: Columns): ColumnRole[] {
  const votes = DAY_ROLES.filter((role) => columns.has(role)).map((role) => ({
    role,
    ...votesOf(rows, columns, role),
  }));
  const isClear = ({ swapped, kept }: Votes) => swapped >= FEWEST && swapped >= CLEAR * kept;
  const isReceiptSwapped = votes.some((column) => column.role === 'receivedOn' && isClear(column));
  return votes
    .filter((column) => isClear(column) || (isReceiptSwapped && column.kept === 0))
    .map(({ role }) => role);
}

const DAY_ROLES = ['receivedOn', 'dueOn', 'finishedOn', 'returnedOn'] as const;

interface Votes {
  readonly swapped: number;
  readonly kept: number;
}

function votesOf(
  rows: readonly SheetRow[],
  columns: Columns,
  role: (typeof DAY_ROLES)[number],
): Votes {
  let [swapped, kept] = [0, 0];
  for (const row of rows) {
    const received = dayInCode(cellOf(row, columns, 'dossierCode'));
    const written = cellOf(row, columns, role);
    const turned = swapDay(written);
    if (!received || turned === written) continue;
    const [asWritten, asTurned] = [written, turned].map((text) =>
      isPossible(role, received, readEventDay(text) ?? null),
    );
    if (asTurned && !asWritten) swapped += 1;
    if (asWritten && !asTurned) kept += 1;
  }
  return { swapped, kept };
}

function dayInCode(code: string): Day | undefined {
  const [, year, month, day] = DAY_IN_CODE.exec(code) ?? [];
  return year ? (readEventDay(`${day}/${month}/20${year}`) ?? undefined) : undefined;
}

/** An application is received on the day of its number, and what follows comes within a year of it. */
function isPossible(role: ColumnRole, received: Day, day: Day | null): boolean {
  if (!day) return false;
  const days = (Date.parse(day) - Date.parse(received)) / 86_400_000;
  return role === 'receivedOn' ? Math.abs(days) <= FEWEST : days >= 0 && days <= 366;
}

/** 07/04/2026 08:30 → 04/07/2026 08:30; a day above the twelfth stays: no Excel has taken it for a month. */
export function swapDay(text: string): string {
  const [, first, second, year, rest] = WRITTEN.exec(text) ?? [];
  if (!first || Number(first) > 12 || Number(second) > 12) return text;
  return `${second}/${first}/${year}${rest}`;
}

/** The row with the days of these columns turned round. */
export function withSwappedDays(row: SheetRow, columns: readonly number[]): SheetRow {
  return {
    ...row,
    cells: row.cells.map((cell, column) => (columns.includes(column) ? swapDay(cell) : cell)),
  };
}

export interface DayRepair {
  readonly role: ColumnRole;
  readonly kind: 'century' | 'future_birth';
  readonly before: string;
  readonly after: string | null;
}

/** Days of the first rows that are read otherwise than written: wrong centuries, births that have not happened. */
export function findDayRepairs(
  rows: readonly SheetRow[],
  columns: Columns,
  birthYearOf: (text: string) => number | null,
  today: Day,
): DayRepair[] {
  const found = rows.flatMap((row) => [
    ...DAY_ROLES.flatMap((role) => centuryIn(role, cellOf(row, columns, role))),
    ...futureBirthIn(cellOf(row, columns, 'birthDate'), birthYearOf, today),
  ]);
  const byText = new Map(found.map((repair) => [`${repair.role} ${repair.before}`, repair]));
  return [...byText.values()].slice(0, 12);
}

function centuryIn(role: ColumnRole, written: string): DayRepair[] {
  const year = /(?<!\d)(\d{4})(?!\d)/u.exec(written)?.[1];
  const day = year ? readEventDay(written) : null;
  if (!day || day.startsWith(year!)) return [];
  const after = day.split('-').reverse().join('/');
  return [{ role, kind: 'century', before: written, after }];
}

function futureBirthIn(
  written: string,
  birthYearOf: (text: string) => number | null,
  today: Day,
): DayRepair[] {
  const year = /(?<!\d)(\d{4})(?!\d)/u.exec(written)?.[1];
  if (!year || year < today.slice(0, 4)) return [];
  const read = birthYearOf(written);
  if (read === Number(year)) return [];
  const after = read === null ? null : String(read);
  return [{ role: 'birthDate', kind: 'future_birth', before: written, after }];
}
