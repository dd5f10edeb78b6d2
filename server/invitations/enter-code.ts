import { sql } from 'kysely';
import { record } from '../db/activity.ts';
import type { Db } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { problem } from '../problem.ts';
import { slipCodeHash, tokenOf } from './secret-code.ts';
import { hasValidCheck } from './verhoeff.ts';

const HOUR = 3_600_000;

/**
 * Wrong codes an hour over the whole platform. With 4,000 slips among 10^11 codes, 45 days of guessing
 * at this pace find one slip with a chance under 1 %; an address is no measure, 500 phones share one.
 */
export const WRONG_CODES_AN_HOUR = 200;

/** A slip of the finger fails the check digit: wrong codes that pass it are one in ten of those made up. */
export const NOTICED_WRONG_CODES = 20;

/** The token that belongs to a slip code. A typing slip is caught by the check digit and costs nothing. */
export async function enterCode({ db, secrets, now }: Deps, code: string): Promise<string> {
  if (!hasValidCheck(code)) throw problem('code_check_failed');
  const hour = new Date(Math.floor(now().getTime() / HOUR) * HOUR);
  if (!(await payForGuess(db, hour)))
    throw problem('too_many_attempts', {
      minutes: Math.ceil((hour.getTime() + HOUR - now().getTime()) / 60_000),
    });
  const invitation = await db
    .selectFrom('invitation')
    .select('id')
    .where('codeHash', '=', slipCodeHash(secrets, code))
    .executeTakeFirst();
  if (!invitation) {
    await noticeGuessing(db, hour, now());
    throw problem('invitation_not_found');
  }
  await giveBack(db, hour);
  return tokenOf(secrets, invitation.id);
}

/** A guess is counted before it is looked up, so that a thousand at the same moment are no way round the brake. */
async function payForGuess(db: Db, hour: Date): Promise<boolean> {
  const paid = await db
    .insertInto('codeAttempt')
    .values({ campaignHour: hour, failures: 1 })
    .onConflict((conflict) =>
      conflict
        .column('campaignHour')
        .doUpdateSet({ failures: sql`code_attempt.failures + 1` })
        .where('codeAttempt.failures', '<', WRONG_CODES_AN_HOUR),
    )
    .returning('failures')
    .executeTakeFirst();
  return paid !== undefined;
}

/** The staff read of it in the journal, once an hour: whoever tries codes does not go unseen below the brake either. */
async function noticeGuessing(db: Db, hour: Date, at: Date): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const noticed = await trx
      .updateTable('codeAttempt')
      .set({ isNoticed: true })
      .where('campaignHour', '=', hour)
      .where('failures', '>=', NOTICED_WRONG_CODES)
      .where('isNoticed', '=', false)
      .returning('failures')
      .executeTakeFirst();
    if (noticed)
      await record(trx, {
        at,
        staffId: null,
        act: 'codes_guessed',
        details: { wrong: NOTICED_WRONG_CODES },
      });
  });
}

const giveBack = (db: Db, hour: Date) =>
  db
    .updateTable('codeAttempt')
    .set({ failures: sql`failures - 1` })
    .where('campaignHour', '=', hour)
    .execute();
