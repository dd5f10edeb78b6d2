import type { BoxInk } from './box-ink.ts';

/** A box of an item and what is written in it. */
export interface ReadBox {
  readonly value: number | null;
  readonly ink: BoxInk;
}
/** `values` empty is no answer; undefined is for a person to decide. */
export type Decision = readonly number[] | undefined;

type BoxState = 'empty' | 'ticked' | 'crossed_out' | 'unsure';

/** Shares of the inside of a box. A cross of a ballpoint covers 10 to 25 %, dust below 2 %. */
const EMPTY = 0.025;
const TICKED = 0.075;
/** What a hand fills in to take a cross back; a broad felt-tip's cross is below it. */
const HEAVY = 0.62;
const FILLED = 0.78;
/** A fold or a line of dirt is long one way only. */
const LEAST_EXTENT = 1.2;
/** What reaches into a box from a neighbour is less than this share of a real tick. */
const STRAY = 0.4;

function stateOf({ share, width, height, emptiest, isFramed }: BoxInk): BoxState {
  if (!isFramed) return 'unsure';
  if (share < EMPTY) return 'empty';
  if (share >= FILLED && emptiest > 0.4) return 'crossed_out';
  if (share >= HEAVY) return 'unsure';
  const isTick = share >= TICKED && width >= LEAST_EXTENT && height >= LEAST_EXTENT;
  return isTick ? 'ticked' : 'unsure';
}

/** One answer of a row of boxes: one tick, beside boxes that are empty or taken back. */
export function decideChoice(boxes: readonly ReadBox[]): Decision {
  const states = boxes.map(({ ink }) => stateOf(ink));
  const ticked = boxes.filter((_, i) => states[i] === 'ticked');
  const hasCrossedOut = states.includes('crossed_out');
  // A box filled in and no other ticked may be an answer or one taken back.
  if (ticked.length === 0) return states.every((state) => state === 'empty') ? [] : undefined;
  const strongest = Math.max(...ticked.map(({ ink }) => ink.share));
  const isStray = ({ ink }: ReadBox) => ink.share < STRAY * strongest && ink.share < TICKED;
  const answers = boxes.filter((box, i) => states[i] === 'ticked' && !isStray(box));
  const isClear = boxes.every(
    (box, i) => states[i] !== 'unsure' || (box.ink.isFramed && isStray(box)),
  );
  if (answers.length !== 1 || !isClear) return undefined;
  const heaviest = Math.max(...answers.map(({ ink }) => ink.share));
  if (hasCrossedOut && heaviest > HEAVY / 2 + TICKED) return undefined;
  const { value } = answers[0]!;
  return value === null ? [] : [value];
}

/** Any number of boxes: each by itself. */
export function decideMultiple(boxes: readonly ReadBox[]): Decision {
  const states = boxes.map(({ ink }) => stateOf(ink));
  if (states.includes('unsure')) return undefined;
  const ticked = boxes.filter((_, i) => states[i] === 'ticked');
  if (ticked.length === 0 && states.includes('crossed_out')) return undefined;
  return ticked.flatMap(({ value }) => (value === null ? [] : [value]));
}
