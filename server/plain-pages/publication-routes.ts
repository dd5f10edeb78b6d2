import type { FastifyInstance } from 'fastify';
import type { Endpoint, ReplyOf } from '#contract/endpoint.ts';
import { getModelFigures } from '#contract/model-figures.ts';
import { getPublishedPictures } from '#contract/published.ts';
import { PAGE_POLICY, REVALIDATED } from '../http/headers.ts';
import type { Pages } from '../http/pages.ts';
import type { PageStatus } from './built-page.ts';
import { pageStatus, retryOf, withoutScripts } from './built-page.ts';
import type { Html } from './html.ts';
import { modelPage } from './model-page.ts';
import { picturePage } from './picture-page.ts';
import type { BuiltIn } from './texts.ts';
import { languageAsked, textsIn } from './texts.ts';

/** Publications whose page is kept, in each language. */
const MOST_KEPT = 100;

/** Pages of a publication that no script replaces, for nothing on them is chosen: what follows from it, its pictures. */
export function publicationRoutes(scope: FastifyInstance, pages: Pages): void {
  publicationPage(scope, pages, {
    path: '/uoc-tinh/:campaignId',
    title: 'published.models.title',
    endpoint: getModelFigures,
    write: modelPage,
  });
  publicationPage(scope, pages, {
    path: '/hinh/:campaignId',
    title: 'published.pictures.title',
    endpoint: getPublishedPictures,
    write: picturePage,
  });
}

interface PublicationPage<E extends Endpoint> {
  readonly path: string;
  readonly title: string;
  readonly endpoint: E;
  readonly write: (reply: ReplyOf<E>, language: BuiltIn) => Html;
}

function publicationPage<E extends Endpoint>(
  scope: FastifyInstance,
  pages: Pages,
  { path, title, endpoint, write }: PublicationPage<E>,
): void {
  const kept = new Map<string, Html>();
  scope.get(path, async (request, reply) => {
    const language = languageAsked(request.query);
    const { campaignId = '' } = request.params as Record<string, string>;
    const key = `${language} ${campaignId}`;
    let content = kept.get(key);
    let status: PageStatus = 200;
    if (!content) {
      const { statusCode, payload } = await scope.inject({
        method: 'GET',
        url: endpoint.path
          .replace(':campaignId', encodeURIComponent(campaignId))
          .replace(':language', language),
        headers: { host: request.host },
      });
      status = pageStatus(statusCode);
      if (statusCode === 200)
        content = write(endpoint.reply?.parse(JSON.parse(payload)) as ReplyOf<E>, language);
      if (content && kept.size < MOST_KEPT) kept.set(key, content);
    }
    const built = await pages.published();
    return reply
      .code(status)
      .headers({ ...PAGE_POLICY, ...retryOf(status), 'cache-control': REVALIDATED })
      .type('text/html; charset=utf-8')
      .send(
        content
          ? withoutScripts(built, { language, isLarge: false }, textsIn(language)(title), content)
          : built,
      );
  });
}
