import type { KeyObject } from 'node:crypto';
import { createHmac, createSecretKey, hkdfSync, randomBytes } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { MirrorState } from './keys/mirror.ts';
import { beginKeyFolder, fillMirror, mirrorOf } from './keys/mirror.ts';
import { writeNewFile } from './keys/new-file.ts';
import { wrapRawKeys } from './keys/raw-keys.ts';
import type { KeyEnd } from './keys/round-keys.ts';
import { roundKeys } from './keys/round-keys.ts';

/** What each key derived from the master key is for; a pseudonym tells nothing about a token. */
export type Purpose =
  | 'frame-pseudonym'
  | 'invitation-token'
  | 'slip-code'
  | 'ineligibility-check'
  | 'opening'
  | 'receipt'
  | 'sign-in'
  | 'network-count'
  | 'field-device'
  | 'petition'
  | 'second-factor'
  | 'passkey-challenge'
  | 'oidc'
  | 'key-mark'
  | 'round-key';

export interface MasterKey {
  /** HMAC-SHA-256 of a message under the key of one purpose. */
  keyed(purpose: Purpose, message: string): Buffer;
}

export interface Secrets extends MasterKey {
  /** The key itself, for a thread that makes a million of them. */
  keyFor(purpose: Purpose): Buffer;
  /** Makes the key that seals a campaign's ballots, before the first of them; an existing one stays. */
  makeBallotKey(campaignId: string): Promise<void>;
  /** Never makes one: with a new key in place of a lost one, ballots would be sealed that nobody counts. */
  ballotKey(campaignId: string): Promise<Buffer>;
  /** After the count. The Buffer that was handed out is zeroed, so a copy of it is not the caller's to keep. */
  destroyBallotKey(campaignId: string): Promise<KeyEnd>;
  /** Makes the key that seals whom a campaign's lists name, before the first list; an existing one stays. */
  makeIdentityKey(campaignId: string): Promise<void>;
  /** Never makes one: what a lost key has sealed is not opened by another. The same Buffer each time. */
  identityKey(campaignId: string): Promise<Buffer>;
  /** When the time of keeping is over: nobody is named any more, in old backups of the database neither. */
  destroyIdentityKey(campaignId: string): Promise<KeyEnd>;
  /** Makes the key under which a round's contacts are traced for later rounds; an existing one stays. */
  makeContactKey(campaignId: string): Promise<void>;
  contactKey(campaignId: string): Promise<Buffer>;
  /** When the term of the traces is over. */
  destroyContactKey(campaignId: string): Promise<KeyEnd>;
  /** Zeroes a key in this process's memory that another process has destroyed. */
  forgetKey(use: KeyEnd['use'], campaignId: string): Promise<void>;
  /** Once the master key is known to be the database's: bare keys of before are wrapped, the mirror filled. */
  settle(): Promise<SettledKeys>;
}

export interface SettledKeys {
  /** Bare keys of version 0.1.0 that were wrapped just now. */
  readonly rawKeys: number;
  readonly mirror: MirrorState;
}

/**
 * `DATA_DIR/keys` holds the master key and is backed up once, apart from the database. `DATA_DIR/rounds`
 * holds each round's keys, wrapped under it: neither folder opens anything without the other, and the
 * second one is in no backup, so that a file destroyed there (and in its mirror) is destroyed for good.
 */
export async function openSecrets(dataDir: string, mirrorFolder?: string): Promise<Secrets> {
  const masterFolder = join(dataDir, 'keys');
  const folder = join(dataDir, 'rounds');
  await mkdir(masterFolder, { recursive: true, mode: 0o700 });
  await beginKeyFolder(folder);
  const keyOf = derivedKeys(await keyFile(join(masterFolder, 'master.key')));
  const wrapping = keyOf('round-key');
  const mirror = mirrorOf(folder, mirrorFolder);
  const places = { folder, mirror, wrapping };
  const ballot = roundKeys(places, 'ballot', 'ballot_box_unavailable');
  const identity = roundKeys(places, 'identity', 'identity_key_unavailable');
  const contact = roundKeys(places, 'contact', 'contact_key_unavailable');
  const keys = { ballot, identity, contact };

  return {
    keyFor: keyOf,
    keyed: keyedUnder(keyOf),
    makeBallotKey: ballot.make,
    ballotKey: ballot.key,
    destroyBallotKey: ballot.destroy,
    makeIdentityKey: identity.make,
    identityKey: identity.key,
    destroyIdentityKey: identity.destroy,
    makeContactKey: contact.make,
    contactKey: contact.key,
    destroyContactKey: contact.destroy,
    forgetKey: (use, campaignId) => keys[use].forget(campaignId),
    async settle() {
      const rawKeys = await wrapRawKeys(masterFolder, folder, wrapping);
      const isFilled = await fillMirror(folder, mirror).catch(() => false);
      return { rawKeys, mirror: isFilled ? await mirror.state() : 'unreachable' };
    },
  };
}

/** What follows from a master key alone, such as that of a backup. */
export function masterKey(content: string): MasterKey {
  return { keyed: keyedUnder(derivedKeys(keyIn(content, 'master.key'))) };
}

/** Each key is made ready once: a code takes 3 µs under a ready one and 14 µs under its bytes. */
function keyedUnder(keyOf: (purpose: Purpose) => Buffer): MasterKey['keyed'] {
  const ready = new Map<Purpose, KeyObject>();
  return (purpose, message) => {
    const key = ready.get(purpose) ?? createSecretKey(keyOf(purpose));
    ready.set(purpose, key);
    return createHmac('sha256', key).update(message).digest();
  };
}

function derivedKeys(master: Buffer): (purpose: Purpose) => Buffer {
  const derived = new Map<Purpose, Buffer>();
  return (purpose) => {
    let key = derived.get(purpose);
    if (!key) {
      key = Buffer.from(hkdfSync('sha256', master, '', `sipas ${purpose}`, 32));
      derived.set(purpose, key);
    }
    return key;
  };
}

async function keyFile(path: string): Promise<Buffer> {
  try {
    // Two processes that start at once must end with one key.
    await writeNewFile(path, randomBytes(32).toString('hex'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return readKey(path);
}

const readKey = async (path: string): Promise<Buffer> => keyIn(await readFile(path, 'utf8'), path);

function keyIn(content: string, path: string): Buffer {
  const key = Buffer.from(content.trim(), 'hex');
  if (key.length !== 32) throw new Error(`${path} does not hold a key; restore it from the backup`);
  return key;
}
