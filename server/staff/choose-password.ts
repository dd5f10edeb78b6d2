import { record } from '../db/activity.ts';
import type { Deps } from '../deps.ts';
import { hashOf } from '../http/access.ts';
import { problem } from '../problem.ts';
import { accountOfLink } from './account-of-link.ts';
import { hashPassword } from './password.ts';
import { detailsOf } from './password-link.ts';
import { findAccount } from './queries.ts';
import { dropPasskeys, furtherFactor } from './second-factor.ts';
import { startSession } from './sign-in.ts';

/** Spends the link, ends the person's other sessions and signs in. Of two who try at once, one is refused. */
export async function choosePassword(deps: Deps, token: string, password: string) {
  const { db, now } = deps;
  // Looked up before anything is hashed: a made-up link costs no work.
  const { id: staffId } = await accountOfLink(db, token, now());
  const passwordHash = await hashPassword(password);
  return db.transaction().execute(async (trx) => {
    // The account's row first, as who closes it does: one of the two waits for the other.
    const account = await trx
      .updateTable('staff')
      .set({ passwordHash })
      .where('id', '=', staffId)
      .where('isDisabled', '=', false)
      .returning(['username', 'fullName', 'role', 'isLead', 'agencyCode'])
      .executeTakeFirst();
    const link = await trx
      .updateTable('passwordLink')
      .set({ usedAt: now() })
      .where('tokenHash', '=', hashOf(token))
      .where('staffId', '=', staffId)
      .where('usedAt', 'is', null)
      .where('expiresAt', '>', now())
      .returning('linkId')
      .executeTakeFirst();
    if (!account || !link) throw problem('password_link_invalid');
    const { isRenewal, madeBy } = await trx
      .updateTable('accountLink')
      .set({ usedAt: now() })
      .where('id', '=', link.linkId)
      .returning(['isRenewal', 'madeBy'])
      .executeTakeFirstOrThrow();
    const maker = madeBy && (await findAccount(trx, madeBy));
    await trx.deleteFrom('session').where('staffId', '=', staffId).execute();
    const details = {
      ...detailsOf(account),
      isRenewal,
      linkBy: maker ? maker.fullName : null,
      linkByAccount: maker ? maker.username : null,
    };
    await record(trx, { at: now(), staffId, act: 'password_chosen', details });
    // A link gives the password, never the second factor.
    if ((await furtherFactor(trx, staffId)) !== null) return null;
    // Another hand may have added them: the holder of this password begins anew.
    const passkeys = await dropPasskeys(trx, staffId);
    if (passkeys > 0)
      await record(trx, { at: now(), staffId, act: 'passkeys_dropped', details: { passkeys } });
    if (isRenewal)
      await trx
        .deleteFrom('oidcIdentity')
        .where('staffId', '=', staffId)
        .where('firstUsedAt', 'is not', null)
        .execute();
    return startSession({ ...deps, db: trx }, staffId, false);
  });
}
