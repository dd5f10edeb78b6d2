import type { GroupFigure } from '#contract/tabulation.ts';
import { RESPONDENTS_FOR_TENTHS } from '#contract/tabulation.ts';
import { concatenateCells, sumsOfCell } from '#sampling/estimation/cell-sums.ts';
import { ratioOfDomain } from '#sampling/estimation/ratio.ts';
import { ratioColumns } from '#sampling/estimation/ratio-columns.ts';
import type { RatioKind } from '#sampling/estimation/ratio-estimate.ts';
import { ratioEstimate } from '#sampling/estimation/ratio-estimate.ts';
import type { SufficientStatistics } from '#sampling/estimation/sufficient-statistics.ts';
import { LEVEL } from '#sampling/satisfaction-index/node-figures.ts';
import { crossingLayout } from '#sampling/satisfaction-index/node-layout.ts';
import type { SampleDesign } from '#sampling/weighting/sample-design.ts';
import type { GroupSums } from './group-sums.ts';

/** Domain estimates of the categories of one measure, unrounded. Categories are domains that cross the strata. */
export function categoryEstimates(
  design: SampleDesign,
  categories: ReadonlyMap<string, SufficientStatistics>,
  shape: RatioKind,
) {
  const layout = crossingLayout(design, categories.size);
  const columns = ratioColumns(design, layout, concatenateCells([...categories.values()]));
  return new Map(
    [...categories.keys()].map((category, c) => [
      category,
      ratioEstimate(ratioOfDomain(columns, c), shape, LEVEL, []),
    ]),
  );
}

/** Steps of a share: whole per cent, tenths. */
const WHOLE = 100;
const TENTHS = 1000;

/** One figure of a group as estimated: it is not kept. */
export interface EstimatedGroup extends GroupFigure {
  /** Weighted answers that the share is made of. */
  readonly answers: number;
}

/** Every category of a grouping in every measure, nothing rounded, nothing withheld. */
export function estimatedGroups(
  design: SampleDesign,
  grouping: string,
  { measures }: GroupSums,
): EstimatedGroup[] {
  return [...measures].flatMap(([measure, categories]) =>
    estimates(design, { grouping, measure }, categories),
  );
}

/** What the count keeps of a group: rounded before it is stored. */
export function storedGroup(
  { answers: _answers, ...exact }: EstimatedGroup,
  steps: number = WHOLE,
): GroupFigure {
  const rounded = (share: number) => Math.round(share * steps) / steps;
  return {
    ...exact,
    share: rounded(exact.share),
    low: exact.low === null ? null : rounded(exact.low),
    high: exact.high === null ? null : rounded(exact.high),
  };
}

/**
 * Answers to questions outside the index, each question by itself: one that few answered hides no other, since
 * no sum joins two questions and every answer of one has the same respondents.
 */
export const storedAnswers = (
  estimated: readonly EstimatedGroup[],
  fewest: number,
): GroupFigure[] =>
  estimated
    .filter(({ respondents }) => respondents >= fewest)
    .map((exact) =>
      storedGroup(exact, exact.respondents < RESPONDENTS_FOR_TENTHS ? WHOLE : TENTHS),
    );

function estimates(
  design: SampleDesign,
  name: { grouping: string; measure: string },
  categories: ReadonlyMap<string, SufficientStatistics>,
): EstimatedGroup[] {
  const shares = categoryEstimates(design, categories, { kind: 'proportion' });
  return [...shares].flatMap(([category, { value, interval, nRespondents }]) => {
    if (value === null) return [];
    return {
      ...name,
      category,
      respondents: nRespondents,
      share: value,
      low: interval?.lower ?? null,
      high: interval?.upper ?? null,
      answers: weightedAnswers(design, categories.get(category)!),
    };
  });
}

const weightedAnswers = ({ weights }: SampleDesign, sums: SufficientStatistics): number =>
  weights.reduce((sum, weight, h) => sum + weight * sumsOfCell(sums, h).x, 0);
