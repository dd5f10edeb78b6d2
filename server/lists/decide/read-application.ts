import type { ColumnRole } from '#contract/list-preview.ts';
import type { SheetRow } from '../read/sheet-row.ts';
import { channelOf } from '../understand/channel.ts';
import type { Day } from '../understand/dates.ts';
import { readEventDay } from '../understand/dates.ts';
import { dossierCode, looksLikeDossierCode, procedureCode } from '../understand/dossier-code.ts';
import { collapse } from '../understand/fold.ts';
import type { Columns } from '../understand/list-rows.ts';
import { cellOf } from '../understand/list-rows.ts';
import { remembered } from '../understand/remembered.ts';
import { isRefusal, isUnknownStatus, statusOf } from '../understand/status.ts';
import type { AgencyRegister } from './agency-register.ts';
import type { Application, Contact } from './application.ts';
import { readContact } from './contact.ts';
import { isMisaligned } from './misaligned-cells.ts';
import type { Window } from './returned-day.ts';
import { returnedDay } from './returned-day.ts';
import { isLate, tellsPhone } from './telling-signs.ts';

export interface ReadingRules {
  readonly columns: Columns;
  readonly window: Window;
  readonly agencies: AgencyRegister;
  /** The agency whose own list it is, or null. */
  readonly ownAgency: string | null;
  /** How many cells a record of a delimited text has; a sheet's rows have no such number. */
  readonly recordWidth?: number | undefined;
}

/** What one row says, and the first rule of domain.md 2.3 that keeps it out of the frame. */
export function readApplication(row: SheetRow, rules: ReadingRules): Application {
  const cell = isMisaligned(row, rules)
    ? (role: ColumnRole) => codeAlone(role, cellOf(row, rules.columns, role))
    : (role: ColumnRole) => cellOf(row, rules.columns, role);
  const code = dossierCode(cell('dossierCode'));
  const agencyCode = rules.agencies.agencyOf(cell('agencyCode'), cell('agencyName'));
  const [status, result] = [cell('status'), cell('result')];
  const [due, finished, returned] = [
    readEventDay(cell('dueOn')),
    readEventDay(cell('finishedOn')),
    readEventDay(cell('returnedOn')),
  ];
  const { day, reason } = returnedDay(statusOf(status || result), returned, finished, rules.window);
  const stated = {
    rowNumber: row.number,
    code,
    // An agency's own file keeps its rows, those that name another agency too.
    agencyCode: agencyCode ?? rules.ownAgency,
    procedureCode: procedureCode(cell('procedureCode')),
    procedureName: line(cell('procedureName')),
    field: line(cell('field')),
    channel: channelOf(cell('channel')),
    receivedOn: readEventDay(cell('receivedOn')) ?? null,
    dueOn: due ?? null,
    returnedOn: day,
    isLate: isLate(due, finished, returned),
    isRefused: isRefusal(status) || isRefusal(result),
    hasPhone: tellsPhone(cell),
  };
  if (isMisaligned(row, rules)) return { ...stated, contact: null, reason: 'misaligned_cells' };
  if (!code) return { ...stated, contact: null, reason: 'no_dossier_code' };
  if (!agencyCode) return { ...stated, contact: null, reason: 'unknown_agency' };
  if (reason) return { ...stated, contact: null, reason };
  if (isUnknownStatus(status, result))
    return { ...stated, contact: null, reason: 'unknown_status' };
  const contact = contactOf(cell, day!);
  if (typeof contact === 'string') return { ...stated, contact: null, reason: contact };
  return { ...stated, contact, reason: null };
}

function contactOf(cell: (role: ColumnRole) => string, day: Day) {
  const contact = readContact(
    {
      ownerName: cell('ownerName'),
      ownerKind: cell('ownerKind'),
      submitterName: cell('submitterName'),
      birthDate: cell('birthDate'),
      sex: cell('sex'),
      idNumber: cell('idNumber'),
      phone: cell('phone'),
      address: cell('address'),
      addressAndPhone: cell('addressAndPhone'),
      email: cell('email'),
      note: cell('note'),
    },
    day,
  );
  return contact satisfies Contact | string;
}

/** Nothing from the wrong column is kept: it may be a name under the heading of a field. */
const codeAlone = (role: ColumnRole, text: string): string =>
  role === 'dossierCode' && looksLikeDossierCode(text) ? text : '';

/** One copy of a text that thousands of rows repeat. */
const line = remembered((text): string | null => collapse(text).slice(0, 500) || null);
