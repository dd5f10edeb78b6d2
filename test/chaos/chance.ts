/** Seeded chance (Park & Miller 1988): the same seed makes the same faults in the same order of asking. */
export interface Chance {
  next(): number;
  /** True in `share` of the cases. */
  is(share: number): boolean;
  /** A whole number from 0 to below `end`. */
  below(end: number): number;
  pick<T>(all: readonly T[]): T;
  /** A stream of its own, so that what one citizen asks moves nobody else's luck. */
  fork(): Chance;
}

export function chanceOf(seed: number): Chance {
  let state = (seed % 2_147_483_646) + 1;
  const next = () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
  const below = (end: number) => Math.floor(next() * end);
  return {
    next,
    below,
    is: (share) => next() < share,
    pick: (all) => all[below(all.length)]!,
    fork: () => chanceOf(below(2_147_483_646)),
  };
}

export const pause = (milliseconds: number) =>
  new Promise<void>((resolve) => setTimeout(resolve, milliseconds));
