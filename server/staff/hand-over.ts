import { randomUUID } from 'node:crypto';
import type { Received } from '#contract/endpoint.ts';
import type * as contract from '#contract/staff.ts';
import { record } from '../db/activity.ts';
import type { Db } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { problem } from '../problem.ts';
import { lockBoth } from './add-staff.ts';
import { detailsOf, makePasswordLink } from './password-link.ts';

/**
 * The user name passes to another person, with post and agency. The row of the first person stays closed: acts,
 * signatures and entries of before keep that name, and rules about two different people see two.
 */
export async function handOver(
  deps: Deps,
  by: string,
  staffId: string,
  person: Received<typeof contract.handOverAccount>['body'],
) {
  const { db, now } = deps;
  if (by === staffId) throw problem('own_account');
  return db.transaction().execute(async (trx) => {
    await lockBoth(trx, by, staffId);
    const before = await trx
      .selectFrom('staff')
      .select(['username', 'fullName', 'role', 'isLead', 'agencyCode', 'handedOverAt'])
      .where('id', '=', staffId)
      .executeTakeFirst();
    if (!before) throw problem('not_found');
    if (before.handedOverAt) throw problem('account_handed_over');
    const { username, role, isLead, agencyCode } = before;
    const id = randomUUID();
    await endWaysIn(trx, staffId);
    await trx
      .updateTable('staff')
      .set({
        username: await nameOfBefore(trx, username),
        telephone: null,
        email: null,
        passwordHash: null,
        isDisabled: true,
      })
      .where('id', '=', staffId)
      .execute();
    const account = { username, role, isLead, agencyCode, ...person };
    await trx
      .insertInto('staff')
      .values({ ...account, id, passwordHash: null, createdAt: now() })
      .execute();
    await trx
      .updateTable('staff')
      .set({ handedOverAt: now(), handedOverTo: id })
      .where('id', '=', staffId)
      .execute();
    const details = { ...detailsOf(account), earlier: before.fullName };
    await record(trx, { at: now(), staffId: by, act: 'account_handed_over', details });
    return makePasswordLink({ ...deps, db: trx }, id, by);
  });
}

/** Nobody can type a tilde as a user name. */
async function nameOfBefore(trx: Db, username: string): Promise<string> {
  const { holders } = await trx
    .selectFrom('staff')
    .select(({ fn }) => fn.countAll<number>().as('holders'))
    .where('username', 'like', `${username.replace(/[_\\%]/g, '\\$&')}~%`)
    .executeTakeFirstOrThrow();
  return `${username}~${Number(holders) + 1}`;
}

async function endWaysIn(trx: Db, staffId: string): Promise<void> {
  for (const table of [
    'session',
    'passwordLink',
    'secondFactor',
    'passkey',
    'oidcIdentity',
  ] as const)
    await trx.deleteFrom(table).where('staffId', '=', staffId).execute();
}
