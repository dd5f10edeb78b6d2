import { verifyDraw } from '#sampling/draw/verify.ts';
import { SamplingError } from '#sampling/errors.ts';
import type { DrawTexts } from './files.ts';

/** What a citizen's own repetition of the draw found. */
export type Finding =
  | { kind: 'same'; lines: number; resaved: readonly string[] }
  | { kind: 'different'; differences: number; stratum: string }
  /** The files contradict each other, or one is no file of a draw. */
  | { kind: 'refused'; reason: string; stratum: string };

/** Where a pseudonym is in the texts of a draw; nothing where it is not in the frame. */
export interface Place {
  readonly stratum: string;
  readonly role: 'sample' | 'reserve' | null;
}

/** One person looks for their own pseudonym: the caller has repeated the draw over the same texts before. */
export function placeOf({ frame, sample }: DrawTexts, unitId: string): Place | undefined {
  const stratum = lineWith(frame, `${unitId}\t`)?.split('\t')[1];
  if (stratum === undefined) return undefined;
  const drawn = sample.split('\n').find((line) => line.split('\t')[3] === unitId);
  const role = drawn?.split('\t')[2];
  return { stratum, role: role === 'sample' || role === 'reserve' ? role : null };
}

function lineWith(text: string, start: string): string | undefined {
  const found = text.startsWith(start) ? 0 : text.indexOf(`\n${start}`) + 1;
  if (found === 0 && !text.startsWith(start)) return undefined;
  return text.slice(found, text.indexOf('\n', found));
}

const REASONS = ['FrameHashMismatch', 'PlanHashMismatch', 'PlanDoesNotFit'];

export function checkDraw(texts: DrawTexts): Finding {
  try {
    const found = verifyDraw(texts);
    if (found.same) return { kind: 'same', lines: found.lines, resaved: found.resaved };
    const stratum = stratumAt(texts.sample, found.first ?? '');
    return { kind: 'different', differences: found.differences, stratum };
  } catch (error) {
    if (!(error instanceof SamplingError)) throw error;
    return {
      kind: 'refused',
      reason: REASONS.includes(error.name) ? error.name : 'other',
      stratum: String(error.details.stratum ?? ''),
    };
  }
}

/** The group in which the published sample first differs; the finding names the line. */
function stratumAt(sample: string, first: string): string {
  const line = Number(/^line (\d+)/.exec(first)?.[1] ?? 1);
  const lines = sample.split('\n');
  return (lines[line - 1] || lines[line - 2] || '').split('\t')[0] ?? '';
}
