import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import type { Secrets } from '../secrets.ts';

const NONCE = 12;
const TAG = 16;
/** Phones seal shorter drafts before the comment than after: stored they are alike, but for very long comments. */
const BLOCK = 4352;
const LENGTH = 4;

export interface Place {
  readonly campaignId: string;
  readonly name: string;
}

const keyFor = async (secrets: Secrets, { campaignId }: Place): Promise<Buffer> =>
  Buffer.from(hkdfSync('sha256', await secrets.ballotKey(campaignId), '', 'sipas draft', 32));

type Form = 'padded' | 'as sealed';
const boundTo = ({ campaignId, name }: Place, form: Form) =>
  Buffer.from(`${campaignId} ${name}${form === 'padded' ? ' padded' : ''}`);

function padded(content: Buffer): Buffer {
  const block = Buffer.alloc(BLOCK);
  block.writeUInt32BE(content.length);
  content.copy(block, LENGTH);
  return block;
}

const unpadded = (block: Buffer): Buffer => block.subarray(LENGTH, LENGTH + block.readUInt32BE());

/**
 * A second lock around what the phone sealed. Staff who may print slips can make the token of any link
 * again, for ever, and with it open a draft in an old backup; the ballot box's key, from which this one
 * follows, is destroyed when the ballots are counted, and with it every draft that any backup holds.
 */
export async function locked(secrets: Secrets, place: Place, sealed: string): Promise<Buffer> {
  const nonce = randomBytes(NONCE);
  const key = await keyFor(secrets, place);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  key.fill(0);
  const bytes = Buffer.from(sealed, 'base64');
  const form = LENGTH + bytes.length <= BLOCK ? 'padded' : 'as sealed';
  cipher.setAAD(boundTo(place, form));
  const block = form === 'padded' ? padded(bytes) : bytes;
  const content = Buffer.concat([cipher.update(block), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), content]);
}

/** What the phone had sealed, or null where its key has been destroyed. */
export async function unlocked(secrets: Secrets, place: Place, bytes: Buffer) {
  const key = await keyFor(secrets, place);
  const block = opened(key, place, bytes, 'padded');
  // Longer, or kept before drafts were padded.
  const sealed = block ? unpadded(block) : opened(key, place, bytes, 'as sealed');
  key.fill(0);
  return sealed?.toString('base64') ?? null;
}

function opened(key: Buffer, place: Place, bytes: Buffer, form: Form): Buffer | undefined {
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE));
  decipher.setAAD(boundTo(place, form)).setAuthTag(bytes.subarray(NONCE, NONCE + TAG));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(NONCE + TAG)), decipher.final()]);
  } catch {
    return undefined;
  }
}
