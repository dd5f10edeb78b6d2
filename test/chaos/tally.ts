/** What happened, and what must not have. */
export interface Tally {
  count(label: string, times?: number): void;
  of(label: string): number;
  violation(label: string): void;
  readonly counts: ReadonlyMap<string, number>;
  readonly violations: readonly string[];
}

export function newTally(): Tally {
  const counts = new Map<string, number>();
  const violations: string[] = [];
  return {
    counts,
    violations,
    count: (label, times = 1) => void counts.set(label, (counts.get(label) ?? 0) + times),
    of: (label) => counts.get(label) ?? 0,
    violation: (label) => void violations.push(label),
  };
}
