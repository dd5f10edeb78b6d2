import * as z from 'zod/mini';

/**
 * Vietnamese is typed composed or decomposed, and pasted with what no keyboard has: one form, no control
 * characters but the line's end (PostgreSQL stores no NUL), nothing that is no character (XML refuses it).
 */
export const cleanText = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n]/gu, ' ')
    .replace(/[\p{Cs}\p{Noncharacter_Code_Point}]/gu, '\uFFFD')
    .trim();

/** What a person writes, in lines or paragraphs. */
export const text = (longest: number, shortest = 0) =>
  z.string().check(
    z.overwrite((written) => cleanText(written)),
    z.minLength(shortest),
    z.maxLength(longest),
  );
/** The same on one line. */
const line = (longest: number, shortest = 0) =>
  z.string().check(
    z.overwrite((written) => cleanText(written).replaceAll('\n', ' ')),
    z.minLength(shortest),
    z.maxLength(longest),
  );
/** No NUL and no half of a pair: PostgreSQL refuses both. */
export const STORABLE = z.regex(/^[^\0\p{Cs}]*$/u);
/** To be compared with what is stored, so as it is; what cannot be stored is like nothing that is. */
export const verbatim = (longest: number, shortest = 0) =>
  z.string().check(z.minLength(shortest), z.maxLength(longest), STORABLE);
export const Line = line(200, 1);
export const OptionalLine = line(200);
export const FileName = line(200, 1);
/** As many letters as the foot of a slip holds under the longest address (`unit/invitations/slip-letters.test.ts`). */
export const LONGEST_HOURS = 100;
export const HotlineHours = line(LONGEST_HOURS);
