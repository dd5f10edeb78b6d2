import type { RatioSums } from '#sampling/estimation/cell-sums.ts';
import { NO_ANSWERS } from '#sampling/estimation/cell-sums.ts';
import type { StratumTotals } from '#sampling/estimation/ratio.ts';
import { golden } from './golden.ts';

export type Row = Readonly<Record<string, string>>;

export const referenceJson = <T>(name: string) => JSON.parse(golden(name)) as T;

/** The reference CSV files have no quoted fields. */
export function referenceRows(name: string): Row[] {
  const [header, ...lines] = golden(name).trimEnd().split('\n');
  const names = header!.split(',');
  return lines.map((line) => {
    const fields = line.split(',');
    return Object.fromEntries(names.map((column, k) => [column, fields[k]!]));
  });
}

export const stratumOf = (row: Row) => `${row.commune}.${row.field}`;
export const communeOf = (code: string) => code.split('.')[0]!;

/** Denominator and numerator of one respondent; null without a valid answer. */
export type Reading = (row: Row) => readonly [x: number, y: number] | null;

export const satisfied: Reading = ({ overall }) =>
  overall ? [1, Number(overall) >= 4 ? 1 : 0] : null;
export const score: Reading = ({ overall }) => (overall ? [1, (Number(overall) - 1) * 25] : null);
export const itemIndex: Reading = (row) => {
  const answers = ['q1', 'q2', 'q3', 'q4', 'q5'].map((q) => row[q]).filter(Boolean);
  const high = answers.filter((answer) => Number(answer) >= 4).length;
  return answers.length > 0 ? [answers.length, high] : null;
};

function addTo(sums: RatioSums, [x, y]: readonly [number, number]): RatioSums {
  const { answered, xx, xy, yy } = sums;
  return {
    answered: answered + 1,
    x: sums.x + x,
    y: sums.y + y,
    xx: xx + x * x,
    xy: xy + x * y,
    yy: yy + y * y,
  };
}

/** Stratum totals of the synthetic sample, as SQL would fold them, for one reading and domain. */
export function foldTotals(
  sample: readonly Row[],
  reading: Reading,
  inDomain: (row: Row) => boolean = () => true,
): StratumTotals[] {
  const strata = Map.groupBy(sample, stratumOf);
  return [...strata].map(([code, rows]) => {
    const withStatus = (status: string) => rows.filter((row) => row.status === status);
    const respondents = withStatus('respondent');
    const sums = respondents.filter(inDomain).reduce<RatioSums>((sum, row) => {
      const answer = reading(row);
      return answer ? addTo(sum, answer) : sum;
    }, NO_ANSWERS);
    return {
      code,
      population: Number(rows[0]!.N_h),
      released: rows.length,
      respondents: respondents.length,
      ineligible: withStatus('ineligible').length,
      ...sums,
    };
  });
}
