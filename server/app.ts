import { join } from 'node:path';
import cookie from '@fastify/cookie';
import type { FastifyInstance } from 'fastify';
import fastify, { LogController } from 'fastify';
import * as actionPlan from './action-plan/routes.ts';
import * as approvals from './approvals/routes.ts';
import { questionnaires } from './campaigns/questionnaires.ts';
import * as campaigns from './campaigns/routes.ts';
import * as comments from './comments/routes.ts';
import type { Config } from './config.ts';
import * as dataRequests from './data-requests/routes.ts';
import type { Deps } from './deps.ts';
import * as documents from './documents/routes.ts';
import * as drafts from './drafts/routes.ts';
import * as earlierTables from './earlier-tables/routes.ts';
import * as fieldwork from './fieldwork/routes.ts';
import * as frames from './frames/routes.ts';
import { refuseForeignOrigin } from './http/access.ts';
import { answerForNode } from './http/answer-for-node.ts';
import { builtPages } from './http/client.ts';
import { compressReplies } from './http/compress.ts';
import { answerErrors, refuseAddress, refuseConnection } from './http/errors.ts';
import { takeTurns } from './http/fair-turns.ts';
import { guardReplies } from './http/headers.ts';
import { serveOpenApi } from './http/openapi.ts';
import type { Pages } from './http/pages.ts';
import { LARGE_BODY } from './http/serve.ts';
import type { Patience } from './http/slow-clients.ts';
import { cutSlowClients, PATIENCE } from './http/slow-clients.ts';
import * as invitations from './invitations/routes.ts';
import type { Packs } from './languages/read-packs.ts';
import { readPacks } from './languages/read-packs.ts';
import * as languages from './languages/routes.ts';
import { serveHealth } from './operation/serve-health.ts';
import * as plainPages from './plain-pages/routes.ts';
import * as remarks from './remarks/routes.ts';
import * as responses from './responses/routes.ts';
import * as results from './results/routes.ts';
import * as retention from './retention/routes.ts';
import * as samples from './samples/routes.ts';
import * as staff from './staff/routes.ts';

/** Languages that the province has put into its folder, and what is wrong with those that are refused. */
export const packsOf = async ({ dataDir }: Config): Promise<Packs> =>
  readPacks(dataDir, [...(await questionnaires(dataDir)).values()]);

const BUILT = builtPages(join(import.meta.dirname, '../client/dist'));

/** The table of contents: every feature in the order of the pipeline. */
export async function buildApp(
  deps: Deps,
  pages: Pages = BUILT,
  patience: Patience = PATIENCE,
): Promise<FastifyInstance> {
  const app = fastify({
    // Addresses may hold a person's link: requests are not logged, and errors log the route's pattern.
    logController: new LogController({ disableRequestLogging: true }),
    logger: { level: deps.config.logLevel },
    bodyLimit: LARGE_BODY,
    http: { connectionsCheckingInterval: patience.every, requireHostHeader: false },
    return503OnClosing: false,
    trustProxy: [...deps.config.trustProxy],
    frameworkErrors: (_error, request, reply) =>
      enter(request, reply, () => refuseAddress(page, request, reply)),
    clientErrorHandler: (error, socket) => refuseConnection(page, error, socket),
  });
  const enter = takeTurns();
  const packs = await packsOf(deps.config);
  const page = plainPages.refusalPages(app, packs.offered, pages);
  cutSlowClients(app.server, patience);
  app.addHook('onRequest', enter);
  answerErrors(app, page);
  guardReplies(app);
  answerForNode(app);
  refuseForeignOrigin(app, deps);
  compressReplies(app);
  await app.register(cookie);
  // A file is read as it comes, never held whole.
  app.addContentTypeParser('application/octet-stream', (_request, body, done) => done(null, body));

  serveHealth(app, deps);
  staff.routes(app, deps);
  campaigns.routes(app, deps);
  approvals.routes(app, deps);
  frames.routes(app, deps);
  samples.routes(app, deps);
  invitations.routes(app, deps);
  drafts.routes(app, deps);
  dataRequests.routes(app, deps);
  responses.routes(app, deps, packs.offered);
  await languages.routes(app, deps, packs);
  fieldwork.routes(app, deps);
  results.routes(app, deps);
  comments.routes(app, deps);
  retention.routes(app, deps);
  remarks.routes(app, deps);
  actionPlan.routes(app, deps);
  earlierTables.routes(app, deps);
  documents.routes(app, deps);
  serveOpenApi(app, deps);
  await pages.serve(app);
  await plainPages.routes(app, deps, packs.offered, pages);
  return app;
}
