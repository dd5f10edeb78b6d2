import { inclusionProbabilities } from './inclusion-probabilities.ts';
import { elementarySymmetric, requireProbabilities, without } from './symmetric-polynomials.ts';

/** Square matrix of pi_ij; the diagonal holds pi_i. */
export type JointProbabilities = readonly (readonly number[])[];

/**
 * Joint inclusion probabilities of systematic selection in a fixed order with a uniform start; many
 * are 0, which is why its variance cannot be estimated without bias. `probability` sums to n.
 * Throws BadProbabilities. Source: Madow (1949); sum over the starts that give one sample.
 */
export function jointSystematic(probability: readonly number[]): JointProbabilities {
  requireProbabilities(probability);
  const ends: number[] = [];
  let cumulated = 0;
  for (const pi of probability) {
    cumulated += pi;
    ends.push(cumulated);
  }
  const breaks = [...new Set([0, 1, ...ends.map((end) => end - Math.floor(end))])].sort(
    (a, b) => a - b,
  );
  const joint = probability.map(() => probability.map(() => 0));
  for (let b = 1; b < breaks.length; b++) {
    const length = breaks[b]! - breaks[b - 1]!;
    const start = (breaks[b]! + breaks[b - 1]!) / 2;
    const drawn = probability.flatMap((pi, i) => {
      const end = ends[i]!;
      return Math.ceil(end - start) > Math.ceil(end - pi - start) ? [i] : [];
    });
    for (const i of drawn) for (const j of drawn) joint[i]![j]! += length;
  }
  return joint;
}

/**
 * Joint inclusion probabilities of Tillé's elimination procedure with the given pi_i (sum n): the
 * product over the sizes N - 1 .. n of 1 - r_i - r_j, r the elimination probabilities.
 * Throws BadProbabilities. Source: Tillé (1996), Biometrika 83; Tillé (2006), §6.3.4.
 * @param probability pi_i in (0, 1], of each unit
 */
export function jointTille(probability: readonly number[]): JointProbabilities {
  const n = requireProbabilities(probability);
  const N = probability.length;
  const joint = probability.map(() => probability.map(() => 1));
  let larger: readonly number[] = probability.map(() => 1);
  for (let size = N - 1; size >= n; size--) {
    const smaller = proportionalTo(probability, size);
    const out = smaller.map((pi, i) => 1 - pi / larger[i]!);
    for (let i = 0; i < N; i++)
      for (let j = 0; j < N; j++) joint[i]![j]! *= i === j ? 1 - out[i]! : 1 - out[i]! - out[j]!;
    larger = smaller;
  }
  return joint;
}

/**
 * Joint inclusion probabilities of Sampford's rejective procedure with the given pi_i in (0, 1)
 * (sum n): all positive, so the variance can be estimated. Cost O(N^3 n).
 * Throws BadProbabilities. Source: Sampford (1967), Biometrika 54, eq. 8 to 10.
 * @param probability pi_i in (0, 1), of each unit
 */
export function jointSampford(probability: readonly number[]): JointProbabilities {
  const n = requireProbabilities(probability, true);
  const lambda = probability.map((pi) => pi / n / (1 - pi));
  const all = elementarySymmetric(lambda, n);
  let inverse = 0;
  for (let t = 1; t <= n; t++) inverse += (t * all[n - t]!) / n ** t;
  return pairwise(probability, (i, j) => {
    const others = elementarySymmetric(without(lambda, i, j), n);
    let sum = 0;
    for (let t = 2; t <= n; t++)
      sum += ((t - probability[i]! - probability[j]!) * others[n - t]!) / n ** (t - 2);
    return (lambda[i]! * lambda[j]! * sum) / inverse;
  });
}

function pairwise(
  probability: readonly number[],
  jointOf: (i: number, j: number) => number,
): JointProbabilities {
  const joint = probability.map((pi, i) => probability.map((_, j) => (i === j ? pi : 0)));
  for (let i = 0; i < probability.length; i++)
    for (let j = 0; j < i; j++) {
      joint[i]![j] = jointOf(i, j);
      joint[j]![i] = joint[i]![j]!;
    }
  return joint;
}

function proportionalTo(sizes: readonly number[], n: number): number[] {
  // Elimination asks for real sizes; the exact integers of a frame are not needed here.
  const scale = 2 ** 40;
  return [
    ...inclusionProbabilities(
      sizes.map((size) => Math.round(size * scale)),
      n,
    ).probability,
  ];
}
