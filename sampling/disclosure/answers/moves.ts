import type { AskedStratum, Shift } from './asked-strata.ts';

/** So many persons of a stratum shift together at most. */
const MOST_TOGETHER = 3;
const ROUNDING = 1e-9;

export type Limits = readonly [least: number, greatest: number];

export interface Move extends Shift {
  /** Weighted answers that move. */
  readonly flow: number;
}

/** Moves within one agency that its own figures do not show, by the flow in the domains that they cross. */
export interface Balanced {
  readonly agency: number | undefined;
  /** Of `across`: the domain that one move is part of, or the narrowest ones of two. */
  readonly crossed: number;
  readonly moves: readonly Move[];
  readonly flow: number;
  /** In the second domain, where there are two moves. */
  readonly otherFlow: number;
}

export const isWithin = (value: number, [least, greatest]: Limits): boolean =>
  value >= least - ROUNDING && value <= greatest + ROUNDING;

/** Every way in which some persons of a stratum can cross over between two values. */
export function movesOf(
  stratum: number,
  { weight }: AskedStratum,
  [going, coming]: readonly [number, number],
): Move[] {
  const moves: Move[] = [];
  for (let persons = 1; persons <= MOST_TOGETHER; persons += 1) {
    if (going >= persons) moves.push({ stratum, persons, flow: persons * weight });
    if (coming >= persons) moves.push({ stratum, persons: -persons, flow: -persons * weight });
  }
  return moves;
}

const MOST_DOMAINS = 2 ** 24;

/** Names one domain, or two in this order. */
export const across = (domain: number, other = -1): number => (other + 1) * MOST_DOMAINS + domain;

interface Wanted {
  /** So many of the list at most. */
  readonly most: number;
  /** Limits of the other flow. */
  readonly ofOther?: Limits;
}

/** Adds to `found` the first of a list sorted by flow that lie between two limits, and whose other flow lies between its own. */
export function findBetween(
  sorted: readonly Balanced[],
  [least, greatest]: Limits,
  { most, ofOther }: Wanted,
  found: Balanced[],
): void {
  let from = 0;
  for (let to = sorted.length; from < to; ) {
    const middle = (from + to) >> 1;
    if (sorted[middle]!.flow < least - ROUNDING) from = middle + 1;
    else to = middle;
  }
  const full = found.length + most;
  for (; from < sorted.length && found.length < full; from += 1) {
    const balanced = sorted[from]!;
    if (balanced.flow > greatest + ROUNDING) break;
    if (!ofOther || isWithin(balanced.otherFlow, ofOther)) found.push(balanced);
  }
}
