import { record } from '../db/activity.ts';
import type { Deps } from '../deps.ts';
import { hashOf } from '../http/access.ts';
import { problem } from '../problem.ts';
import { hashPassword } from './password.ts';
import { startSession } from './sign-in.ts';

/** Spends the link, ends the person's other sessions and signs in. Of two who try at once, one is refused. */
export async function choosePassword(deps: Deps, token: string, password: string) {
  const { db, now } = deps;
  const passwordHash = await hashPassword(password);
  const staffId = await db.transaction().execute(async (trx) => {
    const link = await trx
      .updateTable('passwordLink')
      .set({ usedAt: now() })
      .where('tokenHash', '=', hashOf(token))
      .where('usedAt', 'is', null)
      .where('expiresAt', '>', now())
      .returning('staffId')
      .executeTakeFirst();
    if (!link) throw problem('password_link_invalid');
    await trx
      .updateTable('staff')
      .set({ passwordHash, failedAttempts: 0, lockedUntil: null })
      .where('id', '=', link.staffId)
      .execute();
    await trx.deleteFrom('session').where('staffId', '=', link.staffId).execute();
    await record(trx, { at: now(), staffId: link.staffId, act: 'password_chosen' });
    return link.staffId;
  });
  return startSession(deps, staffId);
}
