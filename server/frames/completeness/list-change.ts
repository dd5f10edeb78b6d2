import { sql } from 'kysely';
import type { Completeness } from '#contract/completeness.ts';
import { CHANGED_COLUMNS } from '#contract/completeness.ts';
import type { Db } from '../../db/database.ts';
import type { AgencyNote } from './stated-totals.ts';
import { vanishedOf } from './vanished.ts';

/** Clerks correct a few names and phones; more than these, on top of what was explained, need a reason. */
const TOLERATED = 5;
const TOLERATED_SHARE = 0.03;

/** What the list in force added, lost and changed, and what of it is still without a reason. */
export async function changeOf(
  db: Db,
  campaignId: string,
  agencyCode: string,
  changesNote: AgencyNote | null,
): Promise<{
  change: Completeness['change'];
  earlierFields: Readonly<Record<string, number>>;
}> {
  const change = await newestChange(db, campaignId, agencyCode);
  if (!change) return { change: null, earlierFields: {} };
  const { earlierFields, changedColumns, ...counts } = change;
  const reasons = await countReasons(db, campaignId, agencyCode);
  return {
    earlierFields,
    change: {
      ...counts,
      columns: CHANGED_COLUMNS.flatMap((column) => {
        const dossiers = changedColumns[column] ?? 0;
        return dossiers > 0 ? [{ column, dossiers }] : [];
      }),
      unexplainedChanges: unexplainedChanges(change, changesNote),
      changesNote,
      missing: reasons.reduce((sum, { dossiers }) => sum + dossiers, 0),
      unexplained: reasons.find(({ reason }) => reason === null)?.dossiers ?? 0,
      reasons: reasons.flatMap(({ reason, ...found }) => (reason ? [{ reason, ...found }] : [])),
    },
  };
}

/** Names or phones whose change needs a reason and has none. */
export async function changesToExplain(
  db: Db,
  campaignId: string,
  agencyCode: string,
  note: AgencyNote | null,
): Promise<number> {
  const change = await newestChange(db, campaignId, agencyCode);
  return change ? unexplainedChanges(change, note) : 0;
}

function unexplainedChanges(
  change: { readonly compared: number; readonly renamed: number; readonly rephoned: number },
  note: { readonly explained: number } | null,
): number {
  const changed = Math.max(change.renamed, change.rephoned);
  const beyond = changed - (note?.explained ?? 0);
  return beyond > Math.max(TOLERATED, TOLERATED_SHARE * change.compared) ? changed : 0;
}

const newestChange = (db: Db, campaignId: string, agencyCode: string) =>
  db
    .selectFrom('listChange')
    .innerJoin('listFile', 'listFile.id', 'listChange.fileId')
    .select(['added', 'vanished', 'changed', 'compared', 'changedColumns'])
    .select(['renamed', 'rephoned', 'earlierFields'])
    .where('listFile.campaignId', '=', campaignId)
    .where('listFile.state', '=', 'imported')
    .where('listChange.agencyCode', '=', agencyCode)
    .orderBy('listFile.importedAt', 'desc')
    .executeTakeFirst();

const countReasons = (db: Db, campaignId: string, agencyCode: string) =>
  vanishedOf(db, campaignId, agencyCode)
    .select([
      'reason',
      (count) => count.fn.countAll<number>().as('dossiers'),
      sql<number>`count(*) filter (where is_late or is_refused)`.as('unhappy'),
      sql<number>`count(*) filter (where has_twin)`.as('withTwin'),
    ])
    .groupBy('reason')
    .orderBy('reason')
    .execute();
