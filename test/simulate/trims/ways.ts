import type { Row } from './province.ts';

type Way = (rows: readonly Row[], share: number, uniform: () => number) => Row[];

/**
 * Ways in which a list is made to look better: each takes `share` of the agency's late and refused dossiers out of
 * the frame, by deleting or by editing them.
 */
export const WAYS = {
  /** Deletes them and leaves the gaps. */
  deleted: (rows, share, uniform) => without(rows, chosenUnhappy(rows, share, uniform)),
  /** Deletes them and numbers what is left from 1 each day, as filling a column in a spreadsheet does. */
  renumbered: (rows, share, uniform) =>
    [...Map.groupBy(without(rows, chosenUnhappy(rows, share, uniform)), ({ day }) => day)].flatMap(
      ([, ofDay]) => ofDay.map((row, i) => ({ ...row, number: i + 1 })),
    ),
  /** Deletes them and closes only their own gaps: each later number of the day moves down. */
  closedUp: (rows, share, uniform) => {
    const chosen = chosenUnhappy(rows, share, uniform);
    const moved = (row: Row) =>
      [...chosen].filter(({ day, number }) => day === row.day && number < row.number).length;
    return without(rows, chosen).map((row) => ({ ...row, number: row.number - moved(row) }));
  },
  /** Deletes the days with most of them. */
  wholeDays: (rows, share) => {
    const days = [...Map.groupBy(rows, ({ day }) => day).values()].sort(
      (a, b) => b.filter(isUnhappy).length - a.filter(isUnhappy).length,
    );
    return without(rows, upTo(quotaOf(rows, share), days));
  },
  /** Deletes the last numbers of days, from the last unhappy one on. */
  lastNumbers: (rows, share, uniform) => {
    const ends = [...Map.groupBy(rows, ({ day }) => day).values()].flatMap((ofDay) => {
      const last = ofDay.findLastIndex(isUnhappy);
      return last === -1 ? [] : [ofDay.slice(last)];
    });
    return without(rows, upTo(quotaOf(rows, share), shuffled(ends, uniform)));
  },
  /** Deletes as many, of the field with most of them only. */
  oneField: (rows, share, uniform) => {
    const fields = [...Map.groupBy(rows.filter(isUnhappy), ({ field }) => field).values()];
    const worst = fields.sort((a, b) => b.length - a.length)[0] ?? [];
    return without(rows, new Set(shuffled(worst, uniform).slice(0, quotaOf(rows, share))));
  },
  stateBody: edited({ reason: 'state_body' }),
  /** To before the window, as after it a dossier were late: the day of receipt in the dossier's code stays. */
  outsideWindow: edited({ reason: 'outside_window', isLate: false, isDisplaced: true }),
  impossibleDate: edited({ reason: 'unreadable_date', isLate: false }),
  withdrawn: edited({ reason: 'withdrawn', isLate: false, isRefused: false }),
  /** Nobody answers there, and the owners look like one helper's customers. */
  commonPhone: edited({ hasPhone: true, hasCommonPhone: true }),
} as const satisfies Record<string, Way>;

export type WayName = keyof typeof WAYS;
export const WAY_NAMES = Object.keys(WAYS) as WayName[];

const isUnhappy = ({ isLate, isRefused, reason }: Row): boolean =>
  reason === null && (isLate || isRefused);

const quotaOf = (rows: readonly Row[], share: number): number =>
  Math.ceil(share * rows.filter(isUnhappy).length);

function chosenUnhappy(rows: readonly Row[], share: number, uniform: () => number): Set<Row> {
  return new Set(shuffled(rows.filter(isUnhappy), uniform).slice(0, quotaOf(rows, share)));
}

function edited(changes: Partial<Row>): Way {
  return (rows, share, uniform) => {
    const chosen = chosenUnhappy(rows, share, uniform);
    return rows.map((row) => (chosen.has(row) ? { ...row, ...changes } : row));
  };
}

const without = (rows: readonly Row[], gone: ReadonlySet<Row>): Row[] =>
  rows.filter((row) => !gone.has(row));

/** Whole groups of rows, until they have enough unhappy ones. */
function upTo(quota: number, groups: readonly (readonly Row[])[]): Set<Row> {
  const taken = new Set<Row>();
  let unhappy = 0;
  for (const group of groups) {
    if (unhappy >= quota) break;
    unhappy += group.filter(isUnhappy).length;
    for (const row of group) taken.add(row);
  }
  return taken;
}

function shuffled<T>(items: readonly T[], uniform: () => number): T[] {
  const order = [...items];
  for (let i = order.length - 1; i > 0; i--) {
    const j = Math.floor(uniform() * (i + 1));
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  return order;
}
