import { SamplingError } from '../errors.ts';

/** A unit with a measure of size, for selection with probability proportional to size. */
export interface SizedUnit {
  readonly unitId: string;
  /** Whole number from 0, such as a hamlet's transactions. */
  readonly size: number;
}

/** Units drawn and the inclusion probability of each unit that could have been. */
export interface ProportionalSelection {
  /** Drawn unit ids: certainties first, then in the method's own order. */
  readonly selected: readonly string[];
  readonly probability: ReadonlyMap<string, number>;
}

/** A sample size n below 0, above N or broken is refused as BadSampleSize. */
export function requireSampleSize(n: number, N: number): void {
  if (!Number.isSafeInteger(n) || n < 0 || n > N)
    throw new SamplingError('BadSampleSize', `A sample of ${n} cannot be taken from ${N}.`, {
      n,
      N,
    });
}

/** Throws BadSize unless every size is a whole number from 0 whose n-fold sum is exact. */
export function requireSizes(sizes: readonly number[], n: number): void {
  const index = sizes.findIndex((size) => !Number.isSafeInteger(size) || size < 0);
  if (index >= 0)
    throw new SamplingError('BadSize', 'A size is a whole number from 0.', {
      at: index,
      size: sizes[index],
    });
  const total = sizes.reduce((sum, size) => sum + size, 0);
  if (!Number.isSafeInteger(total * Math.max(1, n)))
    throw new SamplingError('BadSize', 'The sizes are too large to add exactly.', { total, n });
}
