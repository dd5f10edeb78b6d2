import type { FastifyInstance } from 'fastify';
import * as contract from '#contract/passkeys.ts';
import type { Deps } from '../deps.ts';
import { serve } from '../http/serve.ts';
import { problem } from '../problem.ts';
import { admitSession } from './admit-session.ts';
import { checkOwnPassword } from './own-password.ts';
import {
  addPasskey,
  answeredBy,
  ownPasskeys,
  preparePasskey,
  removePasskey,
  signInOptions,
} from './passkeys.ts';
import { lockAccount } from './queries.ts';
import { hasFactor, hasPasskey, isRequiredOf } from './second-factor.ts';
import { keepThisSession } from './second-factor-routes.ts';
import { startSession } from './sign-in.ts';

export function passkeyRoutes(app: FastifyInstance, deps: Deps): void {
  const { db } = deps;
  const listed = async (staffId: string) => ({ passkeys: await ownPasskeys(db, staffId) });
  serve(app, deps, contract.listPasskeys, (_input, { caller }) => listed(caller.id));
  serve(app, deps, contract.preparePasskey, async ({ body }, { caller, request }) => {
    await checkOwnPassword(deps, request, caller, body.password);
    return preparePasskey(deps, caller);
  });
  serve(app, deps, contract.addPasskey, async ({ body }, { caller, request }) => {
    await db.transaction().execute(async (trx) => {
      await lockAccount(trx, caller.id);
      await addPasskey(trx, deps, caller.id, body);
      await keepThisSession({ ...deps, db: trx }, caller.id, request);
    });
    return listed(caller.id);
  });
  serve(app, deps, contract.removePasskey, async ({ params, body }, { caller, request }) => {
    await checkOwnPassword(deps, request, caller, body.password);
    await db.transaction().execute(async (trx) => {
      // Of the last two ways, removed at once, the second stays.
      await lockAccount(trx, caller.id);
      await removePasskey(trx, deps, caller.id, params.passkeyId);
      const isShort = !(await hasFactor(trx, caller.id)) && !(await hasPasskey(trx, caller.id));
      if (isShort && (await isRequiredOf(trx, caller))) throw problem('second_factor_required');
    });
    return listed(caller.id);
  });
  serve(app, deps, contract.askForPasskey, async () => signInOptions(deps));
  serve(app, deps, contract.signInWithPasskey, async ({ body }, { reply }) => {
    const session = await db.transaction().execute(async (trx) => {
      const staffId = await answeredBy(trx, deps, body);
      return startSession({ ...deps, db: trx }, staffId, true);
    });
    return admitSession(deps, reply, session);
  });
}
