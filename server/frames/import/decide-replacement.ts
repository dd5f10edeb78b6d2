import type { AgencyConcerned } from '#contract/replacements.ts';
import { record } from '../../db/activity.ts';
import type { Db } from '../../db/database.ts';
import type { Deps } from '../../deps.ts';
import { problem } from '../../problem.ts';
import type { Scope } from '../scope.ts';
import { openCampaignOf } from '../scope.ts';
import type { FileRow } from '../store/list-files.ts';
import { fileOf } from '../store/list-files.ts';
import { agenciesConcerned } from './agencies-concerned.ts';
import type { RunningImports } from './running-imports.ts';

interface Deciding {
  readonly campaignId: string;
  readonly scope: Scope;
  readonly fileId: string;
  readonly staffId: string;
  /** Agencies whose list is replaced; the others' is kept. */
  readonly replaced: readonly string[];
  readonly reason: string;
}

/** Keeps or replaces the list of each agency concerned, and lets the import finish. */
export async function decideOnReplacement(
  deps: Deps,
  imports: RunningImports,
  deciding: Deciding,
): Promise<FileRow> {
  const { campaignId, scope, fileId, staffId, replaced } = deciding;
  await openCampaignOf(deps.db, campaignId, scope);
  const file = await fileOf(deps.db, campaignId, scope, fileId);
  if (scope !== null && replaced.length === 0) throw problem('list_kept_by_agency');
  const decided = await deps.db.transaction().execute(async (trx) => {
    const held = await trx
      .updateTable('listFile')
      .set({ state: 'importing' })
      .where('id', '=', fileId)
      .where('state', '=', 'held')
      .returningAll()
      .executeTakeFirst();
    if (!held) throw problem('list_not_held');
    const concerned = await agenciesConcerned(trx, file);
    await keepDecisions(trx, deps, deciding, concerned);
    const kept = concerned.filter(({ agencyCode }) => !replaced.includes(agencyCode));
    const details = {
      agency: scope ?? 'province',
      replaced: concerned.length - kept.length,
      kept: kept.length,
    };
    await record(trx, { at: deps.now(), staffId, act: 'replacement_decided', campaignId, details });
    return held;
  });
  imports.start(decided);
  return decided;
}

async function keepDecisions(
  trx: Db,
  deps: Deps,
  { fileId, staffId, replaced, reason }: Deciding,
  concerned: readonly AgencyConcerned[],
): Promise<void> {
  if (concerned.length === 0) return;
  const decidedAt = deps.now();
  await trx
    .insertInto('listReplacement')
    .values(
      concerned.map(({ agencyCode, before, after, isSigned, isAccepted }) => ({
        fileId,
        agencyCode,
        decidedAt,
        decidedBy: staffId,
        kind: replaced.includes(agencyCode) ? ('replaced' as const) : ('kept' as const),
        reason,
        beforeRows: before.rows,
        beforePeople: before.people,
        afterRows: after.rows,
        afterPeople: after.people,
        wasSigned: isSigned,
        wasAccepted: isAccepted,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
