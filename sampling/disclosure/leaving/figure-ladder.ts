import type { NodeFigure } from '../../satisfaction-index/node-figure.ts';
import type { Treatment } from './leaving-figure.ts';
import { UNTREATED } from './leaving-figure.ts';
import type { FigureLevel } from './precision.ts';
import { COARSEST, mayBeBanded, precisionAt, rungOf } from './precision.ts';

/** A published figure, its place and the number of answers behind it. */
export interface PlacedFigure {
  readonly domain: number;
  readonly key: string;
  readonly level: FigureLevel;
  readonly rounding: FigureLevel;
  /** The total of the index: the province's is never withheld. */
  readonly isTotal: boolean;
  readonly exact: NodeFigure;
  /** Weighted answers. */
  readonly answers: number;
}

export interface Weakening {
  readonly figure: PlacedFigure;
  readonly treatment: Treatment;
}

/** The next weaker form of a figure: coarser, told as a band, withheld; undefined where there is none. */
export function nextWeaker(figure: PlacedFigure, now: Treatment): Treatment | undefined {
  if (now.isHidden) return undefined;
  const coarser = now.coarser + 1;
  const isCoarsest = rungOfFigure(figure) + now.coarser >= COARSEST;
  if (figure.level === 'province') {
    if (!isCoarsest) return { ...now, coarser };
    return figure.isTotal ? undefined : { ...now, coarser, isHidden: true };
  }
  if (figure.level !== 'field' && !now.isBanded && mayBeBanded(figure.exact.index!))
    return { ...now, isBanded: true };
  if (!now.isBanded && !isCoarsest) return { ...now, coarser };
  return { ...now, isHidden: true };
}

/** The province's figure is what everybody reads: one step coarser before others are withheld, then last. */
export function lossOf({ figure, treatment }: Weakening): number {
  if (figure.level === 'province') return treatment.coarser > 1 ? 3 : 1;
  return treatment.isHidden ? 2 : 0;
}

export const rungOfFigure = ({ rounding, isTotal }: PlacedFigure): number =>
  rungOf(rounding, isTotal);

/** What the figure rounds away, in weighted answers. */
export function widthOf(figure: PlacedFigure, now: Treatment = UNTREATED): number {
  return now.isBanded
    ? figure.answers
    : precisionAt(rungOfFigure(figure) + now.coarser).share * figure.answers;
}
