import { EXCLUSIONS, FAULTS } from '#contract/list-words.ts';
import type { CountedShare } from '#sampling/quality/unusual-shares.ts';
import type { ListEvidence } from './counted-evidence.ts';
import type { Count } from './field-mix.ts';
import { byFieldMix, ratesByField, sum } from './field-mix.ts';
import type { FieldTally } from './field-tally.ts';

const NO_NUMBERS = { seen: 0, missing: 0 };
type AgencyFields = readonly [agencyCode: string, fields: readonly FieldTally[]];
type Shares = ReadonlyMap<string, CountedShare>;

/** Late and refused dossiers of the province that are added to an agency's own: a small one is taken as usual. */
const PRIOR = 10;
const unhappy: Count = ({ rows, lateRows, refused }) => Math.min(rows, lateRows + refused);

/** What is no indicator by itself, but together with others tells of one way to trim. */
export function* signsOfTrims(
  agencies: readonly AgencyFields[],
  ofKind: readonly FieldTally[],
  { numbers }: Pick<ListEvidence, 'numbers'>,
  closures: Shares,
): Generator<readonly [name: string, shares: Shares]> {
  const each = (counted: (fields: readonly FieldTally[], agencyCode: string) => CountedShare) =>
    new Map(agencies.map(([agencyCode, fields]) => [agencyCode, counted(fields, agencyCode)]));
  // A campaign of a few weeks has no day that is settled.
  const isSettled = [...numbers.values()].some(({ settled }) => settled.seen > 0);
  yield [
    'settledNumbers',
    each((_, agencyCode) => {
      const counted = numbers.get(agencyCode);
      const { seen, missing } = (isSettled ? counted?.settled : counted) ?? NO_NUMBERS;
      return { cases: missing, total: seen + missing };
    }),
  ];
  yield ['closures', closures];
  yield [
    'displaced',
    each(
      byFieldMix(
        ofKind,
        ({ displaced }) => displaced,
        ({ rows }) => rows,
      ),
    ),
  ];
  const rates = ratesByField(ofKind, unhappy, ({ rows }) => rows);
  for (const reason of [...FAULTS, ...EXCLUSIONS])
    yield [unhappyOf(reason), each((fields) => unhappyAmong(fields, reason, rates))];
}

export const unhappyOf = (reason: string): string => `unhappy ${reason}`;

/**
 * Of the dossiers that one rule or fault leaves out, the late and refused ones. Expected are as many as among the agency's
 * other dossiers of the same fields: its habits are taken out, and no other agency is needed.
 */
function unhappyAmong(
  fields: readonly FieldTally[],
  reason: string,
  rates: ReadonlyMap<string | null, number>,
): CountedShare {
  const cases: Count = (tally) => tally.unhappyOf[reason] ?? 0;
  const left: Count = ({ reasons }) => reasons[reason] ?? 0;
  const rateOf = ({ fieldCode }: FieldTally) => rates.get(fieldCode) ?? 0;
  const others = sum(fields, (tally) => unhappy(tally) - cases(tally));
  const usual = sum(fields, (tally) => (tally.rows - left(tally)) * rateOf(tally));
  const pace = Math.max(0, others + PRIOR) / (Math.max(0, usual) + PRIOR);
  const total = sum(fields, left);
  const expected = sum(fields, (tally) => left(tally) * rateOf(tally)) * pace;
  return {
    cases: Math.min(total, sum(fields, cases)),
    total,
    expected: Math.min(1, expected / Math.max(1, total)),
  };
}
