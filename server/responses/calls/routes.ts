import type { FastifyInstance } from 'fastify';
import * as contract from '#contract/calls.ts';
import { questionnaireOf } from '../../db/questionnaire.ts';
import { campaignAt } from '../../db/stage.ts';
import type { Deps } from '../../deps.ts';
import { serve } from '../../http/serve.ts';
import { shownCampaign } from '../queries.ts';
import { publicBoxKey } from './interview-box.ts';
import { heldCase, takeCall } from './queue.ts';
import { recordCall } from './record-call.ts';
import { submitCall } from './submit-call.ts';

/** The telephone queue: one case at a time, and no case of the caller's own agency. */
export function routes(app: FastifyInstance, deps: Deps): void {
  const { db, secrets } = deps;
  serve(app, deps, contract.readCalls, async ({ params: { campaignId } }, { caller }) => {
    await campaignAt(db, campaignId, 'collecting');
    const { officeName, provinceName, hotline } = await shownCampaign(db, campaignId);
    return {
      held: await heldCase(deps, caller, campaignId),
      questionnaire: await questionnaireOf(db, campaignId),
      officeName,
      provinceName,
      hotline,
      boxKey: publicBoxKey(await secrets.ballotKey(campaignId)),
    };
  });
  serve(app, deps, contract.takeCall, async ({ params: { campaignId } }, { caller }) => {
    await campaignAt(db, campaignId, 'collecting');
    return { call: await takeCall(deps, caller, campaignId) };
  });
  serve(app, deps, contract.recordCall, async ({ params, body }, { caller }) => {
    await recordCall(deps, caller, params.campaignId, params.caseId, body);
    return {};
  });
  serve(app, deps, contract.submitCall, ({ params, body }, { caller }) =>
    submitCall(deps, caller, params, body),
  );
}
