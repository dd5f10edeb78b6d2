import type { FastifyInstance } from 'fastify';
import * as contract from '#contract/remarks.ts';
import { campaignAt } from '../db/stage.ts';
import type { Deps } from '../deps.ts';
import { serve } from '../http/serve.ts';
import { serveShared } from '../http/serve-kept.ts';
import { remarksOf } from './queries.ts';
import { writeRemark } from './write-remark.ts';

export function routes(app: FastifyInstance, deps: Deps): void {
  const { db } = deps;
  serve(app, deps, contract.writeRemark, ({ params, body }, { caller }) =>
    writeRemark(deps, caller, params.campaignId, body.text),
  );

  serveShared(app, deps, contract.listRemarks, async ({ params }) => {
    await campaignAt(db, params.campaignId);
    return { remarks: await remarksOf(db, params.campaignId) };
  });
}
