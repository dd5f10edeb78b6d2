import type { Indicator } from '#contract/completeness.ts';
import { INDICATORS } from '#contract/completeness.ts';
import type { CountedShare } from '#sampling/quality/unusual-shares.ts';
import { unusualShares } from '#sampling/quality/unusual-shares.ts';
import type { FieldTally } from './tallies-in-force.ts';

export interface AgencyNumbers {
  readonly seen: number;
  readonly missing: number;
}
/** Fewer of these than usual is nothing to ask about. */
const GOOD_WHEN_LOW: ReadonlySet<Indicator['name']> = new Set(['withoutPhone', 'missingNumbers']);
type AgencyFields = readonly [agencyCode: string, fields: readonly FieldTally[]];

/**
 * Every agency's shares beside those of its kind: communes among communes, departments among departments.
 * Late and refused dossiers are measured against what the agency's mix of fields lets expect, as a certified
 * copy is never late and a land title often is.
 */
export function indicatorsOf(
  tallies: readonly FieldTally[],
  numbers: ReadonlyMap<string, AgencyNumbers>,
): Map<string, Indicator[]> {
  const found = new Map<string, Indicator[]>();
  for (const ofKind of byKind(tallies).values()) {
    const agencies = [...Map.groupBy(ofKind, ({ agencyCode }) => agencyCode)];
    for (const name of INDICATORS)
      for (const [agencyCode, indicator] of judged(
        name,
        countedOf(name, agencies, ofKind, numbers),
      ))
        found.set(agencyCode, [...(found.get(agencyCode) ?? []), indicator]);
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
  const total = shares.reduce((sum, agency) => sum + agency.total, 0);
  const province = shares.reduce((sum, agency) => sum + agency.cases, 0) / Math.max(1, total);
  const agencies = [...counted.keys()];
  for (const [i, { share, expected, side }] of unusualShares(shares).entries()) {
    const { cases, total } = shares[i]!;
    const told = side === 'low' && GOOD_WHEN_LOW.has(name) ? null : side;
    yield [agencies[i]!, { name, cases, total, share, expected, province, side: told }];
  }
}

function countedOf(
  name: Indicator['name'],
  agencies: readonly AgencyFields[],
  ofKind: readonly FieldTally[],
  numbers: ReadonlyMap<string, AgencyNumbers>,
): Map<string, CountedShare> {
  if (name === 'missingNumbers')
    return new Map(
      agencies.map(([agencyCode]) => {
        const { seen, missing } = numbers.get(agencyCode) ?? { seen: 0, missing: 0 };
        return [agencyCode, { cases: missing, total: seen + missing }];
      }),
    );
  const rates = name === 'withoutPhone' ? undefined : ratesByField(name, ofKind);
  return new Map(
    agencies.map(([agencyCode, fields]) => {
      const total = sumOf(fields, 'rows');
      const counted = { cases: sumOf(fields, name), total };
      if (!rates || total === 0) return [agencyCode, counted];
      const cases = fields.reduce(
        (sum, { fieldCode, rows }) => sum + rows * (rates.get(fieldCode) ?? 0),
        0,
      );
      return [agencyCode, { ...counted, expected: Math.min(1, cases / total) }];
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
