import type { FaultCause } from '#contract/corrections.ts';
import type { ColumnRole } from '#contract/list-preview.ts';
import type { Fault } from '#contract/row-counts.ts';
import type { SheetRow } from '../read/sheet-row.ts';
import type { ReadDay } from '../understand/dates.ts';
import { readEventDay } from '../understand/dates.ts';
import { cellOf } from '../understand/list-rows.ts';
import type { ReadingRules } from './read-application.ts';

export interface CellAtFault {
  /** From 0. */
  readonly column: number;
  /** The line behind the headings has none. */
  readonly role: ColumnRole | undefined;
  readonly cause: FaultCause;
}

/** The columns in which a fault of each kind can be, the likeliest first. */
const PLACES: Record<Exclude<Fault, 'misaligned_cells'>, readonly ColumnRole[]> = {
  no_dossier_code: ['dossierCode'],
  unknown_agency: ['agencyCode', 'agencyName'],
  unreadable_date: ['returnedOn', 'finishedOn'],
  no_name: ['ownerName', 'submitterName'],
  no_contact: ['phone', 'addressAndPhone', 'address'],
  unknown_status: ['status'],
};

/** Where somebody has to look, and what is wrong there. A list has a column for each: it is not read without. */
export function cellAtFault(row: SheetRow, fault: Fault, rules: ReadingRules): CellAtFault {
  if (fault === 'misaligned_cells')
    return { column: rules.recordWidth ?? 0, role: undefined, cause: 'misaligned' };
  const cell = (role: ColumnRole) => cellOf(row, rules.columns, role);
  const places = PLACES[fault].filter((role) => rules.columns.has(role));
  const role = (fault === 'unreadable_date' && dayAtFault(places, cell, rules)) || places[0]!;
  const cause = cell(role) === '' ? 'empty' : causeOf(fault, cell(role), rules);
  return { column: rules.columns.get(role) ?? 0, role, cause };
}

/** The day that is written but cannot be; with none written, the day of the return is missing. */
const dayAtFault = (
  places: readonly ColumnRole[],
  cell: (role: ColumnRole) => string,
  { window }: ReadingRules,
) => places.find((role) => isWrongDay(readEventDay(cell(role)), window.today));

const isWrongDay = (day: ReadDay, today: string) => day === null || (day ?? '') > today;

function causeOf(fault: Fault, text: string, { window, ownAgency }: ReadingRules): FaultCause {
  switch (fault) {
    case 'unreadable_date':
      return (readEventDay(text) ?? '') > window.today ? 'in_future' : 'no_such_day';
    case 'unknown_agency':
      return ownAgency === null ? 'no_such_agency' : 'other_agency';
    case 'no_contact':
      return 'no_phone_number';
    case 'unknown_status':
      return 'no_such_status';
    default:
      return 'no_letters';
  }
}

/** What a person may write once for all rows that say the same: never whom a dossier is of. */
const ALIKE: readonly ColumnRole[] = [
  'agencyCode',
  'agencyName',
  'returnedOn',
  'finishedOn',
  'status',
];

export const mayBeAlike = (role: ColumnRole | undefined, value: string): boolean =>
  role !== undefined && ALIKE.includes(role) && (value !== '' || role.startsWith('agency'));
