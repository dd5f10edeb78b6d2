import { verifyDraw } from '#sampling/draw/verify.ts';
import { SamplingError } from '#sampling/errors.ts';
import type { DrawTexts } from './files.ts';

/** What a citizen's own repetition of the draw found. */
export type Finding =
  | { kind: 'same'; lines: number }
  | { kind: 'different'; differences: number; stratum: string }
  /** The files contradict each other, or one is no file of a draw. */
  | { kind: 'refused'; reason: string; stratum: string };

const REASONS = ['FrameHashMismatch', 'PlanHashMismatch', 'PlanDoesNotFit'];

export function checkDraw(texts: DrawTexts): Finding {
  try {
    const found = verifyDraw(texts);
    if (found.same) return { kind: 'same', lines: found.lines };
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
