import type { Updateable } from 'kysely';
import { record } from '../../db/activity.ts';
import type { Db } from '../../db/database.ts';
import { holdOpenFrame } from '../../db/hold-campaign.ts';
import type { Tables } from '../../db/schema.ts';
import type { Deps } from '../../deps.ts';
import { problem } from '../../problem.ts';
import { voidSignature } from '../acceptance/void-signature.ts';
import { recountList } from '../completeness/recount-list.ts';
import { keepDoubtCounts } from '../persons/keep-doubt-count.ts';
import { relinkDecided } from '../persons/relink-decided.ts';
import { relinkSeparatedSince } from '../persons/separated-codes.ts';
import { leaveStaffOut } from '../persons/staff-phones.ts';
import { rememberColumns } from '../store/confirmed-columns.ts';
import type { Comparison } from './compare-lists.ts';
import type { Decision } from './import-messages.ts';
import { keepParts, replaceLists } from './replace-lists.ts';
import { explainReplaced, hasUndecided } from './replacement-decisions.ts';
import { listsThatStay, supersedeRows } from './supersede-rows.ts';
import type { Run } from './understand-list.ts';

/**
 * One short transaction under the campaign's row. Outdated: another list has come into force since the comparison.
 * Held: a signed, accepted or own list would be replaced, and nobody has decided so.
 * `separated`: the separations that were known when the list was decided.
 */
export async function enterInForce(
  deps: Deps,
  { importing }: Run,
  compared: Comparison,
  { separated, doubts }: { readonly separated: readonly string[] } & Pick<Decision, 'doubts'>,
): Promise<'imported' | 'held' | 'outdated'> {
  const { file, confirmed, campaign, staffId } = importing;
  const { campaignId, agencyCode: scope, id: fileId } = file;
  const newer = { campaignId, scope, fileId };
  const now = deps.now();
  return deps.db.transaction().execute(async (trx) => {
    await holdOpenFrame(trx, campaignId);
    const nowInForce = [...compared.replaced, ...compared.stay].sort();
    if ((await listsThatStay(trx, newer, [])).join() !== nowInForce.join()) return 'outdated';
    if (await hasUndecided(trx, file)) {
      await setState(trx, fileId, { state: 'held', problem: null });
      return 'held';
    }
    await markImported(trx, fileId, now);
    const replaced =
      (await replaceLists(trx, newer, compared.replaced)) +
      (await keepParts(trx, campaignId, compared.trimmed, new Set(compared.kept)));
    await explainReplaced(trx, fileId);
    await keepDoubtCounts(trx, campaignId, compared.agencies, doubts);
    await supersedeRows(trx, deps, newer, compared.superseded);
    await leaveStaffOut(trx, deps, campaignId, compared.agencies);
    await relinkDecided(trx, deps, campaignId, compared.agencies);
    await relinkSeparatedSince(trx, deps, newer, separated);
    await recountList(trx, fileId);
    for (const agencyCode of compared.agencies) await voidSignature(trx, campaignId, agencyCode);
    await rememberColumns(trx, { ...campaign, scope }, confirmed, now);
    const details = { agency: scope ?? 'province', ...(await countsOf(trx, fileId)), replaced };
    await record(trx, { at: now, staffId, act: 'list_imported', campaignId, details });
    return 'imported';
  });
}

async function markImported(trx: Db, fileId: string, importedAt: Date): Promise<void> {
  await setState(trx, fileId, { state: 'imported', problem: null, importedAt });
}

/** An import that has been cancelled meanwhile stays so. */
async function setState(trx: Db, fileId: string, state: Updateable<Tables['listFile']>) {
  await recountList(trx, fileId);
  const entered = await trx
    .updateTable('listFile')
    .set(state)
    .where('id', '=', fileId)
    .where('state', '=', 'importing')
    .executeTakeFirst();
  if (entered.numUpdatedRows === 0n) throw problem('import_cancelled');
}

async function countsOf(trx: Db, fileId: string) {
  const file = await trx
    .selectFrom('listFile')
    .selectAll()
    .where('id', '=', fileId)
    .executeTakeFirstOrThrow();
  return {
    rows: file.rowCount,
    accepted: file.acceptedCount,
    merged: file.mergedCount,
    excluded: file.excludedCount,
    inError: file.errorCount,
  };
}
