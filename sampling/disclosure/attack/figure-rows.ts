import { estimatesOf } from '../answers/slack.ts';
import { BAND_FROM, meanStepOf } from '../leaving/precision.ts';
import type { Row } from './linear-program.ts';
import type { PublishedFigure } from './published-file.ts';

/** Answers of one value in one stratum, as a column of a linear programme. */
export interface AnswerCell {
  readonly column: number;
  /** Position on the scale. */
  readonly value: number;
  readonly weight: number;
}

type Range = readonly [least: number, greatest: number];

/**
 * What a printed figure of a criterion says of the answers behind it: its shares, its index, the estimates that its
 * interval leaves possible, its mean, the middle of the mean's interval, or its band. How wide the intervals are is
 * no sum of answers and is not in it.
 * @param figure as printed
 * @param cells answers of the figure's domain
 * @param values number of values of the criterion
 * @param satisfiedFrom lowest satisfied value, in points
 * @param half of what shares are rounded to, where the file does not say
 * Dinur & Nissim (2003): reconstruction from rounded figures.
 */
export function figureRows(
  figure: PublishedFigure,
  cells: readonly AnswerCell[],
  values: number,
  satisfiedFrom: number,
  half: number,
): Row[] {
  const rounding = figure.step ? figure.step / 2 : half;
  const between = (part: (value: number) => number, [least, greatest]: Range): Row[] => [
    {
      least: 0,
      greatest: Number.POSITIVE_INFINITY,
      parts: cells.map(({ column, value, weight }) => [column, weight * (part(value) - least)]),
    },
    {
      least: Number.NEGATIVE_INFINITY,
      greatest: 0,
      parts: cells.map(({ column, value, weight }) => [column, weight * (part(value) - greatest)]),
    },
  ];
  const isSatisfied = (value: number) => Number(value >= satisfiedFrom - 1);
  const points = (value: number) => value + 1;
  return [
    ...(figure.distribution ?? []).flatMap((share, position) =>
      between((value) => Number(value === position), around(share, rounding)),
    ),
    ...inAll(indexRanges(figure, rounding)).flatMap((range) => between(isSatisfied, range)),
    ...inAll(meanRanges(figure, values)).flatMap((range) => between(points, range)),
  ];
}

/** What is in all of several ranges, as one. */
const inAll = (ranges: readonly Range[]): Range[] =>
  ranges.length === 0
    ? []
    : [
        [
          Math.max(...ranges.map(([least]) => least)),
          Math.min(...ranges.map(([, greatest]) => greatest)),
        ],
      ];

const around = (printed: number, half: number): Range => [printed - half, printed + half];

function indexRanges({ index, low, high, band, step }: PublishedFigure, half: number): Range[] {
  if (band) return [band === 'above_90' ? [BAND_FROM, 1] : [0, 1 - BAND_FROM]];
  const hasIndex = typeof index === 'number';
  const hasRange = hasIndex && typeof low === 'number' && typeof high === 'number' && step;
  return [
    ...(hasIndex ? [around(index, half)] : []),
    ...(hasRange ? [estimatesOf(low, high, step)] : []),
  ];
}

/** A mean's interval is symmetric, unless one end stopped at the end of the scale. */
function meanRanges({ mean, meanLow, meanHigh, step }: PublishedFigure, values: number): Range[] {
  if (typeof mean !== 'number' || !step) return [];
  const half = meanStepOf(step) / 2;
  const hasRange = typeof meanLow === 'number' && typeof meanHigh === 'number';
  const isWhole = hasRange && meanLow - half > 1 && meanHigh + half < values;
  return [around(mean, half), ...(isWhole ? [around((meanLow + meanHigh) / 2, half)] : [])];
}
