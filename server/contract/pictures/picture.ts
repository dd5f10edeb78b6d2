import type { Changes } from '../changes.ts';
import type { Results } from '../results.ts';
import type { Say } from './say.ts';
import type { Shape } from './shapes.ts';
import { label, shape } from './shapes.ts';
import type { Marked } from './signs.ts';

/** The published figures that pictures are made of, and no others. */
export interface PictureFacts {
  readonly results: Results;
  readonly changes: Changes | null;
}

export interface PictureWords {
  readonly say: Say;
  readonly language: 'vi' | 'en';
  readonly hrefOf?: (agencyCode: string) => string;
}

/** The finding in a sentence, the drawing, and the same figures as a table. */
export interface Picture {
  readonly title: string;
  /** How to read it. */
  readonly about: string;
  readonly svg: Shape;
  readonly key: readonly { readonly mark: Marked; readonly words: string }[];
  readonly table: {
    readonly headings: readonly string[];
    readonly rows: readonly (readonly string[])[];
  };
}

/** Text of a drawing: pixels of the file, scaled with it. */
const TEXT = 12;
export const SMALL_TEXT = 11;

export function drawing(
  size: { readonly width: number; readonly height: number },
  title: string,
  kind: 'plot' | 'grid',
  children: readonly Shape[],
): Shape {
  return shape(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      class: `drawing ${kind}`,
      viewBox: `0 0 ${size.width} ${size.height}`,
      ...size,
      'font-family': 'sans-serif',
      'font-size': TEXT,
      role: 'group',
      'aria-label': title,
    },
    children,
  );
}

/** Mean width of a letter in text of one pixel; Vietnamese with its spaces, Be Vietnam Pro. */
const LETTER = 0.56;
const widthOf = (text: string, size = TEXT): number => text.length * LETTER * size;

/** Broken between words at the width of a line. */
export function lines(text: string, width: number, size = TEXT): string[] {
  const found: string[] = [];
  for (const word of text.split(' ')) {
    const longer = found.length === 0 ? word : `${found.at(-1)} ${word}`;
    if (found.length > 0 && widthOf(longer, size) <= width) found[found.length - 1] = longer;
    else found.push(word);
  }
  return found;
}

/** Cut to the width, with the whole in a tooltip by who draws it. */
export function cut(text: string, width: number, size = TEXT): string {
  const letters = Math.floor(width / (LETTER * size));
  return text.length <= letters ? text : `${text.slice(0, letters - 1).trimEnd()}…`;
}

export const quietLabel = (text: string, x: number, y: number, anchor = 'start'): Shape =>
  label(text, { class: 'f-quiet', fill: '#4b5566', x, y, 'text-anchor': anchor });
