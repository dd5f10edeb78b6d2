import { domainLayout } from '#sampling/estimation/domain-layout.ts';
import { ratioOfDomain } from '#sampling/estimation/ratio.ts';
import { ratioColumns } from '#sampling/estimation/ratio-columns.ts';
import type { LinearizedRatio } from '#sampling/estimation/ratio-estimate.ts';
import { asProportion, ratioEstimate } from '#sampling/estimation/ratio-estimate.ts';
import type { SampleDesign } from '#sampling/estimation/sample-design.ts';
import type { Interval } from '#sampling/intervals/interval.ts';
import { intervalKornGraubard } from '#sampling/intervals/korn-graubard.ts';
import { publishability } from '#sampling/quality/publishability.ts';
import type { ExactFigure } from './exact-results.ts';
import type { NodeTotals } from './node-totals.ts';
import type { ReportingDomain } from './reporting-domains.ts';

export const LEVEL = 0.95;

/** The linearized ratios of one node over all domains of one level, which never overlap. */
export interface NodeRatios {
  readonly index: (domain: number) => LinearizedRatio;
  readonly score: (domain: number) => LinearizedRatio;
}

export function nodeRatios(
  design: SampleDesign,
  totals: NodeTotals,
  domains: readonly ReportingDomain[],
): NodeRatios {
  const domainOf = new Int32Array(design.strata.length).fill(-1);
  domains.forEach((domain, d) => {
    for (const h of domain.strata) domainOf[h] = d;
  });
  const layout = domainLayout(design, [...design.strata.keys()], domainOf, domains.length);
  const index = ratioColumns(design, layout, totals.index);
  const score = ratioColumns(design, layout, totals.score);
  return { index: (d) => ratioOfDomain(index, d), score: (d) => ratioOfDomain(score, d) };
}

/**
 * Either way of withholding leaves without a single number: how many people of a small unit have met a
 * thing is theirs too, and counts that are out narrow down the confidential ones beside them.
 */
const withheld = (
  node: string,
  verdict: ExactFigure['verdict'],
  reasons: string[],
): ExactFigure => ({
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

export const confidential = (node: string): ExactFigure =>
  withheld(node, 'suppress-confidentiality', ['below-confidentiality-threshold']);

/** The figure of a node in a domain, if it is certain enough to be one. */
export function figureOf(
  node: string,
  ratios: NodeRatios,
  d: number,
  scale: readonly [number, number],
  distribution: { readonly shares: number[]; readonly answers: number },
): ExactFigure {
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

/** Weighted shares of the values, and the number of answers, over a domain's strata. */
export function distributionOf(
  { weights }: SampleDesign,
  { values }: NodeTotals,
  strata: readonly number[],
  width: number,
) {
  const weighted = new Float64Array(width);
  let answers = 0;
  for (const h of strata) {
    for (let k = 0; k < width; k += 1) {
      const count = values[h * width + k]!;
      answers += count;
      weighted[k]! += weights[h]! * count;
    }
  }
  const sum = weighted.reduce((running, one) => running + one, 0);
  return { shares: Array.from(weighted, (one) => (sum > 0 ? one / sum : 0)), answers };
}
