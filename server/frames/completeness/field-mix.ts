import type { CountedShare } from '#sampling/quality/unusual-shares.ts';
import type { FieldTally } from './field-tally.ts';

export type Count = (tally: FieldTally) => number;

export const sum = (tallies: readonly FieldTally[], count: Count): number =>
  tallies.reduce((total, tally) => total + count(tally), 0);

/** Indirect standardisation: each field's rate in the province, on an agency's own mix of fields. */
export function byFieldMix(
  ofKind: readonly FieldTally[],
  cases: Count,
  rows: Count,
): (fields: readonly FieldTally[]) => CountedShare {
  const rates = ratesByField(ofKind, cases, rows);
  return (fields) => {
    const total = sum(fields, rows);
    const counted = { cases: sum(fields, cases), total };
    if (total === 0) return counted;
    const expected = sum(fields, (tally) => rows(tally) * (rates.get(tally.fieldCode) ?? 0));
    return { ...counted, expected: Math.min(1, expected / total) };
  };
}

export const ratesByField = (tallies: readonly FieldTally[], cases: Count, rows: Count) =>
  new Map(
    [...Map.groupBy(tallies, ({ fieldCode }) => fieldCode)].map(([fieldCode, ofField]) => [
      fieldCode,
      sum(ofField, cases) / Math.max(1, sum(ofField, rows)),
    ]),
  );
