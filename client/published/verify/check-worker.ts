import type { DrawTexts } from './files.ts';
import { checkDraw } from './self-check.ts';

/** Hashing a province's list takes seconds on a phone: the page stays alive meanwhile. */
addEventListener('message', ({ data }: MessageEvent<DrawTexts>) => postMessage(checkDraw(data)));
