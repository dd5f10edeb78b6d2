import { isIP } from 'node:net';
import * as z from 'zod';

/** `loopback`, `linklocal`, `uniquelocal`, an address, or a block of them. */
export function isProxy(text: string): boolean {
  if (['loopback', 'linklocal', 'uniquelocal'].includes(text)) return true;
  const [address = '', bits, ...more] = text.split('/');
  const family = isIP(address);
  if (family === 0 || more.length > 0) return false;
  return (
    bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128))
  );
}

/** `Number` would read nothing as 0: a port that nobody knows. */
export const wholeNumber = (least: number, most: number) =>
  z.string().regex(/^\d+$/).transform(Number).pipe(z.number().int().min(least).max(most));

export const Port = wholeNumber(0, 65_535);

export const Host = z.string().regex(/^[\w.:%-]+$/);

/** The pages are at the root of their host; links and cookies are made of the origin. */
export const PublicUrl = z
  .string()
  .regex(/^https?:\/\//i)
  .refine((text) => {
    const url = URL.canParse(text) && new URL(text);
    return url && url.pathname === '/' && !url.username && !url.search && !url.hash;
  })
  .transform((text) => new URL(text).origin);

export const DatabaseUrl = z
  .string()
  .regex(/^postgres(ql)?:\/\//)
  .refine((text) => URL.canParse(text));
