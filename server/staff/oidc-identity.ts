import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { IDToken } from 'openid-client';
import { record } from '../db/activity.ts';
import type { Db } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { problem } from '../problem.ts';
import { detailsOf } from './password-link.ts';
import { findAccount } from './queries.ts';
import { dropPasskeys } from './second-factor.ts';

/** The open account of who signed in at the provider; none is ever made. */
export async function accountOf(trx: Db, deps: Deps, claims: IDToken): Promise<string> {
  const known = await trx
    .selectFrom('oidcIdentity')
    .innerJoin('staff', 'staff.id', 'oidcIdentity.staffId')
    .select(['staffId', 'linkId', 'firstUsedAt', 'isDisabled'])
    .where('issuer', '=', claims.iss)
    .where('subject', '=', claims.sub)
    .forUpdate('oidcIdentity')
    .executeTakeFirst();
  if (!known) return linkByEmail(trx, deps, claims);
  if (known.isDisabled) throw problem('oidc_no_account');
  if (!known.firstUsedAt) await noteFirstUse(trx, deps, known);
  return known.staffId;
}

/** As a password by a link: who wrote the subject could have used it, and is named from here on. */
async function noteFirstUse(
  trx: Db,
  { now }: Deps,
  { staffId, linkId }: { staffId: string; linkId: string | null },
): Promise<void> {
  const usedAt = now();
  await trx
    .updateTable('oidcIdentity')
    .set({ firstUsedAt: usedAt })
    .where('staffId', '=', staffId)
    .execute();
  if (linkId)
    await trx.updateTable('accountLink').set({ usedAt }).where('id', '=', linkId).execute();
  const passkeys = await dropPasskeys(trx, staffId);
  const details = passkeys > 0 ? { passkeys } : {};
  await record(trx, { at: usedAt, staffId, act: 'oidc_first_used', details });
}

/** Only an address that the provider has verified, that one open account has, and that no other person came with. */
async function linkByEmail(trx: Db, { now }: Deps, claims: IDToken): Promise<string> {
  if (claims.email_verified !== true || typeof claims.email !== 'string')
    throw problem('oidc_no_account');
  const [account, ...others] = await trx
    .selectFrom('staff')
    .select('id')
    .where(sql<boolean>`lower(email) = lower(${claims.email})`)
    .where('isDisabled', '=', false)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(selectFrom('oidcIdentity').select('subject').whereRef('staffId', '=', 'staff.id')),
      ),
    )
    .execute();
  if (!account || others.length > 0) throw problem('oidc_no_account');
  const instant = now();
  await trx
    .insertInto('oidcIdentity')
    .values({
      staffId: account.id,
      issuer: claims.iss,
      subject: claims.sub,
      linkId: null,
      setBy: null,
      setAt: instant,
      firstUsedAt: instant,
    })
    .execute();
  await spendFirstLink(trx, account.id, instant);
  await record(trx, { at: instant, staffId: account.id, act: 'oidc_linked_by_email' });
  return account.id;
}

/** Whose address it is was written by the maker of the account's link: an account without a password names that maker. */
async function spendFirstLink(trx: Db, staffId: string, usedAt: Date): Promise<void> {
  const spent = await trx
    .deleteFrom('passwordLink')
    .where('staffId', '=', staffId)
    .where('usedAt', 'is', null)
    .where('staffId', 'in', (accounts) =>
      accounts.selectFrom('staff').select('id').where('passwordHash', 'is', null),
    )
    .returning('linkId')
    .executeTakeFirst();
  if (spent)
    await trx.updateTable('accountLink').set({ usedAt }).where('id', '=', spent.linkId).execute();
}

export async function setSubject(
  { db, config, now }: Deps,
  by: string,
  staffId: string,
  subject: string | null,
): Promise<void> {
  if (!config.oidc) throw problem('oidc_not_set');
  const { issuer } = config.oidc;
  if (by === staffId) throw problem('own_account');
  await db.transaction().execute(async (trx) => {
    const account = await findAccount(trx, staffId);
    if (!account) throw problem('not_found');
    if (account.isDisabled) throw problem('account_closed');
    await trx.deleteFrom('oidcIdentity').where('staffId', '=', staffId).execute();
    if (subject !== null) {
      const id = randomUUID();
      const setAt = now();
      const isRenewal = account.hasPassword;
      await trx
        .insertInto('accountLink')
        .values({ id, staffId, isRenewal, madeAt: setAt, madeBy: by, usedAt: null })
        .execute();
      await trx
        .insertInto('oidcIdentity')
        .values({ staffId, issuer, subject, linkId: id, setBy: by, setAt, firstUsedAt: null })
        .execute();
    }
    const act = subject === null ? 'oidc_subject_removed' : 'oidc_subject_set';
    await record(trx, { at: now(), staffId: by, act, details: detailsOf(account) });
  });
}
