import type { FastifyInstance } from 'fastify';
import * as contract from '#contract/boundaries.ts';
import type { Deps } from '../../deps.ts';
import { serve } from '../../http/serve.ts';
import { serveKept } from '../../http/serve-kept.ts';
import {
  bringBoundaries,
  keptBoundaries,
  publishedBoundaries,
  withdrawBoundaries,
} from './keep-boundaries.ts';

export function boundaryRoutes(app: FastifyInstance, deps: Deps): void {
  serve(app, deps, contract.listBoundaries, ({ params }) =>
    keptBoundaries(deps.db, params.campaignId),
  );
  serve(app, deps, contract.bringBoundaries, ({ params, query, upload }, { caller }) =>
    bringBoundaries(deps, caller.id, { ...params, ...query, content: upload }),
  );
  serve(app, deps, contract.withdrawBoundaries, ({ params }, { caller }) =>
    withdrawBoundaries(deps, caller.id, params),
  );
  serveKept(app, deps, contract.getPublishedBoundaries, async ({ params }) => ({
    boundaries: await publishedBoundaries(deps.db, params.campaignId),
  }));
}
