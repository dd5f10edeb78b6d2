import fc from 'fast-check';
import * as z from 'zod';
import type * as mini from 'zod/mini';
import { codePoint } from './code-points.ts';

/** Replace what `JSON.stringify` cannot write. */
const HUGE = '@huge@';
const DEEP = '@deep@';
const NESTED = 20_000;

/** JSON as no honest client writes it. */
export const writtenJson = (value: unknown): string =>
  (JSON.stringify(value) ?? 'null')
    .replaceAll(`"${HUGE}"`, '1e400')
    .replaceAll(`"${DEEP}"`, '['.repeat(NESTED) + ']'.repeat(NESTED));

const TEXTS = [
  '\0',
  'Nông\0Văn',
  '\uFFFE',
  '\uFFFF',
  '\uD800',
  'a\uDC00b',
  '\u202Egnp.exe',
  '\u001B[31m',
  '2026-02-31',
  '0000-01-01',
  '9999-12-31',
  '2026-13-01',
  "'; drop table campaign; --",
  '=1+1',
  '../../etc/passwd',
  '__proto__',
  'constructor',
  'e\u0302\u0323',
  '٣٤',
  '',
  ' ',
];
const NUMBERS = [-1, 0, 1.5, 2 ** 31, 2 ** 53, -(2 ** 63), 1e308, Number.MIN_VALUE];

const text = fc.oneof(
  fc.constantFrom(...TEXTS),
  fc.string({ unit: codePoint, maxLength: 60 }),
  fc.constant('ệ'.repeat(30_000)),
);
const anything: fc.Arbitrary<unknown> = fc.oneof(
  text,
  fc.constantFrom<unknown>(...NUMBERS, HUGE, DEEP, null, true, [], {}, [[]], [null]),
  fc.dictionary(text, fc.constantFrom<unknown>(...NUMBERS, ...TEXTS), { maxKeys: 3 }),
  fc.array(fc.constantFrom<unknown>(...NUMBERS, ...TEXTS), { maxLength: 3 }),
);

/** A part of an address between two slashes, or behind an equals sign, as it goes over the wire. */
const PARTS = [
  '%00',
  '%zz',
  '%',
  '%ff',
  '%ed%a0%80',
  '%ef%bf%be',
  '..%2f..',
  '%F0%9F',
  '2026-02-31',
];
export const addressPart = fc.oneof(
  fc.constantFrom(...PARTS, '99999999999', '-1', '1e400', 'a'.repeat(5000)),
  fc
    .string({ unit: codePoint, minLength: 1, maxLength: 20 })
    .map((part) => encodeURIComponent(part.toWellFormed())),
);
const search = fc.constantFrom(
  '',
  '?page=1&page=2',
  '?page[]=1',
  '?__proto__=1',
  '?=&&%zz',
  '?page=%00',
);

export interface Described {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Described[];
  readonly properties?: Readonly<Record<string, Described>>;
  readonly required?: readonly string[];
  readonly items?: Described;
  readonly minimum?: number;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
}

/** Values that a schema takes, as well as its description tells; `known` gives those that it cannot. */
type Known = Readonly<Record<string, fc.Arbitrary<unknown>>>;
type Values = (name: string, schema: Described, known: Known) => fc.Arbitrary<unknown>;

/** `inside` makes what objects and arrays hold. */
function fitting(
  name: string,
  schema: Described,
  known: Known,
  inside: Values = damaged,
): fc.Arbitrary<unknown> {
  if (name in known) return known[name]!;
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (schema.anyOf)
    return fc.oneof(...schema.anyOf.map((alternative) => fitting('', alternative, known, inside)));
  switch (schema.type) {
    case 'object':
      return fc.record(
        Object.fromEntries(
          Object.entries(schema.properties ?? {}).map(([key, property]) => [
            key,
            inside(key, property, known),
          ]),
        ),
      );
    case 'array':
      return fc.array(inside('', schema.items ?? {}, known), { maxLength: 3 });
    case 'integer':
    case 'number':
      return fc.constant(schema.minimum ?? 1);
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    default:
      return fc.constant(JSON.stringify(schema).includes('d{4}-') ? '2026-12-01' : 'Một dòng chữ');
  }
}

/** Each field right or wrong by itself, so that the wrong ones come as far as they can. */
const damaged = (name: string, schema: Described, known: Known): fc.Arbitrary<unknown> =>
  fc.oneof(
    { weight: 3, arbitrary: fitting(name, schema, known) },
    { weight: 1, arbitrary: anything },
  );

type Schema = mini.ZodMiniType | undefined;
const descriptions = new WeakMap<mini.ZodMiniType, Described>();
/** Made once for each schema: an endpoint is asked with many a hostile text. */
export function described(schema: Schema): Described {
  if (!schema) return {};
  const known = descriptions.get(schema);
  if (known) return known;
  const made = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Described;
  descriptions.set(schema, made);
  return made;
}

export interface HostileRequest {
  readonly url: string;
  readonly body: unknown;
}

/** Requests to one endpoint in which any field may be hostile. */
export function hostileRequests(
  endpoint: { path: string; params?: Schema; query?: Schema; body?: Schema },
  known: Known,
): fc.Arbitrary<HostileRequest> {
  const parts = endpoint.path.split('/').map((part) => {
    if (!part.startsWith(':')) return fc.constant(part);
    const name = part.slice(1);
    const right = fitting(name, described(endpoint.params).properties?.[name] ?? {}, known);
    return fc.oneof(
      { weight: 6, arbitrary: right.map((value) => encodeURIComponent(String(value))) },
      { weight: 1, arbitrary: addressPart },
    );
  });
  const fields = Object.keys(described(endpoint.query).properties ?? {});
  const query = fc.oneof(
    search,
    fc
      .tuple(...fields.map((name) => addressPart.map((value) => `${name}=${value}`)))
      .map((pairs) => `?${pairs.join('&')}`),
  );
  const body = endpoint.body
    ? damaged('', described(endpoint.body), known)
    : fc.constant(undefined);
  return fc.record({
    url: fc.tuple(fc.tuple(...parts), query).map(([path, asked]) => path.join('/') + asked),
    body,
  });
}

/** All of it as it ought to be. */
const whole: Values = (name, schema, known) => fitting(name, schema, known, whole);

/** Requests to one endpoint that are right but for a NUL in one part of the address, of the query or of the body. */
export function requestsWithNul(
  endpoint: { path: string; params?: Schema; query?: Schema; body?: Schema },
  known: Known,
): HostileRequest[] {
  const sample = (name: string, schema: Described): unknown =>
    fc.sample(whole(name, schema, known), { numRuns: 1, seed: 7 })[0];
  const field = (name: string, value: unknown): [string, string] => [name, String(value)];
  const fields = (schema: Schema) => Object.entries(described(schema).properties ?? {});
  const params = fields(endpoint.params).map(([name, schema]) => field(name, sample(name, schema)));
  const required = described(endpoint.query).required ?? [];
  const query = fields(endpoint.query)
    .filter(([name, schema]) => required.includes(name) && !('default' in schema))
    .map(([name, schema]) => field(name, sample(name, schema)));
  const url = (name = '', where = '') => {
    const wrong = field(name, '\0');
    const given = new Map(where === 'params' ? [...params, wrong] : params);
    const path = endpoint.path.replace(/:(\w+)/g, (_, key) => encodeURIComponent(given.get(key)!));
    return `${path}?${new URLSearchParams(where === 'query' ? [...query, wrong] : query)}`;
  };
  const body = endpoint.body && sample('', described(endpoint.body));
  return [
    ...params.map(([name]) => ({ url: url(name, 'params'), body })),
    ...fields(endpoint.query).map(([name]) => ({ url: url(name, 'query'), body })),
    ...withNul(body).map((changed) => ({ url: url(), body: changed })),
  ];
}

/** A copy for each text in it. */
function withNul(value: unknown): unknown[] {
  if (typeof value === 'string') return ['Nông\0Văn'];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) =>
    withNul(part).map((changed) =>
      Array.isArray(value) ? value.with(Number(key), changed) : { ...value, [key]: changed },
    ),
  );
}
