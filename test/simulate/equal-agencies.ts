import { intervalWilsonCapped } from '#sampling/intervals/wilson.ts';
import { changesOfParts } from '#sampling/ranking/changes-of-parts.ts';
import { ranksOfParts } from '#sampling/ranking/ranks-of-parts.ts';
import { tierAgainstReference } from '#sampling/ranking/tier-against-reference.ts';
import {
  pooledDesignEffect,
  pooledVariance,
  tiersOfParts,
} from '#sampling/ranking/tiers-of-parts.ts';
import { beta, uniforms } from './random.ts';

export interface Setting {
  /** True share of satisfied answers, of every agency but those that are `shift` lower. */
  readonly share: number;
  /** Respondents of each agency. */
  readonly n: number;
  /** Correlation of the answers of one person. */
  readonly correlation: number;
  readonly agencies?: number;
  readonly criteria?: number;
  /** How many agencies are less satisfied, and by how much. */
  readonly lower?: Readonly<{ agencies: number; shift: number }>;
}

/** Of a hundred rounds: with any false mark up or down; and of the agencies that are lower, how many are found. */
export interface Marks {
  readonly higher: number;
  readonly lower: number;
  readonly found: number;
}

interface Sampled {
  readonly area: string;
  readonly index: number;
  readonly se: number;
}

const POPULATION = 3000;

/** Rounds in which agencies are equal but for the stated ones, marked by the pooled and by the agency's own variance. */
export function markRounds(setting: Setting, rounds: number, seed: number) {
  const { n, agencies = 93, lower = { agencies: 0, shift: 0 } } = setting;
  const uniform = uniforms(seed);
  const counts = { pooled: [0, 0, 0], own: [0, 0, 0] };
  for (let round = 0; round < rounds; round++) {
    const sample = Array.from({ length: agencies }, (_, k) => {
      const share = setting.share - (k < lower.agencies ? lower.shift : 0);
      return { area: `A${k}`, ...agencyOf(setting, share, uniform) };
    });
    const whole = sample.reduce((sum, { index }) => sum + index, 0) / agencies;
    add(counts.pooled, pooledMarks(sample, setting, whole), lower.agencies);
    add(counts.own, ownMarks(sample, n, whole), lower.agencies);
  }
  const rates = ([higher = 0, low = 0, found = 0]: readonly number[]): Marks => ({
    higher: (100 * higher) / rounds,
    lower: (100 * low) / rounds,
    found: lower.agencies === 0 ? 0 : (100 * found) / (rounds * lower.agencies),
  });
  return { pooled: rates(counts.pooled), own: rates(counts.own) };
}

/** Rounds in which agencies differ evenly over twenty points: percent with any true place outside its interval. */
export function rankRounds(setting: Setting, rounds: number, seed: number) {
  const { agencies = 93 } = setting;
  const uniform = uniforms(seed);
  let missed = 0;
  let places = 0;
  for (let round = 0; round < rounds; round++) {
    const sample = Array.from({ length: agencies }, (_, k) => {
      const share = setting.share + 0.2 * (0.5 - k / (agencies - 1));
      return { area: `A${k}`, ...agencyOf(setting, share, uniform) };
    });
    const whole = sample.reduce((sum, { index }) => sum + index, 0) / agencies;
    const { published, effect } = publishedParts(sample, setting);
    const ranks = ranksOfParts(published, Math.round(10_000 * whole) / 10_000, effect);
    const isMissed = ranks.some(({ lower, upper }, k) => k + 1 < lower || k + 1 > upper);
    missed += isMissed ? 1 : 0;
    places += ranks.reduce((sum, { lower, upper }) => sum + upper - lower + 1, 0) / agencies;
  }
  return { missed: (100 * missed) / rounds, width: places / rounds };
}

/** Two waves of equal agencies: percent of rounds with a false change, and percent of true falls found. */
export function changeRounds(setting: Setting, rounds: number, seed: number) {
  const { agencies = 93, lower = { agencies: 0, shift: 0 } } = setting;
  const uniform = uniforms(seed);
  const wave = (shareOf: (k: number) => number) => {
    const sample = Array.from({ length: agencies }, (_, k) => ({
      area: `A${k}`,
      ...agencyOf(setting, shareOf(k), uniform),
    }));
    const whole = sample.reduce((sum, { index }) => sum + index, 0) / agencies;
    const { published, effect } = publishedParts(sample, setting);
    return published.map((part) => ({ ...part, variance: pooledVariance(part, whole, effect) }));
  };
  const counts = [0, 0, 0];
  for (let round = 0; round < rounds; round++) {
    const earlier = wave(() => setting.share);
    const later = wave((k) => setting.share - (k < lower.agencies ? lower.shift : 0));
    const pairs = earlier.map((part, k) => ({ area: part.area, earlier: part, later: later[k]! }));
    const marks = changesOfParts(pairs);
    const isFalse = pairs.some(
      ({ area }, k) => k >= lower.agencies && marks.get(area)?.tier !== 'not-different',
    );
    counts[0]! += isFalse ? 1 : 0;
    counts[1]! += pairs.filter(
      ({ area }, k) => k < lower.agencies && marks.get(area)?.tier === 'below',
    ).length;
  }
  const changed = rounds * lower.agencies;
  return {
    falseRate: (100 * counts[0]!) / rounds,
    found: changed === 0 ? 0 : (100 * counts[1]!) / changed,
  };
}

function agencyOf(
  { n, correlation, criteria = 22 }: Setting,
  share: number,
  uniform: () => number,
) {
  let sum = 0;
  let squares = 0;
  for (let person = 0; person < n; person++) {
    const own = correlation === 0 ? share : satisfactionOf(share, correlation, uniform);
    let satisfied = 0;
    for (let k = 0; k < criteria; k++) satisfied += uniform() < own ? 1 : 0;
    sum += satisfied / criteria;
    squares += (satisfied / criteria) ** 2;
  }
  const index = sum / n;
  const variance = Math.max(0, (squares - n * index ** 2) / (n - 1));
  return { index, se: Math.sqrt((variance / n) * (1 - n / POPULATION)) };
}

/** Beta-binomial answers: a person's own share has the variance that gives the correlation. */
function satisfactionOf(share: number, correlation: number, uniform: () => number): number {
  const both = (1 - correlation) / correlation;
  return beta(share * both, (1 - share) * both, uniform);
}

function publishedParts(sample: readonly Sampled[], { n, criteria = 22 }: Setting) {
  const published = sample.map(({ area, index, se }) => {
    const asked = { respondents: n, samplingFraction: n / POPULATION, observations: n * criteria };
    const range = intervalWilsonCapped({ value: index, variance: se ** 2, df: n - 1, ...asked })!;
    const [printed, low, high] = [index, range.lower, range.upper].map(wholePercent);
    const strata = [{ population: POPULATION, respondents: n }];
    return { area, index: printed!, low: low!, high: high!, step: 0.01, respondents: n, strata };
  });
  return { published, effect: pooledDesignEffect(published)! };
}

const wholePercent = (share: number) => Math.round(100 * share) / 100;

function pooledMarks(sample: readonly Sampled[], setting: Setting, whole: number) {
  const { published, effect } = publishedParts(sample, setting);
  return tiersOfParts(published, Math.round(10_000 * whole) / 10_000, effect);
}

/** Student's t on the agency's own variance, as in version 0.1.0. */
function ownMarks(sample: readonly Sampled[], n: number, whole: number) {
  const ofWhole = sample.reduce((sum, { se }) => sum + se ** 2, 0) / sample.length ** 2;
  const areas = sample.map(({ area, index, se }) => ({
    area,
    estimate: index,
    se,
    df: n - 1,
    covariance: se ** 2 / sample.length,
  }));
  const { tiers } = tierAgainstReference(areas, { value: whole, se: Math.sqrt(ofWhole) });
  return new Map(tiers.map(({ area, tier }) => [area, tier]));
}

function add(counts: number[], marks: ReadonlyMap<string, string>, lower: number): void {
  const isLower = (area: string) => Number(area.slice(1)) < lower;
  const number = (tier: string, wanted: boolean) =>
    [...marks].filter(([area, mark]) => mark === tier && isLower(area) === wanted).length;
  counts[0]! += number('above', false) > 0 ? 1 : 0;
  counts[1]! += number('below', false) > 0 ? 1 : 0;
  counts[2]! += number('below', true);
}
