import type { JsonObject } from './request-shape.ts';
import {
  badRequest,
  flagAt,
  listsAt,
  neededNumberAt,
  numberAt,
  numbersAt,
  objectsAt,
  textAt,
  textsAt,
} from './request-shape.ts';

/** How a variable reads the answers of its columns. */
export type VariableRequest = Readonly<{
  name: string;
  columns: readonly string[];
  /** Share of answers at or above this; otherwise a mean. */
  atLeast: number | null;
  /** Mean of intercept + slope × answer. */
  scale: readonly [intercept: number, slope: number];
  /** Least and greatest answer, which bound a mean; any other answer is refused. */
  range: readonly [least: number, greatest: number];
  /** Codes of "no answer", as 99. */
  missing: readonly number[];
  /** Pool the answers of all columns (Σ/Σ), or average each respondent's first. */
  isPooled: boolean;
}>;

/** A difference of two domains of one column. */
export type ContrastRequest = Readonly<{ column: string; first: string; second: string }>;

export type EstimateRequest = Readonly<{
  strata: readonly string[];
  collapseWithin: string;
  variables: readonly VariableRequest[];
  domains: readonly (readonly string[])[];
  level: number;
  rake: readonly string[];
  contrasts: readonly ContrastRequest[];
  minimumRespondents: number | null;
}>;

const LIKERT = [1, 5] as const;

export const ESTIMATE_KEYS = [
  ...['strata', 'collapseWithin', 'variables', 'domains', 'level', 'rake', 'contrasts'],
  'minimumRespondents',
];
const VARIABLE_KEYS = [
  'name',
  'column',
  'columns',
  'atLeast',
  'scale',
  'range',
  'missing',
  'pooled',
];

function pairAt(
  request: JsonObject,
  name: string,
  otherwise: readonly [number, number],
): readonly [number, number] {
  const value = request[name];
  if (value === undefined || value === null) return otherwise;
  if (Array.isArray(value) && value.length === 2 && value.every(Number.isFinite))
    return [value[0], value[1]];
  throw badRequest(name);
}

function readVariable(request: JsonObject): VariableRequest {
  const columns =
    request.columns === undefined ? [textAt(request, 'column')] : textsAt(request, 'columns');
  if (columns.length === 0) throw badRequest('columns');
  return {
    name: textAt(request, 'name'),
    columns,
    atLeast: numberAt(request, 'atLeast'),
    scale: pairAt(request, 'scale', [0, 1]),
    range: pairAt(request, 'range', LIKERT),
    missing: numbersAt(request, 'missing'),
    isPooled: flagAt(request, 'pooled', true),
  };
}

function readContrast(list: readonly string[]): ContrastRequest {
  const [column, first, second] = list;
  if (column === undefined || first === undefined || second === undefined || list.length !== 3)
    throw badRequest('contrasts');
  return { column, first, second };
}

/** Reads the request of `estimate`; throws BadRequest naming the field that does not fit. */
export function readEstimateRequest(request: JsonObject): EstimateRequest {
  const strata = textsAt(request, 'strata');
  return {
    strata,
    collapseWithin:
      request.collapseWithin === undefined ? strata[0]! : textAt(request, 'collapseWithin'),
    variables: objectsAt(request, 'variables', VARIABLE_KEYS).map(readVariable),
    domains: listsAt(request, 'domains', [[]]),
    level: request.level === undefined ? 0.95 : neededNumberAt(request, 'level'),
    rake: request.rake ? textsAt(request, 'rake') : [],
    contrasts: listsAt(request, 'contrasts', []).map(readContrast),
    minimumRespondents: numberAt(request, 'minimumRespondents'),
  };
}
