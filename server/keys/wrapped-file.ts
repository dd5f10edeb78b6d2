import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { open, readFile, rename, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';

const NONCE = 12;
const TAG = 16;
const KEY = 32;

export interface RoundKeyName {
  readonly use: 'ballot' | 'identity' | 'contact';
  readonly campaignId: string;
}

export const fileNameOf = ({ use, campaignId }: RoundKeyName) => `${use}-${campaignId}.wrapped`;

/** One wrapping key for each file: a file under another name does not open. */
const wrappingKey = (wrapping: Buffer, { use, campaignId }: RoundKeyName): Buffer =>
  Buffer.from(hkdfSync('sha256', wrapping, '', `${use} ${campaignId}`, KEY));

/** AES-256-GCM: nonce, tag, key. */
export function wrap(wrapping: Buffer, name: RoundKeyName, key: Buffer): Buffer {
  const nonce = randomBytes(NONCE);
  const kek = wrappingKey(wrapping, name);
  const cipher = createCipheriv('aes-256-gcm', kek, nonce);
  const body = Buffer.concat([cipher.update(key), cipher.final()]);
  kek.fill(0);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]);
}

/** Undefined where it was wrapped under another master key, for another use, or where a bit has changed. */
export function unwrap(wrapping: Buffer, name: RoundKeyName, wrapped: Buffer): Buffer | undefined {
  if (wrapped.length !== NONCE + TAG + KEY) return undefined;
  const kek = wrappingKey(wrapping, name);
  const decipher = createDecipheriv('aes-256-gcm', kek, wrapped.subarray(0, NONCE));
  decipher.setAuthTag(wrapped.subarray(NONCE, NONCE + TAG));
  kek.fill(0);
  const opened = decipher.update(wrapped.subarray(NONCE + TAG));
  try {
    decipher.final();
    // Not from the pool, whose memory small buffers of others share.
    const key = Buffer.alloc(KEY);
    opened.copy(key);
    return key;
  } catch {
    return undefined;
  } finally {
    opened.fill(0);
  }
}

export const readIfThere = (path: string): Promise<Buffer | undefined> =>
  readFile(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined;
    throw error;
  });

/** Whole or not at all, and on the disk when this returns. */
export async function writeDurably(path: string, content: Buffer | string): Promise<void> {
  const part = `${path}.part`;
  const file = await open(part, 'w', 0o600);
  await file.writeFile(content);
  await file.sync();
  await file.close();
  await rename(part, path);
  await syncFolder(dirname(path));
}

/** Overwritten, then removed: true where there was one. Disks that write elsewhere keep the old blocks a while. */
export async function destroyFile(path: string): Promise<boolean> {
  const content = await readIfThere(path);
  if (!content) return false;
  const file = await open(path, 'r+');
  await file.write(randomBytes(content.length), 0, content.length, 0);
  await file.sync();
  await file.close();
  await unlink(path);
  await syncFolder(dirname(path));
  return true;
}

/** The entry of the folder too; where a system opens no folders (Windows), it is left to the system. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => undefined);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}
