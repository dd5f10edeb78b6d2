import { createHash } from 'node:crypto';
import { CODE_DIGITS, EARLIER_CODE_DIGITS } from '#contract/slip-code.ts';
import { checkDigit } from '#contract/verhoeff.ts';
import type { MasterKey as Secrets } from '../secrets.ts';

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const TOKEN_SYMBOLS = 16;

/** A case and which of its slips is meant. An id alone is its first slip. */
export type SlipSource = string | { readonly id: string; readonly issue: number };

const sourceText = (slip: SlipSource): string => {
  if (typeof slip === 'string') return slip;
  return slip.issue === 1 ? slip.id : `${slip.id}|${slip.issue}`;
};

/**
 * The secret of a link: 80 bits derived from the invitation's random id and the number of the issue under
 * a key that is not in the database, so those who may print can print again, and a copy of the database
 * makes no link.
 */
export function tokenOf(secrets: Secrets, slip: SlipSource): string {
  const bits = secrets.keyed('invitation-token', sourceText(slip));
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

/** Fifteen free digits and a check digit; 128 bits reduced to 50 leave a bias below 1e-23. */
export function slipCodeOf(
  secrets: Secrets,
  slip: SlipSource,
  digits: number = CODE_DIGITS,
): string {
  if (digits === EARLIER_CODE_DIGITS) return earlierCodeOf(secrets, sourceText(slip));
  const bits = secrets.keyed('slip-code', `${digits}|${sourceText(slip)}`);
  return withCheck(BigInt(`0x${bits.subarray(0, 16).toString('hex')}`), digits);
}

/** The code on slips that were issued before; 64 bits reduced to 36.5 leave a bias below 1e-8. */
const earlierCodeOf = (secrets: Secrets, invitationId: string): string =>
  withCheck(secrets.keyed('slip-code', invitationId).readBigUInt64BE(), EARLIER_CODE_DIGITS);

function withCheck(number: bigint, digits: number): string {
  const free = digits - 1;
  const text = (number % 10n ** BigInt(free)).toString().padStart(free, '0');
  return text + checkDigit(text);
}

/** At most 45 characters on a host of 20; a local trial has no certificate. */
export function linkOf(host: string, token: string): string {
  const isLocal = host === 'localhost' || /:\d+$/.test(host);
  return `${isLocal ? 'http' : 'https'}://${host}/${token}`;
}
