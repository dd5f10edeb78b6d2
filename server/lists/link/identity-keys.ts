import { hkdfSync } from 'node:crypto';
import { HmacKey, SHORT_MESSAGE } from '#sampling/randomness/hmac.ts';
import type { Birth } from '../understand/dates.ts';
import { bareName, nameKey } from '../understand/names.ts';

/** What tells one person from another. */
export interface StatedIdentity {
  readonly kind: 'citizen' | 'organization';
  readonly fullName: string;
  readonly birth: Birth;
  readonly phone: string | null;
  readonly idNumber: string | null;
}

/**
 * Keyed hashes of 52 bits as whole numbers; 0 where the list says nothing. `name` and `bare` are hashes of
 * one kind, so that they are equal where a name was typed without any mark. Among a million persons the
 * chance that any two different names share a hash is one in nine thousand, and a shared hash alone joins
 * nobody but organisations.
 */
export interface IdentityKeys {
  readonly phone: number;
  /** Odd where it is a citizen's number of today (CCCD, 12 digits). */
  readonly id: number;
  readonly name: number;
  readonly bare: number;
  /** Day of birth. */
  readonly birth: number;
}

export function identityKeys(key: Buffer, stated: StatedIdentity): IdentityKeys {
  const [name, bare] = [nameKey(stated.fullName), bareName(stated.fullName)];
  const isCitizen = stated.kind === 'citizen';
  return {
    phone: stated.phone ? keyedNumber(key, `phone|${stated.phone}`) : 0,
    id: stated.idNumber ? idHash(key, stated.idNumber) : 0,
    name: keyedNumber(key, `name|${name}`),
    bare: keyedNumber(key, `name|${bare}`),
    birth: isCitizen && stated.birth.day ? birthHash(key, stated.birth.day) : 0,
  };
}

/** For a search: the same hash that a list's rows were given. */
export const phoneHash = (key: Buffer, phone: string): number => keyedNumber(key, `phone|${phone}`);
export function idHash(key: Buffer, number: string): number {
  const hash = keyedNumber(key, `id|${number}`);
  return hash - (hash % 2) + (number.length === CITIZEN_DIGITS ? 1 : 2);
}
/** Today's numbers are for life; the nine digits before them changed with every move to another province. */
export const isCitizenNumber = (idHash: number): boolean => idHash % 2 === 1;
const CITIZEN_DIGITS = 12;
export const nameHash = (key: Buffer, name: string): number =>
  keyedNumber(key, `name|${nameKey(name)}`);
export const bareHash = (key: Buffer, name: string): number =>
  keyedNumber(key, `name|${bareName(name)}`);

/** A list has some ten thousand days of birth. */
function birthHash(key: Buffer, day: string): number {
  const known = births.get(key) ?? new Map<string, number>();
  const before = known.get(day);
  if (before !== undefined) return before;
  births.set(key, known);
  const hash = keyedNumber(key, `birth|${day}`);
  known.set(day, hash);
  return hash;
}
const births = new WeakMap<Buffer, Map<string, number>>();

const hashing = new WeakMap<Buffer, HmacKey>();

/** Another key than the one that seals: neither tells anything of the other. */
function hashingKey(key: Buffer): HmacKey {
  let ready = hashing.get(key);
  if (!ready) {
    ready = new HmacKey(Buffer.from(hkdfSync('sha256', key, '', 'sipas identity search', 32)));
    hashing.set(key, ready);
  }
  return ready;
}

const encoder = new TextEncoder();
const bytes = new Uint8Array(512);
const block = new Int32Array(16);

/** The first 52 bits of HMAC-SHA-256: safe whole numbers in JavaScript, in JSON and as bigint. 0.6 µs. */
export function keyedNumber(key: Buffer, text: string): number {
  const { read, written } = encoder.encodeInto(text, bytes);
  const [first, second] =
    written <= SHORT_MESSAGE && read === text.length
      ? macOfShort(hashingKey(key), written)
      : hashingKey(key).macWords(encoder.encode(text));
  // 0 means “says nothing”.
  return (first! >>> 0) * 2 ** 20 + (second! >>> 12) || 1;
}

/** Of the first `length` bytes at hand; nothing is allocated. */
function macOfShort(key: HmacKey, length: number): Int32Array {
  block.fill(0);
  bytes[length] = 0x80;
  for (let offset = 0; offset <= length; offset++)
    block[offset >> 2]! |= bytes[offset]! << (24 - 8 * (offset & 3));
  return key.macOfBlock(block, length);
}
