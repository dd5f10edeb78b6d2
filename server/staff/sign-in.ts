import { randomBytes } from 'node:crypto';
import type { Db } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { hashOf } from '../http/access.ts';
import { problem } from '../problem.ts';
import type { Source } from './attempt-rules.ts';
import { countersOf } from './attempt-rules.ts';
import { giveBackAttempt, takeAttempt } from './count-attempts.ts';
import { passwordFits } from './password.ts';
import { findAccount, findForSignIn, lockAccount } from './queries.ts';
import { furtherFactor, isRequiredOf, spendCode } from './second-factor.ts';

const SESSION_HOURS = 12;

/**
 * Counts first, then looks at the password: of a thousand at once only so many are looked at. Gives the
 * session's token, which only the browser's cookie will hold.
 */
export async function signIn(deps: Deps, source: Source, password: string, code?: string) {
  const tried = await lookAtPassword(deps, source, password);
  const { staff, counters } = tried;
  const factor = await furtherFactor(deps.db, staff.id);
  if (factor === 'code') await demandCode(deps, tried, code);
  await giveBackAttempt(deps, counters, true);
  if (factor === 'passkey') throw problem('sign_in_with_passkey');
  return deps.db.transaction().execute(async (trx) => {
    await refuseChanged(trx, tried, factor);
    // An account whose password is known needs no link: an unused one becomes void.
    await trx.deleteFrom('passwordLink').where('staffId', '=', staff.id).execute();
    return startSession({ ...deps, db: trx }, staff.id, factor !== null);
  });
}

/** While the password was looked at another may have been chosen, a second factor set up, or the account closed. */
async function refuseChanged(
  trx: Db,
  { staff, left }: Awaited<ReturnType<typeof lookAtPassword>>,
  factor: 'code' | null,
): Promise<void> {
  const account = await lockAccount(trx, staff.id);
  if (!account || account.isDisabled || account.passwordHash !== staff.passwordHash)
    throw problem('sign_in_failed', { left });
  const needed = factor === null ? await furtherFactor(trx, staff.id) : null;
  if (needed === 'code') throw problem('second_factor_needed');
  if (needed === 'passkey') throw problem('sign_in_with_passkey');
}

/** The same of somebody who is signed in and changes how. */
export async function checkPassword(deps: Deps, source: Source, password: string): Promise<void> {
  const { counters } = await lookAtPassword(deps, source, password);
  await giveBackAttempt(deps, counters, true);
}

async function lookAtPassword(deps: Deps, source: Source, password: string) {
  const counters = countersOf(deps.secrets, source);
  const left = await takeAttempt(deps, counters);
  const staff = await findForSignIn(deps.db, source.username);
  const hash = staff && !staff.isDisabled ? staff.passwordHash : null;
  const fits = await passwordFits(password, hash).catch(async (error) => {
    await giveBackAttempt(deps, counters, false);
    throw error;
  });
  if (!staff || !fits) throw problem('sign_in_failed', { left });
  return { staff, left, counters };
}

/** A missing code gives the try back and ends no count: who knows the password gets no further tries at codes. */
async function demandCode(
  deps: Deps,
  { staff, left, counters }: Awaited<ReturnType<typeof lookAtPassword>>,
  code: string | undefined,
): Promise<void> {
  if (code === undefined) {
    await giveBackAttempt(deps, counters, false);
    throw problem('second_factor_needed');
  }
  if (!(await spendCode(deps, staff.id, code))) throw problem('second_factor_wrong', { left });
}

/**
 * `hasShownFactor`: a code or a passkey came with it. The account's row first: a rule about second factors that is set meanwhile
 * is read here, or finds the session.
 */
export async function startSession({ db, now }: Deps, staffId: string, hasShownFactor: boolean) {
  await db.updateTable('staff').set({ lastUsedAt: now() }).where('id', '=', staffId).execute();
  const post = await findAccount(db, staffId);
  const isFactorDue = !hasShownFactor && post !== undefined && (await isRequiredOf(db, post));
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
      isFactorDue,
      hasShownFactor,
    })
    .execute();
  return { staffId, token, isFactorDue };
}
