import type { FastifyInstance } from 'fastify';
import * as contract from '#contract/frozen-frame.ts';
import type { Deps } from '../../deps.ts';
import { serve } from '../../http/serve.ts';
import { serveKept, serveKeptText } from '../../http/serve-kept.ts';
import { checkFrozenFrame } from './check-frozen-frame.ts';
import { freezeFrame } from './freeze-frame.ts';
import { FreezeBoard } from './freeze-progress.ts';
import { frameLines, frozenFrame, strataText } from './frozen-frame.ts';

/** The freezing, and the frozen frame as everybody may download it. */
export function freezeRoutes(app: FastifyInstance, deps: Deps): void {
  const progress = new FreezeBoard();
  serve(app, deps, contract.getFreezeProgress, async ({ params }) => ({
    progress: progress.of(params.campaignId),
  }));
  serve(app, deps, contract.freezeFrame, ({ params, body }, { caller }) =>
    freezeFrame(
      deps,
      {
        campaignId: params.campaignId,
        staffId: caller.id,
        absentReason: body.absentReason || undefined,
        unacceptedReason: body.unacceptedReason || undefined,
      },
      progress,
    ),
  );

  serveKept(app, deps, contract.getFrozenFrame, ({ params }) =>
    frozenFrame(deps.db, params.campaignId),
  );

  serve(app, deps, contract.checkFrozenFrame, ({ params }, { caller }) =>
    checkFrozenFrame(deps, params.campaignId, caller.id),
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
