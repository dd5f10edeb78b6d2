import { randomUUID } from 'node:crypto';
import type { Received } from '#contract/endpoint.ts';
import type * as contract from '#contract/staff.ts';
import { record } from '../db/activity.ts';
import type { Db } from '../db/database.ts';
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
  return within(db, async (trx) => {
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

/** Of many accounts at once the transaction is there already. */
const within = <T>(db: Db, work: (trx: Db) => Promise<T>): Promise<T> =>
  db.isTransaction ? work(db) : db.transaction().execute(work);

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

/**
 * Closes or reopens an account. Of two administrators who close each other at the same moment the second
 * is refused, so the one who acted last is always left. `by` is null for the owner of the server.
 */
export async function setDisabled(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  by: string | null,
  staffId: string,
  isDisabled: boolean,
) {
  if (by === staffId) throw problem('own_account');
  await db.transaction().execute(async (trx) => {
    if (by !== null) await lockBoth(trx, by, staffId);
    await refuseHandedOver(trx, staffId);
    const changed = await trx
      .updateTable('staff')
      // Reopened, it has another year.
      .set({ isDisabled, ...(!isDisabled && { lastUsedAt: now() }) })
      .where('id', '=', staffId)
      .where('isDisabled', '<>', isDisabled)
      .returning(['username', 'fullName', 'role', 'isLead', 'agencyCode'])
      .executeTakeFirst();
    // It is so already.
    if (!changed) return;
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

/** The row of who had an account before: it stays as it is. */
async function refuseHandedOver(trx: Db, staffId: string): Promise<void> {
  const account = await trx
    .selectFrom('staff')
    .select('handedOverAt')
    .where('id', '=', staffId)
    .executeTakeFirst();
  if (!account) throw problem('not_found');
  if (account.handedOverAt) throw problem('account_handed_over');
}

/** Both rows, always in one order: an account that waited may have been closed meanwhile and may not act. */
export async function lockBoth(trx: Db, by: string, staffId: string): Promise<void> {
  const rows = await trx
    .selectFrom('staff')
    .select(['id', 'isDisabled'])
    .where('id', 'in', [by, staffId])
    .orderBy('id')
    .forUpdate()
    .execute();
  if (rows.find(({ id }) => id === by)?.isDisabled !== false) throw problem('not_signed_in');
}
