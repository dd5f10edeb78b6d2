import { normalQuantile } from '../distributions/normal.ts';
import { SamplingError } from '../errors.ts';

export interface CoderAgreement {
  readonly items: number;
  /** Share of items on which both coders agree, and the share that chance alone would give. */
  readonly observed: number;
  readonly expected: number;
  /** Null where both coders put everything into one category: chance explains all of it. */
  readonly kappa: number | null;
  readonly standardError: number | null;
  /** Of 95 %, cut at 1. */
  readonly interval: readonly [number, number] | null;
}

/**
 * Agreement of two coders beyond chance: Cohen's kappa (Cohen 1960, Educational and Psychological Measurement
 * 20), unweighted, with the large-sample standard error of Fleiss, Cohen & Everitt (1969, Psychological
 * Bulletin 72, formula 13).
 * @param pairs each item's category by the first and by the second coder
 * @throws NoItemsCoded
 */
export function coderAgreement(pairs: readonly (readonly [string, string])[]): CoderAgreement {
  const n = pairs.length;
  if (n === 0) throw new SamplingError('NoItemsCoded', 'No item was coded by two coders.');
  const categories = [...new Set(pairs.flat())];
  const joint = jointShares(pairs, categories);
  const first = joint.map((row) => sum(row));
  const second = categories.map((_, j) => sum(joint.map((row) => row[j]!)));
  const observed = sum(joint.map((row, i) => row[i]!));
  const expected = sum(first.map((share, i) => share * second[i]!));
  const shares = { items: n, observed, expected };
  if (categories.length === 1) return { ...shares, ...UNDEFINED };
  const kappa = (observed - expected) / (1 - expected);
  const agreeing = joint.map(
    (row, i) => row[i]! * (1 - (first[i]! + second[i]!) * (1 - kappa)) ** 2,
  );
  const differing = joint.flatMap((row, i) =>
    row.map((share, j) => (i === j ? 0 : share * (second[i]! + first[j]!) ** 2)),
  );
  const spread =
    sum(agreeing) + (1 - kappa) ** 2 * sum(differing) - (kappa - expected * (1 - kappa)) ** 2;
  // Zero where every item agrees; a rounding error below it would be no number.
  const standardError = Math.sqrt(Math.max(0, spread) / n) / (1 - expected);
  const half = normalQuantile(0.975) * standardError;
  return { ...shares, kappa, standardError, interval: [kappa - half, Math.min(1, kappa + half)] };
}

const UNDEFINED = { kappa: null, standardError: null, interval: null } as const;

function jointShares(
  pairs: readonly (readonly [string, string])[],
  categories: readonly string[],
): number[][] {
  const places = new Map(categories.map((category, place) => [category, place]));
  const joint = categories.map(() => categories.map(() => 0));
  for (const [first, second] of pairs) joint[places.get(first)!]![places.get(second)!]! += 1;
  return joint.map((row) => row.map((count) => count / pairs.length));
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
