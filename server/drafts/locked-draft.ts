import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import type { Secrets } from '../secrets.ts';

const NONCE = 12;
const TAG = 16;

export interface Place {
  readonly campaignId: string;
  readonly name: string;
}

const keyFor = async (secrets: Secrets, { campaignId }: Place): Promise<Buffer> =>
  Buffer.from(hkdfSync('sha256', await secrets.ballotKey(campaignId), '', 'sipas draft', 32));

const boundTo = ({ campaignId, name }: Place) => Buffer.from(`${campaignId} ${name}`);

/**
 * A second lock around what the phone sealed. Whoever may print slips can make the token of any link
 * again, for ever, and with it open a draft in an old backup; the ballot box's key, from which this one
 * follows, is destroyed when the ballots are counted, and with it every draft that any backup holds.
 */
export async function locked(secrets: Secrets, place: Place, sealed: string): Promise<Buffer> {
  const nonce = randomBytes(NONCE);
  const key = await keyFor(secrets, place);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  key.fill(0);
  cipher.setAAD(boundTo(place));
  const content = Buffer.concat([cipher.update(Buffer.from(sealed, 'base64')), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), content]);
}

/** What the phone had sealed, or null where it lies under a key that is no more. */
export async function unlocked(secrets: Secrets, place: Place, bytes: Buffer) {
  const key = await keyFor(secrets, place);
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE));
  key.fill(0);
  decipher.setAAD(boundTo(place)).setAuthTag(bytes.subarray(NONCE, NONCE + TAG));
  try {
    const content = [decipher.update(bytes.subarray(NONCE + TAG)), decipher.final()];
    return Buffer.concat(content).toString('base64');
  } catch {
    return null;
  }
}
