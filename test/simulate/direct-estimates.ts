import { domainLayout } from '#sampling/estimation/domain-layout.ts';
import { ratioOfDomain } from '#sampling/estimation/ratio.ts';
import { ratioColumns } from '#sampling/estimation/ratio-columns.ts';
import type { LinearizedRatio } from '#sampling/estimation/ratio-estimate.ts';
import { asProportion } from '#sampling/estimation/ratio-estimate.ts';
import { accumulate } from '#sampling/estimation/sufficient-statistics.ts';
import type { Interval } from '#sampling/intervals/interval.ts';
import { intervalKornGraubard } from '#sampling/intervals/korn-graubard.ts';
import { intervalLogit } from '#sampling/intervals/logit.ts';
import { intervalMean, intervalWald } from '#sampling/intervals/wald.ts';
import { intervalWilson, intervalWilsonCapped } from '#sampling/intervals/wilson.ts';
import type { SampleDesign } from '#sampling/weighting/sample-design.ts';
import type { Fieldwork } from './fieldwork.ts';
import type { Province } from './province.ts';
import { COMMUNES, communeOfStratum } from './province.ts';
import type { SurveyVariable } from './variables.ts';

const INTERVALS = {
  'wilson-capped': intervalWilsonCapped,
  wilson: intervalWilson,
  'korn-graubard': intervalKornGraubard,
  logit: intervalLogit,
  wald: intervalWald,
} as const;

/** Linearized ratios of the 92 communes, and last of the province. */
export function directRatios(
  province: Province,
  design: SampleDesign,
  { respondents }: Fieldwork,
  { x, y }: SurveyVariable,
): LinearizedRatio[] {
  const strata = province.members.length;
  const statistics = accumulate(
    Uint16Array.from(respondents, (i) => province.stratumOf[i]!),
    strata,
    Float64Array.from(respondents, (i) => x(province, i)),
    Float64Array.from(respondents, (i) => y(province, i)),
  );
  const stratumOf = Int32Array.from({ length: strata }, (_, h) => h);
  const byCommune = domainLayout(design, stratumOf, stratumOf.map(communeOfStratum), COMMUNES);
  const whole = domainLayout(design, stratumOf, new Int32Array(strata), 1);
  const communes = ratioColumns(design, byCommune, statistics);
  const all = ratioColumns(design, whole, statistics);
  return [
    ...Array.from({ length: COMMUNES }, (_, d) => ratioOfDomain(communes, d)),
    ratioOfDomain(all, 0),
  ];
}

export type Intervals = Readonly<Record<string, Interval | null>>;

/** 95 % intervals by method; none without an estimated variance. */
export function intervalsOf(ratio: LinearizedRatio, methods: SurveyVariable['methods']): Intervals {
  const hasVariance = ratio.respondents > 1 && ratio.respondents > ratio.uncollapsed;
  if (!hasVariance) return {};
  const value = ratio.y / ratio.x;
  const { variance, df } = { variance: ratio.variance, df: ratio.respondents - ratio.strata };
  return Object.fromEntries(
    methods.map((method) => [
      method,
      method === 'mean-t'
        ? intervalMean({ value, variance, df, scale: [0, 100] }, 0.95)
        : INTERVALS[method](asProportion(ratio), 0.95),
    ]),
  );
}
