import type { FastifyInstance, FastifyRequest } from 'fastify';
import { sql } from 'kysely';
import type { PostName } from '#contract/endpoint.ts';
import { POSTS } from '#contract/endpoint.ts';
import * as contract from '#contract/second-factor.ts';
import { record } from '../db/activity.ts';
import type { Db } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { hashOf, sessionCookie } from '../http/access.ts';
import { serve } from '../http/serve.ts';
import { problem } from '../problem.ts';
import { checkOwnPassword } from './own-password.ts';
import { detailsOf } from './password-link.ts';
import { findAccount, lockAccount } from './queries.ts';
import {
  confirmFactor,
  dropFactor,
  dropPasskeys,
  hasPasskey,
  isRequiredOf,
  ownFactor,
  prepareFactor,
} from './second-factor.ts';

export function secondFactorRoutes(app: FastifyInstance, deps: Deps): void {
  const { db, now } = deps;
  serve(app, deps, contract.getSecondFactor, (_input, { caller }) =>
    ownFactor(db, caller.id, caller),
  );
  serve(app, deps, contract.prepareSecondFactor, async ({ body }, { caller, request }) => {
    await checkOwnPassword(deps, request, caller, body.password);
    return prepareFactor(deps, { staffId: caller.id, username: caller.username });
  });
  serve(app, deps, contract.confirmSecondFactor, ({ body }, { caller, request }) =>
    db.transaction().execute(async (trx) => {
      const recoveryCodes = await confirmFactor(trx, deps, caller.id, body.code);
      await keepThisSession({ ...deps, db: trx }, caller.id, request);
      await record(trx, { at: now(), staffId: caller.id, act: 'second_factor_set' });
      return { recoveryCodes };
    }),
  );
  serve(app, deps, contract.removeSecondFactor, async ({ body }, { caller, request }) => {
    await checkOwnPassword(deps, request, caller, body.password);
    await db.transaction().execute(async (trx) => {
      await lockAccount(trx, caller.id);
      if ((await isRequiredOf(trx, caller)) && !(await hasPasskey(trx, caller.id)))
        throw problem('second_factor_required');
      await dropFactor(trx, caller.id);
      const details = detailsOf(caller);
      await record(trx, { at: now(), staffId: caller.id, act: 'second_factor_removed', details });
    });
    return ownFactor(db, caller.id, caller);
  });
  serve(app, deps, contract.resetSecondFactor, async ({ params }, { caller }) => {
    if (params.staffId === caller.id) throw problem('own_account');
    await removeFactor(deps, caller.id, params.staffId);
    return {};
  });
  serve(app, deps, contract.getFactorRule, async () => ({ posts: await requiredPosts(db) }));
  serve(app, deps, contract.setFactorRule, async ({ body }, { caller }) => {
    await setRule(deps, caller.id, body.posts);
    return { posts: await requiredPosts(db) };
  });
}

/** Code and passkeys. `by` is null for the owner of the server. Who removes them is named in the journal. */
export async function removeFactor(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  by: string | null,
  staffId: string,
): Promise<void> {
  const account = await findAccount(db, staffId);
  if (!account) throw problem('not_found');
  if (!account.hasSecondFactor) return;
  await db.transaction().execute(async (trx) => {
    await dropFactor(trx, staffId);
    const passkeys = await dropPasskeys(trx, staffId);
    const details = { ...detailsOf(account), ...(passkeys > 0 && { passkeys }) };
    await record(trx, { at: now(), staffId: by, act: 'second_factor_removed', details });
  });
}

/** Sessions that began with a password alone end; this one has shown the second factor. */
export async function keepThisSession(
  { db, config }: Deps,
  staffId: string,
  request: FastifyRequest,
): Promise<void> {
  const own = hashOf(request.cookies[sessionCookie(config)] ?? '');
  await db
    .deleteFrom('session')
    .where('staffId', '=', staffId)
    .where('tokenHash', '<>', own)
    .execute();
  await db
    .updateTable('session')
    .set({ isFactorDue: false, hasShownFactor: true })
    .where('tokenHash', '=', own)
    .execute();
}

async function requiredPosts(db: Db): Promise<PostName[]> {
  const rows = await db.selectFrom('secondFactorRule').select('post').execute();
  return rows.map(({ post }) => post as PostName).sort();
}

/** Of two who set it at once the second waits. Set as it is already, it is no act. */
async function setRule({ db, now }: Deps, by: string, asked: readonly PostName[]): Promise<void> {
  const posts = [...new Set(asked)].sort();
  await db.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(hashtextextended('second factor rule', 1))`.execute(trx);
    if (String(await requiredPosts(trx)) === String(posts)) return;
    await trx.deleteFrom('secondFactorRule').execute();
    for (const post of posts) {
      await lockPost(trx, post);
      const accounts = inPost(trx, post);
      await trx
        .insertInto('secondFactorRule')
        .values({ post, requiredBy: by, requiredAt: now() })
        .execute();
      await trx
        .updateTable('session')
        .set({ isFactorDue: true })
        .where('hasShownFactor', '=', false)
        .where('staffId', 'in', accounts)
        .execute();
      // Their owners sign in again, with the passkey: a password alone may not add another factor.
      await trx
        .deleteFrom('session')
        .where('isFactorDue', '=', true)
        .where('staffId', 'in', accounts)
        .where('staffId', 'in', (owners) => owners.selectFrom('passkey').select('staffId'))
        .execute();
    }
    const details = { posts: posts.join(', ') };
    await record(trx, { at: now(), staffId: by, act: 'second_factor_rule_set', details });
  });
}

/** Who signs in at this moment is in before it, and found, or reads the rule. */
const lockPost = (trx: Db, post: PostName) =>
  trx
    .selectFrom('staff')
    .select('id')
    .where('role', '=', POSTS[post].role)
    .where('isLead', '=', POSTS[post].isLead)
    .orderBy('id')
    .forNoKeyUpdate()
    .execute();

/** Accounts of a post without an app for codes. */
function inPost(db: Db, post: PostName) {
  const { role, isLead } = POSTS[post];
  return db
    .selectFrom('staff')
    .leftJoin('secondFactor', 'secondFactor.staffId', 'staff.id')
    .select('staff.id')
    .where('role', '=', role)
    .where('isLead', '=', isLead)
    .where('confirmedAt', 'is', null);
}
