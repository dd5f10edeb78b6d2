import type { Endpoint } from '#contract/endpoint.ts';
import type { Described } from './hostile.ts';
import { described } from './hostile.ts';
import { pathOf } from './office.ts';

/** One request with a text at one place where it does not belong. */
export interface PlantedRequest {
  readonly place: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly payload?: string | Buffer;
}

/** What an endpoint is asked in the right words with, by the names of fields. */
export type Fitting = Readonly<Record<string, unknown>>;
type Keys = readonly string[];
type Shaped = Pick<Endpoint, 'path' | 'params' | 'query' | 'body' | 'upload'>;

const JSON_TYPE = { 'content-type': 'application/json' };
const FILE_TYPE = { 'content-type': 'application/octet-stream' };

/** Every place of an endpoint in turn: parts of its address, its questions, each field, names of fields, no JSON. */
export function plantedRequests(
  endpoint: Shaped,
  secret: string,
  fitting: Fitting,
): PlantedRequest[] {
  const asked = described(endpoint.query);
  const shape = described(endpoint.body);
  const params = fittingValue('', described(endpoint.params), fitting) as object;
  const query = fittingValue('', asked, fitting) as object;
  const body = fittingValue('', shape, fitting);
  const sent = (place: string, changed: { params?: object; query?: object; body?: string }) => {
    const url = pathOf(endpoint.path, changed.params ?? params, changed.query ?? query);
    if (endpoint.upload) return { place, url, headers: FILE_TYPE, payload: fileWith(secret) };
    if (!endpoint.body) return { place, url, headers: {} };
    return { place, url, headers: JSON_TYPE, payload: changed.body ?? JSON.stringify(body) };
  };
  return [
    ...Object.keys(params).map((name) => sent(name, { params: { ...params, [name]: secret } })),
    ...[...Object.keys(asked.properties ?? {}), secret].map((name) =>
      sent(`?${name}`, { query: { ...query, [name]: secret } }),
    ),
    ...(endpoint.body ? placesOf(shape, body) : []).map((keys) =>
      sent(keys.join('.'), { body: JSON.stringify(withAt(body, keys, secret)) }),
    ),
    ...(endpoint.body ? [`{"${secret}":"${secret}`, `[["${secret}"]]`] : []).map((text) =>
      sent('whole body', { body: text }),
    ),
  ];
}

const fileWith = (secret: string) => Buffer.from(`${secret},${secret}\n${secret},1\n`);

/** One value that the schema takes, as well as its description tells. */
function fittingValue(name: string, shape: Described, fitting: Fitting): unknown {
  if (name in fitting) return fitting[name];
  if (shape.const !== undefined) return shape.const;
  if (shape.enum) return shape.enum[0];
  if (shape.anyOf) return fittingValue('', shape.anyOf[0]!, fitting);
  if (shape.type === 'object' || shape.properties)
    return Object.fromEntries(
      (shape.required ?? []).map((key) => [
        key,
        fittingValue(key, shape.properties?.[key] ?? {}, fitting),
      ]),
    );
  if (shape.type === 'array') return [fittingValue('', shape.items ?? {}, fitting)];
  if (shape.type === 'integer' || shape.type === 'number') return shape.minimum ?? 1;
  if (shape.type === 'boolean') return true;
  if (shape.type === 'null') return null;
  return SAMPLES.find((sample) => isText(shape, sample)) ?? SAMPLES[0];
}

/** One of each kind of text that the contract's patterns know. */
const SAMPLES = [
  'Một dòng chữ',
  'Một dòng chữ dài hơn, như khi phải ghi lý do của một việc đã làm',
  '2026-12-01',
  '00000000-0000-4000-8000-000000000009',
  'a'.repeat(64),
  'a'.repeat(43),
  '0'.repeat(32),
  'ABCDEFGHJKMNPQRS',
  'ABCD2345',
  '012345',
  '01981',
  '1',
  'F01',
  'vi',
  'can.bo.thu',
  'can.bo@tinh.example',
  '09:00',
  `${'A'.repeat(86)}=`,
  'A'.repeat(1400),
];
const isText = ({ pattern, minLength = 0, maxLength = 1e6 }: Described, text: string) =>
  text.length >= minLength && text.length <= maxLength && new RegExp(pattern ?? '', 'u').test(text);

/** Each field, in each object one field more (`*` is its name), and each of a list's parts. */
function placesOf(shape: Described, value: unknown, keys: Keys = []): Keys[] {
  if (typeof value !== 'object' || value === null) return [keys];
  if (Array.isArray(value))
    return [
      keys,
      ...value.flatMap((part, nth) => placesOf(shape.items ?? {}, part, [...keys, String(nth)])),
    ];
  const names = new Set([...Object.keys(shape.properties ?? {}), ...Object.keys(value)]);
  const inner = [...names].flatMap((name) =>
    placesOf(shape.properties?.[name] ?? {}, (value as Fitting)[name], [...keys, name]),
  );
  return [keys, [...keys, '*'], ...inner];
}

function withAt(value: unknown, keys: Keys, secret: string): unknown {
  const [key, ...others] = keys;
  if (key === undefined) return secret;
  if (key === '*') return { ...(value as object), [secret]: secret };
  const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as Record<
    string,
    unknown
  >;
  copy[key] = withAt(copy[key], others, secret);
  return copy;
}
