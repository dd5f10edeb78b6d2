/** What happened, and what must not have. */
export interface Tally {
  count(what: string, times?: number): void;
  of(what: string): number;
  violation(what: string): void;
  readonly counts: ReadonlyMap<string, number>;
  readonly violations: readonly string[];
}

export function newTally(): Tally {
  const counts = new Map<string, number>();
  const violations: string[] = [];
  return {
    counts,
    violations,
    count: (what, times = 1) => void counts.set(what, (counts.get(what) ?? 0) + times),
    of: (what) => counts.get(what) ?? 0,
    violation: (what) => void violations.push(what),
  };
}
