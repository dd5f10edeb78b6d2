import { pngOf } from '../http/picture-png.ts';

/** The drawings of a publication: every document about it has them, and each reader's copy of one. */
const MOST = 16;
const kept = new Map<string, ReturnType<typeof pngOf>>();

/** What is drawn anew takes a seventh of a second; the same drawing is the same bytes. */
export function keptPngOf(svg: string): ReturnType<typeof pngOf> {
  const png = kept.get(svg) ?? pngOf(svg);
  // The latest comes last, and the first is the longest unread.
  kept.delete(svg);
  kept.set(svg, png);
  png.catch(() => kept.delete(svg));
  for (const [first] of kept) if (kept.size > MOST) kept.delete(first);
  return png;
}
