import { markup } from '#contract/pictures/shapes.ts';
import type { Marked } from '#contract/pictures/signs.ts';
import { keySign } from '#contract/pictures/signs.ts';

/** The mark as the picture draws it: letters of the page's face have no triangles. */
export const KeySign = ({ mark }: { readonly mark: Marked }) => (
  <span class="key-place" dangerouslySetInnerHTML={{ __html: markup(keySign(mark)) }} />
);
