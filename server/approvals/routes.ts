import type { FastifyInstance } from 'fastify';
import * as contract from '#contract/approvals.ts';
import { campaignAt } from '../db/stage.ts';
import type { Deps } from '../deps.ts';
import { serve } from '../http/serve.ts';
import { approvalsOf } from './approvals.ts';
import { decideApproval } from './decide-approval.ts';
import { setFourEyes } from './set-four-eyes.ts';

export function routes(app: FastifyInstance, deps: Deps): void {
  serve(app, deps, contract.listApprovals, async ({ params }) => {
    await campaignAt(deps.db, params.campaignId);
    return approvalsOf(deps, params.campaignId);
  });
  serve(app, deps, contract.decideApproval, async ({ params, body }, { caller }) => {
    await decideApproval(deps, caller.id, { ...params, ...body });
    return approvalsOf(deps, params.campaignId);
  });
  serve(app, deps, contract.setFourEyes, async ({ params, body }, { caller }) => {
    await setFourEyes(deps, caller.id, params.campaignId, body.isOn);
    return approvalsOf(deps, params.campaignId);
  });
}
