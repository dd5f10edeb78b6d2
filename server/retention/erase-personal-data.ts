import type { Db } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { certifyErasure } from './certify-erasure.ts';
import { eraseBatch } from './erase-batch.ts';
import { eraseUploads } from './erase-uploads.ts';
import type { ErasedRows } from './erased-rows.ts';
import { ERASED_ROWS } from './erased-rows.ts';

/** The embedded database has one connection: what others wait for a batch stays far below a second. */
const WANTED_MS = 60;
const [FIRST, LEAST, MOST] = [300, 50, 5000] as const;

/**
 * Goes on from wherever it was stopped; `isStopping` ends it after the batch under way. The key goes
 * first: from that moment no copy of the database, however old, tells who anybody was.
 */
export async function erasePersonalData(
  deps: Deps,
  campaignId: string,
  isStopping: () => boolean,
): Promise<void> {
  await deps.secrets.destroyIdentityKey(campaignId);
  await eraseUploads(deps, campaignId);
  for (const rows of ERASED_ROWS) {
    for (const owner of await ownersOf(deps.db, rows, campaignId)) {
      await eraseRows(deps.db, rows, { campaignId, owner }, isStopping);
      if (isStopping()) return;
    }
  }
  await certifyErasure(deps, campaignId);
}

async function ownersOf(db: Db, rows: ErasedRows, campaignId: string): Promise<readonly string[]> {
  if (rows.of === 'campaign_id') return [campaignId];
  const files = await db
    .selectFrom('listFile')
    .select('id')
    .where('campaignId', '=', campaignId)
    .execute();
  return files.map(({ id }) => id);
}

async function eraseRows(
  db: Db,
  rows: ErasedRows,
  of: { readonly campaignId: string; readonly owner: string },
  isStopping: () => boolean,
): Promise<void> {
  let size: number = FIRST;
  for (let after: readonly unknown[] | undefined; !isStopping(); ) {
    const begun = performance.now();
    after = await eraseBatch(db, rows, { ...of, after }, size);
    if (!after) return;
    const aim = size * (WANTED_MS / Math.max(1, performance.now() - begun));
    size = Math.round(Math.min(MOST, Math.max(LEAST, Math.min(aim, size * 2))));
  }
}
