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
  /** Its day of return is before that of its receipt, which its code tells. */
  readonly isDisplaced: boolean;
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

/** Working days, of 60 calendar days: what was received so long before the window's end is finished. */
export const SETTLED = 43;

/**
 * Late and refused by field: certified copies seldom, land often; 7 % and 2 % of all. Mean days of work: half of all are
 * done within four calendar days and 99 in 100 within five weeks, as in exports of one-stop systems.
 */
const FIELDS = [
  { share: 0.5, late: 0.02, refused: 0.004, work: 0 },
  { share: 0.3, late: 0.07, refused: 0.02, work: 2 },
  { share: 0.12, late: 0.15, refused: 0.05, work: 7 },
  { share: 0.08, late: 0.3, refused: 0.1, work: 14 },
] as const;
/** What is late took so many days more on average. */
const DELAY = 6;

/** Usual shares of what honest lists leave out, beside what is not finished on the last day. */
const REASONS: Readonly<Record<string, number>> = {
  state_body: 0.012,
  outside_window: 0.02,
  withdrawn: 0.006,
  stopped: 0.003,
  minor: 0.004,
  not_returned: 0.005,
  unreadable_date: 0.002,
  no_contact: 0.006,
  no_name: 0.001,
};
/** Who waits too long withdraws, and what is returned after the window took long: times the usual share of late ones. */
const LATER: Readonly<Record<string, number>> = {
  withdrawn: 1.5,
  stopped: 1.5,
  outside_window: 1.5,
};
/** Of what honest lists leave out as returned outside the window: a wrong year, returned before it was received. */
const DISPLACED = 0.02;
/** Numbers that were given and taken back: by mistake, or because the citizen went home. */
const CANCELLED = 0.01;
/** Agencies that export what is finished only: the numbers of the rest are missing. */
const FINISHED_ONLY = 0.5;
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
  lateOfReason: 0.3,
  phone: 0.4,
  common: 0.6,
};

/** Honest lists of agencies of unequal size, each with habits of its own. */
export function honestLists(seed: number, size: Size): Row[][] {
  const uniform = uniforms(seed);
  const closures = drawClosures(uniform, size);
  return closures.map((businessOn) => honestList(uniform, size, businessOn));
}

function honestList(uniform: () => number, size: Size, businessOn: (day: number) => number): Row[] {
  const habits = drawHabits(uniform, size);
  const rows: Row[] = [];
  for (let day = 0; day < size.days; day++) {
    const busy = Math.exp(habits.unevenness * normal(uniform));
    // Mondays bring more.
    const usual = habits.daily * (day % 5 === 0 ? 1.3 : 0.925);
    const arrivals = poisson(uniform, usual * businessOn(day) * busy);
    for (let number = 1; number <= arrivals; number++) {
      const row = drawRow(uniform, habits, { entry: rows.length, day, number }, size.days);
      if (row) rows.push(row);
    }
  }
  return rows;
}

type Habits = ReturnType<typeof drawHabits>;

function drawHabits(uniform: () => number, size: Size) {
  const factor = (spread: number) => Math.exp(spread * normal(uniform));
  const habits = {
    daily: size.daily * factor(SPREAD.daily),
    unevenness: UNEVENNESS * factor(SPREAD.unevenness),
    late: factor(SPREAD.late),
    refused: factor(SPREAD.late),
    ofField: FIELDS.map(() => factor(SPREAD.field)),
    cancelled: CANCELLED * factor(SPREAD.gaps),
    finishedOnly: uniform() < FINISHED_ONLY,
    work: factor(SPREAD.field),
    withoutPhone: Math.min(0.5, 0.06 * factor(SPREAD.phone)),
    commonPhone: COMMON_PHONE * factor(SPREAD.common),
    mix: FIELDS.map(({ share }) => share * factor(SPREAD.mix)),
    reasons: Object.entries(REASONS).map(
      ([reason, share]) => [reason, share * factor(SPREAD.reason)] as const,
    ),
    lateOf: Object.keys(REASONS).map(
      (reason) => (LATER[reason] ?? 1) * factor(SPREAD.lateOfReason),
    ),
  };
  const { mix, reasons } = habits;
  return {
    ...habits,
    mixed: mix.reduce((sum, share) => sum + share, 0),
    shares: reasons.map(([, share]) => share),
  };
}

/** Null for a number that is in no list: taken back, or not finished where only what is finished is exported. */
function drawRow(
  uniform: () => number,
  habits: Habits,
  place: Pick<Row, 'entry' | 'day' | 'number'>,
  days: number,
): Row | null {
  const field = choose(uniform() * habits.mixed, habits.mix)!;
  const { late, refused, work } = FIELDS[field]!;
  const rule = choose(uniform(), habits.shares);
  const pace = habits.ofField[field]! * (rule === null ? 1 : habits.lateOf[rule]!);
  const isLate = uniform() < late * habits.late * pace;
  const chance = uniform();
  const usual = work * habits.work + (isLate ? DELAY : 0);
  // Half of all dossiers are done at the counter: no logarithm for those.
  const worked = usual === 0 ? 0 : -Math.log(1 - chance) * usual;
  const isFinished = place.day + worked < days;
  const hasPhone = uniform() >= habits.withoutPhone;
  const reason = rule === null ? null : habits.reasons[rule]![0];
  // Each property by its name: a simulated half-year has 300,000 rows, and a spread costs as much as the rest.
  const row = {
    entry: place.entry,
    day: place.day,
    number: place.number,
    field,
    isLate: isLate && isFinished,
    isRefused: uniform() < refused * habits.refused * pace,
    reason: isFinished ? reason : (reason ?? 'not_returned'),
    isDisplaced: reason === 'outside_window' && uniform() < DISPLACED,
    hasPhone,
    hasCommonPhone: hasPhone && uniform() < habits.commonPhone,
  };
  const isAbsent = uniform() < habits.cancelled || (!isFinished && habits.finishedOnly);
  return isAbsent ? null : row;
}

/** Public holidays; the working days beside those of the lunar new year bring little. */
const HOLIDAYS = new Set([30, 31, 32, 33, 34, 75, 83, 84]);
const NEW_YEAR = { from: 27, to: 37, business: 0.4 };
/** Neighbours share their storms and their failures of the network. */
const NEIGHBOURS = 10;
/** An agency's own in half a year: a counter that is closed, and a clerk who is ill. */
const OWN = { closed: 0.5, ill: 1 };
const SHARED_CLOSURES = 0.7;

/** Of each agency how much of its usual business a day brings. */
function drawClosures(uniform: () => number, { agencies, days }: Size) {
  const ofDistrict = Array.from({ length: Math.ceil(agencies / NEIGHBOURS) }, () =>
    spells(uniform, days, SHARED_CLOSURES, 2),
  );
  return Array.from({ length: agencies }, (_, agency) => {
    // Mostly a day; a flood or a move of the office closes a week.
    const closed = spells(uniform, days, OWN.closed, uniform() < 0.3 ? 5 : 1);
    const ill = spells(uniform, days, OWN.ill, 8);
    const district = ofDistrict[Math.floor(agency / NEIGHBOURS)]!;
    return (day: number): number => {
      if (HOLIDAYS.has(day) || closed.has(day) || district.has(day)) return 0;
      const season = day >= NEW_YEAR.from && day <= NEW_YEAR.to ? NEW_YEAR.business : 1;
      return season * (ill.has(day) ? 0.6 : 1);
    };
  });
}

/** Days of spells that begin by chance and last from one day to the longest. */
function spells(
  uniform: () => number,
  days: number,
  expected: number,
  longest: number,
): ReadonlySet<number> {
  const within = new Set<number>();
  for (let left = poisson(uniform, expected); left > 0; left--) {
    const first = Math.floor(uniform() * days);
    const length = 1 + Math.floor(uniform() * longest);
    for (let day = first; day < first + length; day++) within.add(day);
  }
  return within;
}

/** The place of the share that holds a point; null beyond the last. */
function choose(point: number, shares: readonly number[]): number | null {
  let left = point;
  for (let place = 0; place < shares.length; place += 1) {
    left -= shares[place]!;
    if (left < 0) return place;
  }
  return null;
}

/** A count of arrivals, from the exponential waiting times between them. */
function poisson(uniform: () => number, mean: number): number {
  let count = -1;
  for (let time = 0; time < mean; count++) time -= Math.log(1 - uniform());
  return Math.max(0, count);
}
