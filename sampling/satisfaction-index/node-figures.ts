import type { DomainLayout } from '../estimation/domain-layout.ts';
import { domainLayout } from '../estimation/domain-layout.ts';
import { ratioOfDomain } from '../estimation/ratio.ts';
import { ratioColumns } from '../estimation/ratio-columns.ts';
import type { LinearizedRatio } from '../estimation/ratio-estimate.ts';
import { asProportion, ratioEstimate } from '../estimation/ratio-estimate.ts';
import type { Interval } from '../intervals/interval.ts';
import { intervalKornGraubard } from '../intervals/korn-graubard.ts';
import type { Verdict } from '../quality/publishability.ts';
import { publishability } from '../quality/publishability.ts';
import type { SampleDesign } from '../weighting/sample-design.ts';
import type { NodeTotals } from './node-totals.ts';

export const LEVEL = 0.95;

/** A node's figure in a domain as estimated, nothing rounded; without a number where it is withheld. */
export interface NodeFigure {
  readonly node: string;
  readonly verdict: Verdict;
  readonly reasons: string[];
  readonly index: number | null;
  readonly standardError: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly mean: number | null;
  readonly meanLow: number | null;
  readonly meanHigh: number | null;
  readonly respondents: number | null;
  readonly validAnswers: number | null;
  readonly distribution: number[] | null;
  readonly degreesOfFreedom: number | null;
}

/** The linearized ratios of one node over all domains of one level, which never overlap. */
export interface NodeRatios {
  readonly index: (domain: number) => LinearizedRatio;
  readonly score: (domain: number) => LinearizedRatio;
}

/** Domains made of whole strata. */
export function strataLayout(
  design: SampleDesign,
  domains: readonly (readonly number[])[],
): DomainLayout {
  const domainOf = new Int32Array(design.strata.length).fill(-1);
  domains.forEach((strata, d) => {
    for (const h of strata) domainOf[h] = d;
  });
  return domainLayout(design, [...design.strata.keys()], domainOf, domains.length);
}

/**
 * Categories of respondents that cross the strata: cell = category × strata + stratum.
 * @param design the full design
 * @param categories number of categories
 * Särndal, Swensson & Wretman (1992, §5.8): domains.
 */
export function crossingLayout(design: SampleDesign, categories: number): DomainLayout {
  const strata = design.strata.length;
  const cells = strata * categories;
  const stratumOf = Int32Array.from({ length: cells }, (_, cell) => cell % strata);
  const categoryOf = Int32Array.from({ length: cells }, (_, cell) => Math.floor(cell / strata));
  return domainLayout(design, stratumOf, categoryOf, categories);
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
 * Either way of withholding leaves without a single number: how many people of a small agency have met a
 * thing is theirs too, and counts that are out narrow down the confidential ones beside them.
 */
const withheld = (node: string, verdict: Verdict, reasons: string[]): NodeFigure => ({
  node,
  verdict,
  reasons,
  index: null,
  standardError: null,
  low: null,
  high: null,
  mean: null,
  meanLow: null,
  meanHigh: null,
  respondents: null,
  validAnswers: null,
  distribution: null,
  degreesOfFreedom: null,
});

/**
 * The figure of a withheld node.
 * @param node code of the node
 * sampling.md 0.5.
 */
export const confidential = (node: string): NodeFigure =>
  withheld(node, 'suppress-confidentiality', ['below-confidentiality-threshold']);

/**
 * The figure of a node that nobody answered.
 * @param node code of the node
 * sampling.md 0.5.
 */
export const unanswered = (node: string): NodeFigure =>
  withheld(node, 'suppress-reliability', ['no-respondents']);

/**
 * The figure of a node of a whole of which too large a part was not heard.
 * @param node code of the node
 * sampling.md 0.5.
 */
export const uncovered = (node: string): NodeFigure =>
  withheld(node, 'suppress-reliability', ['low-coverage']);

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

/** The rule looks at the cautious interval, except where everybody was asked and nothing is uncertain. */
function checkedInterval(ratio: LinearizedRatio, shown: Interval): Interval | null {
  const proportion = asProportion(ratio);
  const isCensus = proportion.variance === 0 && (proportion.samplingFraction ?? 0) >= 1;
  return isCensus ? shown : intervalKornGraubard(proportion, LEVEL);
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
