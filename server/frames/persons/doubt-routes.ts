import type { FastifyInstance } from 'fastify';
import * as contract from '#contract/doubts.ts';
import type { Deps } from '../../deps.ts';
import { serve } from '../../http/serve.ts';
import { listDoubts } from './list-doubts.ts';
import { listPairDecisions } from './list-pair-decisions.ts';
import { decidePair, undoPairDecision } from './pair-decisions.ts';

/** Dossiers of which the evidence does not say enough, and what somebody has decided of them. */
export function doubtRoutes(app: FastifyInstance, deps: Deps): void {
  serve(app, deps, contract.listDoubts, ({ params, query }, { caller }) =>
    listDoubts(deps, { ...params, page: Math.max(1, query.page), staffId: caller.id }),
  );
  serve(app, deps, contract.decidePair, async ({ params, body }, { caller }) => {
    const { dossierCodes, isSame } = body;
    await decidePair(deps, { ...params, dossierCodes, staffId: caller.id }, isSame);
    return {};
  });
  serve(app, deps, contract.undoPairDecision, async ({ params, body }, { caller }) => {
    await undoPairDecision(deps, { ...params, ...body, staffId: caller.id });
    return {};
  });
  serve(app, deps, contract.listPairDecisions, async ({ params }, { caller }) => ({
    decisions: await listPairDecisions(deps, params.campaignId, params.agencyCode, caller.id),
  }));
}
