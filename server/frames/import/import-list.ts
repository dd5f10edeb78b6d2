import { isDeepStrictEqual } from 'node:util';
import type { ColumnRole } from '#contract/frames.ts';
import { COLUMN_ROLES } from '#contract/list-words.ts';
import type { Deps } from '../../deps.ts';
import type { Lettering } from '../../lists/read/detect-font.ts';
import { COLUMN_LIMIT } from '../../lists/read/sheet-row.ts';
import { missingRoles } from '../../lists/understand/columns.ts';
import { headingsIn, lacksHeadings } from '../../lists/understand/headings.ts';
import type { ListTop } from '../../lists/understand/list-top.ts';
import { recordWidthOf } from '../../lists/understand/record-width.ts';
import { refuseShifted } from '../../lists/understand/shifted-headings.ts';
import { findSwappedDays } from '../../lists/understand/swapped-days.ts';
import { problem } from '../../problem.ts';
import type { Scope } from '../scope.ts';
import { openCampaignOf } from '../scope.ts';
import type { ConfirmedColumns } from '../store/confirmed-columns.ts';
import type { FileRow } from '../store/list-files.ts';
import { fileOf } from '../store/list-files.ts';
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
}

/** Begins to read a list as its columns were confirmed. */
export async function importList(
  deps: Deps,
  imports: RunningImports,
  wanted: Import,
): Promise<FileRow> {
  const { campaignId, scope, fileId } = wanted;
  await openCampaignOf(deps.db, campaignId, scope);
  const file = await fileOf(deps.db, campaignId, scope, fileId);
  refuseColumns(wanted);
  if (file.state === 'imported') throw alreadyImported(file);
  const top = await imports.tops.topOf(fileId, wanted.legacyFont === 'none');
  refuseUnconfirmedFont(top, wanted.legacyFont);
  if (wanted.headingRows.length === 0 && !lacksHeadings(top.rows))
    throw problem('headings_not_found');
  const headings = headingsIn(top.rows, wanted.headingRows);
  const swappedDays = columnsToSwap(top, wanted);
  const recordWidth = recordWidthOf(top.rows, wanted.headingRows, wanted.columns);
  const confirmed: ConfirmedColumns = {
    headingRows: wanted.headingRows,
    columns: [...wanted.columns].sort((a, b) => a.index - b.index),
    headings: headings.texts,
    ...(wanted.legacyFont && { legacyFont: wanted.legacyFont }),
    ...(swappedDays.length > 0 && { swappedDays }),
    ...(recordWidth && { recordWidth }),
  };
  refuseShifted(
    headings.texts,
    rolesByColumn(confirmed.columns),
    top.rows.filter(({ number }) => number > Math.max(0, ...wanted.headingRows)),
  );
  await refuseSameList(deps, file, confirmed);
  const begun = await begin(deps, file, confirmed, wanted.staffId);
  imports.start(begun);
  return begun;
}

function refuseColumns({ columns, scope }: Import): void {
  const roles = columns.map(({ role }) => role);
  const twice = COLUMN_ROLES.find((role) => roles.indexOf(role) !== roles.lastIndexOf(role));
  if (twice) throw problem('column_twice', { column: twice });
  const missing = missingRoles(roles, scope === null);
  if (missing.length > 0) throw problem('columns_missing', { columns: missing });
}

/** A font is only guessed: names read in the wrong one would be wrong for good. */
function refuseUnconfirmedFont({ list }: ListTop, confirmed: Import['legacyFont']): void {
  const { font } = list;
  if (font && confirmed !== font.name) throw problem('font_not_confirmed', { font: font.name });
}

/** What another Excel turned round is turned back when a person says so: days are never changed unseen. */
function columnsToSwap({ rows }: ListTop, wanted: Import): number[] {
  const columns = new Map(wanted.columns.map(({ role, index }) => [role, index]));
  const roles = findSwappedDays(rows, columns);
  if (roles.length > 0 && !wanted.swappedDays) throw problem('days_not_confirmed');
  if (wanted.swappedDays !== 'repair') return [];
  return roles.flatMap((role) => columns.get(role) ?? []).sort((a, b) => a - b);
}

const rolesByColumn = (columns: ConfirmedColumns['columns']): (ColumnRole | null)[] =>
  Array.from(
    { length: COLUMN_LIMIT },
    (_, column) => columns.find(({ index }) => index === column)?.role ?? null,
  );

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
    await trx
      .selectFrom('campaign')
      .select('id')
      .where('id', '=', file.campaignId)
      .forNoKeyUpdate()
      .execute();
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
