import { randomBytes } from 'node:crypto';
import type { Deps } from '../deps.ts';
import { hashOf } from '../http/access.ts';
import { problem } from '../problem.ts';
import { passwordFits } from './password.ts';
import { findForSignIn } from './queries.ts';

const ATTEMPTS = 5;
const LOCK_MINUTES = 15;
const SESSION_HOURS = 12;

/** Gives the session's token, which only the browser's cookie will hold. */
export async function signIn(deps: Deps, username: string, password: string) {
  const { db, now } = deps;
  const staff = await findForSignIn(db, username);
  if (staff?.lockedUntil && staff.lockedUntil > now()) {
    throw problem('sign_in_locked', { minutes: minutesUntil(staff.lockedUntil, now()) });
  }
  const fits = await passwordFits(password, staff?.passwordHash ?? null);
  if (!staff || staff.isDisabled || !fits) {
    throw problem('sign_in_failed', {
      left: staff ? await countFailure(deps, staff) : ATTEMPTS - 1,
    });
  }
  await db
    .updateTable('staff')
    .set({ failedAttempts: 0, lockedUntil: null })
    .where('id', '=', staff.id)
    .execute();
  return startSession(deps, staff.id);
}

async function countFailure({ db, now }: Deps, staff: { id: string; failedAttempts: number }) {
  const failedAttempts = staff.failedAttempts + 1;
  const isLocked = failedAttempts >= ATTEMPTS;
  await db
    .updateTable('staff')
    .set({
      failedAttempts: isLocked ? 0 : failedAttempts,
      lockedUntil: isLocked ? new Date(now().getTime() + LOCK_MINUTES * 60_000) : null,
    })
    .where('id', '=', staff.id)
    .execute();
  return Math.max(0, ATTEMPTS - failedAttempts);
}

export async function startSession({ db, now }: Deps, staffId: string) {
  const token = randomBytes(32).toString('base64url');
  await db.deleteFrom('session').where('expiresAt', '<', now()).execute();
  await db
    .insertInto('session')
    .values({
      tokenHash: hashOf(token),
      staffId,
      startedAt: now(),
      lastSeenAt: now(),
      expiresAt: new Date(now().getTime() + SESSION_HOURS * 3_600_000),
    })
    .execute();
  return { staffId, token };
}

const minutesUntil = (then: Date, now: Date) =>
  Math.ceil((then.getTime() - now.getTime()) / 60_000);
