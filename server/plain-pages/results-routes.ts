import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Changes } from '#contract/changes.ts';
import { getPublishedChanges } from '#contract/changes.ts';
import { getPublishedAgency, getPublishedOverview, listPublished } from '#contract/published.ts';
import { PAGE_POLICY, REVALIDATED } from '../http/headers.ts';
import type { Pages } from '../http/pages.ts';
import type { Html } from './html.ts';
import { html } from './html.ts';
import { agencyPage, campaignList, overviewPage } from './results-pages.ts';
import type { BuiltIn } from './texts.ts';

/** What is published never changes: each page is written once in each language, an agency's page of 20 kB. */
const MOST_KEPT = 500;

/** The public pages with what they say where no script runs: figures in tables, each agency by its link. */
export function resultsRoutes(scope: FastifyInstance, pages: Pages): void {
  const kept = new Map<string, Html>();
  const read = async <T>(request: FastifyRequest, path: string, parse: (reply: unknown) => T) => {
    const { statusCode, payload } = await scope.inject({
      method: 'GET',
      url: path,
      headers: { host: request.host },
    });
    return statusCode === 200 ? parse(JSON.parse(payload)) : undefined;
  };
  type Write = (request: FastifyRequest, language: BuiltIn) => Promise<Html | undefined>;
  const page = (path: string, isFinal: boolean, write: Write) => {
    scope.get(path, async (request, reply) => {
      const language = 'en' in (request.query as object) ? 'en' : 'vi';
      // By what the page is about: other words in an address make no page of its own.
      const key = JSON.stringify([language, request.params]);
      const content = kept.get(key) ?? (await write(request, language));
      if (isFinal && content && kept.size < MOST_KEPT) kept.set(key, content);
      return reply
        .headers({ ...PAGE_POLICY, 'cache-control': REVALIDATED })
        .type('text/html; charset=utf-8')
        .send(withoutScript(await pages.published(), content));
    });
  };
  const readChanges = (request: FastifyRequest, campaignId: string): Promise<Changes | undefined> =>
    read(
      request,
      getPublishedChanges.path.replace(':campaignId', encodeURIComponent(campaignId)),
      (reply) => getPublishedChanges.reply.parse(reply),
    );
  const list: Write = async (request, language) => {
    const found = await read(request, listPublished.path, (reply) =>
      listPublished.reply.parse(reply),
    );
    return found && campaignList(found.campaigns, language);
  };
  page('/ket-qua', false, list);
  page('/ket-qua/', false, list);
  page('/ket-qua/:campaignId', true, async (request, language) => {
    const { campaignId = '' } = request.params as Record<string, string>;
    const path = getPublishedOverview.path.replace(':campaignId', encodeURIComponent(campaignId));
    const found = await read(request, path, (reply) => getPublishedOverview.reply.parse(reply));
    if (!found) return undefined;
    const changes = await readChanges(request, campaignId);
    return overviewPage(found.results, found.tiles, changes, language);
  });
  page('/ket-qua/:campaignId/:agencyCode', true, async (request, language) => {
    const { campaignId = '', agencyCode = '' } = request.params as Record<string, string>;
    const path = getPublishedAgency.path
      .replace(':campaignId', encodeURIComponent(campaignId))
      .replace(':agencyCode', encodeURIComponent(agencyCode));
    const found = await read(request, path, (reply) => getPublishedAgency.reply.parse(reply));
    if (!found) return undefined;
    return agencyPage(found.results, await readChanges(request, campaignId), language);
  });
}

/** In place of the sentence that the page needs scripts. */
const withoutScript = (built: string, content: Html | undefined): string =>
  content
    ? built.replace(
        /<noscript>[\s\S]*<\/noscript>/,
        () => html`<noscript><main>${content}</main></noscript>`.markup,
      )
    : built;
