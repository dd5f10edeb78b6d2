import type { Indicator } from '#contract/completeness.ts';
import { INDICATORS } from '#contract/completeness.ts';
import type { CountedShare } from '#sampling/quality/unusual-shares.ts';
import { unusualShares } from '#sampling/quality/unusual-shares.ts';
import type { FieldTally } from '../tallying/tallies-in-force.ts';

export interface UnitNumbers {
  readonly seen: number;
  readonly missing: number;
}
/** Fewer of these than usual is nothing to ask about. */
const GOOD_WHEN_LOW: ReadonlySet<Indicator['name']> = new Set(['withoutPhone', 'missingNumbers']);
type UnitFields = readonly [unitCode: string, fields: readonly FieldTally[]];

/**
 * Every unit's shares beside those of its kind: communes among communes, departments among departments.
 * Late and refused dossiers are measured against what the unit's mix of fields lets expect, as a certified
 * copy is never late and a land title often is.
 */
export function indicatorsOf(
  tallies: readonly FieldTally[],
  numbers: ReadonlyMap<string, UnitNumbers>,
): Map<string, Indicator[]> {
  const found = new Map<string, Indicator[]>();
  for (const ofKind of byKind(tallies).values()) {
    const units = [...Map.groupBy(ofKind, ({ unitCode }) => unitCode)];
    for (const name of INDICATORS)
      for (const [unitCode, indicator] of judged(name, countedOf(name, units, ofKind, numbers)))
        found.set(unitCode, [...(found.get(unitCode) ?? []), indicator]);
  }
  return found;
}

export const byKind = <T extends { readonly kind: string }>(tallies: readonly T[]) =>
  Map.groupBy(tallies, ({ kind }) => kind === 'department');

function* judged(
  name: Indicator['name'],
  counted: ReadonlyMap<string, CountedShare>,
): Generator<[string, Indicator]> {
  const shares = [...counted.values()];
  const total = shares.reduce((sum, unit) => sum + unit.total, 0);
  const province = shares.reduce((sum, unit) => sum + unit.cases, 0) / Math.max(1, total);
  const units = [...counted.keys()];
  for (const [i, { share, expected, side }] of unusualShares(shares).entries()) {
    const { cases, total } = shares[i]!;
    const told = side === 'low' && GOOD_WHEN_LOW.has(name) ? null : side;
    yield [units[i]!, { name, cases, total, share, expected, province, side: told }];
  }
}

function countedOf(
  name: Indicator['name'],
  units: readonly UnitFields[],
  ofKind: readonly FieldTally[],
  numbers: ReadonlyMap<string, UnitNumbers>,
): Map<string, CountedShare> {
  if (name === 'missingNumbers')
    return new Map(
      units.map(([unitCode]) => {
        const { seen, missing } = numbers.get(unitCode) ?? { seen: 0, missing: 0 };
        return [unitCode, { cases: missing, total: seen + missing }];
      }),
    );
  const rates = name === 'withoutPhone' ? undefined : ratesByField(name, ofKind);
  return new Map(
    units.map(([unitCode, fields]) => {
      const total = sumOf(fields, 'rows');
      const counted = { cases: sumOf(fields, name), total };
      if (!rates || total === 0) return [unitCode, counted];
      const cases = fields.reduce(
        (sum, { fieldCode, rows }) => sum + rows * (rates.get(fieldCode) ?? 0),
        0,
      );
      return [unitCode, { ...counted, expected: Math.min(1, cases / total) }];
    }),
  );
}

const ratesByField = (name: 'late' | 'refused', tallies: readonly FieldTally[]) =>
  new Map(
    [...Map.groupBy(tallies, ({ fieldCode }) => fieldCode)].map(([fieldCode, ofField]) => [
      fieldCode,
      sumOf(ofField, name) / Math.max(1, sumOf(ofField, 'rows')),
    ]),
  );

type Counted = 'rows' | 'late' | 'refused' | 'withoutPhone' | 'returned' | 'returnedLate';
export const sumOf = (tallies: readonly FieldTally[], name: Counted): number =>
  tallies.reduce((sum, tally) => sum + tally[name], 0);
