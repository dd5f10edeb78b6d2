import type { FastifyInstance } from 'fastify';
import * as contract from '#contract/rearrangements.ts';
import type { Deps } from '../../deps.ts';
import { serve } from '../../http/serve.ts';
import { keepRearrangements, keptRearrangements } from './keep-rearrangements.ts';

export function rearrangementRoutes(app: FastifyInstance, deps: Deps): void {
  serve(app, deps, contract.listRearrangements, ({ params }) =>
    keptRearrangements(deps.db, params.campaignId),
  );
  serve(app, deps, contract.keepRearrangements, ({ params, body }, { caller }) =>
    keepRearrangements(deps, caller.id, params.campaignId, body.rearrangements),
  );
}
