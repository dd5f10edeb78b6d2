import { InvalidStratum } from '../weighting/errors.ts';

/** A unit measured in one wave or both; null where it was not measured. */
export type MeasuredUnit = Readonly<{
  stratum: string;
  first: number | null;
  second: number | null;
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
    mean(both.map(({ first }) => first!)),
    mean(both.map(({ second }) => second!)),
  ];
  const products = both.reduce(
    (sum, { first, second }) => sum + (first! - centre1) * (second! - centre2),
    0,
  );
  return { n12: both.length, s12: products / (both.length - 1) };
}

/** Moves each wave's values to the pool's scale: their mean is the pool's weighted mean. */
function rescaled(strata: readonly MeasuredStratum[], N: number): MeasuredUnit[] {
  const counts = (pick: (unit: MeasuredUnit) => number | null) =>
    strata.map(({ units }) => units.filter((unit) => pick(unit) !== null).length);
  const [firstCounts, secondCounts] = [
    counts(({ first }) => first),
    counts(({ second }) => second),
  ];
  const sum = (n: readonly number[]) => n.reduce((all, count) => all + count, 0);
  const scale = (h: number, n: readonly number[]) => (strata[h]!.N / n[h]!) * (sum(n) / N);
  return strata.flatMap(({ units }, h) =>
    units.map((unit) => ({
      stratum: unit.stratum,
      first: unit.first === null ? null : unit.first * scale(h, firstCounts),
      second: unit.second === null ? null : unit.second * scale(h, secondCounts),
    })),
  );
}

export type MeasuredStratum = Readonly<{
  code: string;
  N: number;
  units: readonly MeasuredUnit[];
  /** Units of the smaller wave, or N where both waves took everybody. */
  known: number;
}>;

/** A variance stratum's share of both means, their variances and their covariance. */
export function stratumChange(strata: readonly MeasuredStratum[], isEstimable: boolean) {
  const N = strata.reduce((sum, { N: size }) => sum + size, 0);
  const units = strata.length === 1 ? strata[0]!.units : rescaled(strata, N);
  const firstWave = waveOf(units.flatMap(({ first }) => (first === null ? [] : [first])));
  const secondWave = waveOf(units.flatMap(({ second }) => (second === null ? [] : [second])));
  const { n12, s12 } = overlapCovariance(units);
  const variance = ({ n, s2 }: Wave) => (1 / n - 1 / N) * s2;
  return {
    codes: strata.map(({ code }) => code),
    N,
    firstWave,
    secondWave,
    n12,
    v1: variance(firstWave),
    v2: variance(secondWave),
    covariance: n12 < 2 ? 0 : (n12 / (firstWave.n * secondWave.n) - 1 / N) * s12,
    isLonely: !isEstimable,
  };
}

/**
 * One stratum of two waves as measured: its units and its population N.
 * @throws InvalidStratum without N, without units in a wave, or with more units than N
 */
export function measuredStratum(
  code: string,
  units: readonly MeasuredUnit[],
  N: number | undefined,
): MeasuredStratum {
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
  return { code, N, units, known: Math.min(...measured) };
}

export type VarianceStratumChange = ReturnType<typeof stratumChange>;
