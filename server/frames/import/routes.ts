import type { FastifyInstance } from 'fastify';
import * as lists from '#contract/list-import.ts';
import * as previews from '#contract/list-preview.ts';
import { decideReplacement, getReplacement } from '#contract/replacements.ts';
import { isShared } from '../../db/process-locks.ts';
import type { Deps } from '../../deps.ts';
import { loggedError } from '../../http/logged-error.ts';
import { serve } from '../../http/serve.ts';
import { problem } from '../../problem.ts';
import type { Scope } from '../scope.ts';
import { leftLinesOf } from '../store/left-lines.ts';
import { fileOf, shownFile } from '../store/list-files.ts';
import { agenciesConcerned } from './agencies-concerned.ts';
import { cancelImport } from './cancel-import.ts';
import { decideOnReplacement } from './decide-replacement.ts';
import { importList } from './import-list.ts';
import { previewList } from './preview-list.ts';
import { resumeImports } from './resume-imports.ts';
import { RunningImports } from './running-imports.ts';
import { uploadList } from './upload-list.ts';

/** Another process may end in the middle of an import: within so many milliseconds this one continues it. */
const LOOK_MS = 5000;

function takeOverImports(app: FastifyInstance, { db }: Deps, imports: RunningImports): void {
  if (!isShared(db)) return;
  let timer: NodeJS.Timeout | undefined;
  app.addHook('onListen', () => {
    const look = () =>
      imports
        .takeOver()
        .catch((error: Error) => app.log.error(loggedError(error), 'no look for imports'));
    timer = setInterval(look, LOOK_MS).unref();
  });
  app.addHook('onClose', async () => clearInterval(timer));
}

/** From the upload of a list to its being in force. */
export function importRoutes(app: FastifyInstance, deps: Deps): void {
  const imports = new RunningImports(deps, app.log);
  app.addHook('onReady', () => resumeImports(deps, imports));
  app.addHook('onClose', () => imports.close());
  takeOverImports(app, deps, imports);
  serve(app, deps, previews.uploadList, async ({ params, query, upload }, { caller }) => {
    const preview = await uploadList(deps, imports.tops, {
      campaignId: params.campaignId,
      scope: params.agencyCode,
      fileName: query.fileName,
      staffId: caller.id,
      content: upload,
    });
    imports.sweep();
    return preview;
  });

  serve(app, deps, previews.previewList, ({ params, query }) =>
    previewList(
      deps,
      imports.tops,
      wanted(params),
      query.headingRow === undefined ? undefined : Number(query.headingRow),
    ),
  );

  serve(app, deps, lists.importList, async ({ params, body }, { caller }) =>
    shownFile(
      await importList(deps, imports, { ...wanted(params), ...body, staffId: caller.id }),
      imports.progress.of(params.fileId),
    ),
  );

  serve(app, deps, lists.cancelImport, async ({ params }, { caller }) =>
    shownFile(await cancelImport(deps, imports, { ...wanted(params), staffId: caller.id })),
  );

  replacementRoutes(app, deps, imports);

  serve(app, deps, lists.getList, async ({ params }) => {
    const { campaignId, scope, fileId } = wanted(params);
    const file = await fileOf(deps.db, campaignId, scope, fileId);
    return shownFile(file, imports.progress.of(fileId), await leftLinesOf(deps, file));
  });
}

const wanted = (params: { campaignId: string; agencyCode: Scope; fileId: string }) => ({
  campaignId: params.campaignId,
  fileId: params.fileId,
  scope: params.agencyCode,
});

/** A list that would replace what was signed, accepted or handed in by an agency waits for a decision. */
function replacementRoutes(app: FastifyInstance, deps: Deps, imports: RunningImports): void {
  serve(app, deps, getReplacement, async ({ params }) => {
    const { campaignId, scope, fileId } = wanted(params);
    const file = await fileOf(deps.db, campaignId, scope, fileId);
    if (file.state !== 'held') throw problem('list_not_held');
    return { agencies: await agenciesConcerned(deps.db, file) };
  });
  serve(app, deps, decideReplacement, async ({ params, body }, { caller }) =>
    shownFile(
      await decideOnReplacement(deps, imports, { ...wanted(params), ...body, staffId: caller.id }),
    ),
  );
}
