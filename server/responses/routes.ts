import type { FastifyInstance } from 'fastify';
import { closeCampaign as closeCampaignEndpoint } from '#contract/campaigns.ts';
import * as contract from '#contract/responses.ts';
import { getGroupFigures } from '#contract/tabulation.ts';
import type { Deps } from '../deps.ts';
import { callerOf } from '../http/access.ts';
import { serve } from '../http/serve.ts';
import { closeCampaign, destroySpentKeys } from './close-campaign.ts';
import { groupFiguresOf } from './fold/read-figures.ts';
import { countedWith, shownCampaign } from './queries.ts';
import { submitResponse } from './submit-response.ts';

export function routes(app: FastifyInstance, deps: Deps): void {
  app.addHook('onReady', () => destroySpentKeys(deps));

  serve(app, deps, contract.submitResponse, async ({ params, body }, { request }) => {
    const hasStaffSession = (await callerOf(deps, request)) !== undefined;
    return submitResponse(deps, params.submissionId, body, hasStaffSession);
  });
  serve(app, deps, contract.checkReceipt, async ({ body }) => {
    const received = await countedWith(deps.db, body.code.replaceAll(/[^A-Z0-9]/g, ''));
    return { isCounted: received > 0, received };
  });
  serve(app, deps, getGroupFigures, ({ params }) => groupFiguresOf(deps.db, params.campaignId));
  serve(app, deps, closeCampaignEndpoint, async ({ params }, { caller }) => {
    await closeCampaign(deps, caller.id, params.campaignId);
    return shownCampaign(deps.db, params.campaignId);
  });
}
