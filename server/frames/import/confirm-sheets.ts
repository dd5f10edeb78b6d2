import type { AgencySource, ColumnRole } from '#contract/list-preview.ts';
import { COLUMN_ROLES } from '#contract/list-words.ts';
import { missingRoles } from '../../lists/understand/columns.ts';
import type { Headings } from '../../lists/understand/headings.ts';
import { headingsIn } from '../../lists/understand/headings.ts';
import { decisiveGaps, gapsByColumn } from '../../lists/understand/missing-values.ts';
import { layoutOf } from '../../lists/understand/sheet-layout.ts';
import type { SheetLook } from '../../lists/understand/sheet-looks.ts';
import { refuseShifted } from '../../lists/understand/shifted-headings.ts';
import { problem } from '../../problem.ts';
import type { ConfirmedColumns, ConfirmedSheet } from '../store/confirmed-columns.ts';

type Columns = ConfirmedColumns['columns'];

export interface ChosenSheet {
  readonly sheet: number;
  readonly headingRows?: readonly number[] | undefined;
  readonly columns?: Columns | undefined;
}

/** What a person has confirmed of a workbook: of the first sheet that is read, and of the others. */
export interface ChosenSheets {
  readonly headingRows: readonly number[];
  readonly columns: Columns;
  readonly sheets: readonly ChosenSheet[] | undefined;
  readonly agencyFrom: AgencySource | undefined;
  readonly isProvince: boolean;
}

/** The heading of the column that tells the agency of each sheet. */
const SHEET_AGENCY = 'Đơn vị (theo trang tính)';

/** The columns of a workbook's list, and of each sheet how it is read or why it is left. */
export function confirmSheets(
  looks: readonly SheetLook[],
  leading: number,
  chosen: ChosenSheets,
): Pick<ConfirmedColumns, 'headings' | 'columns' | 'sheets'> {
  const takes = takenSheets(looks, leading, chosen.sheets);
  const sheets = looks.map((look) => confirmedSheet(look, takes, chosen));
  const taken = takes.map(({ sheet }) => sheets.find((confirmed) => confirmed.sheet === sheet)!);
  for (const sheet of taken) refuseSheet(sheet, looks[sheet.sheet]!, chosen);
  const { headings, columns } = layoutOf(taken);
  const named = chosen.agencyFrom ? withAgency(headings, columns) : { headings, columns };
  // Those that are read come in their order, the first in front.
  const left = sheets.filter(({ isTaken }) => !isTaken);
  return { ...named, sheets: [...taken, ...left] };
}

function takenSheets(
  looks: readonly SheetLook[],
  leading: number,
  chosen: ChosenSheets['sheets'],
): readonly ChosenSheet[] {
  if (chosen?.length === 0 || chosen?.some(({ sheet }) => !looks[sheet]))
    throw problem('sheets_not_chosen');
  if (chosen) return [...new Map(chosen.map((choice) => [choice.sheet, choice])).values()];
  const others = looks.filter(({ sheet, isTaken }) => isTaken && sheet !== leading);
  return [{ sheet: leading }, ...others.map(({ sheet }) => ({ sheet }))];
}

function confirmedSheet(
  look: SheetLook,
  takes: readonly ChosenSheet[],
  chosen: ChosenSheets,
): ConfirmedSheet {
  const { sheet, name, rowCount: rows } = look;
  const position = takes.findIndex((choice) => choice.sheet === sheet);
  const isTaken = position >= 0;
  const wasToRead = !isTaken && look.isTaken;
  const own = isTaken ? columnsOfSheet(look, takes[position]!, position === 0, chosen) : NOTHING;
  const agency = isTaken && chosen.agencyFrom ? agencyOfSheet(look, chosen.agencyFrom) : undefined;
  const state = wasToRead ? ('left' as const) : look.state;
  return { sheet, name, rows, state, isTaken, ...own, ...(agency !== undefined && { agency }) };
}
const NOTHING = { headingRows: [], headings: [], columns: [] };

const agencyOfSheet = ({ name, title }: SheetLook, source: AgencySource): string =>
  source === 'title' ? (title ?? name) : name;

function columnsOfSheet(
  look: SheetLook,
  choice: ChosenSheet,
  isFirst: boolean,
  chosen: ChosenSheets,
): Pick<ConfirmedSheet, 'headingRows' | 'headings' | 'columns'> {
  const isLike = look.state === 'same_headings' || look.state === 'continued';
  const guessed = look.roles.flatMap((role, index) => (role ? [{ index, role }] : []));
  const columns = choice.columns ?? (isFirst || isLike ? chosen.columns : guessed);
  const headings = headingsOf(
    look,
    choice.headingRows ?? (isFirst ? chosen.headingRows : undefined),
  );
  return {
    headingRows: headings.rows,
    headings: headings.texts,
    columns: [...columns].sort((a, b) => a.index - b.index),
  };
}

const headingsOf = (look: SheetLook, rows: readonly number[] | undefined): Headings =>
  rows ? headingsIn(look.top.rows, rows) : look.headings;

/** A sheet that cannot be read as it was chosen: what is missing, given twice or not calculated. */
function refuseSheet(sheet: ConfirmedSheet, look: SheetLook, chosen: ChosenSheets): void {
  const { columns, name, headings, headingRows } = sheet;
  refuseColumns(columns, chosen.isProvince && !chosen.agencyFrom);
  const roles: (ColumnRole | null)[] = [];
  for (const { index, role } of columns) roles[index] = role;
  refuseShifted(
    headings,
    Array.from(roles, (role) => role ?? null),
    look.top.rows.filter(({ number }) => number > Math.max(0, ...headingRows)),
  );
  const gaps = decisiveGaps(
    gapsByColumn({ ...look, headings: { rows: headingRows, texts: headings } }),
    columns,
  );
  const [first] = gaps;
  if (!first) return;
  const cells = gaps.reduce((sum, { formulas, errors }) => sum + formulas + errors, 0);
  throw problem('values_not_calculated', { cells, first: first.first, sheet: name });
}

export function refuseColumns(columns: Columns, needsAgency: boolean): void {
  const roles = columns.map(({ role }) => role);
  const twice = COLUMN_ROLES.find((role) => roles.indexOf(role) !== roles.lastIndexOf(role));
  if (twice) throw problem('column_twice', { column: twice });
  const missing = missingRoles(roles, needsAgency);
  if (missing.length > 0) throw problem('columns_missing', { columns: missing });
}

/** A column that no sheet has: what its tab or its title calls its agency. */
function withAgency(headings: readonly string[], columns: Columns) {
  const index = headings.length;
  const free = columns.filter(({ role }) => role !== 'agencyName' && role !== 'agencyCode');
  return {
    headings: [...headings, SHEET_AGENCY],
    columns: [...free, { index, role: 'agencyName' as const }],
  };
}
