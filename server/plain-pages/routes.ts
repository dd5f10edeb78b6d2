import type { FastifyInstance } from 'fastify';
import type { Deps } from '../deps.ts';
import type { RefusalPage } from '../http/errors.ts';
import { reportedAs } from '../http/errors.ts';
import { PAGE_POLICY, REVALIDATED } from '../http/headers.ts';
import type { Pages } from '../http/pages.ts';
import { problem } from '../problem.ts';
import { answerRoutes } from './answer-routes.ts';
import { ownReceipt, refusalPage } from './endings.ts';
import { erasureRoutes } from './erasure-pages.ts';
import { codeFirstPage, firstPage } from './first-page.ts';
import { invitationRoutes } from './invitation-routes.ts';
import { petitionRoutes } from './petition-routes.ts';
import { publicationRoutes } from './publication-routes.ts';
import { resultsRoutes } from './results-routes.ts';
import type { Serve } from './turn.ts';
import { pageText, show, TOKEN, turnOf } from './turn.ts';
import type { Packs, PlainVisit, Surroundings } from './visit.ts';
import { visitOf } from './visit.ts';

/**
 * The citizen's page as the server sends it, and the whole survey for browsers without JavaScript: one
 * screen to a request, plain forms, the draft on the server.
 */
export async function routes(
  app: FastifyInstance,
  deps: Deps,
  packs: Packs,
  pages: Pages,
): Promise<void> {
  await app.register(async (scope) => {
    scope.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: 64 * 1024 },
      (_request, body, done) => done(null, new URLSearchParams(String(body))),
    );
    const around = { packs, isSecure: deps.config.publicUrl.startsWith('https:') };
    answerErrorsAsPages(scope, around, pages);
    for (const [path, first, caching] of [
      ['/', async (built: string, visit: PlainVisit) => codeFirstPage(built, visit), REVALIDATED],
      [TOKEN, firstPage, 'no-store'],
    ] as const) {
      scope.get(path, async (request, reply) => {
        const content = await first(
          await pages.respond(),
          visitOf(scope, around, request, reply),
          request.host,
        );
        return reply
          .headers({ ...PAGE_POLICY, 'cache-control': caching })
          .type('text/html; charset=utf-8')
          .send(content);
      });
    }
    scope.get('/:typed', async (request, reply) => {
      const { typed } = request.params as { typed: string };
      // A full stop or a bracket that a message has put behind the link.
      const token = /^[^A-Za-z0-9]*([A-Za-z2-7]{16})[^A-Za-z0-9]*$/.exec(typed)?.[1];
      if (token) return reply.redirect(`/${token}`, 303);
      if (!request.headers.accept?.includes('text/html')) return reply.callNotFound();
      throw problem('invitation_not_found');
    });
    const serve: Serve = (method, url, handle) => {
      scope.route({
        method,
        url,
        handler: (request, reply) => handle(turnOf(scope, around, pages, request, reply)),
      });
    };
    resultsRoutes(scope, deps, pages);
    publicationRoutes(scope, pages);
    invitationRoutes(serve, deps);
    answerRoutes(serve, deps);
    erasureRoutes(serve);
    petitionRoutes(serve);
  });
}

/** Every refusal to a citizen is a page, whatever the request accepts. */
function answerErrorsAsPages(scope: FastifyInstance, around: Surroundings, pages: Pages): void {
  scope.setErrorHandler<Error>(async (error, request, reply) => {
    const refusal = reportedAs(request, error);
    const visit = visitOf(scope, around, request, reply);
    const own = await ownReceipt(visit, refusal, request.host);
    if (own) return show(pages, visit, reply, { ...own, status: 200 });
    const { title, content } = refusalPage(visit, refusal);
    return show(pages, visit, reply, { title, content, status: refusal.status });
  });
}

/** The page of a refusal that was met outside these routes, or before any. */
export const refusalPages =
  (app: FastifyInstance, packs: Packs, pages: Pages): RefusalPage =>
  async (refusal, request) => {
    const visit = visitOf(app, { packs, isSecure: false }, request);
    const { title, content } = refusalPage(visit, refusal);
    return pageText(pages, visit, title, content);
  };
