import { join } from 'node:path';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { getPublishedChanges } from '#contract/changes.ts';
import { getPublishedAgency, getPublishedOverview, listPublished } from '#contract/published.ts';
import type { Years } from '#contract/years.ts';
import { getPublishedAgencyYears, getPublishedYears } from '#contract/years.ts';
import type { Deps } from '../deps.ts';
import { askWithin } from '../http/ask-within.ts';
import { PAGE_POLICY, REVALIDATED } from '../http/headers.ts';
import type { Pages } from '../http/pages.ts';
import { sendKept } from '../http/send-kept.ts';
import { problem } from '../problem.ts';
import type { Html } from './html.ts';
import { html } from './html.ts';
import { KeptPages } from './kept-pages.ts';
import { refusePage } from './refuse-page.ts';
import type { BesideEarlier } from './results-pages.ts';
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
  const page = (path: string, makePage: MakePage) =>
    scope.get(path, async (request, reply) => {
      const built = await pages.published();
      try {
        return await makePage({ request, reply, built });
      } catch (error) {
        return refusePage({ request, reply, built }, error as Error);
      }
    });
  const listPage: MakePage = async (asked) => {
    const { campaigns } = await askWithin(scope, listPublished, {}, asked);
    const text = withoutScript(asked.built, campaignList(campaigns, languageOf(asked)));
    return asked.reply.headers(HEADERS).send(text);
  };
  /** Tables of earlier years may be added and taken out; their edition tells. */
  const finalPage =
    (readYears: ReadYears, write: Write): MakePage =>
    async (asked) => {
      const { request, reply, built } = asked;
      const params = request.params as PageParams;
      // By what the page is about: other words in an address make no page of its own.
      const key = JSON.stringify([languageOf(asked), params]);
      const years = await readYears(params, asked);
      const edition = JSON.stringify([built, years.edition]);
      const found = kept.find(key, edition);
      if (found) return sendKept(request, reply, found);
      const changes = await askWithin(scope, getPublishedChanges, { params }, asked);
      const content = await write(params, asked, { changes, years });
      const text = withoutScript(built, content);
      const page = await kept.keep(key, edition, text);
      return page ? sendKept(request, reply, page) : reply.headers(HEADERS).send(text);
    };
  /** A round is there from its locked plan on; before, the list does not have it. */
  const drawPage: MakePage = async (asked) => {
    const { campaignId } = asked.request.params as PageParams;
    const { campaigns } = await askWithin(scope, listPublished, {}, asked);
    if (!campaigns.some((campaign) => campaign.campaignId === campaignId.toLowerCase()))
      throw problem('campaign_not_found');
    return asked.reply.headers(HEADERS).send(asked.built);
  };
  page('/ket-qua', listPage);
  page('/ket-qua/', listPage);
  page('/kiem-tra/:campaignId', drawPage);
  page(
    '/ket-qua/:campaignId',
    finalPage(
      (params, asked) => askWithin(scope, getPublishedYears, { params }, asked),
      async (params, asked, earlier) => {
        const { results, tiles } = await askWithin(scope, getPublishedOverview, { params }, asked);
        return overviewPage(results, tiles, earlier, languageOf(asked));
      },
    ),
  );
  page(
    '/ket-qua/:campaignId/:agencyCode',
    finalPage(
      (params, asked) => askWithin(scope, getPublishedAgencyYears, { params }, asked),
      async (params, asked, earlier) => {
        const { results } = await askWithin(scope, getPublishedAgency, { params }, asked);
        return agencyPage(results, earlier, languageOf(asked));
      },
    ),
  );
}

interface AskedPage {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  /** The page as Vite built it. */
  readonly built: string;
}

interface PageParams {
  readonly campaignId: string;
  /** Of the agency's own page. */
  readonly agencyCode: string;
}

/** Reads by the endpoints that the scripts read by: what they refuse, the page refuses. */
type MakePage = (asked: AskedPage) => Promise<FastifyReply>;
type ReadYears = (params: PageParams, asked: AskedPage) => Promise<Years>;
type Write = (params: PageParams, asked: AskedPage, earlier: BesideEarlier) => Promise<Html>;

const languageOf = ({ request }: AskedPage): BuiltIn => languageAsked(request.query);

/** In place of the sentence that the page needs scripts. */
const withoutScript = (built: string, content: Html): string =>
  built.replace(
    /<noscript>[\s\S]*<\/noscript>/,
    () => html`<noscript><main>${content}</main></noscript>`.markup,
  );
