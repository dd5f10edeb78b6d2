import type { NodeFigure } from '../../satisfaction-index/node-figure.ts';
import { confidential } from '../../satisfaction-index/withheld-figure.ts';
import { roundedTo } from '../rounding.ts';
import type { FigureLevel } from './precision.ts';
import { BAND_FROM, precisionAt } from './precision.ts';

/** What the audit asked of one figure beyond the rule of its level. */
export interface Treatment {
  /** Steps of rounding coarser than the rule. */
  readonly coarser: number;
  /** Beyond 90 %: only that leaves. */
  readonly isBanded: boolean;
  readonly isHidden: boolean;
}
export const UNTREATED: Treatment = { coarser: 0, isBanded: false, isHidden: false };
export type Treatments = ReadonlyMap<string, Treatment>;

/**
 * Names one figure among all that leave.
 * @param domain key of `cellKey`
 * @param node code of the node
 * sampling.md §1c, disclosure.
 */
export const figureKey = (domain: string, node: string): string => `${node} ${domain}`;

/** A figure as anybody sees it: rounded, banded or withheld, without its errors. */
export interface LeavingFigure extends Omit<NodeFigure, 'standardError' | 'degreesOfFreedom'> {
  readonly band: 'above_90' | 'below_10' | null;
  /** What shares are rounded to: 0.01 is whole percent. */
  readonly step: number | null;
}

/** No standard error leaves: the interval tells enough. */
function withoutErrors(exact: NodeFigure): LeavingFigure {
  const { standardError: _se, degreesOfFreedom: _df, ...figure } = exact;
  return { ...figure, band: null, step: null };
}

/**
 * An exact figure as it leaves from a rung of the ladder on.
 * @param exact shares in [0, 1], means in points
 * @param level of its domain: the province's is never banded for agreeing
 * @param rung of `precisionAt`, before what the audit adds
 * @param treatment what the audit asked beyond the rule
 * @returns rounded, banded, or without any number
 * sampling.md §1c, disclosure; Hundepool et al. (2012): rounding.
 */
export function leavingFigure(
  exact: NodeFigure,
  level: FigureLevel,
  rung: number,
  { coarser, isBanded, isHidden }: Treatment = UNTREATED,
): LeavingFigure {
  if (isHidden) return hidden(exact.node);
  const figure = withoutErrors(exact);
  if (figure.index === null) return figure;
  const band = bandOf(figure.index, level, isBanded);
  if (band) return banded(figure, band);
  const { share, mean } = precisionAt(rung + coarser);
  const shareOf = (value: number | null) => roundedTo(value, share);
  const meanOf = (value: number | null) => roundedTo(value, mean);
  return {
    ...figure,
    band: null,
    step: share,
    index: shareOf(figure.index),
    low: shareOf(figure.low),
    high: shareOf(figure.high),
    mean: meanOf(figure.mean),
    meanLow: meanOf(figure.meanLow),
    meanHigh: meanOf(figure.meanHigh),
    distribution: figure.distribution?.map((value) => roundedTo(value, share)) ?? null,
  };
}

/** The figure of a unanimous group gives away each member's answer; the province is nobody's group. */
function bandOf(index: number, level: FigureLevel, isBanded: boolean): LeavingFigure['band'] {
  const isUnanimous = level !== 'province' && (index === 0 || index === 1);
  if (!isUnanimous && !isBanded) return null;
  return index >= BAND_FROM ? 'above_90' : 'below_10';
}

/** Why it must be read with care is left out too: "all or none" would say what the band hides. */
const banded = (figure: LeavingFigure, band: LeavingFigure['band']): LeavingFigure => ({
  ...hidden(figure.node),
  verdict: 'flag',
  reasons: ['banded'],
  band,
  respondents: figure.respondents,
  validAnswers: figure.validAnswers,
});

const hidden = (node: string): LeavingFigure => withoutErrors(confidential(node));
