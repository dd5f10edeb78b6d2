import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Endpoint, Replied, Sent } from '#contract/endpoint.ts';
import { getModelFigures } from '#contract/model-figures.ts';
import { getPublishedPictures } from '#contract/published.ts';
import { askWithin } from '../http/ask-within.ts';
import { PAGE_POLICY, REVALIDATED } from '../http/headers.ts';
import type { Pages } from '../http/pages.ts';
import { withoutScripts } from './built-page.ts';
import type { Html } from './html.ts';
import { modelPage } from './model-page.ts';
import { picturePage } from './picture-page.ts';
import { refusePage } from './refuse-page.ts';
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
  readonly write: (reply: Replied<E>, language: BuiltIn) => Html;
}

function publicationPage<E extends Endpoint>(
  scope: FastifyInstance,
  pages: Pages,
  { path, title, endpoint, write }: PublicationPage<E>,
): void {
  const kept = new Map<string, Html>();
  const read = async (request: FastifyRequest, reply: FastifyReply): Promise<Html> => {
    const language = languageAsked(request.query);
    const { campaignId } = request.params as { campaignId: string };
    const key = `${language} ${campaignId}`;
    const known = kept.get(key);
    if (known) return known;
    const params = { campaignId, language };
    const found = await askWithin(scope, endpoint, { params } as Sent<E>, { request, reply });
    const content = write(found, language);
    if (kept.size < MOST_KEPT) kept.set(key, content);
    return content;
  };
  scope.get(path, async (request, reply) => {
    const built = await pages.published();
    const language = languageAsked(request.query);
    try {
      const content = await read(request, reply);
      const text = withoutScripts(
        built,
        { language, isLarge: false },
        textsIn(language)(title),
        content,
      );
      return reply
        .headers({ ...PAGE_POLICY, 'cache-control': REVALIDATED })
        .type('text/html; charset=utf-8')
        .send(text);
    } catch (error) {
      return refusePage({ request, reply, built }, error as Error);
    }
  });
}
