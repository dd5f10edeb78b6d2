import { SamplingError } from '../errors.ts';
import type { Variable } from '../estimation/linearization.ts';
import type { RatioKind } from '../estimation/ratio-estimate.ts';
import type { CsvTable } from './csv.ts';
import { columnOf } from './csv.ts';
import type { VariableRequest } from './estimate-request.ts';

/** An answer as a number; null for a blank field, NA or a code of no answer. Throws BadAnswer otherwise. */
function readAnswer(
  text: string,
  column: string,
  { range, missing }: VariableRequest,
): number | null {
  const written = text.trim();
  if (written === '' || written === 'NA') return null;
  const answer = Number(written);
  if (missing.includes(answer)) return null;
  if (answer >= range[0] && answer <= range[1]) return answer;
  throw new SamplingError('BadAnswer', `"${text}" in column ${column} is no answer in the range.`, {
    column,
    value: text,
    range,
    missing,
  });
}

const valueOfAnswer = ({ atLeast, scale }: VariableRequest, answer: number) =>
  atLeast === null ? scale[0] + scale[1] * answer : Number(answer >= atLeast);

/**
 * Numerator and denominator of a variable for every row of the sample: x counts valid answers and
 * y adds their values; 0 over 0 where a row has none, or is no respondent.
 */
export function readVariableColumns(
  sample: CsvTable,
  request: VariableRequest,
  isRespondent: (row: number) => boolean,
): Variable {
  const [x, y] = [new Float64Array(sample.rows), new Float64Array(sample.rows)];
  for (const name of request.columns) {
    const column = columnOf(sample, name, 'sample');
    for (let i = 0; i < sample.rows; i++) {
      const answer = isRespondent(i) ? readAnswer(column[i]!, name, request) : null;
      if (answer === null) continue;
      x[i]! += 1;
      y[i]! += valueOfAnswer(request, answer);
    }
  }
  if (request.isPooled) return { x, y };
  return { x: x.map((n) => Number(n > 0)), y: y.map((sum, i) => (x[i]! > 0 ? sum / x[i]! : 0)) };
}

/** A share, or a mean bounded by what the least and greatest answer give. */
export function shapeOfVariable({ atLeast, scale, range }: VariableRequest): RatioKind {
  if (atLeast !== null) return { kind: 'proportion' };
  const ends = range.map((answer) => scale[0] + scale[1] * answer);
  return { kind: 'mean', scale: [Math.min(...ends), Math.max(...ends)] };
}
