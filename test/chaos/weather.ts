import type { Chance } from './chance.ts';
import { pause } from './chance.ts';
import type { Tally } from './tally.ts';

/** The network between phones and server. In the calm everything arrives, and answers come back. */
export interface Weather {
  isCalm: boolean;
  readonly address: string;
  /** Requests that a phone has given up and that may still arrive. */
  readonly stragglers: Set<Promise<unknown>>;
  /** Sees every response handed in, whatever becomes of it. */
  onSubmission(submissionId: string, body: string): void;
}

type Fault = (send: () => Promise<Response>, chance: Chance, weather: Weather) => Promise<Response>;

const gone = () => new TypeError('network');
const front = (status: number, body: string, type = 'text/html') =>
  new Response(body, { status, headers: { 'content-type': type } });

/** Every fault the field has reported (peers.md §2), by its name in the table. */
const FAULTS: Readonly<Record<string, Fault>> = {
  'lost on the way there': async () => {
    throw gone();
  },
  'lost on the way back, after commit': async (send) => {
    await send().catch(() => undefined);
    throw gone();
  },
  'sent twice': async (send, chance) => {
    const both = [send(), send()];
    const kept = both[chance.below(2)]!;
    await Promise.allSettled(both);
    return kept;
  },
  'given up, arrives later': async (send, chance, { stragglers }) => {
    const late: Promise<unknown> = pause(50 + chance.below(1500))
      .then(send)
      .catch(() => undefined)
      .finally(() => stragglers.delete(late));
    stragglers.add(late);
    throw gone();
  },
  'captive portal, 200 with a page': async () => front(200, '<!doctype html><p>Wi-Fi'),
  'captive portal, 200 with JSON': async () => front(200, '{"ok":true}', 'application/json'),
  'refused in front of the server': async (_, chance) =>
    front(chance.pick([401, 408, 413, 425, 429, 500, 502, 503, 504]), '<h1>Bad gateway</h1>'),
  'hangs until given up': () => new Promise(() => {}),
};
const NAMES = Object.keys(FAULTS);

export async function send(
  weather: Weather,
  chance: Chance,
  tally: Tally,
  path: string,
  { method, body, headers, signal }: RequestInit,
): Promise<Response> {
  const submissionId = /^\/api\/responses\/([0-9a-f-]+)$/.exec(path)?.[1];
  if (submissionId) weather.onSubmission(submissionId, String(body));
  const real = () =>
    fetch(weather.address + path, { method: method!, body: body!, headers: headers! });
  if (weather.isCalm) return real();
  await pause(chance.below(40));
  const name = chance.is(0.35) ? chance.pick(NAMES) : undefined;
  if (!name) return real();
  tally.count(name);
  const givenUp = new Promise<never>((_, reject) => {
    signal?.addEventListener('abort', () => reject(new DOMException('', 'AbortError')));
  });
  return Promise.race([FAULTS[name]!(real, chance, weather), givenUp]);
}
