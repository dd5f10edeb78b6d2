import type { ColumnRole } from '#contract/list-preview.ts';
import { isFault } from '#contract/list-words.ts';
import type { Fault } from '#contract/row-counts.ts';
import type { CellAtFault } from '../../lists/decide/cell-at-fault.ts';
import { cellAtFault } from '../../lists/decide/cell-at-fault.ts';
import type { ReadingRules } from '../../lists/decide/read-application.ts';
import { readApplication } from '../../lists/decide/read-application.ts';
import type { SheetRow } from '../../lists/read/sheet-row.ts';

export interface FurtherFault extends CellAtFault {
  readonly fault: Fault;
}

/** A row is in error for the first thing wrong with it; what is wrong besides shows once that is made good. */
export function furtherFaults(row: SheetRow, first: Fault, rules: ReadingRules): FurtherFault[] {
  const found = new Map<Fault, FurtherFault | null>([[first, null]]);
  let cells = corrected(row.cells, first, rules);
  while (cells) {
    const { reason } = readApplication({ number: row.number, cells }, rules);
    if (reason === null || !isFault(reason) || found.has(reason)) break;
    found.set(reason, { fault: reason, ...cellAtFault(row, reason, rules) });
    cells = corrected(cells, reason, rules);
  }
  return [...found.values()].filter((fault) => fault !== null);
}

/** The row with something that can be in the place of what is wrong; undefined where nobody can tell what. */
function corrected(
  cells: readonly string[],
  fault: Fault,
  { columns, window, ownAgency, recordWidth }: ReadingRules,
): readonly string[] | undefined {
  const [year, month, day] = window.from.split('-');
  const values: Record<Fault, Partial<Record<ColumnRole, string>>> = {
    misaligned_cells: {},
    no_dossier_code: { dossierCode: 'H00-000000-0000' },
    unknown_agency: { agencyCode: '', agencyName: '' },
    unreadable_date: { returnedOn: `${day}/${month}/${year}`, finishedOn: '' },
    no_name: { ownerName: 'A', submitterName: '' },
    no_contact: { phone: '0900000000', addressAndPhone: 'A', address: 'A' },
    unknown_status: { status: 'Đã trả kết quả' },
  };
  if (fault === 'unknown_agency' && ownAgency === null) return undefined;
  const next = fault === 'misaligned_cells' ? cells.slice(0, recordWidth) : [...cells];
  for (const [role, value] of Object.entries(values[fault])) {
    const column = columns.get(role as ColumnRole);
    if (column === undefined) continue;
    while (next.length < column) next.push('');
    next[column] = value;
  }
  return next;
}
