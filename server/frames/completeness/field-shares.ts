import type * as z from 'zod/mini';
import type { FieldShare } from '#contract/completeness.ts';
import { countTails } from '#sampling/distributions/beta-binomial.ts';
import type { CountedShare } from '#sampling/quality/unusual-shares.ts';
import { unusualShares } from '#sampling/quality/unusual-shares.ts';
import type { FieldTally } from './field-tally.ts';
import { byKind, sumOf } from './indicators.ts';

type Share = z.output<typeof FieldShare>;
/** Beside the agency's own earlier list a field is thin below half its share, when chance would not do it. */
const FAR_BELOW = 0.5;
const BY_CHANCE = 0.001;

/** An agency's fields beside the other agencies of its kind and beside its own earlier list. */
export function fieldShares(
  agencyCode: string,
  tallies: readonly FieldTally[],
  earlier: Readonly<Record<string, number>>,
  names: ReadonlyMap<string, string>,
): Share[] {
  const isOwn = (tally: FieldTally) => tally.agencyCode === agencyCode;
  const ofKind = [...byKind(tallies).values()].find((kind) => kind.some(isOwn)) ?? [];
  const agencies = [...Map.groupBy(ofKind, (tally) => tally.agencyCode)];
  const place = agencies.findIndex(([code]) => code === agencyCode);
  return [...names].flatMap(([code, name]) => {
    const counted = agencies.map(([, fields]) => countedIn(fields, code));
    const share = shareOfOthers(counted, place, shareBefore(earlier, code));
    return share.rows === 0 && share.thinBeside === null ? [] : [{ code, name, ...share }];
  });
}

const countedIn = (fields: readonly FieldTally[], code: string): CountedShare => ({
  cases: sumOf(
    fields.filter(({ fieldCode }) => fieldCode === code),
    'rows',
  ),
  total: sumOf(fields, 'rows'),
});

function shareBefore(earlier: Readonly<Record<string, number>>, code: string): number | null {
  const before = Object.values(earlier).reduce((sum, rows) => sum + rows, 0);
  return before === 0 ? null : (earlier[code] ?? 0) / before;
}

function shareOfOthers(
  counted: readonly CountedShare[],
  place: number,
  earlier: number | null,
): Omit<Share, 'code' | 'name'> {
  const own = counted[place] ?? { cases: 0, total: 0 };
  const judged = unusualShares(counted)[place];
  const isThinNow = earlier !== null && hasThinned(own.cases, own.total, earlier);
  const isThinThere = judged?.side === 'low' ? 'province' : null;
  return {
    rows: own.cases,
    share: judged?.share ?? 0,
    expected: counted.length > 1 ? (judged?.expected ?? null) : null,
    earlier,
    thinBeside: isThinNow ? 'earlier' : isThinThere,
  };
}

const hasThinned = (rows: number, total: number, earlier: number): boolean =>
  earlier > 0 &&
  earlier < 1 &&
  rows < FAR_BELOW * earlier * total &&
  countTails(rows, total, earlier, 0).lower < BY_CHANCE;
