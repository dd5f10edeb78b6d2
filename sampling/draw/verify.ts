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
}

/**
 * Repeats a draw and compares it with the published sample text. Throws what `drawSample` throws:
 * a frame or plan that is not the committed one is refused, not compared.
 * Source: SIPAS-DRAW/1, third-party verifier.
 * @param texts frame, plan, seed and the published sample, as files
 */
export function verifyDraw(texts: DrawTexts & { readonly sample: string }): Verification {
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
  const at = drawn.findIndex((line, i) => line !== published[i]);
  if (at < 0) return `line ${drawn.length}: the draw ends here, the published sample goes on`;
  const shown = (line: string | undefined) => (line ? JSON.stringify(line) : 'nothing');
  return `line ${at + 1}: the draw gives ${shown(drawn[at])}, published is ${shown(published[at])}`;
}
