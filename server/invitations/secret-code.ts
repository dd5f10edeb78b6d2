import { createHash } from 'node:crypto';
import type { Deps } from '../deps.ts';
import { checkDigit } from './verhoeff.ts';

type Secrets = Deps['secrets'];

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const TOKEN_SYMBOLS = 16;

/**
 * The secret of a link: 80 bits derived from the invitation's random id under a key that is not in
 * the database, so those who may print can print again, and a copy of the database makes no link.
 */
export function tokenOf(secrets: Secrets, invitationId: string): string {
  const bits = secrets.keyed('invitation-token', invitationId);
  let number = BigInt(`0x${bits.subarray(0, 10).toString('hex')}`);
  let token = '';
  for (let i = 0; i < TOKEN_SYMBOLS; i += 1) {
    token = BASE32[Number(number & 31n)] + token;
    number >>= 5n;
  }
  return token;
}

/** Nobody can try 2^80 tokens against a stolen hash: a plain one is enough. */
export const tokenHash = (token: string): string =>
  createHash('sha256').update(token).digest('hex');

const CODES = 100_000_000_000n;

/** Eleven free digits and a check digit; 64 bits reduced to 36.5 leave a bias below 1e-8. */
export function slipCodeOf(secrets: Secrets, invitationId: string): string {
  const number = secrets.keyed('slip-code', invitationId).readBigUInt64BE() % CODES;
  const digits = number.toString().padStart(11, '0');
  return digits + checkDigit(digits);
}

/** Keyed, because a plain hash of 36 bits is undone by trying all codes in a minute. */
export const slipCodeHash = (secrets: Secrets, code: string): string =>
  secrets.keyed('slip-code', `hash|${code}`).toString('hex');

/** At most 45 characters on a host of 20; a local trial has no certificate. */
export function linkOf(host: string, token: string): string {
  const isLocal = host === 'localhost' || /:\d+$/.test(host);
  return `${isLocal ? 'http' : 'https'}://${host}/${token}`;
}
