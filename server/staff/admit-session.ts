import type { FastifyReply } from 'fastify';
import type { SignedIn } from '#contract/staff.ts';
import type { Deps } from '../deps.ts';
import { sessionCookie } from '../http/access.ts';
import { problem } from '../problem.ts';
import { rememberBrowser } from './known-browser.ts';
import { PROVIDER_COOKIE, PROVIDER_PATH } from './leave-provider.ts';
import { findAccount } from './queries.ts';

/** The browser gets the session's cookie, and the mark that this account was signed in there. */
export async function admitSession(
  deps: Deps,
  reply: FastifyReply,
  session: { staffId: string; token: string; isFactorDue: boolean },
): Promise<SignedIn> {
  reply.setCookie(sessionCookie(deps.config), session.token, {
    path: '/',
    httpOnly: true,
    sameSite: 'strict',
    secure: deps.config.publicUrl.startsWith('https:'),
  });
  // A sign-in by another way does not end the provider's session of the person before.
  reply.clearCookie(PROVIDER_COOKIE, { path: PROVIDER_PATH });
  const staff = await findAccount(deps.db, session.staffId);
  if (!staff) throw problem('not_signed_in');
  await rememberBrowser(deps, reply, staff.username);
  return { ...staff, isFactorDue: session.isFactorDue };
}
