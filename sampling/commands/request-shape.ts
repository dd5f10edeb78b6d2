import { SamplingError } from '../errors.ts';

export type JsonObject = Readonly<Record<string, unknown>>;

/** The list of objects under `name`; throws BadRequest if it is none. */
export function objectsAt(request: JsonObject, name: string): JsonObject[] {
  const list = request[name];
  if (!Array.isArray(list) || !list.every((it) => it !== null && typeof it === 'object'))
    throw badRequest(name);
  return list as JsonObject[];
}

/** The finite number under `name`; null when it is absent or null. Throws BadRequest otherwise. */
export function numberAt(it: JsonObject, name: string): number | null {
  const value = it[name] ?? null;
  if (value === null || (typeof value === 'number' && Number.isFinite(value))) return value;
  throw badRequest(name);
}

/** The finite number under `name`; throws BadRequest when it is absent. */
export function neededNumberAt(it: JsonObject, name: string): number {
  const value = numberAt(it, name);
  if (value === null) throw badRequest(name);
  return value;
}

/** The text under `name`; throws BadRequest when it is none, or none of `choices`. */
export function textAt<T extends string>(it: JsonObject, name: string, choices?: readonly T[]): T {
  const value = it[name];
  if (typeof value !== 'string' || (choices && !choices.includes(value as T)))
    throw badRequest(name);
  return value as T;
}

/** The list of texts under `name`; throws BadRequest if it is none. */
export function textsAt(it: JsonObject, name: string): string[] {
  const list = it[name];
  if (!Array.isArray(list) || !list.every((value) => typeof value === 'string'))
    throw badRequest(name);
  return list;
}

export const badRequest = (field: string) =>
  new SamplingError('BadRequest', `"${field}" does not have the form --help shows.`, { field });
