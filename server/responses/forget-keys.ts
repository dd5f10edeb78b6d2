import type { FastifyInstance } from 'fastify';
import { isShared } from '../db/process-locks.ts';
import type { Deps } from '../deps.ts';
import { eachMinute } from './each-minute.ts';

/**
 * A round's key that one process destroyed may be in the memory of the others, which read it before. They all look
 * each minute what has ended: with a backup of before, that memory would open every ballot in it.
 */
export function forgetKeysEachMinute(app: FastifyInstance, deps: Deps): void {
  if (isShared(deps.db))
    eachMinute(app, () => forgetEndedKeys(deps), 'keys that have ended were not looked for');
}

export async function forgetEndedKeys({
  db,
  secrets,
}: Pick<Deps, 'db' | 'secrets'>): Promise<void> {
  const ended = await db.selectFrom('roundKeyEnd').select(['keyUse', 'campaignId']).execute();
  for (const { keyUse, campaignId } of ended) await secrets.forgetKey(keyUse, campaignId);
}
