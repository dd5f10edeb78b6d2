import type { Linearized, UnitDesign, Variable } from '../estimation/linearization.ts';
import { linearizeRatio } from '../estimation/linearization.ts';
import { asProportion, ratioEstimate } from '../estimation/ratio-estimate.ts';
import { intervalClopperPearson } from '../intervals/clopper-pearson.ts';
import type { Interval } from '../intervals/interval.ts';
import { intervalKornGraubard } from '../intervals/korn-graubard.ts';
import { intervalLogit } from '../intervals/logit.ts';
import { intervalMean } from '../intervals/wald.ts';
import { intervalWilson, intervalWilsonCapped } from '../intervals/wilson.ts';
import type { Verdict } from '../quality/publishability.ts';
import { publishability } from '../quality/publishability.ts';
import type { CsvTable } from './csv.ts';
import { columnOf } from './csv.ts';
import type { EstimateRequest, VariableRequest } from './estimate-request.ts';
import { shapeOfVariable } from './survey-variable.ts';

export type EstimatedVariable = Readonly<{ request: VariableRequest; columns: Variable }>;

/** Rows of the sample that share the values of the domain's columns. */
export type Domain = Readonly<{
  values: Readonly<Record<string, string>>;
  rows: readonly number[];
}>;

/** Every combination of the columns' values in the sample, in order of the values. */
export function domainsBy(sample: CsvTable, names: readonly string[]): Domain[] {
  const columns = names.map((name) => columnOf(sample, name, 'sample'));
  const all = Array.from({ length: sample.rows }, (_, i) => i);
  const groups = Map.groupBy(all, (i) => JSON.stringify(columns.map((column) => column[i])));
  if (names.length === 0) return [{ values: {}, rows: all }];
  return [...groups.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, rows]) => {
      const values = JSON.parse(key) as string[];
      return { values: Object.fromEntries(names.map((name, k) => [name, values[k]!])), rows };
    });
}

const bounds = (interval: Interval | null) =>
  interval === null ? null : [interval.lower, interval.upper];

type Judged = Pick<EstimateRequest, 'level' | 'minimumRespondents'>;

/** The share among respondents as they are: what a binomial interval rests on. */
function unweightedShare({ x, y }: Variable, rows: readonly number[]): number {
  let [given, high] = [0, 0];
  for (const i of rows) {
    given += x[i]!;
    high += y[i]!;
  }
  return Math.min(1, high / given);
}

/**
 * Intervals of a share. Without a variance (everybody agrees) only those remain that rest on the
 * number of respondents.
 */
function shareIntervals(ratio: Linearized, unweighted: number, level: number) {
  const proportion = asProportion(ratio);
  const isDegenerate = proportion.variance === 0 && (proportion.samplingFraction ?? 0) < 1;
  return {
    wilson: isDegenerate ? null : bounds(intervalWilson(proportion, level)),
    wilsonCapped: bounds(intervalWilsonCapped(proportion, level)),
    kornGraubard: bounds(intervalKornGraubard(proportion, level)),
    logit: bounds(intervalLogit(proportion, level)),
    clopperPearson: bounds(intervalClopperPearson(unweighted, ratio.respondents, level)),
  };
}

/** A mean is judged for publication on the part of its scale that it and its interval cover. */
function meanOnUnitScale(
  mean: number,
  interval: Interval | null,
  [least, greatest]: readonly [number, number],
) {
  const share = (value: number) => Math.min(1, Math.max(0, (value - least) / (greatest - least)));
  return {
    value: share(mean),
    interval: interval && { lower: share(interval.lower), upper: share(interval.upper) },
  };
}

function verdictOf(
  ratio: Linearized,
  judged: Readonly<{ value: number | null; interval: { lower: number; upper: number } | null }>,
  nEffective: number | null,
  { minimumRespondents }: Judged,
): Verdict {
  return publishability({
    ...judged,
    nRespondents: ratio.respondents,
    nEffective,
    df: Math.max(0, ratio.respondents - ratio.strata),
    ...(minimumRespondents === null ? {} : { minimumRespondents }),
  }).verdict;
}

const NO_SHARE_INTERVALS = {
  wilson: null,
  wilsonCapped: null,
  kornGraubard: null,
  logit: null,
  clopperPearson: null,
};

/** What intervals, effective sizes and the verdict are for a share and for a mean. */
function precisionOf(
  ratio: Linearized,
  variable: EstimatedVariable,
  domain: Domain,
  request: Judged,
) {
  const shape = shapeOfVariable(variable.request);
  const estimate = ratioEstimate(ratio, shape, request.level, []);
  const { value, se, df } = estimate;
  if (value === null || se === null) {
    const judged =
      shape.kind === 'mean' && value !== null
        ? meanOnUnitScale(value, null, shape.scale)
        : { value, interval: null };
    const publish = verdictOf(ratio, judged, null, request);
    return { estimate, intervals: NO_SHARE_INTERVALS, nEffective: null, publish };
  }
  if (shape.kind === 'mean') {
    const t = intervalMean({ value, variance: se * se, df, scale: shape.scale }, request.level);
    const judged = meanOnUnitScale(value, t, shape.scale);
    const publish = verdictOf(ratio, judged, null, request);
    return {
      estimate,
      intervals: { ...NO_SHARE_INTERVALS, t: bounds(t) },
      nEffective: null,
      publish,
    };
  }
  const kornGraubard = intervalKornGraubard(asProportion(ratio), request.level);
  return {
    estimate,
    intervals: shareIntervals(ratio, unweightedShare(variable.columns, domain.rows), request.level),
    nEffective: se > 0 && df > 0 ? (value * (1 - value)) / (se * se) : null,
    publish: verdictOf(ratio, { value, interval: kornGraubard }, estimate.nEffective, request),
  };
}

/** One line of the answer: a variable in a domain. */
export function estimateRow(
  design: UnitDesign,
  variable: EstimatedVariable,
  domain: Domain,
  request: Judged,
) {
  const ratio = linearizeRatio(design, variable.columns, domain.rows);
  const { estimate, intervals, nEffective, publish } = precisionOf(
    ratio,
    variable,
    domain,
    request,
  );
  return {
    variable: variable.request.name,
    domain: domain.values,
    value: estimate.value,
    se: estimate.se,
    df: estimate.df,
    n: estimate.nRespondents,
    nEffective,
    nEffectiveCapped: estimate.nEffective,
    deff: estimate.kishDeff,
    designEffect: estimate.deff,
    intervals,
    publish,
    warnings: estimate.warnings.map(({ code }) => code),
  };
}
