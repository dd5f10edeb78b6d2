import type { FastifyInstance } from 'fastify';
import * as contract from '#contract/neighbours.ts';
import type { Deps } from '../../deps.ts';
import { serve } from '../../http/serve.ts';
import { serveShared } from '../../http/serve-kept.ts';
import { keepFigures, shownFigures, withdrawFigures } from './keep-neighbours.ts';

export function neighbourRoutes(app: FastifyInstance, deps: Deps): void {
  serveShared(app, deps, contract.listNeighbours, async ({ params }) => ({
    figures: await shownFigures(deps.db, params.campaignId),
  }));
  serve(app, deps, contract.keepNeighbours, ({ params, body }, { caller }) =>
    keepFigures(deps, caller.id, params.campaignId, body),
  );
  serve(app, deps, contract.withdrawNeighbours, ({ params, body }, { caller }) =>
    withdrawFigures(deps, caller.id, params.campaignId, body),
  );
}
