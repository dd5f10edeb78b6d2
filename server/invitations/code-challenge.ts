import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { CodePass } from '#contract/opening.ts';
import type { Deps } from '../deps.ts';

const LIFE_MS = 600_000;

/** What one try of one code costs: as many leading zero bits of a hash, or as many seconds. */
export interface Challenge {
  readonly issued: number;
  readonly seconds: number;
  readonly bits: number;
  readonly salt: string;
}

/**
 * With the hash's nonce at most 55 bytes, which is one block of SHA-256 for a phone. Bound to the code,
 * so that work done for one opens no other.
 */
export function writtenChallenge(secrets: Deps['secrets'], code: string, terms: CodeTerms): string {
  const { issued, seconds, bits } = terms;
  const salt = randomBytes(6).toString('base64url');
  const text = `${issued.toString(36)}.${seconds.toString(36)}.${bits}.${salt}`;
  return `${text}.${markOf(secrets, code, text)}`;
}
type CodeTerms = Omit<Challenge, 'salt'>;

/** None where it is not ours, for another code, or ten minutes old. */
export function readChallenge(
  secrets: Deps['secrets'],
  code: string,
  written: string,
  moment: number,
): Challenge | undefined {
  const text = written.slice(0, written.lastIndexOf('.'));
  const [given, ours] = [
    Buffer.from(written),
    Buffer.from(`${text}.${markOf(secrets, code, text)}`),
  ];
  if (given.length !== ours.length || !timingSafeEqual(given, ours)) return undefined;
  const [issued = '', seconds = '', bits = '', salt = ''] = text.split('.');
  const challenge = {
    issued: parseInt(issued, 36),
    seconds: parseInt(seconds, 36),
    bits: +bits,
    salt,
  };
  return moment <= challenge.issued + LIFE_MS ? challenge : undefined;
}

const markOf = (secrets: Deps['secrets'], code: string, text: string): string =>
  secrets.keyed('slip-code', `challenge|${code}|${text}`).subarray(0, 12).toString('base64url');

/** Hashcash: found by trying, checked by one hash. */
export function isWorked({ challenge, nonce }: CodePass, bits: number): boolean {
  if (nonce === undefined) return false;
  const hash = createHash('sha256').update(`${challenge}.${nonce}`).digest();
  return hash.readBigUInt64BE() >> BigInt(64 - bits) === 0n;
}

export const secondsLeft = ({ issued, seconds }: Challenge, moment: number): number =>
  Math.max(0, Math.ceil((issued + seconds * 1000 - moment) / 1000));
