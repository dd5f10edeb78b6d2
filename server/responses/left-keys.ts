import type { FastifyInstance } from 'fastify';
import type { Deps } from '../deps.ts';
import { clearBox } from './clear-box.ts';
import { destroyBallotKey } from './close-campaign.ts';
import { eachMinute } from './each-minute.ts';
import { leftKeys } from './queries.ts';

/**
 * A counted round's key opens old backups until it is gone. Where its file could not be destroyed when the round was closed,
 * the end not be stored, or the mirror not be reached, it is tried again, and not only by the next start.
 */
export function destroyLeftKeysEachMinute(app: FastifyInstance, deps: Deps): void {
  let before: ReadonlySet<string> = new Set();
  const destroyLeft = async () => {
    const left = await leftKeys(deps.db);
    // One that is left for the first time may be that of a round that is just being closed.
    const known = left.filter(({ id }) => before.has(id));
    before = new Set(left.map(({ id }) => id));
    for (const { id, hasEnded } of known) {
      await destroyBallotKey(deps, id);
      if (!hasEnded) await clearBox(deps, id);
    }
  };
  eachMinute(app, destroyLeft, 'keys of counted rounds could not be destroyed');
}
