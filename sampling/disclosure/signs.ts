/**
 * A fixed sequence of +1 and −1 without visible pattern: top bit of a linear congruential
 * generator modulo 2^32 (multiplier of Knuth 1997, vol. 2, §3.3.4, line 16). It only decides in
 * which order alternatives are tried, so that the same table always gets the same answer.
 */
export function signs(seed = 1): () => 1 | -1 {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state >= 0x80000000 ? 1 : -1;
  };
}

/** The positions 0…n−1 in an order fixed by `seed` (Fisher & Yates 1938, as Durstenfeld 1964). */
export function shuffled(n: number, seed: number): number[] {
  let state = (seed * 2654435761) >>> 0;
  const order = Array.from({ length: n }, (_, i) => i);
  for (let i = n - 1; i > 0; i--) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const j = Math.floor((state / 4294967296) * (i + 1));
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  return order;
}
