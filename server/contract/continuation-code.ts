/**
 * What opens a draft beside the link: 80 random bits, made on the device that answers. The server never
 * stores it. Written in Crockford's base 32, which has no letter that looks like a digit.
 */
const SYMBOLS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

export const newContinuationCode = (): string =>
  Array.from(
    crypto.getRandomValues(new Uint8Array(16)),
    (byte) => SYMBOLS[byte % SYMBOLS.length],
  ).join('');

/** As it was meant, however it was typed: spaces, small letters, O for zero, I or L for one. */
export function readContinuationCode(typed: string): string | undefined {
  const code = typed.toUpperCase().replace(/O/g, '0').replace(/[IL]/g, '1').replace(/\W/g, '');
  return /^[0-9A-HJKMNP-TV-Z]{16}$/.test(code) ? code : undefined;
}

/** In groups of four, as it is read and written down. */
export const inGroups = (code: string): string => code.replace(/(.{4})(?=.)/g, '$1 ');
