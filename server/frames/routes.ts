import type { FastifyInstance } from 'fastify';
import * as contract from '#contract/frames.ts';
import type { Deps } from '../deps.ts';
import { serve } from '../http/serve.ts';
import { serveKept, serveKeptText } from '../http/serve-kept.ts';
import { board } from './acceptance/board.ts';
import { completenessRoutes } from './completeness/routes.ts';
import { correctionRoutes } from './corrections/routes.ts';
import { freezeFrame } from './freeze/freeze-frame.ts';
import { frameLines, frozenFrame, strataText } from './freeze/frozen-frame.ts';
import { importRoutes } from './import/routes.ts';
import { personRoutes } from './persons/routes.ts';
import { frameSummary } from './summary.ts';

export function routes(app: FastifyInstance, deps: Deps): void {
  importRoutes(app, deps);
  correctionRoutes(app, deps);
  personRoutes(app, deps);
  completenessRoutes(app, deps);

  serve(app, deps, contract.getFrameSummary, ({ params }) =>
    frameSummary(deps.db, params.campaignId, params.agencyCode),
  );

  serve(app, deps, contract.getBoard, ({ params }, { scope }) =>
    board(deps.db, params.campaignId, scope),
  );

  serve(app, deps, contract.freezeFrame, ({ params, body }, { caller }) =>
    freezeFrame(deps, {
      campaignId: params.campaignId,
      staffId: caller.id,
      absentReason: body.absentReason || undefined,
      unacceptedReason: body.unacceptedReason || undefined,
    }),
  );

  serveKept(app, deps, contract.getFrozenFrame, ({ params }) =>
    frozenFrame(deps.db, params.campaignId),
  );

  serve(app, deps, contract.downloadStrata, async ({ params }) => ({
    fileName: 'strata.tsv',
    content: await strataText(deps.db, params.campaignId),
  }));

  serveKeptText(app, deps, contract.downloadFrame, async ({ params }) => ({
    fileName: 'frame.tsv',
    text: await frameLines(deps.db, params.campaignId),
  }));
}
