import { afterEach, vi } from 'vitest';
import en from '../../../client/locales/office.en.json';
import viTexts from '../../../client/locales/office.vi.json';
import { createSession } from '../../../client/office/page/session.ts';
import { startTexts } from '../../../client/office/page/texts.ts';

export interface Asked {
  readonly line: string;
  readonly body: unknown;
}
type Answer = object | ((asked: Asked) => object);

/** A refusal on the wire. */
export const refused = (status: number, code: string, details: object = {}) => ({
  refusedWith: status,
  code,
  details,
});

/**
 * The wire between office and server: `fetch` answers by method and path, everything behind it is the
 * real client. Gives the session's `ask` and what was asked.
 */
export function onTheWire(answers: Readonly<Record<string, Answer>>, now?: () => number) {
  const asked: Asked[] = [];
  vi.stubGlobal('fetch', async (address: string, request: RequestInit) => {
    const line = `${request.method} ${address}`;
    const call = {
      line,
      body: typeof request.body === 'string' ? JSON.parse(request.body) : request.body,
    };
    asked.push(call);
    const answer = answers[line] ?? answers[line.split('?')[0] ?? ''];
    if (!answer) throw new TypeError(`no answer for ${line}`);
    const reply = typeof answer === 'function' ? answer(call) : answer;
    const { refusedWith, ...body } = reply as { refusedWith?: number };
    return new Response(JSON.stringify(body), {
      status: refusedWith ?? 200,
      headers: { 'content-type': 'application/json' },
    });
  });
  const session = createSession(now);
  return { session, ask: session.ask, asked };
}

export const inVietnamese = () => startTexts(viTexts, en, 'vi');

afterEach(() => vi.unstubAllGlobals());

export const CAMPAIGN_ID = '11111111-1111-4111-8111-111111111111';
export const FILE_ID = '22222222-2222-4222-8222-222222222222';
export const STAFF = {
  id: '33333333-3333-4333-8333-333333333333',
  username: 'lan.hoang',
  fullName: 'Hoàng Thị Lan',
  role: 'home_affairs' as const,
  isLead: false,
  isFactorDue: false,
  agencyCode: null,
  agencyName: null,
};
