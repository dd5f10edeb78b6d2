import { isDeepStrictEqual } from 'node:util';
import type { ColumnRole } from '#contract/frames.ts';
import { COLUMN_ROLES } from '#contract/frames.ts';
import type { Deps } from '../../deps.ts';
import { problem, refusalOf } from '../../problem.ts';
import type { FileRow } from '../queries.ts';
import { fileOf } from '../queries.ts';
import type { FontName } from '../reading/legacy-fonts.ts';
import { COLUMN_LIMIT } from '../reading/sheet-row.ts';
import type { Scope } from '../scope.ts';
import { openCampaignOf } from '../scope.ts';
import { storeList } from '../storing/store-list.ts';
import { removeUpload } from '../storing/uploaded-file.ts';
import { missingRoles } from '../understanding/columns.ts';
import { headingsIn } from '../understanding/headings.ts';
import type { ListTop } from '../understanding/list-top.ts';
import { refuseShifted } from '../understanding/shifted-headings.ts';
import type { ConfirmedColumns } from './confirmed-columns.ts';
import { rememberColumns } from './confirmed-columns.ts';
import { topOf } from './preview-list.ts';
import type { Reading } from './read-rows.ts';
import { readRows } from './read-rows.ts';

export interface Import {
  readonly campaignId: string;
  readonly scope: Scope;
  readonly fileId: string;
  readonly staffId: string;
  /** Home Affairs' file may bring departments that have no official list. */
  readonly mayRegister: boolean;
  readonly headingRows: readonly number[];
  readonly columns: readonly { readonly index: number; readonly role: ColumnRole }[];
  /** The font from before Unicode that a person has confirmed, or none. */
  readonly legacyFont?: FontName | 'none' | undefined;
}

/** Starts reading a list as its columns were confirmed; `finished` is when it is in force or has failed. */
export async function importList(deps: Deps, wanted: Import) {
  const { campaignId, scope, fileId } = wanted;
  const campaign = await openCampaignOf(deps.db, campaignId, scope);
  const file = await fileOf(deps.db, campaignId, scope, fileId);
  refuseColumns(wanted);
  if (file.state === 'imported') throw alreadyImported(file);
  const top = await topOf(deps, fileId, wanted.legacyFont === 'none');
  refuseUnconfirmedFont(top, wanted.legacyFont);
  const headings = headingsIn(top.rows, wanted.headingRows);
  const confirmed: ConfirmedColumns = {
    headingRows: wanted.headingRows,
    columns: [...wanted.columns].sort((a, b) => a.index - b.index),
    headings: headings.texts,
  };
  refuseShifted(
    headings.texts,
    rolesByColumn(confirmed.columns),
    top.rows.filter(({ number }) => number > Math.max(0, ...wanted.headingRows)),
  );
  await refuseSameList(deps, file, confirmed);
  const begun = await begin(deps, file, confirmed);
  const reading = { ...wanted, campaign, confirmed, list: top.list };
  const finished = finish(deps, reading, campaign.provinceCode);
  return { begun, finished };
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
    .where('unitCode', 'is not distinct from', file.unitCode)
    .where('state', '=', 'imported')
    .where('sha256', '=', file.sha256)
    .execute();
  const plain = JSON.parse(JSON.stringify(confirmed));
  const before = same.find(({ columns }) => isDeepStrictEqual(columns, plain));
  if (before) throw alreadyImported(before);
}

/** One import of a scope at a time: two who press at once are decided by the row. */
async function begin({ db }: Deps, file: FileRow, confirmed: ConfirmedColumns): Promise<FileRow> {
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
      .where('unitCode', 'is not distinct from', file.unitCode)
      .where('state', '=', 'importing')
      .execute();
    if (running.length > 0) throw problem('import_running');
    const begun = await trx
      .updateTable('listFile')
      .set({ state: 'importing', problem: null, readCount: 0, columns: JSON.stringify(confirmed) })
      .where('id', '=', file.id)
      .where('state', 'in', ['uploaded', 'failed'])
      .returningAll()
      .executeTakeFirst();
    if (!begun) throw alreadyImported(file);
    return begun;
  });
}

/** All or nothing: the new list in force and the earlier one gone, or the earlier one as it was. */
async function finish(deps: Deps, reading: Import & Reading, provinceCode: string): Promise<void> {
  const { campaignId, scope, fileId, staffId } = reading;
  try {
    const rows = await readRows(deps, reading);
    await deps.db.transaction().execute(async (trx) => {
      const { stage } = await trx
        .selectFrom('campaign')
        .select('stage')
        .where('id', '=', campaignId)
        .forNoKeyUpdate()
        .executeTakeFirstOrThrow();
      if (stage !== 'frame_open') throw problem('frame_frozen');
      const to = { campaignId, provinceCode, scope, fileId, staffId, at: deps.now() };
      await storeList(trx, deps.secrets, rows, to);
      await rememberColumns(trx, { provinceCode, scope }, reading.confirmed, to.at);
    });
  } catch (error) {
    await markFailed(deps, fileId, refusalOf(error)?.code ?? 'internal');
    if (!refusalOf(error)) throw error;
    return;
  }
  await removeUpload(deps.config, fileId);
}

const markFailed = ({ db }: Deps, fileId: string, code: string) =>
  db
    .updateTable('listFile')
    .set({ state: 'failed', problem: code })
    .where('id', '=', fileId)
    .where('state', '=', 'importing')
    .execute();
