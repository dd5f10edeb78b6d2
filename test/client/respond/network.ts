import { vi } from 'vitest';

type Reply = () => Response | Promise<Response>;

/**
 * The other end of the wire: one reply for each call, the last for all that follow.
 * The shelf of locked copies is another matter: it is out of reach unless a test opens it.
 */
export function network(...replies: readonly Reply[]) {
  let nth = 0;
  const calls: Call[] = [];
  vi.stubGlobal('fetch', async (path: string, { method, body }: RequestInit) => {
    if (path.startsWith('/api/draft')) throw new TypeError('network');
    calls.push({ method: method ?? 'GET', path, body: JSON.parse(String(body)) });
    const reply = replies[Math.min(nth, replies.length - 1)];
    nth += 1;
    return reply!();
  });
  return calls;
}

interface Call {
  readonly method: string;
  readonly path: string;
  readonly body: Record<string, unknown>;
}

export const json =
  (status: number, body: object): Reply =>
  () =>
    new Response(JSON.stringify(body), {
      status,
      headers: { 'content-type': 'application/json' },
    });
export const problem = (status: number, code: string, details = {}) =>
  json(status, { code, details });
export const html =
  (status: number): Reply =>
  () =>
    new Response('<!doctype html><p>Đăng nhập Wi-Fi</p>', {
      status,
      headers: { 'content-type': 'text/html' },
    });
export const lost: Reply = () => Promise.reject(new TypeError('network'));
export const receipt = json(200, { code: '7K4M9QXE', week: '2026-11-16' });
