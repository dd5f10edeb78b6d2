import type { CopiedRow } from './table-copies.ts';

/** A row as it was copied, whose answer it is (the test's own knowledge), and among whom the attacker looks. */
export interface Pairable {
  readonly group: string;
  readonly truth: string;
  readonly row: CopiedRow;
}

export interface Ordering {
  readonly name: string;
  readonly ordered: readonly Pairable[];
}

/** By place in the file, transaction, command, and by each column of which not all values are one. */
export function orderingsOf(rows: readonly Pairable[]): Ordering[] {
  const hidden = ['place', 'xmin', 'cmin'] as const;
  const columns = Object.keys(rows[0]?.row.columns ?? {});
  return [
    ...hidden.map((name) => ({ name, by: ({ row }: Pairable) => row[name] })),
    ...columns.map((name) => ({ name, by: ({ row }: Pairable) => comparable(row.columns[name]) })),
  ]
    .filter(({ by }) => new Set(rows.map(by)).size > 1)
    .map(({ name, by }) => ({
      name,
      ordered: rows.toSorted((a, b) => (by(a) < by(b) ? -1 : by(a) > by(b) ? 1 : 0)),
    }));
}

const comparable = (value: unknown): string | number =>
  typeof value === 'number' ? value : value === null ? '' : JSON.stringify(value);

/** How many are right when both sides are laid side by side within each group; of a shorter side each at its share of the way. */
export function rightPairs(left: readonly Pairable[], right: readonly Pairable[]): number {
  const others = Map.groupBy(right, ({ group }) => group);
  let pairs = 0;
  for (const [group, rows] of Map.groupBy(left, (pairable) => pairable.group)) {
    const mates = others.get(group) ?? [];
    const step = mates.length / rows.length;
    pairs += rows.filter(
      ({ truth }, nth) => truth === mates[Math.floor((nth + 0.5) * step)]?.truth,
    ).length;
  }
  return pairs;
}
