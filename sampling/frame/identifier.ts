import { SamplingError } from '../errors.ts';

/** Unit and stratum identifiers of SIPAS-DRAW/1: bytes that sort alike everywhere. */
export const IDENTIFIER = /^[A-Za-z0-9._:-]{1,48}$/;

/** Longest identifier, in bytes: a ticket's message then fits one hash block. */
export const IDENTIFIER_LENGTH = 48;

/** Throws BadIdentifier unless `value` may be a name in a frame or plan. */
export function requireIdentifier(value: string): void {
  if (!IDENTIFIER.test(value))
    throw new SamplingError(
      'BadIdentifier',
      `"${value}" is no identifier: 1 to 48 of A-Z a-z 0-9 . _ : - are allowed.`,
      { identifier: value },
    );
}

/** Order of identifiers by byte; the platform's locale must never decide a draw. */
export const byBytes = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
