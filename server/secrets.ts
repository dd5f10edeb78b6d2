import { createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ProblemCode } from '#contract/problems.ts';
import { problem } from './problem.ts';

/** What each key derived from the master key is for; a pseudonym tells nothing about a token. */
export type Purpose =
  | 'frame-pseudonym'
  | 'invitation-token'
  | 'slip-code'
  | 'opening'
  | 'receipt'
  | 'sign-in'
  | 'key-mark';

export interface Secrets {
  /** HMAC-SHA-256 of a message under the key of one purpose. */
  keyed(purpose: Purpose, message: string): Buffer;
  /** The key itself, for a thread that makes a million of them. */
  keyFor(purpose: Purpose): Buffer;
  /** Makes the key that seals a campaign's ballots, before the first of them; an existing one stays. */
  makeBallotKey(campaignId: string): Promise<void>;
  /** Never makes one: with a new key in place of a lost one, ballots would be sealed that nobody counts. */
  ballotKey(campaignId: string): Promise<Buffer>;
  /** After the count: sealed ballots in old backups can never be opened again. */
  destroyBallotKey(campaignId: string): Promise<void>;
  /** Makes the key that seals whom a campaign's lists name, before the first list; an existing one stays. */
  makeIdentityKey(campaignId: string): Promise<void>;
  /** Never makes one: what a lost key has sealed is not opened by another. The same Buffer each time. */
  identityKey(campaignId: string): Promise<Buffer>;
  /** When the time of keeping is over: nobody is named any more, in old backups neither. */
  destroyIdentityKey(campaignId: string): Promise<void>;
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
  const ballot = campaignKeys(folder, 'ballot', 'ballot_box_unavailable');
  const identity = campaignKeys(folder, 'identity', 'identity_key_unavailable');

  function keyOf(purpose: Purpose): Buffer {
    let key = derived.get(purpose);
    if (!key) {
      key = Buffer.from(hkdfSync('sha256', master, '', `sipas ${purpose}`, 32));
      derived.set(purpose, key);
    }
    return key;
  }

  return {
    keyFor: keyOf,
    keyed: (purpose, message) => createHmac('sha256', keyOf(purpose)).update(message).digest(),
    makeBallotKey: ballot.make,
    ballotKey: ballot.key,
    destroyBallotKey: ballot.destroy,
    makeIdentityKey: identity.make,
    identityKey: identity.key,
    destroyIdentityKey: identity.destroy,
  };
}

/** One key a campaign for one use, each in its own file; `absent` is what is said where it is not there. */
function campaignKeys(folder: string, use: string, absent: ProblemCode) {
  const loaded = new Map<string, Buffer>();
  const file = (campaignId: string) => join(folder, `${use}-${campaignId}.key`);
  return {
    async make(campaignId: string) {
      await keyFile(file(campaignId));
    },
    async key(campaignId: string) {
      const known = loaded.get(campaignId);
      if (known) return known;
      const key = await readKey(file(campaignId)).catch(() => undefined);
      if (!key) throw problem(absent);
      loaded.set(campaignId, key);
      return key;
    },
    async destroy(campaignId: string) {
      loaded.delete(campaignId);
      await rm(file(campaignId), { force: true });
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
