import type { FastifyInstance, FastifyReply } from 'fastify';
import * as contract from '#contract/staff.ts';
import type { Deps } from '../deps.ts';
import { hashOf, sessionCookie } from '../http/access.ts';
import { serve } from '../http/serve.ts';
import { problem, refusalOf } from '../problem.ts';
import { accountOfLink } from './account-of-link.ts';
import { addStaff, refuseClosed, setDisabled } from './add-staff.ts';
import { admitSession } from './admit-session.ts';
import { batchRoutes } from './batch-routes.ts';
import { choosePassword } from './choose-password.ts';
import { closeUnusedDaily } from './close-unused.ts';
import { handOver } from './hand-over.ts';
import { journalRoutes } from './journal-routes.ts';
import { knownBrowser } from './known-browser.ts';
import { endAtProvider, PROVIDER_COOKIE, PROVIDER_PATH } from './leave-provider.ts';
import { confirmNotices, linkNotices } from './link-notices.ts';
import { linkRoutes } from './link-routes.ts';
import { oidcRoutes } from './oidc-routes.ts';
import { passkeyRoutes } from './passkey-routes.ts';
import { makePasswordLink } from './password-link.ts';
import { accounts } from './queries.ts';
import { recordRoutes } from './record-routes.ts';
import { secondFactorRoutes } from './second-factor-routes.ts';
import { signIn } from './sign-in.ts';

export function routes(app: FastifyInstance, deps: Deps): void {
  accountRoutes(app, deps);
  journalRoutes(app, deps);
  secondFactorRoutes(app, deps);
  passkeyRoutes(app, deps);
  oidcRoutes(app, deps);
  batchRoutes(app, deps);
  linkRoutes(app, deps);
  recordRoutes(app, deps);
  closeUnusedDaily(app, deps);
}

function accountRoutes(app: FastifyInstance, deps: Deps): void {
  const { db } = deps;

  async function admitted(
    reply: FastifyReply,
    entering: Promise<Awaited<ReturnType<typeof signIn>> | null>,
  ) {
    const session = await entering.catch((error) => {
      const { seconds, minutes } = refusalOf(error)?.details ?? {};
      const wait = Number(seconds ?? Number(minutes) * 60);
      if (wait) reply.header('retry-after', wait);
      throw error;
    });
    if (!session) throw problem('sign_in_with_factor');
    return admitSession(deps, reply, session);
  }

  serve(
    app,
    deps,
    contract.signIn,
    async ({ body: { username, password, code } }, { request, reply }) => {
      const deviceId = await knownBrowser(deps, request, username);
      const source = { username, address: request.ip, deviceId };
      return admitted(reply, signIn(deps, source, password, code));
    },
  );
  serve(app, deps, contract.whoAmI, async (_input, { caller }) => caller);
  serve(app, deps, contract.signOut, async (_input, { request, reply }) => {
    const name = sessionCookie(deps.config);
    const token = request.cookies[name];
    if (token) await db.deleteFrom('session').where('tokenHash', '=', hashOf(token)).execute();
    // Browsers heed nothing about such a cookie that comes without `Secure`.
    reply.clearCookie(name, { path: '/', secure: name.startsWith('__Host-') });
    const address = await endAtProvider(deps, request.cookies[PROVIDER_COOKIE]);
    reply.clearCookie(PROVIDER_COOKIE, { path: PROVIDER_PATH });
    return { address };
  });
  serve(app, deps, contract.choosePassword, async ({ body }, { reply }) =>
    admitted(reply, choosePassword(deps, body.token, body.password)),
  );
  serve(app, deps, contract.lookUpPasswordLink, ({ body }) =>
    accountOfLink(db, body.token, deps.now()),
  );
  serve(app, deps, contract.listStaff, async () => ({
    staff: (await accounts(db)).map(({ handedOverAt, ...account }) => ({
      ...account,
      handedOverAt: handedOverAt?.toISOString() ?? null,
    })),
  }));
  serve(app, deps, contract.addStaff, ({ body }, { caller }) => addStaff(deps, caller.id, body));
  serve(app, deps, contract.renewPasswordLink, async ({ params }, { caller }) => {
    if (params.staffId === caller.id) throw problem('own_account');
    await refuseClosed(deps, params.staffId);
    return db
      .transaction()
      .execute((trx) => makePasswordLink({ ...deps, db: trx }, params.staffId, caller.id));
  });
  serve(app, deps, contract.setStaffDisabled, async ({ params, body }, { caller }) => {
    await setDisabled(deps, caller.id, params.staffId, body.isDisabled);
    return {};
  });
  serve(app, deps, contract.handOverAccount, ({ params, body }, { caller }) =>
    handOver(deps, caller.id, params.staffId, body),
  );
  serve(app, deps, contract.listLinkNotices, async (_input, { caller }) => ({
    notices: await linkNotices(deps, caller),
  }));
  serve(app, deps, contract.confirmLinkNotices, async ({ body }, { caller }) => ({
    notices: await confirmNotices(deps, caller, body.ids),
  }));
}
