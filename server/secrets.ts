import { createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What each key derived from the master key is for; a pseudonym tells nothing about a token. */
export type Purpose =
  | 'frame-pseudonym'
  | 'person-link'
  | 'invitation-token'
  | 'slip-code'
  | 'receipt';

export interface Secrets {
  /** HMAC-SHA-256 of a message under the key of one purpose. */
  keyed(purpose: Purpose, message: string): Buffer;
  /** The key that seals a campaign's ballots; made at first use. */
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
  const ballotKeys = new Map<string, Promise<Buffer>>();
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
    ballotKey(campaignId) {
      let key = ballotKeys.get(campaignId);
      if (!key) {
        key = keyFile(ballotFile(campaignId));
        ballotKeys.set(campaignId, key);
      }
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
  const key = Buffer.from((await readFile(path, 'utf8')).trim(), 'hex');
  if (key.length !== 32) throw new Error(`${path} does not hold a key; restore it from the backup`);
  return key;
}
