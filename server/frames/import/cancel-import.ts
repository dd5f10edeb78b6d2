import { record } from '../../db/activity.ts';
import type { Deps } from '../../deps.ts';
import { problem } from '../../problem.ts';
import type { Scope } from '../scope.ts';
import { fileOf } from '../store/list-files.ts';
import type { RunningImports } from './running-imports.ts';

interface Cancelling {
  readonly campaignId: string;
  readonly scope: Scope;
  readonly fileId: string;
  readonly staffId: string;
}

/** Ends an import before it is in force: the list before it stays as it was. */
export async function cancelImport(deps: Deps, imports: RunningImports, wanted: Cancelling) {
  const { campaignId, scope, fileId, staffId } = wanted;
  await fileOf(deps.db, campaignId, scope, fileId);
  await deps.db.transaction().execute(async (trx) => {
    const cancelled = await trx
      .updateTable('listFile')
      .set({ state: 'cancelled', problem: null })
      .where('id', '=', fileId)
      .where('state', 'in', ['importing', 'held'])
      .executeTakeFirst();
    if (cancelled.numUpdatedRows === 0n) throw problem('import_not_running');
    const details = { agency: scope ?? 'province' };
    await record(trx, { at: deps.now(), staffId, act: 'import_cancelled', campaignId, details });
  });
  await imports.cancel(fileId);
  return fileOf(deps.db, campaignId, scope, fileId);
}
