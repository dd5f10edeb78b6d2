import { SamplingError } from '../errors.ts';
import { contrast } from '../estimation/contrast.ts';
import type { UnitDesign } from '../estimation/linearization.ts';
import { linearizeRatio } from '../estimation/linearization.ts';
import type { ContrastRequest, EstimateRequest } from './estimate-request.ts';
import type { Domain, EstimatedVariable } from './estimate-row.ts';

function domainNamed(domains: readonly Domain[], column: string, value: string): Domain {
  const found = domains.find(({ values }) => values[column] === value);
  if (found) return found;
  throw new SamplingError('UnknownDomain', `Nobody in the sample has ${column} "${value}".`, {
    column,
    value,
  });
}

/** The difference first − second of a variable between two domains of one column. */
export function contrastRow(
  design: UnitDesign,
  variable: EstimatedVariable,
  domains: readonly Domain[],
  { column, first, second }: ContrastRequest,
  { level }: EstimateRequest,
) {
  const rowsOf = (value: string) => domainNamed(domains, column, value).rows;
  const everybody = design.weights.keys().toArray();
  const all = linearizeRatio(design, variable.columns, everybody);
  const result = contrast(
    design,
    [
      [1, linearizeRatio(design, variable.columns, rowsOf(first))],
      [-1, linearizeRatio(design, variable.columns, rowsOf(second))],
    ],
    { level, df: Math.max(0, all.respondents - all.strata) },
  );
  return { variable: variable.request.name, column, domains: [first, second], ...result };
}
