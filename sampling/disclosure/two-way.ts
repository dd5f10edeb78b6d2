import { SamplingError } from '../errors.ts';
import type { PublishedCell } from './published-table.ts';

/**
 * Builds a table of rows × columns from its inner counts, with its row totals, column totals and
 * grand total, all of which are published. Keys are `row,column`, `row,*`, `*,column` and `*,*`,
 * counted from 0. Throws RaggedTable when rows differ in length or there is none.
 * @param counts persons by row and column
 * Hundepool et al. (2012): tables with totals.
 */
export function twoWayTable(counts: readonly (readonly number[])[]): PublishedCell[] {
  const columns = counts[0]?.length ?? 0;
  if (columns === 0 || counts.some((row) => row.length !== columns))
    throw new SamplingError('RaggedTable', 'The rows of the table differ in length.', {
      lengths: counts.map((row) => row.length),
    });
  const inner = counts.flatMap((row, i) =>
    row.map((respondents, j) => ({
      key: `${i},${j}`,
      respondents,
      addsInto: [
        { total: `${i},*`, along: 'column' },
        { total: `*,${j}`, along: 'row' },
      ],
    })),
  );
  const rows = counts.map((row, i) => margin(`${i},*`, sum(row), 'row'));
  const totals = counts[0]!.map((_, j) => {
    return margin(`*,${j}`, sum(counts.map((row) => row[j]!)), 'column');
  });
  return [...inner, ...rows, ...totals, margin('*,*', sum(counts.flat()))];
}

function margin(key: string, respondents: number, along?: string): PublishedCell {
  const addsInto = along === undefined ? [] : [{ total: '*,*', along }];
  return { key, respondents, addsInto, alwaysPublished: true };
}

const sum = (counts: readonly number[]) => counts.reduce((running, count) => running + count, 0);
