import type * as drafts from '#contract/drafts.ts';
import type { Endpoint, Replied, Sent } from '#contract/endpoint.ts';
import type * as languages from '#contract/languages.ts';
import type * as opening from '#contract/opening.ts';
import type * as responses from '#contract/responses.ts';
import { addressOf, Refusal } from '../api.ts';
import { setClock } from '../clock.ts';

/** Why the server's word did not reach the page: no network, a sign-in page in front of it, or too much to do. */
export type Trouble = 'offline' | 'portal' | 'busy';

export class Unheard extends Error {
  override readonly name = 'Unheard';
  readonly trouble: Trouble;
  constructor(trouble: Trouble) {
    super(trouble);
    this.trouble = trouble;
  }
}

/** A last word. What may be answered otherwise tomorrow (401, 408, 425, 429, 5xx) is none. */
export const isFinal = (refusal: Refusal): boolean =>
  refusal.status < 500 && ![401, 408, 425, 429].includes(refusal.status);

const PATIENCE = 60_000;

/**
 * Calls an endpoint by its method and path, which the contract's types check: its schemas stay on the
 * server, for zod would be 6 kB of the 45 that a first visit may cost.
 */
export async function ask<E extends Endpoint>(
  route: Pick<E, 'method' | 'path'>,
  input: Sent<E>,
  isReply: (reply: Replied<E>) => boolean,
): Promise<Replied<E>> {
  const { params, body } = input as { params?: object; body?: object };
  const reply = await reach(addressOf(route.path, params), route.method, JSON.stringify(body));
  // What the server cannot do now it may do in a minute (RFC 9110 §15.6.4), whatever it says of it.
  if (reply.status === 503) throw new Unheard('busy');
  const word = await reply.json().catch(() => undefined);
  if (reply.ok) {
    // A sign-in page of a Wi-Fi network answers 200 too: only a reply of the right kind counts.
    if (word && isReply(word)) return word;
    throw new Unheard('portal');
  }
  // A proxy in front of the server refuses in words of its own; only a problem is the server's no.
  if (typeof word?.code === 'string' && typeof word.details === 'object') {
    throw new Refusal(reply.status, word);
  }
  throw new Unheard('busy');
}

/**
 * Chromium before 76 tells the server where a request comes from by `Origin` alone, and by the page's policy
 * (no referrer) writes `null` there, as a page of another site does. Of the address nothing but the host goes along.
 */
async function reach(address: string, method: string, body: string): Promise<Response> {
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), PATIENCE);
  try {
    const reply = await fetch(address, {
      method,
      body,
      headers: { 'content-type': 'application/json' },
      credentials: 'same-origin',
      referrerPolicy: 'origin',
      redirect: 'manual',
      signal: patience.signal,
    });
    if (reply.type === 'opaqueredirect') throw new Unheard('portal');
    setClock(reply.headers.get('date'));
    return reply;
  } catch (error) {
    throw error instanceof Unheard ? error : new Unheard('offline');
  } finally {
    clearTimeout(timer);
  }
}

export const openInvitation = (token: string) =>
  ask<typeof opening.openInvitation>(
    { method: 'POST', path: '/api/invitation' },
    { body: { token } },
    (reply) => Array.isArray(reply.questionnaire?.groups),
  );

export const startAnswering = (token: string) =>
  ask<typeof opening.startAnswering>(
    { method: 'POST', path: '/api/invitation/start' },
    { body: { token } },
    (reply) => reply.heard === 'started',
  );

export const enterCode = (code: string, pass?: opening.CodePass) =>
  ask<typeof opening.enterCode>(
    { method: 'POST', path: '/api/invitation/code' },
    { body: { code, ...(pass && { pass }) } },
    (reply) => /^[A-Z2-7]{16}$/.test(reply.token),
  );

export const declineInvitation = (token: string, reason: opening.DeclineReason) =>
  ask<typeof opening.declineInvitation>(
    { method: 'POST', path: '/api/invitation/decline' },
    { body: { token, reason } },
    (reply) => reply.heard === reason,
  );

export const submitResponse = (submissionId: string, submission: responses.Submission) =>
  ask<typeof responses.submitResponse>(
    { method: 'PUT', path: '/api/responses/:submissionId' },
    { params: { submissionId }, body: submission },
    (reply) => /^[ACDEFGHJKMNPQRTVWXY34679]{8}$/.test(reply.code),
  );

export const readReceipt = (token: string, submissionId: string) =>
  ask<typeof responses.readReceipt>(
    { method: 'POST', path: '/api/receipts' },
    { body: { token, submissionId } },
    (reply) => 'receipt' in reply,
  );

export const readDraft = (token: string, name: string) =>
  ask<typeof drafts.readDraft>(
    { method: 'POST', path: '/api/draft' },
    { body: { token, name } },
    (reply) => Number.isInteger(reply.revision),
  );

export const keepDraft = (body: Sent<typeof drafts.keepDraft>['body']) =>
  ask<typeof drafts.keepDraft>({ method: 'PUT', path: '/api/draft' }, { body }, (reply) =>
    Number.isInteger(reply.revision),
  );

export const eraseDraft = (name: string) =>
  ask<typeof drafts.eraseDraft>(
    { method: 'POST', path: '/api/draft/erase' },
    { body: { name } },
    () => true,
  );

export const listLanguages = () =>
  ask<typeof languages.listLanguages>({ method: 'GET', path: '/api/languages' }, {}, (reply) =>
    Array.isArray(reply.languages),
  );

export const readLanguage = (language: string) =>
  ask<typeof languages.readLanguage>(
    { method: 'GET', path: '/api/languages/:language' },
    { params: { language } },
    (reply) => reply.language === language,
  );
