import { toBase64 } from '#contract/draft-seal.ts';
import type { DeviceStore, SecretRecord, VaultRecord } from './device-store.ts';

/** OWASP's figure of 2023 for PBKDF2 with SHA-256; a second or two on an old telephone. */
const ROUNDS = 600_000;
const SHORTEST_PIN = 6;
const FREE_TRIES = 3;
const MOST_TRIES = 10;
const FIRST_PAUSE = 30_000;
export const DAY = 86_400_000;

/** What an open device holds in memory; it goes with the page or a lock. */
export type VaultKey = CryptoKey;
export type Unlocked =
  | { readonly kind: 'open'; readonly key: VaultKey }
  | { readonly kind: 'wrong'; readonly left: number }
  | { readonly kind: 'paused'; readonly seconds: number }
  | { readonly kind: 'wiped' };

/** Too short, something repeated, or signs in a row (123456, 97531): of a few such PINs the ten tries are enough. */
export function isWeakPin(pin: string): boolean {
  const codes = [...pin].map((sign) => sign.codePointAt(0) ?? 0);
  const steps = new Set(codes.slice(1).map((code, i) => code - codes[i]!));
  return codes.length < SHORTEST_PIN || steps.size === 1 || /^(.+)\1+$/u.test(pin);
}

/** The key of the data is of chance; the PIN opens it alone. */
export async function createVault(
  store: DeviceStore,
  pin: string,
  days: number,
): Promise<VaultKey> {
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const wrapping = await keyOfPin(pin, salt);
  const wrapped = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, wrapping, bytes);
  const now = Date.now();
  const record: VaultRecord = {
    key: 'vault',
    salt: toBase64(salt),
    iv: toBase64(iv),
    wrapped: toBase64(new Uint8Array(wrapped)),
    tries: 0,
    lockedUntil: 0,
    wipeAfter: now + days * DAY,
    seen: now,
  };
  await store((access) => access.put('vault', record));
  return dataKey(bytes);
}

/** A try is counted before it is made: who ends the page in between gains none. */
export async function unlock(store: DeviceStore, pin: string): Promise<Unlocked> {
  if (await wipeIfDue(store)) return { kind: 'wiped' };
  const tried = await countTry(store);
  if (!tried) return { kind: 'wiped' };
  if ('seconds' in tried) return { kind: 'paused', ...tried };
  const { tries } = tried;
  try {
    const wrapping = await keyOfPin(pin, bytesOf(tried.salt));
    const iv = bytesOf(tried.iv);
    const bytes = await crypto.subtle.decrypt(
      { name: 'AES-GCM', iv },
      wrapping,
      bytesOf(tried.wrapped),
    );
    await store((access) => access.put('vault', { ...tried, tries: 0, lockedUntil: 0 }));
    return { kind: 'open', key: await dataKey(new Uint8Array(bytes)) };
  } catch {
    if (tries < MOST_TRIES) return { kind: 'wrong', left: MOST_TRIES - tries };
    await wipe(store);
    return { kind: 'wiped' };
  }
}

/** In one step: windows that try at the same moment would otherwise all make the same try. */
const countTry = (
  store: DeviceStore,
): Promise<VaultRecord | { readonly seconds: number } | undefined> =>
  store(async (access) => {
    const record = await access.get('vault', 'vault');
    if (!record) return undefined;
    const now = Math.max(Date.now(), record.seen);
    if (now < record.lockedUntil) return { seconds: Math.ceil((record.lockedUntil - now) / 1000) };
    const tries = record.tries + 1;
    const pause = tries < FREE_TRIES ? 0 : FIRST_PAUSE * 2 ** (tries - FREE_TRIES);
    const tried = { ...record, tries, seen: now, lockedUntil: now + pause };
    await access.put('vault', tried);
    return tried;
  });

/**
 * Names, addresses, the device's key and what was begun go; what is sealed stays, and attempts by number, until they
 * are sent.
 */
export async function wipe(store: DeviceStore): Promise<void> {
  await store(async (access) => {
    await access.remove('vault', 'vault');
    await access.remove('pending', 'pending');
    for (const { key } of await access.all('secret')) await access.remove('secret', key);
  });
}

/**
 * Too long without contact, by the device's own clock, which may be a year wrong: only what passes on it counts.
 * Put back, it counts as the latest time that was seen.
 */
export async function wipeIfDue(store: DeviceStore): Promise<boolean> {
  const record = await store((access) => access.get('vault', 'vault'));
  if (!record) return false;
  const now = Math.max(Date.now(), record.seen);
  if (now <= record.wipeAfter) {
    if (now > record.seen) await store((access) => access.put('vault', { ...record, seen: now }));
    return false;
  }
  await wipe(store);
  return true;
}

/** After a contact: so many days more, and not beyond the last day of the round. */
export async function postponeWipe(store: DeviceStore, wipeAfter: number): Promise<void> {
  await store(async (access) => {
    const record = await access.get('vault', 'vault');
    if (record) await access.put('vault', { ...record, wipeAfter, seen: Date.now() });
  });
}

export async function conceal(key: VaultKey, name: string, value: object): Promise<SecretRecord> {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const text = new TextEncoder().encode(JSON.stringify(value));
  const sealed = await crypto.subtle.encrypt(
    { name: 'AES-GCM', iv, additionalData: new TextEncoder().encode(name) },
    key,
    text,
  );
  return { key: name, iv: toBase64(iv), sealed: toBase64(new Uint8Array(sealed)) };
}

export async function reveal<T>(
  store: DeviceStore,
  key: VaultKey,
  name: string,
): Promise<T | undefined> {
  const record = await store((access) => access.get('secret', name));
  if (!record) return undefined;
  const text = await crypto.subtle.decrypt(
    {
      name: 'AES-GCM',
      iv: bytesOf(record.iv),
      additionalData: new TextEncoder().encode(name),
    },
    key,
    bytesOf(record.sealed),
  );
  return JSON.parse(new TextDecoder().decode(text)) as T;
}

async function keyOfPin(pin: string, salt: Uint8Array<ArrayBuffer>): Promise<CryptoKey> {
  const { subtle } = crypto;
  const material = await subtle.importKey('raw', new TextEncoder().encode(pin), 'PBKDF2', false, [
    'deriveKey',
  ]);
  return subtle.deriveKey(
    { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: ROUNDS },
    material,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt', 'decrypt'],
  );
}

/** Kept where no script can read it out again. */
async function dataKey(bytes: Uint8Array<ArrayBuffer>): Promise<CryptoKey> {
  const key = await crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt', 'decrypt']);
  bytes.fill(0);
  return key;
}

const bytesOf = (base64: string) => Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
