import { intervalClopperPearson } from '#sampling/intervals/clopper-pearson.ts';
import { indicatorsOf } from '../../../server/frames/completeness/indicators.ts';
import { differencesOf, unexplainedBy } from '../../../server/frames/completeness/totals.ts';
import { normal, uniforms } from '../random.ts';
import type { Row, Size } from './province.ts';
import { honestLists } from './province.ts';
import {
  isReturned,
  tallyDays,
  tallyFields,
  tallyNumbers,
  tallyPhones,
  totalsOf,
} from './tally.ts';
import type { WayName } from './ways.ts';
import { WAY_NAMES, WAYS } from './ways.ts';

/** Marks that say nothing of a trim: many late dossiers, or many without a phone, are there to be seen. */
const NO_TRIM = new Set(['late high', 'refused high', 'withoutPhone high']);
/** Two exports of the same hour differ by so much. */
const NOISE = 0.002;

/** Entries that a random check draws. */
export const CHECK_SIZES = [59, 99, 299] as const;
/** A second source has this share of an agency's dossiers, this one of its late and refused ones, and some codes mistyped. */
const SOURCE = { all: 0.02, unhappy: 0.1, mistyped: 0.003 };
/** As the comparison with second sources judges: more than this is missing, beyond chance. */
const TOLERATED_SHARE = 0.01;

export interface Measured {
  readonly agencies: number;
  /** Agencies with a mark, by the list alone. */
  readonly marked: number;
  /** Agencies with a mark, or whose totals differ from those of the counter. */
  readonly withTotals: number;
  /** The same, or of whose register the random check of so many entries meets one that the list lacks or tells otherwise. */
  readonly withCheck: readonly number[];
  /** Agencies with a mark, or whose list a second source beside it lets stand out. */
  readonly withSource: number;
  /** The same, or that the smallest random check meets: all that Home Affairs sees as a mark. */
  readonly withBoth: number;
}

export interface Measurement {
  readonly honest: Measured;
  readonly ways: ReadonlyMap<WayName, Measured>;
}

/**
 * In each province one agency trims in each way; all the others are honest. One measurement for each share of late and refused
 * dossiers that are trimmed, of the same provinces.
 */
export function measureTrims(
  provinces: number,
  shares: readonly number[],
  { seed, ...size }: Size & { readonly seed: number },
): Measurement[] {
  const measured = shares.map(() => ({ honest: NOTHING, ways: new Map<WayName, Measured>() }));
  for (let province = 0; province < provinces; province++) {
    const registers = honestLists(seed + province, size).map(listOf);
    for (const [i, share] of shares.entries()) {
      const found = trimmedProvince(registers, seed + province, share);
      const { honest, ways } = measured[i]!;
      for (const [k, way] of WAY_NAMES.entries())
        ways.set(way, sum(ways.get(way) ?? NOTHING, found[k]!));
      measured[i]!.honest = found.slice(WAY_NAMES.length).reduce(sum, honest);
    }
  }
  return measured;
}

/** An agency's list with what is counted of it. */
type List = ReturnType<typeof listOf>;
const listOf = (rows: readonly Row[], i: number) => {
  const code = String(i + 1).padStart(5, '0');
  const numbers = tallyNumbers(rows);
  const days = tallyDays(rows);
  return { code, rows, fields: tallyFields(code, rows), numbers, phones: tallyPhones(rows), days };
};

const NOTHING: Measured = {
  ...{ agencies: 0, marked: 0, withTotals: 0, withSource: 0, withBoth: 0 },
  withCheck: CHECK_SIZES.map(() => 0),
};
export const sum = (a: Measured, b: Measured): Measured => ({
  agencies: a.agencies + b.agencies,
  marked: a.marked + b.marked,
  withTotals: a.withTotals + b.withTotals,
  withCheck: a.withCheck.map((found, i) => found + b.withCheck[i]!),
  withSource: a.withSource + b.withSource,
  withBoth: a.withBoth + b.withBoth,
});

function trimmedProvince(registers: readonly List[], seed: number, share: number): Measured[] {
  const uniform = uniforms(seed + 1_000_000);
  const lists = registers.map((register, i) => {
    const way = WAY_NAMES[i];
    return way ? listOf(WAYS[way](register.rows, share, uniform), i) : register;
  });
  const byCode = <T>(tally: (list: List) => T) =>
    new Map(lists.map((list) => [list.code, tally(list)]));
  const indicators = indicatorsOf({
    tallies: lists.flatMap(({ fields }) => fields),
    numbers: byCode(({ numbers }) => numbers),
    phones: byCode(({ phones }) => phones),
    days: byCode(({ days }) => days),
    fieldNames: new Map(),
  });
  const checked = uniforms(seed + 2_000_000);
  return lists.map(({ code, rows, fields }, i) => {
    const register = registers[i]!.rows;
    const marks = (indicators.get(code) ?? []).filter(
      ({ name, side }) => side !== null && !NO_TRIM.has(`${name} ${side}`),
    );
    const isMarked = marks.length > 0;
    const differs = unexplainedBy([
      { differences: differencesOf(counterTotals(register, uniform), fields) },
    ]);
    const isOut = absentOrOther(register, rows);
    const withCheck = CHECK_SIZES.map((size) =>
      Number(isMarked || checkMeets(register, isOut, size, checked)),
    );
    const withSource = Number(isMarked || sourceStandsOut(register, rows, checked));
    return {
      agencies: 1,
      marked: Number(isMarked),
      withTotals: Number(isMarked || differs > 0),
      ...{ withCheck, withSource, withBoth: Math.max(withCheck[0]!, withSource) },
    };
  });
}

/** What the counter's own report says, taken at another hour. */
function counterTotals(rows: readonly Row[], uniform: () => number) {
  const { returned, late } = totalsOf(rows);
  const later = (total: number) => Math.round(total * (1 + NOISE * normal(uniform)));
  return { received: null, returned: later(returned), late: later(late) };
}

/** Entries of the register that the list lacks or states otherwise, by their place: a row that was not edited is the register's own. */
function absentOrOther(register: readonly Row[], list: readonly Row[]): ReadonlySet<number> {
  if (list === register) return new Set();
  const keyOf = ({ entry, reason, isLate, isRefused, hasCommonPhone }: Row) =>
    [entry, reason, isLate, isRefused, hasCommonPhone].join(' ');
  const own = new Set(register);
  const kept = new Set(list);
  const edited = new Set(list.filter((row) => !own.has(row)).map(keyOf));
  const isListed = (row: Row) => kept.has(row) || edited.has(keyOf(row));
  return new Set([...register.keys()].filter((place) => !isListed(register[place]!)));
}

/** Dice draw places of the register without replacement; one that is out is met. An honest list has none. */
function checkMeets(
  register: readonly Row[],
  isOut: ReadonlySet<number>,
  size: number,
  uniform: () => number,
): boolean {
  const drawn = new Set<number>();
  while (drawn.size < Math.min(size, register.length))
    drawn.add(Math.floor(uniform() * register.length));
  return [...drawn].some((place) => isOut.has(place));
}

/**
 * A register of complaints has a few dossiers of an agency, and more of the late and refused ones. As in the product, one is
 * missing that the list lacks or leaves out as not returned in the window.
 */
function sourceStandsOut(
  register: readonly Row[],
  list: readonly Row[],
  uniform: () => number,
): boolean {
  const entries = register.filter(
    ({ isLate, isRefused, reason }) =>
      reason === null && uniform() < (isLate || isRefused ? SOURCE.unhappy : SOURCE.all),
  );
  // An honest list has all of them, and nine in ten lists are honest.
  const asked = list === register ? undefined : new Set(entries.map(({ entry }) => entry));
  const returned = new Set(
    (asked ? list.filter((row) => asked.has(row.entry)) : entries)
      .filter(isReturned)
      .map(({ entry }) => entry),
  );
  const missing = entries.filter(
    ({ entry }) => uniform() < SOURCE.mistyped || !returned.has(entry),
  ).length;
  const share = intervalClopperPearson(missing / entries.length, entries.length);
  return share !== null && share.lower > TOLERATED_SHARE;
}
