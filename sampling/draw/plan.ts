import { SamplingError } from '../errors.ts';
import { byBytes, IDENTIFIER, requireIdentifier } from '../frame/identifier.ts';
import { sha256Text } from '../randomness/sha256.ts';

/** One stratum of a sampling plan: N_h frame units, n_h of them sampled, reserves in ticket order. */
export interface PlanRow {
  readonly stratum: string;
  readonly population: number;
  readonly sample: number;
  readonly reserves: number;
}

/**
 * Canonical plan text of SIPAS-DRAW/1: `stratum TAB N_h TAB n_h TAB reserves_h LF`, sorted bytewise
 * by stratum. Throws EmptyPlan, BadIdentifier, DuplicateStratum, and BadPlanRow unless
 * 0 <= n_h <= N_h and reserves_h >= 0 are integers. Source: SIPAS-DRAW/1, plan.tsv.
 * @param rows strata with N_h, n_h and reserves, in persons
 */
export function planText(rows: Iterable<PlanRow>): string {
  const sorted = [...rows].sort((a, b) => byBytes(a.stratum, b.stratum));
  if (sorted.length === 0) throw emptyPlan();
  return sorted
    .map((row, i) => {
      const { stratum, population, sample, reserves } = row;
      requireIdentifier(stratum);
      if (sorted[i - 1]?.stratum === stratum)
        throw new SamplingError('DuplicateStratum', `Stratum ${stratum} is planned twice.`, {
          stratum,
        });
      if (!fits(row))
        throw new SamplingError('BadPlanRow', `The plan of stratum ${stratum} is impossible.`, {
          ...row,
        });
      return `${stratum}\t${population}\t${sample}\t${reserves}\n`;
    })
    .join('');
}

/**
 * SHA-256 of the plan text, 64 lower-case hex digits.
 * @param text canonical plan text
 * SIPAS-DRAW/1, plan.tsv.
 */
export const planHash = (text: string): string => sha256Text(text);

/**
 * Rows of a canonical plan text. Throws EmptyPlan, or PlanNotCanonical with `line` (from 1) and
 * `reason` for any byte that `planText` would not have written.
 * @param text plan.tsv
 * SIPAS-DRAW/1, plan.tsv.
 */
export function parsePlan(text: string): PlanRow[] {
  if (text === '') throw emptyPlan();
  const lines = text.split('\n');
  if (lines.pop() !== '')
    throw notCanonical(lines.length + 1, 'the last line does not end with LF');
  const rows = lines.map((line, i) => parseRow(line, i + 1));
  for (let i = 1; i < rows.length; i++)
    if (!(rows[i - 1]!.stratum < rows[i]!.stratum))
      throw notCanonical(i + 1, 'strata are not sorted, or one is there twice');
  return rows;
}

function parseRow(line: string, index: number): PlanRow {
  const cells = line.split('\t');
  const [stratum = '', ...counts] = cells;
  if (
    cells.length !== 4 ||
    !IDENTIFIER.test(stratum) ||
    !counts.every((count) => COUNT.test(count))
  )
    throw notCanonical(index, 'not "stratum TAB N TAB n TAB reserves"');
  const [population, sample, reserves] = counts.map(Number) as [number, number, number];
  const row = { stratum, population, sample, reserves };
  if (!fits(row)) throw notCanonical(index, 'n is larger than N');
  return row;
}

const COUNT = /^(0|[1-9][0-9]{0,14})$/;

const fits = ({ population, sample, reserves }: PlanRow) =>
  [population, sample, reserves].every((count) => Number.isSafeInteger(count) && count >= 0) &&
  sample <= population;

const emptyPlan = () => new SamplingError('EmptyPlan', 'The plan has no stratum.');

const notCanonical = (line: number, reason: string) =>
  new SamplingError('PlanNotCanonical', `Line ${line} of the plan: ${reason}.`, { line, reason });
