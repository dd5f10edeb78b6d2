import type { FastifyInstance } from 'fastify';
import { downloadResponseArchive } from '#contract/response-archive.ts';
import type { Deps } from '../../deps.ts';
import { serve } from '../../http/serve.ts';
import { makeResponseArchive } from './make-archive.ts';

export function responseArchiveRoutes(app: FastifyInstance, deps: Deps): void {
  serve(app, deps, downloadResponseArchive, ({ params, query }, { caller }) =>
    makeResponseArchive(deps, caller.id, params.campaignId, query.purpose),
  );
}
