import type { FastifyInstance } from 'fastify';
import { getModelFigures } from '#contract/model-figures.ts';
import { PAGE_POLICY, REVALIDATED } from '../http/headers.ts';
import type { Pages } from '../http/pages.ts';
import { withoutScripts } from './built-page.ts';
import type { Html } from './html.ts';
import { modelPage } from './model-page.ts';
import { textsIn } from './texts.ts';

/** Publications whose page is kept, in each language. */
const MOST_KEPT = 100;

/** What follows from a publication under assumptions: a page that no script replaces, for nothing on it is chosen. */
export function modelRoutes(scope: FastifyInstance, pages: Pages): void {
  const kept = new Map<string, Html>();
  scope.get('/uoc-tinh/:campaignId', async (request, reply) => {
    const language = 'en' in (request.query as object) ? 'en' : 'vi';
    const { campaignId = '' } = request.params as Record<string, string>;
    const key = `${language} ${campaignId}`;
    let content = kept.get(key);
    if (!content) {
      const { statusCode, payload } = await scope.inject({
        method: 'GET',
        url: getModelFigures.path.replace(':campaignId', encodeURIComponent(campaignId)),
        headers: { host: request.host },
      });
      // The built page says in its own words that there is nothing here.
      const models = statusCode === 200 && getModelFigures.reply.parse(JSON.parse(payload));
      if (models) content = modelPage(models, language);
      if (content && kept.size < MOST_KEPT) kept.set(key, content);
    }
    const built = await pages.published();
    const title = textsIn(language)('published.models.title');
    return reply
      .headers({ ...PAGE_POLICY, 'cache-control': REVALIDATED })
      .type('text/html; charset=utf-8')
      .send(content ? withoutScripts(built, { language, isLarge: false }, title, content) : built);
  });
}
