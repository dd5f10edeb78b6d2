import { SamplingError } from '../errors.ts';
import type { PlannedStrata } from './planning.ts';

/** n / H' in each of the H' non-empty strata. Real allocation of n, before bounds. */
export function allocateEqual({ N }: PlannedStrata, n: number): number[] {
  const inhabited = N.filter((units) => units > 0).length;
  return N.map((units) => (units > 0 ? n / inhabited : 0));
}

/** n N_h / N. Real allocation of n, before bounds. Source: Bowley (1926). */
export const allocateProportional = ({ N }: PlannedStrata, n: number): number[] => share(n, N);

/** n sqrt(N_h) / sum sqrt(N_h): the power allocation with q = 1/2 and equal CVs. */
export const allocateSquareRoot = ({ N }: PlannedStrata, n: number): number[] =>
  share(n, N.map(Math.sqrt));

/**
 * n_h in proportion to X_h^q CV_h with X_h = N_h mean_h: q = 1 is Neyman for totals, q = 0 equal CV.
 * Where a mean is 0 the CV is undefined; the mean of the other strata is used (`planMeans`).
 * Throws BadExponent, MissingPlanningValue, UndefinedVariation.
 * Source: Bankier (1988), Am. Stat. 42, eq. 2.
 */
export function allocatePower(strata: PlannedStrata, n: number, q: number): number[] {
  if (!(q >= 0 && q <= 1))
    throw new SamplingError('BadExponent', 'The power of an allocation lies in [0, 1].', { q });
  const { N } = strata;
  const S = requireDeviations(strata);
  const means = planMeans(strata);
  const weights = N.map((units, h) =>
    units > 0 ? (rootPower(units * means[h]!, q) * S[h]!) / means[h]! : 0,
  );
  return share(n, weights.some((w) => w > 0) ? weights : N);
}

/**
 * k n N_h / N + (1 - k) n / H': between proportional (k = 1) and equal (k = 0). Throws BadCompromise.
 * Source: Costa, Satorra, Ventura (2004), SORT 28.
 */
export function allocateCompromise(strata: PlannedStrata, n: number, k: number): number[] {
  if (!(k >= 0 && k <= 1))
    throw new SamplingError('BadCompromise', 'The compromise lies in [0, 1].', { k });
  const proportional = allocateProportional(strata, n);
  const equal = allocateEqual(strata, n);
  return proportional.map((x, h) => k * x + (1 - k) * equal[h]!);
}

/**
 * N_h S_h / sqrt(c_h), to which Neyman's allocation is proportional. Throws MissingPlanningValue.
 * Source: Tschuprow (1923), Neyman (1934); with cost Cochran (1977), eq. 5.23.
 */
export function neymanWeights(strata: PlannedStrata): number[] {
  const S = requireDeviations(strata);
  return strata.N.map((units, h) => (units * S[h]!) / Math.sqrt(strata.cost[h]!));
}

/** S_h of every stratum; throws MissingPlanningValue where neither S nor p was given. */
export function requireDeviations({ S, codes, N }: PlannedStrata): number[] {
  return S.map((deviation, h) => {
    if (deviation === null && N[h]! > 0)
      throw new SamplingError('MissingPlanningValue', `Stratum ${codes[h]} has neither S nor p.`, {
        stratum: codes[h]!,
        field: 'S',
      });
    return deviation ?? 0;
  });
}

/**
 * Planned means with every 0 replaced by the mean over the units of the other strata. Throws
 * MissingPlanningValue, and UndefinedVariation where every mean is 0.
 */
function planMeans({ mean, N, codes }: PlannedStrata): number[] {
  const known = mean.map((stratumMean, h) => {
    if (stratumMean === null && N[h]! > 0)
      throw new SamplingError('MissingPlanningValue', `Stratum ${codes[h]} has no mean.`, {
        stratum: codes[h]!,
        field: 'mean',
      });
    return stratumMean ?? 0;
  });
  const units = known.reduce((sum, value, h) => sum + (value > 0 ? N[h]! : 0), 0);
  const total = known.reduce((sum, value, h) => sum + value * N[h]!, 0);
  if (units === 0 && N.some((value) => value > 0))
    throw new SamplingError('UndefinedVariation', 'Every mean is 0: no CV is defined.');
  return known.map((value) => (value > 0 ? value : total / units));
}

/**
 * x^q for q in [0, 1] by square roots alone, along the binary digits of q: correctly rounded
 * operations give the same bits on every machine, which a library power does not.
 */
export function rootPower(x: number, q: number): number {
  if (q === 1) return x;
  let power = 1;
  let root = x;
  for (let rest = q; rest > 0; ) {
    root = Math.sqrt(root);
    rest *= 2;
    if (rest >= 1) {
      power *= root;
      rest -= 1;
    }
  }
  return power;
}

function share(n: number, weights: readonly number[]): number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((w) => (total > 0 ? (n * w) / total : 0));
}
