import { join } from 'node:path';
import cookie from '@fastify/cookie';
import type { FastifyInstance } from 'fastify';
import fastify, { LogController } from 'fastify';
import * as campaigns from './campaigns/routes.ts';
import type { Deps } from './deps.ts';
import * as drafts from './drafts/routes.ts';
import * as erasures from './erasures/routes.ts';
import * as fieldwork from './fieldwork/routes.ts';
import * as frames from './frames/routes.ts';
import { serveClient } from './http/client.ts';
import { compressReplies } from './http/compress.ts';
import { answerErrors } from './http/errors.ts';
import { serveOpenApi } from './http/openapi.ts';
import * as invitations from './invitations/routes.ts';
import * as plainPages from './plain-pages/routes.ts';
import * as remarks from './remarks/routes.ts';
import * as responses from './responses/routes.ts';
import * as results from './results/routes.ts';
import * as retention from './retention/routes.ts';
import * as samples from './samples/routes.ts';
import * as staff from './staff/routes.ts';

/** The table of contents: every feature in the order of the pipeline. */
export async function buildApp(deps: Deps): Promise<FastifyInstance> {
  const app = fastify({
    // Addresses may hold a person's link: requests are not logged, and errors log the route's pattern.
    logController: new LogController({ disableRequestLogging: true }),
    logger: { level: deps.config.logLevel },
    bodyLimit: 1024 * 1024,
    trustProxy: true,
  });
  answerErrors(app);
  compressReplies(app);
  await app.register(cookie);
  // A file is read as it comes, never held whole.
  app.addContentTypeParser('application/octet-stream', (_request, body, done) => done(null, body));

  app.get('/api/health', async () => ({ status: 'ready' }));
  staff.routes(app, deps);
  campaigns.routes(app, deps);
  frames.routes(app, deps);
  samples.routes(app, deps);
  invitations.routes(app, deps);
  drafts.routes(app, deps);
  erasures.routes(app, deps);
  responses.routes(app, deps);
  fieldwork.routes(app, deps);
  results.routes(app, deps);
  retention.routes(app, deps);
  remarks.routes(app, deps);
  serveOpenApi(app);
  const dist = join(import.meta.dirname, '../client/dist');
  await plainPages.routes(app, deps, dist);
  await serveClient(app, dist);
  return app;
}
