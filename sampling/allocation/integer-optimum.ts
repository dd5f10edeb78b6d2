import type { Bounds } from './box.ts';
import { requireFeasible } from './box.ts';
import { byCode } from './rounding.ts';

/**
 * Exact integer optimum: the n_h with sum n within bounds that minimise sum A_h^2 / n_h. Every
 * stratum starts at max(lower, 1); each further unit goes to the largest A_h^2 / (k (k + 1)), ties
 * to the earlier stratum code. Strata with A_h = 0 keep their start until all others are at their
 * upper bounds; what is left goes to them by the same rule with N_h in the place of A_h.
 * Throws InfeasibleLowerBound, InfeasibleUpperBound.
 * Source: Wright (2012), Am. Stat. 66; Friedrich, Münnich, de Vries, Wagner (2015), CSDA 92.
 */
export function allocateOptimalInteger(
  A: readonly number[],
  bounds: Bounds,
  n: number,
  { codes, N }: { readonly codes: readonly string[]; readonly N: readonly number[] },
): number[] {
  const { upper } = bounds;
  const start = bounds.lower.map((m, h) => Math.min(upper[h]!, Math.max(m, 1)));
  requireFeasible(bounds, n);
  requireFeasible({ lower: start, upper }, n);
  const squares = A.map((a) => a * a);
  const sizes = grant(squares, start, upper, n, codes);
  if (total(sizes) === n) return sizes;
  const sizeSquares = N.map((units, h) => (A[h] === 0 ? units * units : 0));
  return grant(sizeSquares, sizes, upper, n, codes);
}

/** Grants units up to n in all to the strata of positive priority, best first, from `start`. */
function grant(
  squares: readonly number[],
  start: readonly number[],
  upper: readonly number[],
  n: number,
  codes: readonly string[],
): number[] {
  const sizes = grantInBulk(squares, start, upper, n);
  grantOneByOne(squares, sizes, upper, n - total(sizes), codes);
  return sizes;
}

const total = (sizes: readonly number[]) => sizes.reduce((sum, size) => sum + size, 0);

/**
 * All units whose priority is at least some threshold, for the lowest tried threshold that does
 * not exceed n: they belong to the greedy solution whatever comes after.
 */
function grantInBulk(
  squares: readonly number[],
  start: readonly number[],
  upper: readonly number[],
  n: number,
): number[] {
  const sizesAt = (threshold: number) =>
    start.map((m, h) => sizeAbove(squares[h]!, threshold, m, upper[h]!));
  const largest = squares.reduce((most, square) => Math.max(most, square), 0);
  if (largest === 0) return [...start];
  let high = largest;
  let low = 0;
  let sizes = [...start];
  for (let step = 0; step < 40; step++) {
    // The geometric mean halves the exponent's range while the lower end is still open.
    const middle = low === 0 ? high / 16 : Math.sqrt(low) * Math.sqrt(high);
    if (!(middle > low && middle < high)) break;
    const tried = sizesAt(middle);
    const reached = total(tried);
    if (reached <= n) {
      high = middle;
      sizes = tried;
    } else low = middle;
    if (reached <= n && n - reached <= squares.length / 8) break;
  }
  return sizes;
}

/** Largest k in [m, M] reached by granting units of priority A^2 / ((k - 1) k) >= threshold. */
function sizeAbove(square: number, threshold: number, m: number, M: number): number {
  if (square === 0) return m;
  let k = Math.min(M, Math.floor((1 + Math.sqrt(1 + (4 * square) / threshold)) / 2));
  while (k > m && square / ((k - 1) * k) < threshold) k--;
  while (k < M && square / (k * (k + 1)) >= threshold) k++;
  return Math.min(M, Math.max(m, k));
}

/** Greedy remainder with a binary heap of strata, best next unit on top; changes `sizes`. */
function grantOneByOne(
  squares: readonly number[],
  sizes: number[],
  upper: readonly number[],
  units: number,
  codes: readonly string[],
): void {
  const priority = sizes.map((k, h) => squares[h]! / (k * (k + 1)));
  const isBetter = (a: number, b: number) =>
    priority[a]! !== priority[b]!
      ? priority[a]! > priority[b]!
      : (byCode(codes[a]!, codes[b]!) || a - b) < 0;
  const heap = sizes.map((_, h) => h).filter((h) => squares[h]! > 0 && sizes[h]! < upper[h]!);
  for (let parent = (heap.length >> 1) - 1; parent >= 0; parent--) sink(heap, parent, isBetter);
  for (let left = units; left > 0 && heap.length > 0; left--) {
    const h = heap[0]!;
    const k = sizes[h]! + 1;
    sizes[h] = k;
    priority[h] = squares[h]! / (k * (k + 1));
    if (k === upper[h]) {
      const last = heap.pop()!;
      if (heap.length > 0) heap[0] = last;
    }
    sink(heap, 0, isBetter);
  }
}

function sink(heap: number[], from: number, isBetter: (a: number, b: number) => boolean): void {
  const moved = heap[from]!;
  let parent = from;
  for (;;) {
    let child = 2 * parent + 1;
    if (child >= heap.length) break;
    if (child + 1 < heap.length && isBetter(heap[child + 1]!, heap[child]!)) child++;
    if (!isBetter(heap[child]!, moved)) break;
    heap[parent] = heap[child]!;
    parent = child;
  }
  if (heap.length > 0) heap[parent] = moved;
}
