export interface TakerRow {
  readonly door: string;
  readonly takerId: string;
  readonly answers: number;
}

/**
 * Rows that may leave beside the totals of doors, and of takers over the doors that are counted together. Hidden are few
 * answers of somebody; all of a taker of whom one such door is few or who is pooled among the totals; and the next
 * smallest of a door, until those left over are not few (complementary suppression; Hundepool et al. 2012, §4.3).
 * @param rows answers by door and by who took them
 * @param countedTogether doors whose answers are also published as one total of each taker
 * @param threshold fewer answers are few
 */
export function shownTakers<Row extends TakerRow>(
  rows: readonly Row[],
  countedTogether: ReadonlySet<string>,
  threshold: number,
): readonly Row[] {
  const isTogether = ({ door }: Row) => countedTogether.has(door);
  const pooled = pooledTakers(totalsOf(rows.filter(isTogether)), threshold);
  const fewAtDoor = new Set(
    rows.flatMap((row) => (isTogether(row) && row.answers < threshold ? row.takerId : [])),
  );
  const hidden = new Set(
    rows.filter(
      (row) =>
        row.answers < threshold ||
        (isTogether(row) && (pooled.has(row.takerId) || fewAtDoor.has(row.takerId))),
    ),
  );
  for (const group of Map.groupBy(rows, ({ door }) => door).values())
    hideRest(group, hidden, threshold);
  return rows.filter((row) => !hidden.has(row));
}

/**
 * Who is counted together: who has few answers, and the next smallest where even then they are few (Hundepool et al.
 * 2012, §4.3).
 * @param totals answers of each taker
 * @param threshold fewer answers are few
 */
export function pooledTakers(
  totals: ReadonlyMap<string, number>,
  threshold: number,
): ReadonlySet<string> {
  const pooled = new Set<string>();
  let answers = 0;
  for (const [takerId, taken] of [...totals].toSorted((a, b) => a[1] - b[1])) {
    if (taken >= threshold && (answers === 0 || answers >= threshold)) break;
    pooled.add(takerId);
    answers += taken;
  }
  return pooled;
}

function totalsOf(rows: readonly TakerRow[]): ReadonlyMap<string, number> {
  const totals = new Map<string, number>();
  for (const { takerId, answers } of rows)
    totals.set(takerId, (totals.get(takerId) ?? 0) + answers);
  return totals;
}

function hideRest<Row extends TakerRow>(
  group: readonly Row[],
  hidden: Set<Row>,
  threshold: number,
) {
  let rest = group.filter((row) => hidden.has(row)).reduce((sum, row) => sum + row.answers, 0);
  for (const row of group.toSorted((a, b) => a.answers - b.answers)) {
    if (rest === 0 || rest >= threshold) return;
    if (hidden.has(row)) continue;
    hidden.add(row);
    rest += row.answers;
  }
}
