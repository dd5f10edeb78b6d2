import { allocate } from '#sampling/allocation/allocate.ts';
import type { LinearizedRatio } from '#sampling/estimation/ratio-estimate.ts';
import { asProportion } from '#sampling/estimation/ratio-estimate.ts';
import { cappedEffectiveSize, intervalWilsonCapped } from '#sampling/intervals/wilson.ts';
import type { Verdict } from '#sampling/quality/publishability.ts';
import { publishability } from '#sampling/quality/publishability.ts';
import { sampleDesign } from '#sampling/weighting/sample-design.ts';
import type { Intervals } from './direct-estimates.ts';
import { directRatios, intervalsOf } from './direct-estimates.ts';
import type { Fieldwork } from './fieldwork.ts';
import { fieldwork } from './fieldwork.ts';
import { modelEstimates, onlineShares, rakedRatio } from './other-estimates.ts';
import type { Province } from './province.ts';
import { COMMUNES, communeCode, stratumCode } from './province.ts';
import { uniforms } from './random.ts';
import { Tally } from './tally.ts';
import type { SurveyVariable } from './variables.ts';
import { SATISFIED, truthOf, VARIABLES } from './variables.ts';

/** The default interval is looked at in every sample, the others, which cost most, in every fourth. */
export const COMPARED_EVERY = 4;

/** What many repetitions of one campaign came to; domains are the communes, then the province. */
export interface Outcome {
  readonly samples: number;
  readonly planned: number;
  /** By variable and interval method. */
  readonly direct: Readonly<Record<string, Readonly<Record<string, readonly Tally[]>>>>;
  /** Model estimates of the satisfied share, by scale. */
  readonly model: Readonly<Record<'normal' | 'arcsine', readonly Tally[]>>;
  readonly raked: Tally;
  /** The plain mean of all answers, without weights. */
  readonly unweighted: Tally;
  readonly respondents: Float64Array;
  readonly verdicts: Record<Verdict, number>;
}

export function planOf(province: Province, n: number): number[] {
  const strata = province.members.map((members, h) => ({
    code: stratumCode(h),
    N: members.length,
  }));
  return [...allocate({ method: 'costa', n, k: 0.5, strata }).n];
}

/** Draws, interviews and estimates `samples` times over. */
export function campaigns(
  province: Province,
  plan: readonly number[],
  samples: number,
  { seed = 1, satisfiedOdds = 1 } = {},
): Outcome {
  const outcome = blank(province, plan, samples);
  const uniform = uniforms(seed);
  const online = onlineShares(province);
  for (let sample = 0; sample < samples; sample++) {
    const work = fieldwork(province, plan, uniform, satisfiedOdds);
    const design = sampleDesign(work.counts, communeCode);
    const compares = sample % COMPARED_EVERY === 0;
    for (const variable of VARIABLES) {
      const ratios = directRatios(province, design, work, variable);
      const methods = compares ? variable.methods : variable.methods.slice(0, 1);
      const intervals = ratios.map((ratio) => intervalsOf(ratio, methods));
      addDirect(outcome.direct[variable.name]!, ratios, intervals);
      if (variable !== SATISFIED) continue;
      addShares(outcome, ratios, intervals, online, compares);
      addProvince(outcome, province, work, rakedRatio(province, design, work));
    }
  }
  return outcome;
}

function blank(province: Province, plan: readonly number[], samples: number): Outcome {
  const tallies = (variable: SurveyVariable) =>
    Array.from(truthOf(province, variable), (truth) => new Tally(truth));
  const whole = () => tallies(SATISFIED)[COMMUNES]!;
  return {
    samples,
    planned: plan.reduce((sum, n) => sum + n, 0),
    direct: Object.fromEntries(
      VARIABLES.map((variable) => [
        variable.name,
        Object.fromEntries(variable.methods.map((method) => [method, tallies(variable)])),
      ]),
    ),
    model: { normal: tallies(SATISFIED), arcsine: tallies(SATISFIED) },
    raked: whole(),
    unweighted: whole(),
    respondents: new Float64Array(COMMUNES + 1),
    verdicts: { show: 0, flag: 0, 'suppress-reliability': 0, 'suppress-confidentiality': 0 },
  };
}

function addDirect(
  tallies: Readonly<Record<string, readonly Tally[]>>,
  ratios: readonly LinearizedRatio[],
  intervals: readonly Intervals[],
): void {
  for (const [method, list] of Object.entries(tallies))
    ratios.forEach((ratio, d) => {
      const value = ratio.respondents > 0 ? ratio.y / ratio.x : null;
      list[d]!.add(value, ratio.variance, intervals[d]![method] ?? null);
    });
}

function addShares(
  outcome: Outcome,
  ratios: readonly LinearizedRatio[],
  intervals: readonly Intervals[],
  online: Float64Array,
  compares: boolean,
): void {
  const models = modelEstimates(ratios, online);
  for (const scale of ['normal', 'arcsine'] as const)
    models[scale].forEach(({ value, interval }, d) => {
      outcome.model[scale][d]!.add(value, 0, interval);
    });
  ratios.forEach((ratio, d) => {
    outcome.respondents[d]! += ratio.respondents;
    const cautious = intervals[d]!['korn-graubard'];
    if (d < COMMUNES && compares) outcome.verdicts[verdictOf(ratio, cautious)] += 1;
  });
}

function verdictOf(ratio: LinearizedRatio, interval: Intervals[string] | undefined): Verdict {
  const empty = ratio.respondents === 0;
  const share = asProportion(ratio);
  return publishability({
    value: empty ? null : share.value,
    interval: interval ?? null,
    nRespondents: ratio.respondents,
    nEffective: empty ? null : cappedEffectiveSize(share),
    df: share.df,
  }).verdict;
}

function addProvince(
  outcome: Outcome,
  province: Province,
  work: Fieldwork,
  raked: LinearizedRatio,
) {
  const share = asProportion(raked);
  outcome.raked.add(share.value, raked.variance, intervalWilsonCapped(share, 0.95));
  const n = work.respondents.length;
  const p = work.respondents.reduce((sum, i) => sum + province.satisfied[i]!, 0) / n;
  const variance = (p * (1 - p)) / n;
  const plain = { value: p, variance, df: n - 1, respondents: n };
  outcome.unweighted.add(p, variance, intervalWilsonCapped(plain, 0.95));
}
