import { createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { problem } from './problem.ts';

/** What each key derived from the master key is for; a pseudonym tells nothing about a token. */
export type Purpose =
  | 'frame-pseudonym'
  | 'person-link'
  | 'invitation-token'
  | 'slip-code'
  | 'receipt'
  | 'key-mark';

export interface Secrets {
  /** HMAC-SHA-256 of a message under the key of one purpose. */
  keyed(purpose: Purpose, message: string): Buffer;
  /** Makes the key that seals a campaign's ballots, before the first of them; an existing one stays. */
  makeBallotKey(campaignId: string): Promise<void>;
  /** Never makes one: with a new key in place of a lost one, ballots would be sealed that nobody counts. */
  ballotKey(campaignId: string): Promise<Buffer>;
  /** After the count: sealed ballots in old backups can never be opened again. */
  destroyBallotKey(campaignId: string): Promise<void>;
}

/**
 * Keys live in files beside the database, never in it: a copy of the database alone opens no ballot
 * and makes no link. `DATA_DIR/keys` must be backed up apart from the database.
 */
export async function openSecrets(dataDir: string): Promise<Secrets> {
  const folder = join(dataDir, 'keys');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const master = await keyFile(join(folder, 'master.key'));
  const derived = new Map<Purpose, Buffer>();
  const ballotKeys = new Map<string, Buffer>();
  const ballotFile = (campaignId: string) => join(folder, `ballot-${campaignId}.key`);

  function keyOf(purpose: Purpose): Buffer {
    let key = derived.get(purpose);
    if (!key) {
      key = Buffer.from(hkdfSync('sha256', master, '', `sipas ${purpose}`, 32));
      derived.set(purpose, key);
    }
    return key;
  }

  return {
    keyed: (purpose, message) => createHmac('sha256', keyOf(purpose)).update(message).digest(),
    async makeBallotKey(campaignId) {
      await keyFile(ballotFile(campaignId));
    },
    async ballotKey(campaignId) {
      const known = ballotKeys.get(campaignId);
      if (known) return known;
      const key = await readKey(ballotFile(campaignId)).catch(() => undefined);
      if (!key) throw problem('ballot_box_unavailable');
      ballotKeys.set(campaignId, key);
      return key;
    },
    async destroyBallotKey(campaignId) {
      ballotKeys.delete(campaignId);
      await rm(ballotFile(campaignId), { force: true });
    },
  };
}

async function keyFile(path: string): Promise<Buffer> {
  try {
    // `wx`: two processes that start at once must end with one key.
    await writeFile(path, randomBytes(32).toString('hex'), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return readKey(path);
}

async function readKey(path: string): Promise<Buffer> {
  const key = Buffer.from((await readFile(path, 'utf8')).trim(), 'hex');
  if (key.length !== 32) throw new Error(`${path} does not hold a key; restore it from the backup`);
  return key;
}
