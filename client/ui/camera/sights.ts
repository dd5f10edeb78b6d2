import type { Sight } from './decode-square.ts';

/** A square that is held still is seen in many frames, and read once; after so many milliseconds out of sight, again. */
const GONE = 2000;
/** In sight for so long without being read, a square is damaged, or the hand needs a word. */
const UNREADABLE = 1500;

/** What follows from one frame after the other: a new text, or the word that a square cannot be read. */
export function createSights() {
  let last = '';
  let seenAt = Number.NEGATIVE_INFINITY;
  let unreadSince: number | undefined;
  return ({ text, isSeen }: Sight, now: number) => {
    if (text !== undefined) unreadSince = undefined;
    else if (isSeen) unreadSince ??= now;
    else unreadSince = undefined;
    const isUnreadable = unreadSince !== undefined && now - unreadSince > UNREADABLE;
    if (text === undefined) return { isUnreadable };
    const isKnown = text === last && now - seenAt <= GONE;
    last = text;
    seenAt = now;
    return isKnown ? { isUnreadable } : { text, isUnreadable };
  };
}
