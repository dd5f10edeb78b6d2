import type { Indicator } from '#contract/indicators.ts';
import { INDICATORS, MARKED_WHEN_LOW, TRIM_INDICATORS } from '#contract/indicators.ts';
import { EXCLUSIONS, FAULTS } from '#contract/list-words.ts';
import { rangesOfSimilar } from '#sampling/quality/similar-range.ts';
import type { CountedShare } from '#sampling/quality/unusual-shares.ts';
import { unusualShares } from '#sampling/quality/unusual-shares.ts';
import { combinedSigns } from './combined-signs.ts';
import { onCommonPhone, unhappyOnCommonPhone } from './common-phone.ts';
import type { ListEvidence } from './counted-evidence.ts';
import type { DailyCounts } from './empty-days.ts';
import { countClosures, countEmptyDays, expectedByDay } from './empty-days.ts';
import { factorScores, habitsAreTold } from './factor-scores.ts';
import type { Count } from './field-mix.ts';
import { byFieldMix, sum } from './field-mix.ts';
import type { FieldOutlier } from './field-outliers.ts';
import { fieldOutliers, lowestFieldScores } from './field-outliers.ts';
import type { FieldTally } from './field-tally.ts';
import { lateLeftOut, refusedLeftOut } from './left-out.ts';
import { signsOfTrims } from './signs-of-trims.ts';
import { unevenDays } from './uneven-days.ts';

const NO_NUMBERS = { seen: 0, missing: 0 };
const NOTHING = { cases: 0, total: 0 };

type Name = Indicator['name'];
interface Judged {
  readonly marked: readonly [agencyCode: string, Indicator];
  /** Marked by itself, without other signs. */
  readonly isSure: boolean;
}
type AgencyFields = readonly [agencyCode: string, fields: readonly FieldTally[]];

const SHOWN_ALWAYS: ReadonlySet<string> = new Set(INDICATORS);
const REASONS: ReadonlySet<string> = new Set([...FAULTS, ...EXCLUSIONS]);
/** Of the agencies marked by an indicator that every agency has, so many by chance. */
const FALSE_DISCOVERY = 0.05;
/** Habits differ by factors: what such a spread explains is no mark. Closures are rarer than any such spread. */
const LEAST_FACTOR_SCORE = { usual: 3.7, days: 4.6 };
/**
 * Indicators that are shown only where there are cases. They are many, and most are rare: of those marked, one in twenty
 * thousand by chance, or one in five thousand where other signs come with it, and none for less than five dossiers or 0.2 %
 * more than expected.
 */
const RARE = { falseDiscovery: 0.00005, withOthers: 0.0002, dossiers: 5, share: 0.002 };

/**
 * Every agency's shares beside those of its kind: communes among communes, departments among departments.
 * Late, refused and left-out dossiers are measured against what the agency's mix of fields lets expect, as a
 * certified copy is never late and a land title often is.
 */
export function indicatorsOf(evidence: ListEvidence): Map<string, Indicator[]> {
  const found = new Map<string, Indicator[]>();
  const add = (agencyCode: string, indicator: Indicator) =>
    found.set(agencyCode, [...(found.get(agencyCode) ?? []), indicator]);
  // Once for both kinds of agencies: what the days let expect was a quarter of the board's work.
  const expected = expectedByDay(evidence.days);
  const counted = {
    ...evidence,
    ...{ empty: countEmptyDays(expected), closures: countClosures(expected) },
  };
  for (const ofKind of byKind(evidence.tallies).values())
    for (const [agencyCode, indicator] of indicatorsOfKind(ofKind, counted))
      if (indicator.name !== 'combined' || !found.get(agencyCode)?.some(isOfTrim))
        add(agencyCode, indicator);
  return found;
}

/** A mark that says by itself what to look at. Many late dossiers, or many without a phone, are there to be seen. */
const isOfTrim = ({ name, side }: Indicator): boolean =>
  side !== null &&
  !(side === 'high' && (name === 'late' || name === 'refused' || name === 'withoutPhone'));

/** The evidence with what was counted of the days of all agencies. */
interface CountedDays extends ListEvidence {
  readonly empty: ReadonlyMap<string, CountedShare>;
  readonly closures: ReadonlyMap<string, CountedShare>;
}

function* indicatorsOfKind(
  ofKind: readonly FieldTally[],
  evidence: CountedDays,
): Generator<readonly [string, Indicator]> {
  const agencies = [...Map.groupBy(ofKind, ({ agencyCode }) => agencyCode)];
  const scores = new Map<string, ReadonlyMap<string, number>>();
  const judged: Judged[] = [];
  const closures = new Map(
    agencies.map(([agencyCode]) => [agencyCode, evidence.closures.get(agencyCode) ?? NOTHING]),
  );
  for (const name of [...INDICATORS, ...TRIM_INDICATORS]) {
    const counted = count(name, agencies, ofKind, evidence);
    // A closed week is one closure, however many days it has.
    const isOfDays = name === 'emptyDays';
    const factors = factorScores(isOfDays ? closures : counted);
    scores.set(name, factors);
    const mayBeHabit = isOfDays || habitsAreTold(counted);
    const least = isOfDays ? LEAST_FACTOR_SCORE.days : LEAST_FACTOR_SCORE.usual;
    judged.push(
      ...[...judge(name, counted)].map(({ isSure, marked }) => ({
        marked,
        isSure: isSure && (!mayBeHabit || Math.abs(factors.get(marked[0]) ?? 0) >= least),
      })),
    );
  }
  judged.push(...indicatorsInFields(agencies, ofKind, evidence));
  for (const [name, shares] of signsOfTrims(agencies, ofKind, evidence, closures))
    scores.set(name, factorScores(shares));
  scores.set('unhappyInField', lowestFieldScores(agencies, ofKind, unhappy));
  scores.set('unevenDays', unevenDays(daysOf(agencies, evidence.days)));
  const combined = combinedSigns(scores);
  // What a habit or chance would explain by itself is named where it comes together with others.
  for (const { isSure, marked } of judged) {
    const [agencyCode, indicator] = marked;
    if (isSure || combined.has(agencyCode)) yield marked;
    // One field is shown for its mark only.
    else if (indicator.field === null) yield [agencyCode, { ...indicator, side: null }];
  }
  yield* combined;
}

function* indicatorsInFields(
  agencies: readonly AgencyFields[],
  ofKind: readonly FieldTally[],
  { fieldNames }: ListEvidence,
): Generator<Judged> {
  for (const { name, cases, side } of IN_FIELDS)
    for (const [agencyCode, outlier] of fieldOutliers(agencies, ofKind, cases, side))
      yield {
        isSure: outlier.isSure,
        marked: [agencyCode, { name, ...inOneField(side, outlier, fieldNames) }],
      };
}

export const byKind = <T extends { readonly kind: string }>(tallies: readonly T[]) =>
  Map.groupBy(tallies, ({ kind }) => kind === 'department');

function* judge(name: Name, counted: ReadonlyMap<string, CountedShare>): Generator<Judged> {
  const isRare = !SHOWN_ALWAYS.has(name);
  const shares = [...counted.values()];
  const sumOfCases = shares.reduce((total, { cases }) => total + cases, 0);
  if (isRare && sumOfCases === 0) return;
  const province =
    sumOfCases /
    Math.max(
      1,
      shares.reduce((all, { total }) => all + total, 0),
    );
  const agencies = [...counted.keys()];
  const judged = unusualShares(shares, isRare ? RARE.withOthers : FALSE_DISCOVERY);
  const similar = rangesOfSimilar(shares, (place) => judged[place]!.side !== null);
  for (const [i, { share, expected, side, adjusted }] of judged.entries()) {
    const { cases, total } = shares[i]!;
    if (isRare && cases === 0) continue;
    const isQuiet =
      (side === 'low' && !MARKED_WHEN_LOW.has(name)) ||
      (isRare && !isMaterial(shares[i]!, expected));
    const place = { similar: similar[i]!, side: isQuiet ? null : side, field: null };
    const indicator = { name, cases, total, share, expected, province, ...place };
    yield {
      marked: [agencies[i]!, indicator],
      isSure: !isRare || adjusted <= RARE.falseDiscovery,
    };
  }
}

const daysOf = (agencies: readonly AgencyFields[], days: ReadonlyMap<string, DailyCounts>) =>
  new Map(agencies.map(([agencyCode]) => [agencyCode, days.get(agencyCode) ?? new Map()]));

const isMaterial = ({ cases, total }: CountedShare, expected: number): boolean =>
  cases - expected * total >= Math.max(RARE.dossiers, RARE.share * total);

function count(
  name: Name,
  agencies: readonly AgencyFields[],
  ofKind: readonly FieldTally[],
  { numbers, phones, empty }: CountedDays,
): Map<string, CountedShare> {
  const each = (counted: (fields: readonly FieldTally[], agencyCode: string) => CountedShare) =>
    new Map(agencies.map(([agencyCode, fields]) => [agencyCode, counted(fields, agencyCode)]));
  if (name === 'missingNumbers')
    return each((_, agencyCode) => {
      const { seen, missing } = numbers.get(agencyCode) ?? NO_NUMBERS;
      return { cases: missing, total: seen + missing };
    });
  if (name === 'emptyDays') return each((_, agencyCode) => empty.get(agencyCode) ?? NOTHING);
  if (name === 'commonPhone') return each((_, agencyCode) => onCommonPhone(phones.get(agencyCode)));
  if (name === 'commonPhoneUnhappy')
    return each((fields, agencyCode) => unhappyOnCommonPhone(phones.get(agencyCode), fields));
  if (name === 'lateLeftOut') return each(lateLeftOut(ofKind));
  if (name === 'refusedLeftOut') return each(refusedLeftOut(ofKind));
  if (name === 'withoutPhone')
    return each((fields) => ({ cases: sumOf(fields, name), total: sumOf(fields, 'rows') }));
  const repeated: Count = ({ reasons }) => reasons.repeated_dossier ?? 0;
  const rows: Count = (tally) =>
    name === 'late'
      ? tally.returned
      : tally.rows + (name === 'repeated_dossier' ? repeated(tally) : 0);
  return each(byFieldMix(ofKind, casesOf(name), rows));
}

const casesOf =
  (name: Name): Count =>
  (tally) =>
    REASONS.has(name) ? (tally.reasons[name] ?? 0) : tally[name === 'refused' ? name : 'late'];

const unhappy: Count = ({ rows, late, refused }) => Math.min(rows, late + refused);

/** What is looked at field by field. A repeated row is no dossier of its field. */
const IN_FIELDS: readonly { name: Name; cases: Count; side: 'low' | 'high' }[] = [
  { name: 'unhappyInField', cases: unhappy, side: 'low' },
  ...[...FAULTS, ...EXCLUSIONS]
    .filter((reason) => reason !== 'repeated_dossier')
    .map((name) => ({ name, cases: casesOf(name), side: 'high' as const })),
];

function inOneField(
  side: 'low' | 'high',
  { cases, total, expected, fieldCode }: FieldOutlier,
  fieldNames: ReadonlyMap<string, string>,
): Omit<Indicator, 'name'> {
  const field = fieldNames.get(fieldCode) ?? fieldCode;
  const comparison = { expected, province: expected, similar: null };
  return { cases, total, share: cases / total, ...comparison, side, field };
}

type Counted = Exclude<
  keyof FieldTally,
  'agencyCode' | 'kind' | 'fieldCode' | 'reasons' | 'unhappyOf'
>;
export const sumOf = (tallies: readonly FieldTally[], name: Counted): number =>
  sum(tallies, (tally) => tally[name]);
