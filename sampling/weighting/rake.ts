import type { Column } from '../numeric/column.ts';
import { InconsistentMargins, MarginWithoutSample, NonconvergentCalibration } from './errors.ts';

/** One margin: a category for every unit, and the population of every category. */
export type Margin = Readonly<{
  name: string;
  categories: readonly string[];
  /** Position in `categories` of each unit. */
  categoryOf: Column;
  /** Population by category, in persons. */
  targets: Float64Array;
}>;

export type RakedWeights = Readonly<{
  weights: Float64Array;
  method: 'raking';
  iterations: number;
  /** Largest relative distance of a weighted margin from its target. */
  worstDeviation: number;
}>;

export type RakingOptions = Readonly<{
  /** Stop when every margin is met to this relative distance. */
  tolerance?: number;
  maximumIterations?: number;
}>;

function marginTotals({ categoryOf, targets }: Margin, weights: Float64Array): Float64Array {
  const totals = new Float64Array(targets.length);
  for (let i = 0; i < weights.length; i++) totals[categoryOf[i]!]! += weights[i]!;
  return totals;
}

function checkMargins(margins: readonly Margin[], weights: Float64Array): void {
  const sums = margins.map(({ targets }) => targets.reduce((sum, target) => sum + target, 0));
  const tooFar = sums.some((sum) => Math.abs(sum - sums[0]!) > 1e-9 * sums[0]!);
  if (tooFar)
    throw new InconsistentMargins({ margins: margins.map(({ name }) => name), totals: sums });
  for (const margin of margins) {
    const totals = marginTotals(margin, weights);
    const missing = margin.targets.findIndex((target, c) => target > 0 && !(totals[c]! > 0));
    if (missing >= 0)
      throw new MarginWithoutSample({
        margin: margin.name,
        category: margin.categories[missing],
        target: margin.targets[missing],
      });
  }
}

/** Scales the weights to one margin; returns how far off it was. */
function fitMargin(margin: Margin, weights: Float64Array): number {
  const totals = marginTotals(margin, weights);
  let worst = 0;
  const factors = totals.map((total, c) => {
    const target = margin.targets[c]!;
    if (total === 0) return 1;
    worst = Math.max(worst, target > 0 ? Math.abs(total / target - 1) : 1);
    return target / total;
  });
  const { categoryOf } = margin;
  for (let i = 0; i < weights.length; i++) weights[i]! *= factors[categoryOf[i]!]!;
  return worst;
}

/**
 * Raking: scales weights to each margin in turn until all are met.
 * @param weights starting weights, one per unit (0 for units that are not to count)
 * @param margins categories of the units and population targets; all must have one total
 * @throws InconsistentMargins, MarginWithoutSample, NonconvergentCalibration (worst margin named)
 * Deming & Stephan (1940); the limit is the raking-ratio calibration of Deville, Särndal &
 * Sautory (1993).
 */
export function rake(
  weights: Float64Array,
  margins: readonly Margin[],
  { tolerance = 1e-12, maximumIterations = 500 }: RakingOptions = {},
): RakedWeights {
  checkMargins(margins, weights);
  const raked = weights.slice();
  let deviations: number[] = [];
  for (let iteration = 1; iteration <= maximumIterations; iteration++) {
    deviations = margins.map((margin) => fitMargin(margin, raked));
    const worstDeviation = Math.max(0, ...deviations);
    if (worstDeviation <= tolerance)
      return { weights: raked, method: 'raking', iterations: iteration, worstDeviation };
  }
  const worstDeviation = Math.max(...deviations);
  throw new NonconvergentCalibration({
    margin: margins[deviations.indexOf(worstDeviation)]!.name,
    worstDeviation,
    iterations: maximumIterations,
  });
}

/**
 * Post-stratification: scales the weights of each category to its population, once.
 * @throws MarginWithoutSample
 * Holt & Smith (1979).
 */
export function postStratify(weights: Float64Array, margin: Margin): Float64Array {
  checkMargins([margin], weights);
  const fitted = weights.slice();
  fitMargin(margin, fitted);
  return fitted;
}

/**
 * Indicator columns of margins, for calibration residuals and other regressions.
 * @param margins categories of the units and their totals
 * Deville & Särndal (1992).
 */
export const marginColumns = (margins: readonly Margin[]): Float64Array[] =>
  margins.flatMap(({ categoryOf, targets }) =>
    Array.from(targets, (_, c) =>
      Float64Array.from(categoryOf, (category) => (category === c ? 1 : 0)),
    ),
  );
