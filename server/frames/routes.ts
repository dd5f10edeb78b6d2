import type { FastifyInstance } from 'fastify';
import * as contract from '#contract/frames.ts';
import type { Deps } from '../deps.ts';
import { serve } from '../http/serve.ts';
import { board } from './accepting/board.ts';
import { completenessRoutes } from './completeness-routes.ts';
import { correctionRoutes } from './correcting/routes.ts';
import { freezeFrame } from './freezing/freeze-frame.ts';
import { frameBytes, frozenFrame } from './freezing/frozen-frame.ts';
import { importList } from './importing/import-list.ts';
import { previewList } from './importing/preview-list.ts';
import { recoverImports } from './importing/recover-imports.ts';
import { uploadList } from './importing/upload-list.ts';
import { personRoutes } from './persons/routes.ts';
import { fileOf, shownFile } from './queries.ts';
import { scopeOf } from './scope.ts';
import { frameSummary } from './summary.ts';

export function routes(app: FastifyInstance, deps: Deps): void {
  const running = new Set<Promise<void>>();
  app.addHook('onReady', () => recoverImports(deps));
  app.addHook('onClose', async () => {
    await Promise.allSettled(running);
  });

  correctionRoutes(app, deps);
  personRoutes(app, deps);
  completenessRoutes(app, deps);
  serve(app, deps, contract.uploadList, ({ params, query, upload }, { caller }) =>
    uploadList(deps, {
      campaignId: params.campaignId,
      scope: scopeOf(params.unitCode),
      fileName: query.fileName,
      staffId: caller.id,
      content: upload,
    }),
  );

  serve(app, deps, contract.previewList, ({ params, query }) =>
    previewList(
      deps,
      { ...params, scope: scopeOf(params.unitCode) },
      query.headingRow === undefined ? undefined : Number(query.headingRow),
    ),
  );

  serve(app, deps, contract.importList, async ({ params, body }, { caller, request }) => {
    const scope = scopeOf(params.unitCode);
    const { campaignId, fileId } = params;
    const mayRegister = caller.role === 'home_affairs' && scope === null;
    const wanted = { campaignId, fileId, scope, staffId: caller.id, mayRegister, ...body };
    const { begun, finished } = await importList(deps, wanted);
    const noted = finished.catch((error: Error) => {
      // Never the message: it may quote a row.
      const at = error.stack?.split('\n').filter((line) => line.startsWith('    at '));
      request.log.error({ fileId, error: error.name, at: at?.slice(0, 6) }, 'import failed');
    });
    running.add(noted);
    noted.finally(() => running.delete(noted));
    return shownFile(begun);
  });

  serve(app, deps, contract.getList, async ({ params }) =>
    shownFile(await fileOf(deps.db, params.campaignId, scopeOf(params.unitCode), params.fileId)),
  );

  serve(app, deps, contract.getFrameSummary, ({ params }) =>
    frameSummary(deps.db, params.campaignId, scopeOf(params.unitCode)),
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

  serve(app, deps, contract.getFrozenFrame, ({ params }) =>
    frozenFrame(deps.db, params.campaignId),
  );

  serve(app, deps, contract.downloadFrame, async ({ params }) => ({
    fileName: 'frame.tsv',
    content: await frameBytes(deps.db, params.campaignId),
  }));
}
