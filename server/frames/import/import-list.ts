import { isDeepStrictEqual } from 'node:util';
import type { AgencySource, ColumnRole } from '#contract/list-preview.ts';
import { holdOpenFrame } from '../../db/hold-campaign.ts';
import type { Deps } from '../../deps.ts';
import type { Lettering } from '../../lists/read/detect-font.ts';
import { COLUMN_LIMIT, isWorkbook } from '../../lists/read/sheet-row.ts';
import type { SheetTops } from '../../lists/read/sheet-tops.ts';
import { headingsIn, lacksHeadings } from '../../lists/understand/headings.ts';
import type { Remembered } from '../../lists/understand/leading-sheet.ts';
import { understandTop } from '../../lists/understand/leading-sheet.ts';
import type { ListTop } from '../../lists/understand/list-top.ts';
import { readTop } from '../../lists/understand/list-top.ts';
import { recordWidthOf } from '../../lists/understand/record-width.ts';
import { lookAtSheets } from '../../lists/understand/sheet-looks.ts';
import { refuseShifted } from '../../lists/understand/shifted-headings.ts';
import { findSwappedDays } from '../../lists/understand/swapped-days.ts';
import { problem } from '../../problem.ts';
import type { Scope } from '../scope.ts';
import { openCampaignOf } from '../scope.ts';
import type { ConfirmedColumns } from '../store/confirmed-columns.ts';
import type { FileRow } from '../store/list-files.ts';
import { fileOf } from '../store/list-files.ts';
import type { ChosenSheet } from './confirm-sheets.ts';
import { confirmSheets, refuseColumns } from './confirm-sheets.ts';
import type { RunningImports } from './running-imports.ts';

export interface Import {
  readonly campaignId: string;
  readonly scope: Scope;
  readonly fileId: string;
  readonly staffId: string;
  readonly headingRows: readonly number[];
  readonly columns: readonly { readonly index: number; readonly role: ColumnRole }[];
  /** The font from before Unicode that a person has confirmed, or none. */
  readonly legacyFont?: Lettering['name'] | 'none' | undefined;
  readonly swappedDays?: 'repair' | 'keep' | undefined;
  readonly sheets?: readonly ChosenSheet[] | undefined;
  readonly agencyFrom?: AgencySource | undefined;
}

/** Begins to read a list as its columns were confirmed. */
export async function importList(
  deps: Deps,
  imports: RunningImports,
  wanted: Import,
): Promise<FileRow> {
  const { campaignId, scope, fileId, legacyFont } = wanted;
  await openCampaignOf(deps.db, campaignId, scope);
  const file = await fileOf(deps.db, campaignId, scope, fileId);
  refuseColumns(wanted.columns, scope === null && !wanted.agencyFrom);
  if (file.state === 'imported') throw alreadyImported(file);
  const sheets = await imports.tops.sheetsOf(fileId);
  const top = await readTop(sheets, legacyFont === 'none');
  const confirmed: ConfirmedColumns = {
    headingRows: wanted.headingRows,
    ...(isWorkbook(sheets.kind)
      ? await confirmWorkbook(sheets, top, wanted)
      : confirmText(top, wanted)),
    ...(legacyFont && { legacyFont }),
  };
  await refuseSameList(deps, file, confirmed);
  const begun = await begin(deps, file, confirmed, wanted.staffId);
  imports.start(begun);
  return begun;
}

async function confirmWorkbook(tops: SheetTops, top: ListTop, wanted: Import) {
  const { headingRows, columns, scope, agencyFrom } = wanted;
  const first = wanted.sheets?.[0]?.sheet ?? top.list.sheet;
  const leading =
    first === top.list.sheet
      ? {
          top,
          headings: headingsIn(top.rows, headingRows),
          roles: rolesByColumn(columns),
          remembered: NOT_REMEMBERED,
          isBare: false,
        }
      : understandTop(top, undefined, () => NOT_REMEMBERED);
  const looks = await lookAtSheets(tops, leading, wanted.legacyFont === 'none');
  const confirmed = confirmSheets(looks, first, {
    headingRows,
    columns,
    sheets: wanted.sheets,
    agencyFrom,
    isProvince: scope === null,
  });
  for (const { sheet, isTaken, headingRows: rows } of confirmed.sheets ?? []) {
    if (!isTaken) continue;
    refuseUnconfirmedFont(looks[sheet]!.top, wanted.legacyFont);
    if (rows.length === 0 && !lacksHeadings(looks[sheet]!.top.rows))
      throw problem('headings_not_found');
  }
  const sheets = confirmed.sheets?.map((sheet) => {
    if (!sheet.isTaken) return sheet;
    const { top } = looks[sheet.sheet]!;
    const swappedDays = columnsToSwap(top, sheet.columns, wanted.swappedDays);
    return { ...sheet, ...(swappedDays.length > 0 && { swappedDays }) };
  });
  return { ...confirmed, ...(sheets && { sheets }) };
}

function confirmText(top: ListTop, wanted: Import) {
  const { headingRows, columns, legacyFont } = wanted;
  refuseUnconfirmedFont(top, legacyFont);
  if (headingRows.length === 0 && !lacksHeadings(top.rows)) throw problem('headings_not_found');
  const headings = headingsIn(top.rows, headingRows).texts;
  const recordWidth = recordWidthOf(top.rows, headingRows, columns);
  const below = top.rows.filter(({ number }) => number > Math.max(0, ...headingRows));
  refuseShifted(headings, rolesByColumn(columns), below);
  const swappedDays = columnsToSwap(top, columns, wanted.swappedDays);
  return {
    columns: [...columns].sort((a, b) => a.index - b.index),
    headings,
    ...(swappedDays.length > 0 && { swappedDays }),
    ...(recordWidth && { recordWidth }),
  };
}

/** A font is only guessed: names read in the wrong one would be wrong for good. */
function refuseUnconfirmedFont({ list }: ListTop, confirmed: Import['legacyFont']): void {
  const { font } = list;
  if (font && confirmed !== font.name) throw problem('font_not_confirmed', { font: font.name });
}

/** What another Excel turned round is turned back when a person says so: days are never changed unseen. */
function columnsToSwap(
  { rows }: ListTop,
  confirmed: ConfirmedColumns['columns'],
  choice: Import['swappedDays'],
): number[] {
  const columns = new Map(confirmed.map(({ role, index }) => [role, index]));
  const roles = findSwappedDays(rows, columns);
  if (roles.length > 0 && !choice) throw problem('days_not_confirmed');
  if (choice !== 'repair') return [];
  return roles.flatMap((role) => columns.get(role) ?? []).sort((a, b) => a - b);
}

const rolesByColumn = (columns: ConfirmedColumns['columns']): (ColumnRole | null)[] =>
  Array.from(
    { length: COLUMN_LIMIT },
    (_, column) => columns.find(({ index }) => index === column)?.role ?? null,
  );

const NOT_REMEMBERED: Remembered = { byHeading: new Map(), byColumn: undefined };

const alreadyImported = (file: FileRow) =>
  problem('file_already_imported', { at: (file.importedAt ?? file.uploadedAt).toISOString() });

/** The same bytes read in the same way change nothing; read in another way they are a correction. */
async function refuseSameList({ db }: Deps, file: FileRow, confirmed: ConfirmedColumns) {
  const same = await db
    .selectFrom('listFile')
    .selectAll()
    .where('campaignId', '=', file.campaignId)
    .where('agencyCode', 'is not distinct from', file.agencyCode)
    .where('state', '=', 'imported')
    .where('sha256', '=', file.sha256)
    .execute();
  const plain = JSON.parse(JSON.stringify(confirmed));
  const before = same.find(({ columns }) => isDeepStrictEqual(columns, plain));
  if (before) throw alreadyImported(before);
}

/** One import of a scope at a time: two who press at once are decided by the row. */
async function begin(
  { db, now }: Deps,
  file: FileRow,
  confirmed: ConfirmedColumns,
  begunBy: string,
): Promise<FileRow> {
  return db.transaction().execute(async (trx) => {
    await holdOpenFrame(trx, file.campaignId);
    const running = await trx
      .selectFrom('listFile')
      .select('id')
      .where('campaignId', '=', file.campaignId)
      .where('agencyCode', 'is not distinct from', file.agencyCode)
      .where('state', '=', 'importing')
      .execute();
    if (running.length > 0) throw problem('import_running');
    const begun = await trx
      .updateTable('listFile')
      .set({
        state: 'importing',
        problem: null,
        columns: JSON.stringify(confirmed),
        // Rows of an earlier beginning may be half removed: none of them is relied upon.
        decision: null,
        begunBy,
        begunAt: now(),
      })
      .where('id', '=', file.id)
      .where('state', 'in', ['uploaded', 'failed', 'cancelled'])
      .returningAll()
      .executeTakeFirst();
    if (!begun) throw alreadyImported(file);
    return begun;
  });
}
