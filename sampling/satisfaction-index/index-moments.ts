import { SamplingError } from '../errors.ts';

/**
 * Stored sums of one stratum from which any node, method, difference and variance can be had later
 * without the answers. With C criteria the variables are x₁…x_C, y₁…y_C (2C of them).
 */
export type IndexMoments = Readonly<{
  criteria: number;
  /** Respondents with at least one valid answer. */
  respondents: number;
  /** Sums of the 2C variables. */
  sums: Float64Array;
  /** Sums of products, row by row, 2C × 2C and symmetric. */
  products: Float64Array;
}>;

/** The moments of nobody, for C criteria: the neutral element of merging. */
export const noMoments = (criteria: number): IndexMoments => ({
  criteria,
  respondents: 0,
  sums: new Float64Array(2 * criteria),
  products: new Float64Array(4 * criteria * criteria),
});

/** Positions and values of the variables a respondent's answers set: sparse, most y are 0 or 1. */
function nonzero(answers: ArrayLike<number>, worth: (answer: number) => number) {
  const at: number[] = [];
  const values: number[] = [];
  const put = (position: number, value: number) => {
    if (value === 0) return;
    at.push(position);
    values.push(value);
  };
  for (let c = 0; c < answers.length; c++) if (answers[c]! > 0) put(c, 1);
  for (let c = 0; c < answers.length; c++)
    if (answers[c]! > 0) put(answers.length + c, worth(answers[c]!));
  return { at, values };
}

/**
 * Sums one stratum's respondents; integers stay exact.
 * @param respondents answers of each respondent by criterion, 0 for no valid answer
 * @param criteria number of criteria
 * @param worth what an answer counts; 1 for an answer of 4 or 5 by default
 */
export function accumulateMoments(
  respondents: Iterable<ArrayLike<number>>,
  criteria: number,
  worth: (answer: number) => number = (answer) => Number(answer >= 4),
): IndexMoments {
  const { sums, products } = noMoments(criteria);
  const width = 2 * criteria;
  let count = 0;
  for (const answers of respondents) {
    const { at, values } = nonzero(answers, worth);
    if (at.length === 0) continue;
    count += 1;
    at.forEach((row, a) => {
      sums[row]! += values[a]!;
      at.forEach((column, b) => {
        products[row * width + column]! += values[a]! * values[b]!;
      });
    });
  }
  return { criteria, respondents: count, sums, products };
}

/**
 * Adds the moments of two batches of one stratum.
 * @throws SamplingError DifferentCriteria
 */
export function mergeMoments(a: IndexMoments, b: IndexMoments): IndexMoments {
  if (a.criteria !== b.criteria)
    throw new SamplingError('DifferentCriteria', 'Moments must be over the same criteria.', {
      criteria: [a.criteria, b.criteria],
    });
  return {
    criteria: a.criteria,
    respondents: a.respondents + b.respondents,
    sums: a.sums.map((sum, k) => sum + b.sums[k]!),
    products: a.products.map((sum, k) => sum + b.products[k]!),
  };
}
