import { networkOfAddress } from '../http/address.ts';
import type { Secrets } from '../secrets.ts';

/** After so many tries a pause, which doubles with every further round of them. */
export interface AttemptRule {
  readonly tries: number;
  readonly pauseMinutes: number;
  readonly longestMinutes: number;
}

/** One count that a try is taken from. */
export interface Counter {
  readonly key: string;
  readonly rule: AttemptRule;
  /** A password that fits ends this count; the others only get the try back. */
  readonly isOwn: boolean;
}

const OWN = { tries: 5, pauseMinutes: 15, longestMinutes: 240 };
// Guesses from many addresses: 10 an hour in the long run.
const NAME = { tries: 10, pauseMinutes: 15, longestMinutes: 60 };
// A whole office may share one address; a successful sign-in is not counted.
const ADDRESS = { tries: 60, pauseMinutes: 15, longestMinutes: 15 };

export interface Source {
  readonly username: string;
  readonly address: string;
  /** Of a browser in which this account was signed in before. */
  readonly deviceId: string | undefined;
}

/**
 * Pauses fall on who guesses: a browser that knows the account has a count of its own, which nobody
 * else's tries touch; all others are counted by name and address, by name, and by address. Names
 * that nobody has are counted alike. The order is that in which the rows are locked.
 */
export function countersOf(secrets: Secrets, { username, address, deviceId }: Source): Counter[] {
  const key = (...parts: string[]) =>
    secrets.keyed('sign-in', JSON.stringify(parts)).toString('hex');
  if (deviceId) return [{ key: key('device', username, deviceId), rule: OWN, isOwn: true }];
  const block = networkOfAddress(address);
  return [
    { key: key('address', block), rule: ADDRESS, isOwn: false },
    { key: key('name', username), rule: NAME, isOwn: false },
    { key: key('name and address', username, block), rule: OWN, isOwn: true },
  ];
}
