import { randomStart } from '../randomness/ticket.ts';
import { requireSampleSize } from './sized-unit.ts';

/**
 * Positions of a systematic sample with fractional interval N / n in exact integers:
 * floor((start + j N) / n) for j = 0 .. n - 1, start an integer in [0, N). Over all N starts each
 * unit is hit exactly n times. Throws BadSampleSize. Source: Madow (1949), Ann. Math. Stat. 20.
 */
export function systematicPositions(N: number, n: number, start: number): number[] {
  requireSampleSize(n, N);
  return Array.from({ length: n }, (_, j) => Math.floor((start + j * N) / n));
}

/**
 * Systematic sample of n units of a stratum in the order given (see `serpentineOrder`), started by
 * the draw key. Throws BadSampleSize. Source: Madow (1949); start: SIPAS-DRAW/1, algorithm.
 * @param ordered units of the stratum in their order
 */
export function selectSystematic<T>(
  key: Uint8Array,
  stratum: string,
  ordered: readonly T[],
  n: number,
): T[] {
  requireSampleSize(n, ordered.length);
  if (n === 0) return [];
  const start = randomStart(key, stratum, ordered.length);
  return systematicPositions(ordered.length, n, start).map((index) => ordered[index]!);
}
