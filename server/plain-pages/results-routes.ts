import { join } from 'node:path';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Changes } from '#contract/changes.ts';
import { getPublishedChanges } from '#contract/changes.ts';
import { getPublishedAgency, getPublishedOverview, listPublished } from '#contract/published.ts';
import type { Years } from '#contract/years.ts';
import { getPublishedAgencyYears, getPublishedYears } from '#contract/years.ts';
import type { Deps } from '../deps.ts';
import { PAGE_POLICY, REVALIDATED } from '../http/headers.ts';
import type { Pages } from '../http/pages.ts';
import { sendKept } from '../http/send-kept.ts';
import type { PageStatus } from './built-page.ts';
import { pageStatus, retryOf } from './built-page.ts';
import type { Html } from './html.ts';
import { html } from './html.ts';
import { KeptPages } from './kept-pages.ts';
import { agencyPage, campaignList, overviewPage } from './results-pages.ts';
import type { BuiltIn } from './texts.ts';
import { languageAsked } from './texts.ts';

/**
 * What is published never changes: each page is written once in each language, an agency's page of 20 kB, and anew when
 * a table of an earlier year is put beside it.
 */
const MOST_KEPT = 500;

const HEADERS = {
  ...PAGE_POLICY,
  'cache-control': REVALIDATED,
  'content-type': 'text/html; charset=utf-8',
};
const FINAL_HEADERS = { ...HEADERS, 'cache-control': `public, ${REVALIDATED}` };

/** The public pages with what they say where no script runs: figures in tables, each agency by its link. */
export function resultsRoutes(scope: FastifyInstance, { config }: Deps, pages: Pages): void {
  const kept = new KeptPages(join(config.dataDir, 'public'), FINAL_HEADERS, MOST_KEPT);
  scope.addHook('onClose', () => kept.close());
  const { read, statusOf } = readerOf(scope);
  type Write = (
    request: FastifyRequest,
    language: BuiltIn,
    years: Years | undefined,
  ) => Promise<Html | undefined>;
  const page = (path: string, isFinal: boolean, write: Write) => {
    scope.get(path, async (request, reply) => {
      const language = languageAsked(request.query);
      // By what the page is about: other words in an address make no page of its own.
      const key = JSON.stringify([language, request.params]);
      // Tables of earlier years may be added and taken out; their edition tells.
      const years = isFinal ? await readYears(request, read) : undefined;
      const built = await pages.published();
      const edition = JSON.stringify([built, years?.edition]);
      const found = isFinal && kept.find(key, edition);
      if (found) return sendKept(request, reply, found);
      const content = await write(request, language, years);
      const status = statusOf(request);
      if (status !== 200) return refusePage(reply, status, built);
      const text = withoutScript(built, content);
      const page = isFinal && (await kept.keep(key, edition, text));
      return page ? sendKept(request, reply, page) : reply.headers(HEADERS).send(text);
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
  page('/ket-qua/:campaignId', true, async (request, language, years) => {
    const { campaignId = '' } = request.params as Record<string, string>;
    const path = getPublishedOverview.path.replace(':campaignId', encodeURIComponent(campaignId));
    const found = await read(request, path, (reply) => getPublishedOverview.reply.parse(reply));
    if (!found) return undefined;
    const changes = await readChanges(request, campaignId);
    return overviewPage(found.results, found.tiles, { changes, years }, language);
  });
  page('/ket-qua/:campaignId/:agencyCode', true, async (request, language, years) => {
    const { campaignId = '', agencyCode = '' } = request.params as Record<string, string>;
    const path = getPublishedAgency.path
      .replace(':campaignId', encodeURIComponent(campaignId))
      .replace(':agencyCode', encodeURIComponent(agencyCode));
    const found = await read(request, path, (reply) => getPublishedAgency.reply.parse(reply));
    if (!found) return undefined;
    const changes = await readChanges(request, campaignId);
    return agencyPage(found.results, { changes, years }, language);
  });
}

/** Where a part of it could not be read, the page is not the one that stays: its scripts ask again. */
const refusePage = (reply: FastifyReply, status: PageStatus, built: string): FastifyReply =>
  reply
    .code(status)
    .headers({ ...HEADERS, ...retryOf(status) })
    .send(built);

type Read = <T>(
  request: FastifyRequest,
  path: string,
  parse: (reply: unknown) => T,
) => Promise<T | undefined>;

/** Reads by the endpoints that the scripts read by, and notes what a request is about that is not there, or not now. */
function readerOf(scope: FastifyInstance) {
  const statuses = new WeakMap<FastifyRequest, PageStatus>();
  const read: Read = async (request, path, parse) => {
    const { statusCode, payload } = await scope.inject({
      method: 'GET',
      url: path,
      headers: { host: request.host },
    });
    const status = pageStatus(statusCode);
    if (status === 200) return parse(JSON.parse(payload));
    if (statuses.get(request) !== 503) statuses.set(request, status);
    return undefined;
  };
  return { read, statusOf: (request: FastifyRequest) => statuses.get(request) ?? 200 };
}

function readYears(request: FastifyRequest, read: Read): Promise<Years | undefined> {
  const { campaignId = '', agencyCode } = request.params as Record<string, string>;
  const { path } = agencyCode === undefined ? getPublishedYears : getPublishedAgencyYears;
  const address = path
    .replace(':campaignId', encodeURIComponent(campaignId))
    .replace(':agencyCode', encodeURIComponent(agencyCode ?? ''));
  return read(request, address, (reply) => getPublishedYears.reply.parse(reply));
}

/** In place of the sentence that the page needs scripts. */
const withoutScript = (built: string, content: Html | undefined): string =>
  content
    ? built.replace(
        /<noscript>[\s\S]*<\/noscript>/,
        () => html`<noscript><main>${content}</main></noscript>`.markup,
      )
    : built;
