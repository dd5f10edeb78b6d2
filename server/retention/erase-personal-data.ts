import type { Db } from '../db/database.ts';
import { rewriteTable } from '../db/rewrite-table.ts';
import { recordKeyEnd } from '../db/round-key-end.ts';
import type { Deps } from '../deps.ts';
import { certifyErasure } from './certify-erasure.ts';
import type { Place } from './erase-batch.ts';
import { eraseBatch } from './erase-batch.ts';
import { eraseUploads } from './erase-uploads.ts';
import type { ErasedRows } from './erased-rows.ts';
import { ERASED_ROWS } from './erased-rows.ts';

/** The embedded database has one connection: what others wait for a batch stays far below a second. */
const WANTED_MS = 40;
const [FIRST, LEAST, MOST] = [300, 50, 5000] as const;

/**
 * Continues where it was stopped; `isStopping` ends it after the batch under way. The key goes
 * first: from that moment no copy of the database, however old, tells who anybody was.
 */
export async function erasePersonalData(
  deps: Deps,
  campaignId: string,
  isStopping: () => boolean,
): Promise<void> {
  const end = await deps.secrets.destroyIdentityKey(campaignId);
  await recordKeyEnd(deps.db, campaignId, end, deps.now());
  await eraseUploads(deps, campaignId);
  for (const { rows, owner, after } of await whatIsLeft(deps.db, campaignId)) {
    await eraseRows(deps.db, rows, { campaignId, owner, after }, isStopping);
    if (isStopping()) return;
  }
  // Comments alone of what is erased were never sealed. A table that is held keeps its dead rows (docs/trust.md).
  await rewriteTable(deps.db, 'comment').catch(() => undefined);
  await certifyErasure(deps, campaignId);
}

interface Part {
  readonly rows: ErasedRows;
  readonly owner: string;
  readonly after: readonly unknown[] | null;
}

/** Every table, and of each the campaign's rows or those of one list after the other, from where it stopped. */
async function whatIsLeft(db: Db, campaignId: string): Promise<Part[]> {
  const { reached } = await db
    .selectFrom('campaignErasure')
    .select('reached')
    .where('campaignId', '=', campaignId)
    .executeTakeFirstOrThrow();
  const files = await db
    .selectFrom('listFile')
    .select('id')
    .where('campaignId', '=', campaignId)
    .orderBy('id')
    .execute();
  const parts = ERASED_ROWS.flatMap((rows) =>
    (rows.of === 'campaign_id' ? [campaignId] : files.map(({ id }) => id)).map((owner) => ({
      rows,
      owner,
      after: reached?.kind === rows.kind && reached.owner === owner ? reached.after : null,
    })),
  );
  return parts.slice(
    Math.max(
      0,
      parts.findIndex(({ after }) => after),
    ),
  );
}

async function eraseRows(
  db: Db,
  rows: ErasedRows,
  { after: from, ...owner }: Place,
  isStopping: () => boolean,
): Promise<void> {
  let size: number = FIRST;
  for (let after = from; !isStopping(); ) {
    const begun = performance.now();
    after = await eraseBatch(db, rows, { ...owner, after }, size);
    if (!after) return;
    // The embedded database answers without leaving the thread: others get their turn here.
    await new Promise(setImmediate);
    const aim = size * (WANTED_MS / Math.max(1, performance.now() - begun));
    size = Math.round(Math.min(MOST, Math.max(LEAST, Math.min(aim, size * 2))));
  }
}
