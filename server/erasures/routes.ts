import type { FastifyInstance } from 'fastify';
import * as contract from '#contract/erasures.ts';
import { record } from '../db/activity.ts';
import { campaignAt } from '../db/stage.ts';
import type { Deps } from '../deps.ts';
import { serve } from '../http/serve.ts';
import { carryOutErasure } from './carry-out-erasure.ts';
import { requestsOf } from './queries.ts';
import { requestErasure } from './request-erasure.ts';

export function routes(app: FastifyInstance, deps: Deps): void {
  const { db, now } = deps;
  serve(app, deps, contract.requestErasure, ({ body }) => requestErasure(deps, body.token));
  serve(app, deps, contract.listErasures, async ({ params }, { caller }) => {
    const { campaignId } = params;
    await campaignAt(db, campaignId);
    const requests = await requestsOf(deps, campaignId);
    await record(db, {
      at: now(),
      staffId: caller.id,
      act: 'erasure_requests_read',
      campaignId,
      details: { count: requests.length },
    });
    return { requests };
  });
  serve(app, deps, contract.carryOutErasure, async ({ params }, { caller }) => {
    await carryOutErasure(deps, caller.id, params);
    return {};
  });
}
