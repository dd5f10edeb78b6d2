import type { Paradata } from '#contract/paradata.ts';
import type { Draft } from './stored-draft.ts';

/** `LONGEST_SECONDS` of the contract, whose file would bring its schemas along. */
const LONGEST = 600;
/** Narrower than this in CSS pixels, upright, nothing is a tablet. */
const TABLET = 600;

/** A class of three, by the pointer and the width: what a browser says of itself is not asked. */
function deviceClass(): NonNullable<Paradata['device']> {
  if (!matchMedia('(pointer: coarse)').matches) return 'desktop';
  return Math.min(screen.width, screen.height) < TABLET ? 'phone' : 'tablet';
}

/** Goes with the sealed answers, is counted in totals and kept with none of them. */
export function paradataOf({ effort, isShared }: Draft): Paradata {
  const paradata: Paradata = { page: 'scripts' };
  if ('matchMedia' in globalThis) paradata.device = deviceClass();
  if (!effort || isShared) return paradata;
  const rounded = Object.entries(effort.seconds).map(([code, some]): [string, number] => [
    code,
    Math.min(LONGEST, Math.round(some)),
  ]);
  return { ...paradata, seconds: Object.fromEntries(rounded), changes: effort.changes };
}
