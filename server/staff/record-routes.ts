import type { FastifyInstance } from 'fastify';
import * as contract from '#contract/account-records.ts';
import { record } from '../db/activity.ts';
import type { Deps } from '../deps.ts';
import { serve } from '../http/serve.ts';
import { accountRecord } from './account-record.ts';

export function recordRoutes(app: FastifyInstance, deps: Deps): void {
  const { db, now } = deps;
  serve(app, deps, contract.getOwnRecord, (_input, { caller }) => accountRecord(deps, caller.id));
  serve(app, deps, contract.getAccountRecord, async ({ params }, { caller }) => {
    const facts = await accountRecord(deps, params.staffId);
    const { username: account, fullName: name } = facts.account;
    const details = { account, name };
    await record(db, { at: now(), staffId: caller.id, act: 'account_record_read', details });
    return facts;
  });
}
