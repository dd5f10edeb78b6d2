import { normal, uniforms } from '../random.ts';

/** One row of an agency's list. */
export interface Row {
  /** Its place in the counter's register, whatever its number becomes. */
  readonly entry: number;
  readonly day: number;
  readonly number: number;
  readonly field: number;
  readonly isLate: boolean;
  readonly isRefused: boolean;
  /** The rule that excludes it, or its fault. */
  readonly reason: string | null;
  readonly hasPhone: boolean;
  /** It names the agency's most common phone: that of a post office or a notary. */
  readonly hasCommonPhone: boolean;
}

export interface Size {
  readonly agencies: number;
  readonly days: number;
  /** Median dossiers an agency and working day. */
  readonly daily: number;
}

/** Late and refused by field: certified copies seldom, land often; 7 % and 2 % of all. */
const FIELDS = [
  { share: 0.5, late: 0.02, refused: 0.004 },
  { share: 0.3, late: 0.07, refused: 0.02 },
  { share: 0.12, late: 0.15, refused: 0.05 },
  { share: 0.08, late: 0.3, refused: 0.1 },
] as const;

/** Usual shares of what honest lists leave out. */
const REASONS: Readonly<Record<string, number>> = {
  state_body: 0.012,
  outside_window: 0.02,
  withdrawn: 0.006,
  stopped: 0.003,
  minor: 0.004,
  not_returned: 0.015,
  unreadable_date: 0.002,
  no_contact: 0.006,
  no_name: 0.001,
};
/** Dossiers whose numbers honest lists have not: cancelled, or not finished when the list was exported. */
const NATURAL_GAPS = 0.02;
const COMMON_PHONE = 0.006;
/** Days of one agency differ beyond chance: market days, a clerk on leave. */
const UNEVENNESS = 0.12;
/** Standard deviations of the logarithm by which agencies differ in each habit. */
const SPREAD = {
  daily: 0.5,
  unevenness: 0.3,
  late: 0.3,
  mix: 0.3,
  field: 0.15,
  gaps: 0.35,
  reason: 0.5,
  phone: 0.4,
  common: 0.6,
};

/** Honest lists of agencies of unequal size, each with habits of its own. */
export function honestLists(seed: number, size: Size): Row[][] {
  const uniform = uniforms(seed);
  return Array.from({ length: size.agencies }, () => honestList(uniform, size));
}

function honestList(uniform: () => number, size: Size): Row[] {
  const habits = drawHabits(uniform, size);
  const rows: Row[] = [];
  for (let day = 0; day < size.days; day++) {
    // Mondays bring more, the week before the lunar new year brings little.
    const season = day >= 28 && day < 33 ? 0.3 : 1;
    const busy = Math.exp(habits.unevenness * normal(uniform));
    const arrivals = poisson(uniform, habits.daily * season * busy * (day % 5 === 0 ? 1.3 : 0.925));
    for (let number = 1; number <= arrivals; number++) {
      const row = drawRow(uniform, habits, { entry: rows.length, day, number });
      if (uniform() >= habits.gaps) rows.push(row);
    }
  }
  return rows;
}

type Habits = ReturnType<typeof drawHabits>;

function drawHabits(uniform: () => number, size: Size) {
  const factor = (spread: number) => Math.exp(spread * normal(uniform));
  return {
    daily: size.daily * factor(SPREAD.daily),
    unevenness: UNEVENNESS * factor(SPREAD.unevenness),
    late: factor(SPREAD.late),
    refused: factor(SPREAD.late),
    ofField: FIELDS.map(() => factor(SPREAD.field)),
    gaps: NATURAL_GAPS * factor(SPREAD.gaps),
    withoutPhone: Math.min(0.5, 0.06 * factor(SPREAD.phone)),
    commonPhone: COMMON_PHONE * factor(SPREAD.common),
    mix: FIELDS.map(({ share }) => share * factor(SPREAD.mix)),
    reasons: Object.entries(REASONS).map(
      ([reason, share]) => [reason, share * factor(SPREAD.reason)] as const,
    ),
  };
}

function drawRow(
  uniform: () => number,
  habits: Habits,
  place: Pick<Row, 'entry' | 'day' | 'number'>,
): Row {
  const field = choose(uniform() * habits.mix.reduce((sum, share) => sum + share, 0), habits.mix)!;
  const { late, refused } = FIELDS[field]!;
  const shares = habits.reasons.map(([, share]) => share);
  const reason = choose(uniform(), shares);
  const hasPhone = uniform() >= habits.withoutPhone;
  return {
    ...place,
    field,
    isLate: uniform() < late * habits.late * habits.ofField[field]!,
    isRefused: uniform() < refused * habits.refused * habits.ofField[field]!,
    reason: reason === null ? null : habits.reasons[reason]![0],
    hasPhone,
    hasCommonPhone: hasPhone && uniform() < habits.commonPhone,
  };
}

/** The place of the share that holds a point; null beyond the last. */
function choose(point: number, shares: readonly number[]): number | null {
  let left = point;
  const place = shares.findIndex((share) => {
    left -= share;
    return left < 0;
  });
  return place === -1 ? null : place;
}

/** A count of arrivals, from the exponential waiting times between them. */
function poisson(uniform: () => number, mean: number): number {
  let count = -1;
  for (let time = 0; time < mean; count++) time -= Math.log(1 - uniform());
  return Math.max(0, count);
}
