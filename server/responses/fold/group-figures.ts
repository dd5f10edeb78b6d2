import type { GroupFigure } from '#contract/tabulation.ts';
import { RESPONDENTS_FOR_TENTHS } from '#contract/tabulation.ts';
import { shownCategories } from '#sampling/disclosure/one-way.ts';
import { concatenateCells, respondentsIn } from '#sampling/estimation/cell-sums.ts';
import { ratioOfDomain } from '#sampling/estimation/ratio.ts';
import { ratioColumns } from '#sampling/estimation/ratio-columns.ts';
import type { RatioKind } from '#sampling/estimation/ratio-estimate.ts';
import { ratioEstimate } from '#sampling/estimation/ratio-estimate.ts';
import type { SampleDesign } from '#sampling/estimation/sample-design.ts';
import type { SufficientStatistics } from '#sampling/estimation/sufficient-statistics.ts';
import { crossingLayout, LEVEL } from '#sampling/satisfaction-index/node-figures.ts';
import type { CategorySums, GroupSums } from './group-sums.ts';

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

interface TellingRule {
  readonly grouping: string;
  readonly fewest: number;
  readonly steps: number;
  readonly scale: readonly [number, number];
}

/** What the count keeps of a grouping: categories that are large enough, each figure rounded before it is stored. */
export function groupFigures(
  design: SampleDesign,
  sums: GroupSums,
  rule: Omit<TellingRule, 'steps'>,
): GroupFigure[] {
  const shown = categoriesShown(sums, rule.fewest);
  return [...sums.measures].flatMap(([measure, categories]) =>
    figuresOf(design, measure, categories, { ...rule, steps: WHOLE }).filter(({ category }) =>
      shown.has(category),
    ),
  );
}

/**
 * Answers to questions outside the index, each question by itself: one that few answered hides no other, since
 * no sum joins two questions and every answer of one has the same respondents.
 */
export function answerFigures(
  design: SampleDesign,
  { measures }: GroupSums,
  rule: Omit<TellingRule, 'steps'>,
): GroupFigure[] {
  return [...measures].flatMap(([measure, categories]) => {
    const respondents = Math.min(...[...categories.values()].map(respondentsOf));
    if (respondents < rule.fewest) return [];
    const steps = respondents < RESPONDENTS_FOR_TENTHS ? WHOLE : TENTHS;
    return figuresOf(design, measure, categories, { ...rule, steps });
  });
}

/** A category is told in all measures or in none: what one measure hides, another must not give back. */
function categoriesShown({ measures }: GroupSums, fewest: number): ReadonlySet<string> {
  const names = new Set([...measures.values()].flatMap((categories) => [...categories.keys()]));
  const least = [...names].map((category): readonly [string, number] => {
    const counts = [...measures.values()].map((categories) =>
      respondentsOf(categories.get(category)),
    );
    return [category, Math.min(...counts)];
  });
  return new Set(shownCategories(least, fewest));
}

const respondentsOf = (sums: CategorySums | undefined): number =>
  sums === undefined ? 0 : respondentsIn(sums.share);

function figuresOf(
  design: SampleDesign,
  measure: string,
  categories: ReadonlyMap<string, CategorySums>,
  { grouping, steps, scale }: TellingRule,
): GroupFigure[] {
  const pick = (part: keyof CategorySums) =>
    new Map([...categories].map(([category, sums]) => [category, sums[part]]));
  const shares = categoryEstimates(design, pick('share'), { kind: 'proportion' });
  const means = categoryEstimates(design, pick('score'), { kind: 'mean', scale });
  const isNode = !measure.includes(':');
  const rounded = (share: number) => Math.round(share * steps) / steps;
  return [...shares].flatMap(([category, { value, interval, nRespondents }]) => {
    if (value === null) return [];
    const mean = isNode ? (means.get(category)?.value ?? null) : null;
    return {
      grouping,
      category,
      measure,
      respondents: nRespondents,
      share: rounded(value),
      low: interval && rounded(interval.lower),
      high: interval && rounded(interval.upper),
      mean: mean === null ? null : Math.round(mean * 10) / 10,
    };
  });
}
