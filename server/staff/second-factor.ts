import { randomBytes } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import type { Post } from '#contract/endpoint.ts';
import { postName } from '#contract/endpoint.ts';
import type { Db } from '../db/database.ts';
import { openText, sealText } from '../db/sealed-text.ts';
import type { Deps } from '../deps.ts';
import { problem } from '../problem.ts';
import { findAccount, lockAccount } from './queries.ts';

const STEP_SECONDS = 30;
/** RFC 6238 §5.2: one step either side, for a telephone's clock. */
const WINDOW = 1;
const RECOVERY_CODES = 10;
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

const totpOf = (secret: string, username: string) =>
  new TOTP({ issuer: 'SIPAS', label: username, secret: Secret.fromBase32(secret) });

const confirmed = (db: Db, staffId: string) =>
  db
    .selectFrom('secondFactor')
    .select('secret')
    .where('staffId', '=', staffId)
    .where('confirmedAt', 'is not', null)
    .executeTakeFirst();

export const hasFactor = async (db: Db, staffId: string): Promise<boolean> =>
  (await confirmed(db, staffId)) !== undefined;

export const hasPasskey = async (db: Db, staffId: string): Promise<boolean> =>
  (await db
    .selectFrom('passkey')
    .select('id')
    .where('staffId', '=', staffId)
    .executeTakeFirst()) !== undefined;

/**
 * What a password alone lacks: a code where the account has an app; its passkey instead of the password where
 * the post requires a second factor and the account has no app.
 */
export async function furtherFactor(db: Db, staffId: string): Promise<'code' | 'passkey' | null> {
  if (await hasFactor(db, staffId)) return 'code';
  if (!(await hasPasskey(db, staffId))) return null;
  const post = await findAccount(db, staffId);
  return post && (await isRequiredOf(db, post)) ? 'passkey' : null;
}

export async function isRequiredOf(db: Db, post: Post): Promise<boolean> {
  const rule = await db
    .selectFrom('secondFactorRule')
    .select('post')
    .where('post', '=', postName(post))
    .executeTakeFirst();
  return rule !== undefined;
}

export async function ownFactor(db: Db, staffId: string, post: Post) {
  const { left } = await db
    .selectFrom('recoveryCode')
    .select(({ fn }) => fn.countAll<number>().as('left'))
    .where('staffId', '=', staffId)
    .where('usedAt', 'is', null)
    .executeTakeFirstOrThrow();
  const isOn = await hasFactor(db, staffId);
  return { isOn, isRequired: await isRequiredOf(db, post), recoveryCodesLeft: left };
}

/** A secret that is not of force yet; the one of force stays until the new one is confirmed by a code. */
export async function prepareFactor(
  { db, secrets, now }: Deps,
  { staffId, username }: { staffId: string; username: string },
) {
  if (await hasFactor(db, staffId)) throw problem('second_factor_on');
  const secret = new Secret({ size: 20 }).base32;
  const row = {
    secret: sealText(secrets.keyFor('second-factor'), secret),
    madeAt: now(),
    confirmedAt: null,
    lastStep: 0,
  };
  const made = await db
    .insertInto('secondFactor')
    .values({ staffId, ...row })
    .onConflict((conflict) =>
      conflict
        .column('staffId')
        .doUpdateSet(row)
        // Confirmed meanwhile, in another window.
        .where('secondFactor.confirmedAt', 'is', null),
    )
    .returning('staffId')
    .executeTakeFirst();
  if (!made) throw problem('second_factor_on');
  return { uri: totpOf(secret, username).toString(), secret };
}

/** Of force from here on. The recovery codes are shown once: hashes of them stay. */
export async function confirmFactor(
  trx: Db,
  { secrets, now }: Deps,
  staffId: string,
  code: string,
): Promise<string[]> {
  // A sign-in without a code under way is over before, and its session ends, or finds the factor.
  await lockAccount(trx, staffId);
  const pending = await trx
    .selectFrom('secondFactor')
    .select('secret')
    .where('staffId', '=', staffId)
    .where('confirmedAt', 'is', null)
    .executeTakeFirst();
  if (!pending) throw problem('second_factor_on');
  const secret = openText(secrets.keyFor('second-factor'), pending.secret);
  const step = stepOf(secret, code, now());
  if (step === null) throw problem('second_factor_wrong', { left: 5 });
  await trx
    .updateTable('secondFactor')
    .set({ confirmedAt: now(), lastStep: step })
    .where('staffId', '=', staffId)
    .execute();
  const codes = Array.from({ length: RECOVERY_CODES }, newRecoveryCode);
  await trx
    .insertInto('recoveryCode')
    .values(
      codes.map((code) => ({
        staffId,
        codeHash: hashOfCode(secrets, staffId, code),
        usedAt: null,
      })),
    )
    .execute();
  return codes;
}

/** Ten letters and digits of 32: 50 bits. */
function newRecoveryCode(): string {
  const letters = Array.from(randomBytes(10), (byte) => ALPHABET[byte & 31]).join('');
  return `${letters.slice(0, 5)}-${letters.slice(5)}`;
}

const hashOfCode = (secrets: Deps['secrets'], staffId: string, code: string): string =>
  secrets
    .keyed('second-factor', `${staffId} ${code.toUpperCase().replace('-', '')}`)
    .toString('hex');

function stepOf(secret: string, code: string, now: Date): number | null {
  const timestamp = now.getTime();
  const delta = totpOf(secret, '').validate({ token: code, timestamp, window: WINDOW });
  return delta === null ? null : Math.floor(timestamp / 1000 / STEP_SECONDS) + delta;
}

/** Spends the code: a step or a recovery code is good for one sign-in, also of two at once. */
export async function spendCode(deps: Deps, staffId: string, code: string): Promise<boolean> {
  const { db, secrets, now } = deps;
  if (!/^\d{6}$/.test(code)) {
    const spent = await db
      .updateTable('recoveryCode')
      .set({ usedAt: now() })
      .where('staffId', '=', staffId)
      .where('codeHash', '=', hashOfCode(secrets, staffId, code))
      .where('usedAt', 'is', null)
      .executeTakeFirstOrThrow();
    return spent.numUpdatedRows === 1n;
  }
  const factor = await confirmed(db, staffId);
  const step =
    factor && stepOf(openText(secrets.keyFor('second-factor'), factor.secret), code, now());
  if (typeof step !== 'number') return false;
  const spent = await db
    .updateTable('secondFactor')
    .set({ lastStep: step })
    .where('staffId', '=', staffId)
    .where('lastStep', '<', step)
    .executeTakeFirstOrThrow();
  return spent.numUpdatedRows === 1n;
}

export const dropFactor = (trx: Db, staffId: string) =>
  trx.deleteFrom('secondFactor').where('staffId', '=', staffId).execute();

/** Gives how many there were. */
export async function dropPasskeys(trx: Db, staffId: string): Promise<number> {
  const dropped = await trx
    .deleteFrom('passkey')
    .where('staffId', '=', staffId)
    .executeTakeFirstOrThrow();
  return Number(dropped.numDeletedRows);
}
