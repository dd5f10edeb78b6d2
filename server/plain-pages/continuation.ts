import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { newContinuationCode, readContinuationCode } from '#contract/continuation-code.ts';
import { draftSecret } from '#contract/draft-seal.ts';

/** A draft goes after thirty days without a change. */
const DAYS = 30;

/** The continuation code that this browser holds for this slip; scripts do not see it. */
export interface Continuation {
  readonly code: string | undefined;
  /** Of link and code together; undefined where the browser holds none. */
  readonly secret: string | undefined;
  /** Gives the browser a code: a new one, or the one that a person has typed. */
  hold(code?: string): void;
}

export function continuationOf(
  token: string,
  isSecure: boolean,
  request?: FastifyRequest,
  reply?: FastifyReply,
): Continuation {
  const name = continuationCookie(token);
  const code = readContinuationCode(request?.cookies?.[name] ?? '');
  return {
    code,
    secret: code && draftSecret(token, code),
    hold(next = newContinuationCode()) {
      reply?.setCookie(name, next, {
        path: '/',
        httpOnly: true,
        // Links in messages lead here from other sites; forms of other sites bring no cookie.
        sameSite: 'lax',
        secure: isSecure,
        maxAge: DAYS * 86_400,
      });
    },
  };
}

/** One for each slip: a family shares a browser. The name says nothing of the link. */
export const continuationCookie = (token: string): string =>
  `tiep-tuc-${createHash('sha256').update(`cookie ${token.toUpperCase()}`).digest('hex').slice(0, 16)}`;
