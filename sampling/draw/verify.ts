import type { DrawTexts } from './select.ts';
import { drawSample, sampleText } from './select.ts';

/** What a verification found. */
export interface Verification {
  /** The published sample is, byte for byte, the one the draw gives. */
  readonly same: boolean;
  /** Lines the draw gives. */
  readonly lines: number;
  /** Draw key, 64 lower-case hex digits. */
  readonly key: string;
  /** Lines in only one of the two: a changed line counts twice, as in the Python verifier. */
  readonly differences: number;
  /** First difference in words, when there is one. */
  readonly first?: string;
  /** Files of which only line ends, a byte order mark or the last line's end are not as published. */
  readonly resaved: readonly DrawFile[];
}

const DRAW_FILES = ['seed', 'frame', 'plan', 'sample'] as const;
export type DrawFile = keyof PublishedDraw;
type PublishedDraw = DrawTexts & { readonly sample: string };

/**
 * Repeats a draw and compares it with the published sample text. A file that some program saved again
 * with its own line ends says the same: it is compared as published, and named. Throws what `drawSample`
 * throws: a frame or plan that is not the committed one is refused, not compared.
 * Source: SIPAS-DRAW/1, third-party verifier.
 * @param files frame, plan, seed and the published sample, as files
 */
export function verifyDraw(files: PublishedDraw): Verification {
  const texts = { ...files };
  const resaved = DRAW_FILES.filter((name) => {
    texts[name] = asPublished(files[name]);
    return texts[name] !== files[name];
  });
  return { ...compareDraw(texts), resaved };
}

/** Without byte order mark, LF at the end of each line, the last one too. */
const asPublished = (text: string): string =>
  text
    .replace(/^\uFEFF/, '')
    .replaceAll(/\r\n?/g, '\n')
    .replace(/[^\n]$/, '$&\n');

function compareDraw(texts: PublishedDraw): Omit<Verification, 'resaved'> {
  const { key, selected } = drawSample(texts);
  const expected = sampleText(selected);
  const lines = selected.length;
  if (expected === texts.sample) return { same: true, lines, key, differences: 0 };
  const drawn = expected.split('\n');
  const published = texts.sample.split('\n');
  const differences = countOnlyIn(drawn, published) + countOnlyIn(published, drawn);
  return { same: false, lines, key, differences, first: firstDifference(drawn, published) };
}

function countOnlyIn(lines: readonly string[], others: readonly string[]): number {
  const known = new Set(others);
  return new Set(lines.filter((line) => !known.has(line))).size;
}

function firstDifference(drawn: readonly string[], published: readonly string[]): string {
  const index = drawn.findIndex((line, i) => line !== published[i]);
  if (index < 0) return `line ${drawn.length}: the draw ends here, the published sample goes on`;
  const shown = (line: string | undefined) => (line ? JSON.stringify(line) : 'nothing');
  return `line ${index + 1}: the draw gives ${shown(drawn[index])}, published is ${shown(published[index])}`;
}
