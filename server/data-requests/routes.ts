import type { FastifyInstance } from 'fastify';
import * as requests from '#contract/data-requests.ts';
import * as contract from '#contract/erasures.ts';
import { record } from '../db/activity.ts';
import { campaignAt } from '../db/stage.ts';
import type { Deps } from '../deps.ts';
import { refuseStaff } from '../http/access.ts';
import { serve } from '../http/serve.ts';
import { answerDataRequest } from './answer-request.ts';
import { carryOutErasure } from './carry-out-erasure.ts';
import { correctContact } from './correct-contact.ts';
import { dataRequestsOf } from './list-requests.ts';
import { requestsOf } from './queries.ts';
import { readDataCopy } from './read-copy.ts';
import { registerDataRequest } from './register.ts';
import { requestErasure } from './request-erasure.ts';

export function routes(app: FastifyInstance, deps: Deps): void {
  erasureRoutes(app, deps);
  registerRoutes(app, deps);
}

function erasureRoutes(app: FastifyInstance, deps: Deps): void {
  const { db, now } = deps;
  serve(app, deps, contract.requestErasure, async ({ body }, { request }) => {
    await refuseStaff(deps, request);
    return requestErasure(deps, body.token);
  });
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

/** What is asked by telephone, by post or at a counter. */
function registerRoutes(app: FastifyInstance, deps: Deps): void {
  const { db, now } = deps;
  serve(app, deps, requests.listDataRequests, async ({ params: { campaignId } }, { caller }) => {
    await campaignAt(db, campaignId);
    const register = await dataRequestsOf(deps, campaignId);
    const details = { count: register.requests.length };
    const act = 'data_requests_read';
    await record(db, { at: now(), staffId: caller.id, act, campaignId, details });
    return register;
  });
  serve(app, deps, requests.registerDataRequest, ({ params, body }, { caller }) =>
    registerDataRequest(deps, caller.id, params.campaignId, body),
  );
  serve(app, deps, requests.readDataCopy, ({ params }, { caller }) =>
    readDataCopy(deps, caller.id, params),
  );
  serve(app, deps, requests.correctContact, async ({ params, body }, { caller }) => {
    await correctContact(deps, caller.id, params, body);
    return {};
  });
  serve(app, deps, requests.answerDataRequest, async ({ params, body }, { caller }) => {
    await answerDataRequest(deps, caller.id, { ...params, ...body });
    return dataRequestsOf(deps, params.campaignId);
  });
}
