import type { CountedShare } from '#sampling/quality/unusual-shares.ts';
import { unusualShares } from '#sampling/quality/unusual-shares.ts';
import type { Count } from './field-mix.ts';
import { ratesByField, sum } from './field-mix.ts';
import type { FieldTally } from './field-tally.ts';
import { logScores } from './robust-scores.ts';

/** Expected cases that are added to an agency's own, so that a small one is taken as usual. */
const PRIOR = 10;
/**
 * Every field of every reason is tested apart: of those marked, one in a thousand by chance where other signs come with it,
 * and by itself eight in ten thousand over all fields together (Bonferroni), so that a province with more fields marks no more.
 */
const FALSE_DISCOVERY = { alone: 0.0008, withOthers: 0.001 };
const FEWEST = 5;

export interface FieldOutlier extends CountedShare {
  readonly expected: number;
  readonly fieldCode: string;
  /** By itself, without other signs. */
  readonly isSure: boolean;
}
type Counted = Omit<FieldOutlier, 'fieldCode' | 'isSure'>;
type AgencyFields = readonly [agencyCode: string, fields: readonly FieldTally[]];

/**
 * The field in which an agency's share is furthest from what its other fields let expect: who is slow in all
 * fields but one is asked about that one. Agencies without such a field are absent.
 */
export function fieldOutliers(
  agencies: readonly AgencyFields[],
  ofKind: readonly FieldTally[],
  cases: Count,
  side: 'low' | 'high',
): Map<string, FieldOutlier> {
  const rates = ratesByField(ofKind, cases, rowsOf);
  const found = new Map<string, FieldOutlier & { readonly adjusted: number }>();
  const byField = Map.groupBy(ofKind, (tally) => tally.fieldCode);
  for (const [fieldCode, ofField] of byField) {
    if (fieldCode === null || sum(ofField, cases) < FEWEST) continue;
    const shares = agencies.map(([, fields]) => inField(fields, fieldCode, cases, rates));
    // Most reasons are rare in most fields: a province of thirty fields takes a tenth of the time.
    if (!shares.some((share) => isMaterial(share, side))) continue;
    for (const [i, judged] of unusualShares(shares, FALSE_DISCOVERY.withOthers).entries()) {
      const [agencyCode] = agencies[i]!;
      const isFurther = judged.adjusted < (found.get(agencyCode)?.adjusted ?? 1);
      if (judged.side === side && isFurther && isMaterial(shares[i]!, side))
        found.set(agencyCode, {
          ...{ ...shares[i]!, fieldCode, adjusted: judged.adjusted },
          isSure: judged.adjusted <= FALSE_DISCOVERY.alone / byField.size,
        });
    }
  }
  return found;
}

/** The lowest score of each agency's fields. */
export function lowestFieldScores(
  agencies: readonly AgencyFields[],
  ofKind: readonly FieldTally[],
  cases: Count,
): Map<string, number> {
  const rates = ratesByField(ofKind, cases, rowsOf);
  const lowest = new Map<string, number>();
  for (const [fieldCode, ofField] of Map.groupBy(ofKind, (tally) => tally.fieldCode)) {
    if (fieldCode === null || sum(ofField, cases) < FEWEST) continue;
    const shares = new Map(
      agencies.map(([agencyCode, fields]) => [
        agencyCode,
        inField(fields, fieldCode, cases, rates),
      ]),
    );
    for (const [agencyCode, score] of logScores(shares))
      lowest.set(agencyCode, Math.min(score, lowest.get(agencyCode) ?? score));
  }
  return lowest;
}

const rowsOf: Count = ({ rows }) => rows;

function isMaterial({ cases, total, expected }: Counted, side: 'low' | 'high'): boolean {
  const excess = cases - expected * total;
  return (side === 'high' ? excess : -excess) >= FEWEST;
}

function inField(
  fields: readonly FieldTally[],
  fieldCode: string | null,
  cases: Count,
  rates: ReadonlyMap<string | null, number>,
): Counted {
  const expectedOf: Count = (tally) => tally.rows * (rates.get(tally.fieldCode) ?? 0);
  const others = fields.filter((tally) => tally.fieldCode !== fieldCode);
  const pace = (sum(others, cases) + PRIOR) / (sum(others, expectedOf) + PRIOR);
  const own = fields.filter((tally) => tally.fieldCode === fieldCode);
  return {
    cases: sum(own, cases),
    total: sum(own, rowsOf),
    expected: timesOdds(rates.get(fieldCode) ?? 0, pace),
  };
}

/** A share whose odds are `factor` times as large. */
const timesOdds = (share: number, factor: number): number =>
  (share * factor) / (1 - share + share * factor);
