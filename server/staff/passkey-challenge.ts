import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { Db } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { hashOf } from '../http/access.ts';

const MINUTES = 5;
const RANDOM_BYTES = 16;
const EXPIRY_BYTES = 8;

/**
 * The challenge itself says until when it is good and whom it is for, under the server's key: strangers who ask for
 * a million of them leave no row.
 */
export function makeChallenge(
  { secrets, now }: Pick<Deps, 'secrets' | 'now'>,
  purpose: string,
): Uint8Array<ArrayBuffer> {
  const expiry = Buffer.alloc(EXPIRY_BYTES);
  expiry.writeBigUInt64BE(BigInt(now().getTime() + MINUTES * 60_000));
  const body = Buffer.concat([randomBytes(RANDOM_BYTES), expiry]);
  return new Uint8Array(Buffer.concat([body, markOf(secrets, purpose, body)]));
}

const markOf = (secrets: Deps['secrets'], purpose: string, body: Buffer): Buffer =>
  secrets.keyed('passkey-challenge', `${purpose} ${body.toString('hex')}`);

export function isOpenChallenge(
  { secrets, now }: Pick<Deps, 'secrets' | 'now'>,
  purpose: string,
  challenge: string,
): boolean {
  const bytes = Buffer.from(challenge, 'base64url');
  const body = bytes.subarray(0, RANDOM_BYTES + EXPIRY_BYTES);
  const mark = bytes.subarray(body.length);
  const expected = markOf(secrets, purpose, body);
  if (mark.length !== expected.length || !timingSafeEqual(mark, expected)) return false;
  return body.readBigUInt64BE(RANDOM_BYTES) > BigInt(now().getTime());
}

/** True for the first who spends it, also of two at once. */
export async function spendChallenge(
  trx: Db,
  { now }: Pick<Deps, 'now'>,
  challenge: string,
): Promise<boolean> {
  await trx.deleteFrom('spentChallenge').where('expiresAt', '<', now()).execute();
  const spent = await trx
    .insertInto('spentChallenge')
    .values({
      challengeHash: hashOf(challenge),
      expiresAt: new Date(now().getTime() + MINUTES * 60_000),
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return spent.numInsertedOrUpdatedRows === 1n;
}
