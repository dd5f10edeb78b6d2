import type { FastifyInstance } from 'fastify';
import * as contract from '#contract/voidings.ts';
import { campaignAt } from '../../db/stage.ts';
import type { Deps } from '../../deps.ts';
import { serve } from '../../http/serve.ts';
import { decideVoiding, proposeVoiding, voidingsOf } from './voidings.ts';

/** Home Affairs proposes, the observer decides; both before the count. */
export function routes(app: FastifyInstance, deps: Deps): void {
  serve(app, deps, contract.listVoidings, async ({ params: { campaignId } }) => {
    await campaignAt(deps.db, campaignId);
    return { voidings: await voidingsOf(deps.db, campaignId) };
  });
  serve(app, deps, contract.proposeVoiding, ({ params, body }, { caller }) =>
    proposeVoiding(deps, caller.id, params.campaignId, body),
  );
  serve(app, deps, contract.decideVoiding, ({ params, body }, { caller }) =>
    decideVoiding(deps, caller.id, params, body),
  );
}
