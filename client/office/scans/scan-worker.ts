import type { Picture } from './reading/picture.ts';
import type { Form } from './reading/read-page.ts';
import { readSheet } from './reading/read-sheet.ts';

/** One page after another, away from the thread that draws the screen. */
addEventListener('message', ({ data }: MessageEvent<{ picture: Picture; form: Form }>) => {
  postMessage(readSheet(data.picture, data.form));
});
