import type { Endpoint, Replied, Sent } from '#contract/endpoint.ts';
import type { Problem } from '#contract/problems.ts';
import { setClock } from './clock.ts';

/** The server said no, and why. A lost network is no refusal: `fetch` throws its own TypeError. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly status: number;
  readonly code: string;
  readonly details: Problem['details'];

  constructor(status: number, problem: { code: string; details?: Problem['details'] }) {
    super(problem.code);
    this.status = status;
    this.code = problem.code;
    this.details = problem.details ?? {};
  }
}

/** Calls an endpoint of the contract; the mirror image of the server's `serve`. */
export async function call<E extends Endpoint>(
  endpoint: E,
  input: Sent<E>,
  file?: Blob,
): Promise<Replied<E>> {
  const { params, query, body } = input as { params?: object; query?: object; body?: object };
  const payload = file ?? (body && JSON.stringify(body));
  const response = await fetch(addressOf(endpoint.path, params, query), {
    method: endpoint.method,
    credentials: 'same-origin',
    referrerPolicy: 'origin',
    ...(payload && {
      body: payload,
      headers: { 'content-type': file ? 'application/octet-stream' : 'application/json' },
    }),
  });
  setClock(response.headers.get('date'));
  const isJson = response.headers.get('content-type')?.includes('json');
  const reply = isJson ? await response.json().catch(() => undefined) : undefined;
  if (!response.ok) {
    throw new Refusal(
      response.status,
      typeof reply?.code === 'string' ? reply : { code: 'internal' },
    );
  }
  // A captive portal answers 200 with a page, or with JSON of its own: only a reply of the contract counts.
  const parsed = endpoint.reply?.safeParse(reply);
  if (reply === undefined || parsed?.success === false) throw new TypeError('not the server');
  return parsed?.data as Replied<E>;
}

/** The address of an endpoint, also for links to files. */
export function addressOf(path: string, params: object = {}, query: object = {}): string {
  let filled = path;
  for (const [name, value] of Object.entries(params)) {
    filled = filled.replace(`:${name}`, encodeURIComponent(String(value)));
  }
  const search = new URLSearchParams(
    Object.entries(query)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]): [string, string] => [name, String(value)]),
  ).toString();
  return search ? `${filled}?${search}` : filled;
}
