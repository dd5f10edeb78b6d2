import { markedBeyondSpread } from './recheck.ts';

/** Values of the criteria in one order; below nought where not answered. */
export type AnswerRow = Int8Array;

/** All the same answer; pairs of forms that agree nearly throughout; forms close to their taker's average. */
export const ANSWER_SIGNS = ['straight', 'alike', 'uniform'] as const;
export type AnswerSign = (typeof ANSWER_SIGNS)[number];

/** Fewer answers than these of one taker are not looked at. */
export const FEWEST_ANSWERS = 30;
/** With fewer others their spread is too uncertain: among four, simulated rounds accused an honest one in a fifth. */
const FEWEST_OTHERS = 8;
/** Pairs grow with the square: so many of each taker are enough. */
export const MOST_COMPARED = 300;
/** Share of items both answered in which two forms agree to be near-duplicates (Kuriakose and Robbins 2016, Stat J IAOS 32:283–291). */
const NEAR_DUPLICATE = 0.85;
const FEWEST_ITEMS = 5;
/** Shares that honest work reaches at the least. */
const USUAL = { straight: 0.1, alike: 0.1, uniform: 0.25 } as const;

interface Share {
  readonly cases: number;
  readonly total: number;
}

/**
 * What each taker's answers have that the others' of the same door have not. Only marks leave: no share, no answer.
 * @param takers answers of each, with at least `FEWEST_ANSWERS`
 * @returns marks of each; none where too few others are there to compare with
 * Holm (1979); Hoeffding (1963); Kuriakose & Robbins (2016): near-duplicates.
 */
export function answerSigns(takers: readonly (readonly AnswerRow[])[]): AnswerSign[][] {
  if (takers.length - 1 < FEWEST_OTHERS) return takers.map(() => []);
  const shares = {
    straight: takers.map(straight),
    alike: takers.map(alike),
    uniform: uniform(takers),
  };
  const marked = ANSWER_SIGNS.map((sign) => markedBeyondSpread(shares[sign], USUAL[sign]));
  return takers.map((_, i) => ANSWER_SIGNS.filter((_sign, s) => marked[s]![i]));
}

function isStraight(row: AnswerRow): boolean {
  let first = -1;
  let given = 0;
  for (let k = 0; k < row.length; k += 1) {
    if (row[k]! < 0) continue;
    if (given === 0) first = row[k]!;
    if (row[k] !== first) return false;
    given += 1;
  }
  return given >= FEWEST_ITEMS;
}

const straight = (rows: readonly AnswerRow[]): Share => ({
  cases: rows.filter(isStraight).length,
  total: rows.length,
});

/**
 * Of forms that are not straight-lined, for those have their own sign. Pairs that share a form are not
 * independent: the share of all pairs has tails no heavier than that of half as many trials as forms
 * (Hoeffding 1963, J Am Stat Assoc 58:13–30, §5a).
 */
function alike(rows: readonly AnswerRow[]): Share {
  const varied = rows.filter((row) => !isStraight(row));
  const total = Math.floor(varied.length / 2);
  let pairs = 0;
  for (let i = 1; i < varied.length; i += 1)
    for (let j = 0; j < i; j += 1) if (areAlike(varied[i]!, varied[j]!)) pairs += 1;
  const all = (varied.length * (varied.length - 1)) / 2;
  return { cases: all === 0 ? 0 : Math.floor((total * pairs) / all), total };
}

function areAlike(a: AnswerRow, b: AnswerRow): boolean {
  // Most pairs soon differ in more items than however many answered ones allow.
  const most = (1 - NEAR_DUPLICATE) * a.length + 1e-9;
  let both = 0;
  let same = 0;
  for (let k = 0; k < a.length; k += 1) {
    if (a[k]! < 0 || b[k]! < 0) continue;
    both += 1;
    if (a[k] === b[k]) same += 1;
    else if (both - same > most) return false;
  }
  return both >= FEWEST_ITEMS && same >= NEAR_DUPLICATE * both;
}

/** Low variance: forms nearer to their taker's average than three quarters of the others' forms are to theirs. */
function uniform(takers: readonly (readonly AnswerRow[])[]): Share[] {
  const distances = takers.map(distancesFromAverage);
  return distances.map((own, i) => {
    const others = Float64Array.from(distances.flatMap((row, j) => (j === i ? [] : row))).sort();
    const near = others[Math.floor(others.length / 4)] ?? 0;
    return { cases: own.filter((distance) => distance < near).length, total: own.length };
  });
}

/** Summed as they come: a list for each item of each form was most of the work. */
function distancesFromAverage(rows: readonly AnswerRow[]): number[] {
  const averages = Float64Array.from(rows[0] ?? [], (_, k) => averageOf(rows, k));
  return rows.map((row) => {
    let [gaps, given] = [0, 0];
    for (let k = 0; k < averages.length; k += 1) {
      if (row[k]! < 0) continue;
      gaps += Math.abs(row[k]! - averages[k]!);
      given += 1;
    }
    // A form without answers is like nobody's.
    return given === 0 ? Number.POSITIVE_INFINITY : gaps / given;
  });
}

function averageOf(rows: readonly AnswerRow[], k: number): number {
  let [sum, given] = [0, 0];
  for (const row of rows) {
    if (row[k]! < 0) continue;
    sum += row[k]!;
    given += 1;
  }
  return sum / Math.max(1, given);
}
