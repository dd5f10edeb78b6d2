import type { Interval } from '../intervals/interval.ts';
import { intervalMean } from '../intervals/wald.ts';
import { InvalidStratum } from '../weighting/errors.ts';

/** A unit measured in one wave or both; null where it was not measured. */
export type MeasuredUnit = Readonly<{
  stratum: string;
  first: number | null;
  second: number | null;
}>;

export type ChangeWarning = Readonly<{
  /** `no-overlap`: covariance 0 by rule; `lonely-stratum`: adds no variance and is named. */
  code: 'no-overlap' | 'lonely-stratum';
  message: string;
  strata: readonly string[];
}>;

export type Change = Readonly<{
  first: number;
  second: number;
  /** second − first. */
  value: number;
  variances: readonly [first: number, second: number];
  covariance: number;
  se: number;
  seIfIndependent: number;
  /** Units measured in both waves. */
  overlap: number;
  df: number;
  interval: Interval | null;
  method: 'overlapping-waves';
  parameters: Readonly<{ level: number }>;
  warnings: readonly ChangeWarning[];
}>;

type Wave = Readonly<{ n: number; mean: number; s2: number }>;

const mean = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

function waveOf(values: readonly number[]): Wave {
  const centre = mean(values);
  const squares = values.reduce((sum, value) => sum + (value - centre) ** 2, 0);
  const n = values.length;
  return { n, mean: centre, s2: n > 1 ? squares / (n - 1) : 0 };
}

/** S₁₂ over the units of both waves; 0 by rule when fewer than two overlap. */
function overlapCovariance(units: readonly MeasuredUnit[]) {
  const both = units.filter(({ first, second }) => first !== null && second !== null);
  if (both.length < 2) return { n12: both.length, s12: 0 };
  const [centre1, centre2] = [
    mean(both.map((it) => it.first!)),
    mean(both.map((it) => it.second!)),
  ];
  const products = both.reduce(
    (sum, { first, second }) => sum + (first! - centre1) * (second! - centre2),
    0,
  );
  return { n12: both.length, s12: products / (both.length - 1) };
}

/** One stratum's share of both means, their variances and their covariance. */
function stratumChange(units: readonly MeasuredUnit[], N: number) {
  const firsts = units.flatMap(({ first }) => (first === null ? [] : [first]));
  const seconds = units.flatMap(({ second }) => (second === null ? [] : [second]));
  const [one, two] = [waveOf(firsts), waveOf(seconds)];
  const { n12, s12 } = overlapCovariance(units);
  const variance = ({ n, s2 }: Wave) => (1 / n - 1 / N) * s2;
  return {
    one,
    two,
    n12,
    variances: [variance(one), variance(two)] as const,
    covariance: n12 < 2 ? 0 : (n12 / (one.n * two.n) - 1 / N) * s12,
    isLonely: [one, two].some(({ n }) => n < 2 && n < N),
  };
}

function checkStratum(code: string, units: readonly MeasuredUnit[], N: number | undefined): number {
  const measured = [
    units.filter(({ first }) => first !== null).length,
    units.filter(({ second }) => second !== null).length,
  ];
  if (N === undefined || !measured.every((n) => n > 0 && n <= N))
    throw new InvalidStratum(`Stratum ${code} must have 1 to N units in each wave.`, {
      code,
      population: N ?? null,
      measured,
    });
  return N;
}

function changeWarnings(lonely: readonly string[], apart: readonly string[]): ChangeWarning[] {
  const warnings: ChangeWarning[] = [
    { code: 'lonely-stratum', message: 'One unit of many: adds no variance.', strata: lonely },
    { code: 'no-overlap', message: 'Fewer than two common units: covariance 0.', strata: apart },
  ];
  return warnings.filter(({ strata }) => strata.length > 0);
}

/**
 * Change of a mean or share between two waves of stratified samples that may share units:
 * V₁ + V₂ − 2Cov, Cov_h = (n₁₂/(n₁n₂) − 1/N)·S₁₂ with S₁₂ from the units of both waves.
 * @param units measured units of the domain, both waves
 * @param populations N_h of every stratum of the domain (same frame in both waves)
 * @param level nominal coverage
 * @throws InvalidStratum for a stratum without units in a wave, or with more than N_h
 * Tam (1984, Applied Statistics 33); Qualité & Tillé (2008, Survey Methodology 34).
 */
export function estimateChange(
  units: readonly MeasuredUnit[],
  populations: ReadonlyMap<string, number>,
  level = 0.95,
): Change {
  const strata = [...Map.groupBy(units, ({ stratum }) => stratum)].map(([code, members]) => {
    const N = checkStratum(code, members, populations.get(code));
    return { code, N, ...stratumChange(members, N) };
  });
  const total = strata.reduce((sum, { N }) => sum + N, 0);
  const sum = (part: (it: (typeof strata)[number]) => number) =>
    strata.reduce((all, it) => all + part(it), 0);
  const share = ({ N }: { N: number }) => N / total;
  const first = sum((it) => share(it) * it.one.mean);
  const second = sum((it) => share(it) * it.two.mean);
  const v1 = sum((it) => share(it) ** 2 * it.variances[0]);
  const v2 = sum((it) => share(it) ** 2 * it.variances[1]);
  const covariance = sum((it) => share(it) ** 2 * it.covariance);
  const df = Math.min(
    sum((it) => it.one.n - 1),
    sum((it) => it.two.n - 1),
  );
  const variance = Math.max(0, v1 + v2 - 2 * covariance);
  const value = second - first;
  return {
    first,
    second,
    value,
    variances: [v1, v2],
    covariance,
    se: Math.sqrt(variance),
    seIfIndependent: Math.sqrt(v1 + v2),
    overlap: sum((it) => it.n12),
    df,
    interval: intervalMean({ value, variance, df }, level),
    method: 'overlapping-waves',
    parameters: { level },
    warnings: changeWarnings(
      strata.filter(({ isLonely }) => isLonely).map(({ code }) => code),
      strata.filter(({ n12 }) => n12 < 2).map(({ code }) => code),
    ),
  };
}
