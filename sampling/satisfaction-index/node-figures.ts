import type { DomainLayout } from '../estimation/domain-layout.ts';
import { ratioOfDomain } from '../estimation/ratio.ts';
import { ratioColumns } from '../estimation/ratio-columns.ts';
import type { LinearizedRatio } from '../estimation/ratio-estimate.ts';
import { asProportion, ratioEstimate } from '../estimation/ratio-estimate.ts';
import type { Interval } from '../intervals/interval.ts';
import { aroundKornGraubard, intervalKornGraubard } from '../intervals/korn-graubard.ts';
import { publishability, WIDEST } from '../quality/publishability.ts';
import type { SampleDesign } from '../weighting/sample-design.ts';
import type { NodeFigure } from './node-figure.ts';
import type { NodeTotals } from './node-totals.ts';
import { withheld } from './withheld-figure.ts';

export const LEVEL = 0.95;

/** The linearized ratios of one node over all domains of one level, which never overlap. */
export interface NodeRatios {
  readonly index: (domain: number) => LinearizedRatio;
  readonly score: (domain: number) => LinearizedRatio;
}

/**
 * Ratios of one node in every domain of a layout.
 * @param design the full design
 * @param totals the node's sums by cell
 * @param layout domains over the cells
 * Särndal, Swensson & Wretman (1992, §5.6).
 */
export function nodeRatios(
  design: SampleDesign,
  totals: NodeTotals,
  layout: DomainLayout,
): NodeRatios {
  const index = ratioColumns(design, layout, totals.index);
  const score = ratioColumns(design, layout, totals.score);
  return { index: (d) => ratioOfDomain(index, d), score: (d) => ratioOfDomain(score, d) };
}

/**
 * The figure of a node in a domain, if it is certain enough to be one.
 * @param node code of the node
 * @param ratios the node's ratios in every domain
 * @param d position of the domain
 * @param scale lowest and highest score, in points
 * @param distribution shares of the values in [0, 1], and answers
 * sampling.md 0.4 and 0.5.
 */
export function figureOf(
  node: string,
  ratios: NodeRatios,
  d: number,
  scale: readonly [number, number],
  distribution: { readonly shares: number[]; readonly answers: number },
): NodeFigure {
  const ratio = ratios.index(d);
  const index = ratioEstimate(ratio, { kind: 'proportion' }, LEVEL, []);
  const { verdict, reasons } = publishability({
    value: index.value,
    interval: index.interval && checkedInterval(ratio, index.interval),
    nRespondents: index.nRespondents,
    nEffective: index.nEffective,
    df: index.df,
    minimumRespondents: 1,
  });
  if (verdict !== 'show' && verdict !== 'flag') return withheld(node, verdict, [...reasons]);
  const mean = ratioEstimate(ratios.score(d), { kind: 'mean', scale }, LEVEL, []);
  return {
    node,
    verdict,
    reasons: [...reasons],
    respondents: index.nRespondents,
    validAnswers: distribution.answers,
    index: index.value,
    standardError: index.se,
    low: index.interval?.lower ?? null,
    high: index.interval?.upper ?? null,
    mean: mean.value,
    meanLow: mean.interval?.lower ?? null,
    meanHigh: mean.interval?.upper ?? null,
    distribution: distribution.shares,
    degreesOfFreedom: index.df,
  };
}

/**
 * The rule looks at the cautious interval, except where everybody was asked and nothing is uncertain. Where one around it is
 * narrow enough, its own ends are not made: their quantiles took a fifth of the count's audit.
 */
function checkedInterval(ratio: LinearizedRatio, shown: Interval): Interval | null {
  const proportion = asProportion(ratio);
  const isCensus = proportion.variance === 0 && (proportion.samplingFraction ?? 0) >= 1;
  if (isCensus) return shown;
  const around = aroundKornGraubard(proportion, LEVEL);
  const isNarrow = around !== null && around.upper - around.lower < WIDEST;
  return isNarrow ? around : intervalKornGraubard(proportion, LEVEL);
}

/**
 * Weighted shares of the values, and the number of answers, over the cells of a domain.
 * @param cells positions of the domain's cells
 * @param width number of values
 * Särndal, Swensson & Wretman (1992, §5.8): domains.
 */
export function distributionOf(
  { weights }: SampleDesign,
  { stratumOf }: DomainLayout,
  { values }: NodeTotals,
  cells: Iterable<number>,
  width: number,
) {
  const weighted = new Float64Array(width);
  let answers = 0;
  for (const cell of cells) {
    for (let k = 0; k < width; k += 1) {
      const count = values[cell * width + k]!;
      answers += count;
      weighted[k]! += weights[stratumOf[cell]!]! * count;
    }
  }
  const sum = weighted.reduce((running, share) => running + share, 0);
  return { shares: Array.from(weighted, (share) => (sum > 0 ? share / sum : 0)), answers };
}
