import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * The server's word that a link was opened on a day. The phone keeps it and hands it in with its answers:
 * a person who opened in time and was out of coverage since then is heard in the days of grace, although
 * nothing was stored here, because a link scanner opens links too.
 */
export const openingMark = (key: Buffer, token: string, day: string): string =>
  `${day}.${createHmac('sha256', key).update(`${token} ${day}`).digest('hex').slice(0, 32)}`;

/** The day that a mark tells; none where it is not ours, or of another link. */
export function markedDay(key: Buffer, token: string, mark: string): string | null {
  const day = mark.slice(0, 10);
  const [given, ours] = [Buffer.from(mark), Buffer.from(openingMark(key, token, day))];
  return given.length === ours.length && timingSafeEqual(given, ours) ? day : null;
}
