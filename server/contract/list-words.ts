/**
 * The words of a dossier list that are stored and shown. Without schemas: a thread that reads a list loads no
 * validator, which would be 18 MB of memory in each.
 */

/** What a column of a dossier list can mean. */
export const COLUMN_ROLES = [
  'dossierCode',
  'procedureCode',
  'procedureName',
  'field',
  'ownerName',
  'ownerKind',
  'submitterName',
  'birthDate',
  'sex',
  'idNumber',
  'phone',
  'address',
  'addressAndPhone',
  'email',
  'channel',
  'receivedOn',
  'dueOn',
  'finishedOn',
  'returnedOn',
  'status',
  'result',
  'agencyCode',
  'agencyName',
  'note',
] as const;

/** What is wrong with a row that somebody can correct: until then it is in error, and counted so. */
export const FAULTS = [
  'misaligned_cells',
  'no_dossier_code',
  'unknown_agency',
  'unreadable_date',
  'no_name',
  'no_contact',
  'unknown_status',
] as const;

/** By which rule of the campaign a row is not in the frame (domain.md 2.3). Refused applications stay in. */
export const EXCLUSIONS = [
  'not_returned',
  'outside_window',
  'not_received',
  'withdrawn',
  'stopped',
  'state_body',
  'minor',
  'own_staff',
  'repeated_dossier',
  'contact_refused',
  'asked_recently',
] as const;

export const isFault = (reason: string): reason is (typeof FAULTS)[number] =>
  FAULTS.some((fault) => fault === reason);

/** Ways in which an application comes in that every list has one name for; a list may name others. */
export const CHANNELS: readonly string[] = ['Trực tuyến', 'Bưu chính công ích', 'Trực tiếp'];

/** What a sheet of a workbook is: the first of the list, more of it, or none of it. */
export const SHEET_STATES = [
  'leads',
  'same_headings',
  'own_headings',
  'continued',
  'hidden',
  'no_headings',
  'columns_missing',
  'chart',
  'empty',
] as const;
