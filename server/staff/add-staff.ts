import { randomUUID } from 'node:crypto';
import type { Received } from '#contract/endpoint.ts';
import type * as contract from '#contract/staff.ts';
import { record } from '../db/activity.ts';
import type { Deps } from '../deps.ts';
import { problem } from '../problem.ts';
import { detailsOf, makePasswordLink } from './password-link.ts';

export async function addStaff(
  deps: Deps,
  by: string,
  account: Received<typeof contract.addStaff>['body'],
) {
  const { db, now } = deps;
  const id = randomUUID();
  const agencyCode = account.agencyCode ?? null;
  if (
    agencyCode &&
    !(await db
      .selectFrom('agency')
      .select('code')
      .where('code', '=', agencyCode)
      .executeTakeFirst())
  ) {
    throw problem('agency_not_found');
  }
  return db.transaction().execute(async (trx) => {
    await trx
      .insertInto('staff')
      .values({ ...account, agencyCode, id, passwordHash: null, createdAt: now() })
      .execute();
    await record(trx, {
      at: now(),
      staffId: by,
      act: 'staff_added',
      details: detailsOf({ ...account, agencyCode }),
    });
    return makePasswordLink({ ...deps, db: trx }, id, by);
  });
}

/** A link is of use to an account that is open. */
export async function refuseClosed({ db }: Deps, staffId: string): Promise<void> {
  const account = await db
    .selectFrom('staff')
    .select('isDisabled')
    .where('id', '=', staffId)
    .executeTakeFirst();
  if (!account) throw problem('not_found');
  if (account.isDisabled) throw problem('account_closed');
}

export async function setDisabled(
  { db, now }: Deps,
  by: string,
  staffId: string,
  isDisabled: boolean,
) {
  if (by === staffId) throw problem('own_account');
  await db.transaction().execute(async (trx) => {
    const changed = await trx
      .updateTable('staff')
      .set({ isDisabled })
      .where('id', '=', staffId)
      .returning(['username', 'fullName', 'role', 'agencyCode'])
      .executeTakeFirst();
    if (!changed) throw problem('not_found');
    // Reopened, the account begins anew: nothing of before comes alive with it.
    for (const key of ['session', 'passwordLink'] as const)
      await trx.deleteFrom(key).where('staffId', '=', staffId).execute();
    await record(trx, {
      at: now(),
      staffId: by,
      act: isDisabled ? 'staff_disabled' : 'staff_enabled',
      details: detailsOf(changed),
    });
  });
}
