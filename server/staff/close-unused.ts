import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { record } from '../db/activity.ts';
import type { Deps } from '../deps.ts';
import { loggedError } from '../http/logged-error.ts';
import { detailsOf } from './password-link.ts';

const DAYS = 365;
const DAY = 86_400_000;

/**
 * Closes accounts that nobody has signed in to for a year; Home Affairs reopens them by name. The last of Home
 * Affairs stays, and so does who has a session.
 */
export async function closeUnused({ db, now }: Pick<Deps, 'db' | 'now'>): Promise<number> {
  const before = new Date(now().getTime() - DAYS * DAY);
  return db.transaction().execute(async (trx) => {
    const isUsed = sql<boolean>`coalesce(other.last_used_at, other.created_at) >= ${before}`;
    const closed = await trx
      .updateTable('staff')
      .set({ isDisabled: true })
      .where('isDisabled', '=', false)
      .where(sql<boolean>`coalesce(staff.last_used_at, staff.created_at) < ${before}`)
      .where(sql<boolean>`(staff.role <> 'home_affairs' or exists (select from staff as other
        where other.role = 'home_affairs' and not other.is_disabled and ${isUsed}))`)
      .where(sql<boolean>`not exists (select from session
        where session.staff_id = staff.id and session.last_seen_at >= ${before})`)
      .returning(['id', 'username', 'fullName', 'role', 'isLead', 'agencyCode'])
      .execute();
    for (const account of closed) {
      await trx.deleteFrom('session').where('staffId', '=', account.id).execute();
      await trx.deleteFrom('passwordLink').where('staffId', '=', account.id).execute();
      const details = { ...detailsOf(account), days: DAYS };
      await record(trx, { at: now(), staffId: null, act: 'staff_closed_unused', details });
    }
    return closed.length;
  });
}

/** At the start and once a day. */
export function closeUnusedDaily(app: FastifyInstance, deps: Deps): void {
  let closing: Promise<unknown> = Promise.resolve();
  const close = () => {
    closing = closeUnused(deps).catch((error: Error) =>
      app.log.error(loggedError(error), 'unused accounts could not be closed'),
    );
  };
  let timer: NodeJS.Timeout | undefined;
  app.addHook('onListen', () => {
    close();
    timer = setInterval(close, DAY).unref();
  });
  app.addHook('onClose', async () => {
    clearInterval(timer);
    await closing;
  });
}
