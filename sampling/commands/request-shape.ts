import { SamplingError } from '../errors.ts';

export type JsonObject = Readonly<Record<string, unknown>>;

/**
 * The object itself, if every key of it is known: a misspelt one would change the result in silence.
 * Throws BadRequest with the key and those that are known.
 */
export function withKeys(object: JsonObject, known: readonly string[]): JsonObject {
  const unknown = Object.keys(object).find((key) => !known.includes(key));
  if (unknown === undefined) return object;
  throw new SamplingError('BadRequest', `"${unknown}" is no field here.`, {
    field: unknown,
    known,
  });
}

/** The list of objects under `name`, with known keys only; throws BadRequest if it is none. */
export function objectsAt(
  request: JsonObject,
  name: string,
  known: readonly string[],
): JsonObject[] {
  const list = request[name];
  if (!Array.isArray(list)) throw badRequest(name);
  return list.map((row) => objectOf(row, name, known));
}

/** The object under `name`, with known keys only; null when it is absent or null. Throws BadRequest otherwise. */
export function objectAt(
  request: JsonObject,
  name: string,
  known: readonly string[],
): JsonObject | null {
  const object = request[name] ?? null;
  return object === null ? null : objectOf(object, name, known);
}

function objectOf(object: unknown, name: string, known: readonly string[]): JsonObject {
  if (object === null || typeof object !== 'object' || Array.isArray(object))
    throw badRequest(name);
  return withKeys(object as JsonObject, known);
}

/** The list of lists of texts under `name`; `otherwise` when it is absent or null. Throws BadRequest. */
export function listsAt(request: JsonObject, name: string, otherwise: string[][]): string[][] {
  const lists = request[name] ?? null;
  if (lists === null) return otherwise;
  if (!Array.isArray(lists)) throw badRequest(name);
  return lists.map((list) => textsAt({ [name]: list }, name));
}

/** The list of finite numbers under `name`; empty when it is absent. Throws BadRequest if it is none. */
export function numbersAt(request: JsonObject, name: string): number[] {
  const list = request[name] ?? [];
  if (!Array.isArray(list) || !list.every(Number.isFinite)) throw badRequest(name);
  return list;
}

/** The boolean under `name`; `otherwise` when it is absent. Throws BadRequest for anything else. */
export function flagAt(request: JsonObject, name: string, otherwise: boolean): boolean {
  const value = request[name] ?? otherwise;
  if (typeof value === 'boolean') return value;
  throw badRequest(name);
}

/** The finite number under `name`; null when it is absent or null. Throws BadRequest otherwise. */
export function numberAt(request: JsonObject, name: string): number | null {
  const value = request[name] ?? null;
  if (value === null || (typeof value === 'number' && Number.isFinite(value))) return value;
  throw badRequest(name);
}

/** The finite number under `name`; throws BadRequest when it is absent. */
export function neededNumberAt(request: JsonObject, name: string): number {
  const value = numberAt(request, name);
  if (value === null) throw badRequest(name);
  return value;
}

/** The text under `name`; throws BadRequest when it is none, or none of `choices`. */
export function textAt<T extends string>(
  request: JsonObject,
  name: string,
  choices?: readonly T[],
): T {
  const value = request[name];
  if (typeof value !== 'string' || (choices && !choices.includes(value as T)))
    throw badRequest(name);
  return value as T;
}

/** The list of texts under `name`; throws BadRequest if it is none. */
export function textsAt(request: JsonObject, name: string): string[] {
  const list = request[name];
  if (!Array.isArray(list) || !list.every((value) => typeof value === 'string'))
    throw badRequest(name);
  return list;
}

export const badRequest = (field: string) =>
  new SamplingError('BadRequest', `"${field}" does not have the form --help shows.`, { field });
