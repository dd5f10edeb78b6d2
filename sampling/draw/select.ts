import { utf8Pieces } from '../randomness/sha256.ts';
import type { Drawn, Selected } from './stream.ts';
import { DrawStream } from './stream.ts';

export type { Drawn, Selected } from './stream.ts';

/** The three texts that determine a draw; their bytes are normative. */
export interface DrawTexts {
  readonly seed: string;
  readonly frame: string;
  readonly plan: string;
}

/**
 * Repeats a public draw from its three texts: key and the drawn units in the order of the plan.
 * Throws FrameHashMismatch, PlanHashMismatch, PlanDoesNotFit, FrameNotCanonical, PlanNotCanonical
 * and what `parseSeed` throws. Source: SIPAS-DRAW/1, algorithm.
 */
export function drawSample({ seed, frame, plan }: DrawTexts): Drawn {
  const draw = new DrawStream(seed, plan);
  for (const piece of utf8Pieces(frame)) draw.write(piece);
  return draw.finish();
}

/**
 * Text of sample.tsv: `stratum TAB order TAB role TAB unit_id TAB ticket LF` a drawn unit.
 * @param selected drawn units in ticket order
 * SIPAS-DRAW/1, sample.tsv.
 */
export const sampleText = (selected: Iterable<Selected>): string =>
  Array.from(
    selected,
    (unit) => `${unit.stratum}\t${unit.order}\t${unit.role}\t${unit.unitId}\t${unit.ticket}\n`,
  ).join('');
