import type { Bounds } from './box.ts';

/** Remainders closer than this are the same fraction computed along different ways. */
const RESOLUTION = 1e9;

/**
 * Rounds a real allocation within its bounds to integers with the same total n: the floors, then
 * one unit each to the largest remainders; ties to the larger real value, then to the earlier
 * stratum code. Source: Hamilton's method of largest remainders (Balinski and Young 1982).
 */
export function roundLargestRemainder(
  real: readonly number[],
  { upper }: Bounds,
  n: number,
  codes: readonly string[],
): number[] {
  const floors = real.map((x, h) => Math.min(upper[h]!, Math.floor(x + 1 / RESOLUTION)));
  const left = n - floors.reduce((sum, value) => sum + value, 0);
  const grid = (x: number) => Math.round(x * RESOLUTION);
  const order = real
    .map((x, h) => ({ h, remainder: grid(x - floors[h]!), size: grid(x) }))
    .filter(({ h }) => floors[h]! < upper[h]!)
    .sort(
      (a, b) =>
        b.remainder - a.remainder ||
        b.size - a.size ||
        byCode(codes[a.h]!, codes[b.h]!) ||
        a.h - b.h,
    );
  for (const { h } of order.slice(0, left)) floors[h]! += 1;
  return floors;
}

/**
 * Order of stratum codes that decides ties: by character, but a run of digits counts as the number
 * it writes, so that "s2" comes before "s10".
 */
export function byCode(a: string, b: string): number {
  const left = a.match(CHUNKS) ?? [];
  const right = b.match(CHUNKS) ?? [];
  for (let i = 0; i < left.length && i < right.length; i++) {
    const order = byChunk(left[i]!, right[i]!);
    if (order !== 0) return order;
  }
  return left.length - right.length || (a < b ? -1 : a > b ? 1 : 0);
}

const CHUNKS = /[0-9]+|[^0-9]/g;

function byChunk(a: string, b: string): number {
  const isNumber = /^[0-9]/;
  if (isNumber.test(a) && isNumber.test(b)) {
    const x = a.replace(/^0+(?=.)/, '');
    const y = b.replace(/^0+(?=.)/, '');
    if (x.length !== y.length) return x.length - y.length;
    return x < y ? -1 : x > y ? 1 : 0;
  }
  return a < b ? -1 : a > b ? 1 : 0;
}
