import type { FastifyInstance } from 'fastify';
import * as contract from '#contract/remarks.ts';
import { record } from '../db/activity.ts';
import { campaignAt } from '../db/stage.ts';
import type { Deps } from '../deps.ts';
import { serve } from '../http/serve.ts';
import { serveShared } from '../http/serve-kept.ts';
import { remarksOf } from './queries.ts';

export function routes(app: FastifyInstance, deps: Deps): void {
  const { db, now } = deps;
  serve(app, deps, contract.writeRemark, async ({ params, body }, { caller }) => {
    const { campaignId } = params;
    const { stage } = await campaignAt(db, campaignId);
    const [writtenAt, { text }] = [now(), body];
    await db.transaction().execute(async (trx) => {
      await trx
        .insertInto('remark')
        .values({ campaignId, stage, text, writtenBy: caller.id, writtenAt })
        .execute();
      const details = { stage, characters: text.length };
      await record(trx, {
        at: writtenAt,
        staffId: caller.id,
        act: 'remark_written',
        campaignId,
        details,
      });
    });
    return { stage, text, writtenBy: caller.fullName, writtenAt: writtenAt.toISOString() };
  });

  serveShared(app, deps, contract.listRemarks, async ({ params }) => {
    await campaignAt(db, params.campaignId);
    return { remarks: await remarksOf(db, params.campaignId) };
  });
}
