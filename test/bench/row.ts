/** One line of the benchmark's table; a goal reads "≤ 9" or "≥ 1.3", or "" for a figure without one. */
export interface BenchRow {
  readonly label: string;
  readonly measured: number;
  readonly goal: string;
  readonly unit: string;
}

/**
 * Milliseconds of processor time this thread has used. A wall clock would measure the neighbours on
 * a shared machine; on an idle one the two agree, since nothing measured here waits.
 */
export function threadTime(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

/** Milliseconds a piece of work takes: median of `runs` after one to warm up. */
export function medianTime(work: () => unknown, runs = 5): number {
  work();
  const times = Array.from({ length: runs }, () => {
    const start = threadTime();
    work();
    return threadTime() - start;
  });
  return times.sort((a, b) => a - b)[runs >> 1]!;
}

/** Repeatable numbers in [0, 1): Lehmer's generator (Park and Miller 1988). */
export function repeatableNumbers(seed = 1): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

/** Whether a figure meets its goal; a goal that is not a number is never met by accident. */
export function meetsGoal({ measured, goal }: BenchRow): boolean {
  const limit = Number(goal.slice(1));
  return goal.startsWith('≤') ? measured <= limit : measured >= limit;
}
