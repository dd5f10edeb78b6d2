import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { PostName } from '#contract/endpoint.ts';
import { POSTS } from '#contract/endpoint.ts';
import * as contract from '#contract/second-factor.ts';
import type { Staff } from '#contract/staff.ts';
import { record } from '../db/activity.ts';
import type { Db } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { hashOf, SESSION_COOKIE } from '../http/access.ts';
import { serve } from '../http/serve.ts';
import { problem } from '../problem.ts';
import { knownBrowser } from './known-browser.ts';
import { detailsOf } from './password-link.ts';
import { findAccount } from './queries.ts';
import {
  confirmFactor,
  dropFactor,
  hasFactor,
  isRequiredOf,
  ownFactor,
  prepareFactor,
} from './second-factor.ts';
import { checkPassword } from './sign-in.ts';

export function secondFactorRoutes(app: FastifyInstance, deps: Deps): void {
  const { db, now } = deps;
  /** A session that somebody left open is not enough to change how its owner signs in. */
  async function checkOwnPassword(request: FastifyRequest, { username }: Staff, password: string) {
    const deviceId = await knownBrowser(deps, request, username);
    await checkPassword(deps, { username, address: request.ip, deviceId }, password);
  }
  serve(app, deps, contract.getSecondFactor, (_input, { caller }) =>
    ownFactor(db, caller.id, caller),
  );
  serve(app, deps, contract.prepareSecondFactor, async ({ body }, { caller, request }) => {
    await checkOwnPassword(request, caller, body.password);
    return prepareFactor(deps, { staffId: caller.id, username: caller.username });
  });
  serve(app, deps, contract.confirmSecondFactor, ({ body }, { caller, request }) =>
    db.transaction().execute(async (trx) => {
      const recoveryCodes = await confirmFactor(trx, deps, caller.id, body.code);
      await keepThisSession(trx, caller.id, request);
      await record(trx, { at: now(), staffId: caller.id, act: 'second_factor_set' });
      return { recoveryCodes };
    }),
  );
  serve(app, deps, contract.removeSecondFactor, async ({ body }, { caller, request }) => {
    await checkOwnPassword(request, caller, body.password);
    if (await isRequiredOf(db, caller)) throw problem('second_factor_required');
    await remove(caller.id, caller.id);
    return ownFactor(db, caller.id, caller);
  });
  serve(app, deps, contract.resetSecondFactor, async ({ params }, { caller }) => {
    if (params.staffId === caller.id) throw problem('own_account');
    await remove(caller.id, params.staffId);
    return {};
  });
  serve(app, deps, contract.getFactorRule, async () => ({ posts: await requiredPosts(db) }));
  serve(app, deps, contract.setFactorRule, async ({ body }, { caller }) => {
    await setRule(deps, caller.id, body.posts);
    return { posts: await requiredPosts(db) };
  });

  async function remove(by: string, staffId: string) {
    await removeFactor(deps, by, staffId);
  }
}

/** `by` is null for the owner of the server. Who removes it is named in the journal. */
export async function removeFactor(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  by: string | null,
  staffId: string,
): Promise<void> {
  const account = await findAccount(db, staffId);
  if (!account) throw problem('not_found');
  if (!(await hasFactor(db, staffId))) return;
  await db.transaction().execute(async (trx) => {
    await dropFactor(trx, staffId);
    const details = detailsOf(account);
    await record(trx, { at: now(), staffId: by, act: 'second_factor_removed', details });
  });
}

/** Sessions that began with a password alone end; this one has shown the second factor. */
async function keepThisSession(trx: Db, staffId: string, request: FastifyRequest): Promise<void> {
  const own = hashOf(request.cookies[SESSION_COOKIE] ?? '');
  await trx
    .deleteFrom('session')
    .where('staffId', '=', staffId)
    .where('tokenHash', '<>', own)
    .execute();
  await trx
    .updateTable('session')
    .set({ isFactorDue: false })
    .where('tokenHash', '=', own)
    .execute();
}

async function requiredPosts(db: Db): Promise<PostName[]> {
  const rows = await db.selectFrom('secondFactorRule').select('post').orderBy('post').execute();
  return rows.map(({ post }) => post as PostName);
}

async function setRule({ db, now }: Deps, by: string, posts: readonly PostName[]): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await trx.deleteFrom('secondFactorRule').execute();
    for (const post of new Set(posts)) {
      const { role, isLead } = POSTS[post];
      await trx
        .insertInto('secondFactorRule')
        .values({ post, requiredBy: by, requiredAt: now() })
        .execute();
      await trx
        .updateTable('session')
        .set({ isFactorDue: true })
        .where('staffId', 'in', (accounts) =>
          accounts
            .selectFrom('staff')
            .leftJoin('secondFactor', 'secondFactor.staffId', 'staff.id')
            .select('staff.id')
            .where('role', '=', role)
            .where('isLead', '=', isLead)
            .where('confirmedAt', 'is', null),
        )
        .execute();
    }
    const details = { posts: [...new Set(posts)].sort().join(', ') };
    await record(trx, { at: now(), staffId: by, act: 'second_factor_rule_set', details });
  });
}
