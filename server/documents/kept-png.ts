import { pngOf } from '../http/picture-png.ts';
import { latestMade } from './latest-made.ts';

/** The drawings of a publication: every document about it has them, and each reader's copy of one. */
const MOST = 16;
const once = latestMade<Awaited<ReturnType<typeof pngOf>>>(MOST);

/** What is drawn anew takes a seventh of a second; the same drawing is the same bytes. */
export const keptPngOf = (svg: string): ReturnType<typeof pngOf> => once(svg, () => pngOf(svg));
