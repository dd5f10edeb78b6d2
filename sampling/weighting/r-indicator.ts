import { SamplingError } from '../errors.ts';

export type ResponseRepresentativity = Readonly<{
  /** 1 when everybody was equally likely to answer, 0 at the worst. */
  rIndicator: number;
  meanPropensity: number;
  /** Largest bias non-response can cause in a mean, in its standard deviations. */
  maximalBias: number;
  method: 'r-indicator';
}>;

/**
 * R-indicator 1 − 2S(ρ): how evenly response is spread over the population.
 * @param propensities estimated probability to answer of every sampled unit, e.g. its cell's
 *   weighted response rate
 * @param baseWeights base weight of every sampled unit
 * @throws SamplingError InvalidPropensities
 * Schouten, Cobben & Bethlehem (2009), Survey Methodology 35, eq. 8 and 11.
 */
export function rIndicator(
  propensities: ArrayLike<number>,
  baseWeights: ArrayLike<number>,
): ResponseRepresentativity {
  let [population, mass] = [0, 0];
  for (let i = 0; i < propensities.length; i++) {
    const [rho, w] = [propensities[i]!, baseWeights[i]!];
    if (!(rho >= 0 && rho <= 1 && w >= 0))
      throw new SamplingError('InvalidPropensities', 'A propensity lies in [0, 1].', { unit: i });
    population += w;
    mass += w * rho;
  }
  if (!(population > 1 && mass > 0))
    throw new SamplingError('InvalidPropensities', 'Nobody could have answered.', { population });
  const mean = mass / population;
  let squares = 0;
  for (let i = 0; i < propensities.length; i++)
    squares += baseWeights[i]! * (propensities[i]! - mean) ** 2;
  const spread = Math.sqrt(squares / (population - 1));
  return {
    rIndicator: 1 - 2 * spread,
    meanPropensity: mean,
    maximalBias: spread / mean,
    method: 'r-indicator',
  };
}

/**
 * Response propensity of every unit as the weighted response rate of its cell.
 * @param cellOf response cell of each unit, 0 … cells − 1
 * @param responded 1 for a respondent, 0 otherwise
 * @param baseWeights weight of each unit, in persons
 * Schouten, Cobben & Bethlehem (2009).
 */
export function cellPropensities(
  cellOf: ArrayLike<number>,
  cells: number,
  responded: ArrayLike<number>,
  baseWeights: ArrayLike<number>,
): Float64Array {
  const [all, answered] = [new Float64Array(cells), new Float64Array(cells)];
  for (let i = 0; i < cellOf.length; i++) {
    all[cellOf[i]!]! += baseWeights[i]!;
    answered[cellOf[i]!]! += baseWeights[i]! * responded[i]!;
  }
  return Float64Array.from(cellOf, (cell) => answered[cell]! / all[cell]!);
}
