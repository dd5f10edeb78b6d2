import type { Interval } from '../intervals/interval.ts';
import { intervalMean } from '../intervals/wald.ts';
import { collapseStrata } from '../weighting/collapse-strata.ts';
import type { MeasuredUnit, VarianceStratumChange } from './change-in-stratum.ts';
import { measuredStratum, stratumChange } from './change-in-stratum.ts';

export type { MeasuredUnit } from './change-in-stratum.ts';

export type ChangeWarning = Readonly<{
  /**
   * `no-overlap`: covariance 0 by rule; `collapsed-strata`: pooled under rule C1;
   * `lonely-stratum`: one unit of many, so there is no standard error.
   */
  code: 'no-overlap' | 'collapsed-strata' | 'lonely-stratum';
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
  /** null where a stratum with one unit of many could not be pooled. */
  se: number | null;
  seIfIndependent: number | null;
  /** Units measured in both waves. */
  overlap: number;
  df: number;
  interval: Interval | null;
  method: 'overlapping-waves';
  parameters: Readonly<{ level: number }>;
  warnings: readonly ChangeWarning[];
}>;

function changeWarnings(strata: readonly VarianceStratumChange[]): ChangeWarning[] {
  const codes = (fits: (stratum: VarianceStratumChange) => boolean) =>
    strata.filter(fits).flatMap(({ codes }) => codes);
  const warnings: ChangeWarning[] = [
    {
      code: 'collapsed-strata',
      message: 'Strata with one unit in a wave were pooled.',
      strata: codes(({ codes }) => codes.length > 1),
    },
    {
      code: 'lonely-stratum',
      message: 'One unit of many in a wave: no standard error.',
      strata: codes(({ isLonely }) => isLonely),
    },
    {
      code: 'no-overlap',
      message: 'Fewer than two common units: covariance 0.',
      strata: codes(({ n12 }) => n12 < 2),
    },
  ];
  return warnings.filter(({ strata: concerned }) => concerned.length > 0);
}

export type ChangeOptions = Readonly<{
  /** Nominal coverage, 0.95 by default. */
  level?: number;
  /** Unit inside which strata may be pooled (rule C1), by stratum code; no pooling by default. */
  collapseWithin?: (code: string) => string;
}>;

/**
 * Change of a mean or share between two waves of stratified samples that may share units:
 * V₁ + V₂ − 2Cov, Cov_h = (n₁₂/(n₁n₂) − 1/N)·S₁₂ with S₁₂ from the units of both waves.
 * @param units measured units of the domain, both waves
 * @param populations N_h of every stratum of the domain (same frame in both waves)
 * @throws InvalidStratum for a stratum without units in a wave, or with more than N_h
 * Tam (1984, Applied Statistics 33); Qualité & Tillé (2008, Survey Methodology 34).
 */
export function estimateChange(
  units: readonly MeasuredUnit[],
  populations: ReadonlyMap<string, number>,
  { level = 0.95, collapseWithin = (code) => code }: ChangeOptions = {},
): Change {
  const measured = [...Map.groupBy(units, ({ stratum }) => stratum)].map(([code, members]) =>
    measuredStratum(code, members, populations.get(code)),
  );
  const { groups } = collapseStrata(
    measured.map(({ code, N, known }) => ({ code, population: N, known })),
    collapseWithin,
  );
  const strata = groups.map(({ members, isEstimable }) =>
    stratumChange(
      members.map((h) => measured[h]!),
      isEstimable,
    ),
  );
  return combineStrata(strata, level);
}

function combineStrata(strata: readonly VarianceStratumChange[], level: number): Change {
  const total = strata.reduce((sum, { N }) => sum + N, 0);
  const sum = (part: (stratum: VarianceStratumChange) => number) =>
    strata.reduce((all, stratum) => all + part(stratum), 0);
  const first = sum(({ N, firstWave }) => (N / total) * firstWave.mean);
  const second = sum(({ N, secondWave }) => (N / total) * secondWave.mean);
  const v1 = sum(({ N, v1 }) => (N / total) ** 2 * v1);
  const v2 = sum(({ N, v2 }) => (N / total) ** 2 * v2);
  const covariance = sum(({ N, covariance }) => (N / total) ** 2 * covariance);
  const df = Math.min(
    sum(({ firstWave }) => firstWave.n - 1),
    sum(({ secondWave }) => secondWave.n - 1),
  );
  const variance = Math.max(0, v1 + v2 - 2 * covariance);
  const value = second - first;
  const hasError = !strata.some(({ isLonely }) => isLonely);
  return {
    first,
    second,
    value,
    variances: [v1, v2],
    covariance,
    se: hasError ? Math.sqrt(variance) : null,
    seIfIndependent: hasError ? Math.sqrt(v1 + v2) : null,
    overlap: sum(({ n12 }) => n12),
    df,
    interval: hasError ? intervalMean({ value, variance, df }, level) : null,
    method: 'overlapping-waves',
    parameters: { level },
    warnings: changeWarnings(strata),
  };
}
