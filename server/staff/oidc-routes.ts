import type { FastifyInstance } from 'fastify';
import * as contract from '#contract/oidc.ts';
import type { Deps } from '../deps.ts';
import { serve } from '../http/serve.ts';
import { problem } from '../problem.ts';
import { admitSession } from './admit-session.ts';
import { keepForLeaving } from './leave-provider.ts';
import { beginOidc, finishOidc } from './oidc.ts';
import { accountOf, setSubject } from './oidc-identity.ts';
import { furtherFactor } from './second-factor.ts';
import { startSession } from './sign-in.ts';

const BEGUN_COOKIE = 'oidc';
const PATH = contract.beginOidc.path;

export function oidcRoutes(app: FastifyInstance, deps: Deps): void {
  const { db, config } = deps;
  serve(app, deps, contract.getOidc, async () => ({ name: config.oidc?.name ?? null }));
  serve(app, deps, contract.beginOidc, async (_input, { reply }) => {
    const { address, begun } = await beginOidc(deps);
    reply.setCookie(BEGUN_COOKIE, begun, {
      path: PATH,
      httpOnly: true,
      sameSite: 'strict',
      secure: config.publicUrl.startsWith('https:'),
      maxAge: 600,
    });
    return { address };
  });
  serve(app, deps, contract.finishOidc, async ({ body }, { request, reply }) => {
    reply.clearCookie(BEGUN_COOKIE, { path: PATH });
    const { claims, idToken } = await finishOidc(deps, request.cookies[BEGUN_COOKIE], body.query);
    // RFC 8176: the provider asked for more than one factor.
    const hasShownFactor = Array.isArray(claims.amr) && claims.amr.includes('mfa');
    const session = await db.transaction().execute(async (trx) => {
      const staffId = await accountOf(trx, deps, claims);
      if (!hasShownFactor && (await furtherFactor(trx, staffId)) !== null)
        throw problem('oidc_needs_factor');
      return startSession({ ...deps, db: trx }, staffId, hasShownFactor);
    });
    const admitted = await admitSession(deps, reply, session);
    keepForLeaving(deps, reply, idToken);
    return admitted;
  });
  serve(app, deps, contract.setOidcSubject, async ({ params, body }, { caller }) => {
    await setSubject(deps, caller.id, params.staffId, body.subject);
    return {};
  });
}
