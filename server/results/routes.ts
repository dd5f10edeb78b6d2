import type { FastifyInstance } from 'fastify';
import { getPublishedChanges } from '#contract/changes.ts';
import { getModelFigures } from '#contract/model-figures.ts';
import * as published from '#contract/published.ts';
import * as contract from '#contract/results.ts';
import { getPublishedAgencyYears, getPublishedYears } from '#contract/years.ts';
import type { Deps } from '../deps.ts';
import { serve } from '../http/serve.ts';
import { serveKeptText, serveShared } from '../http/serve-kept.ts';
import { problem } from '../problem.ts';
import { boundaryRoutes } from './boundaries/routes.ts';
import type { ResultsOf } from './closed-results.ts';
import { closedResults } from './closed-results.ts';
import { csvOf } from './csv.ts';
import { encodedResults } from './encoded-results.ts';
import { narrowed } from './narrow.ts';
import { neighbourRoutes } from './neighbours/routes.ts';
import { pictureRoutes } from './picture-routes.ts';
import { newestPublication, publicCampaigns } from './publications.ts';
import { publishResults } from './publish-results.ts';
import { publishedText } from './published-text.ts';
import { PublishedYears } from './published-years.ts';
import { isInFrame } from './queries.ts';
import { rearrangementRoutes } from './rearrangements/routes.ts';
import { responseArchiveRoutes } from './response-archive/routes.ts';
import { workbookOf } from './workbook.ts';

export function routes(app: FastifyInstance, deps: Deps): void {
  const resultsOf = closedResults(deps);

  const wholeResults = encodedResults(resultsOf);
  serve(app, deps, contract.getResults, async ({ params }, { scope }) =>
    scope === null
      ? wholeResults(params.campaignId)
      : narrowed(await resultsOf(params.campaignId), scope),
  );
  serve(app, deps, contract.downloadResultsCsv, async ({ params }) => {
    const results = await resultsOf(params.campaignId);
    return { fileName: fileName(results.year, 'csv'), content: csvOf(results) };
  });
  serve(app, deps, contract.downloadResultsXlsx, async ({ params }) => {
    const results = await resultsOf(params.campaignId);
    return { fileName: fileName(results.year, 'xlsx'), content: await workbookOf(results) };
  });
  publicationRoutes(app, deps, resultsOf);
  responseArchiveRoutes(app, deps);
  neighbourRoutes(app, deps);
  boundaryRoutes(app, deps);
  rearrangementRoutes(app, deps);
  yearsRoutes(app, deps);
}

/** Tables of earlier years come and go, so these replies are read again. */
function yearsRoutes(app: FastifyInstance, deps: Deps): void {
  const years = new PublishedYears(deps.db);
  serveShared(app, deps, getPublishedYears, ({ params }) => years.read(params.campaignId, null));
  serveShared(
    app,
    deps,
    getPublishedAgencyYears,
    async ({ params: { campaignId, agencyCode } }) => {
      const ofAgency = await years.read(campaignId, agencyCode);
      if (!(await isInFrame(deps.db, campaignId, agencyCode))) throw problem('agency_not_found');
      return ofAgency;
    },
  );
}

/** What is published is made once, when it is published or the server starts: nobody waits for the first making. */
function publicationRoutes(app: FastifyInstance, deps: Deps, resultsOf: ResultsOf): void {
  serveShared(app, deps, published.listPublished, async () => ({
    campaigns: (await publicCampaigns(deps.db)).map((campaign) => ({
      ...campaign,
      publishedAt: campaign.publishedAt?.toISOString() ?? null,
      drawnAt: campaign.drawnAt?.toISOString() ?? null,
      plannedAt: campaign.plannedAt?.toISOString() ?? null,
    })),
  }));
  const prepareJson = serveKeptText(app, deps, published.getPublished, async ({ params }) => ({
    text: (await publishedText(deps.db, params.campaignId, 'json')).bytes,
  }));
  const prepareOverview = serveKeptText(
    app,
    deps,
    published.getPublishedOverview,
    async ({ params }) => ({
      text: (await publishedText(deps.db, params.campaignId, 'overview')).bytes,
    }),
  );
  serveKeptText(
    app,
    deps,
    published.getPublishedAgency,
    async ({ params: { campaignId, agencyCode } }) => {
      // Before a thread reads megabytes for a code that is nobody's.
      if (!(await isInFrame(deps.db, campaignId, agencyCode))) throw problem('agency_not_found');
      return { text: (await publishedText(deps.db, campaignId, { agencyCode })).bytes };
    },
  );
  followingRoutes(app, deps);
  const preparePictures = pictureRoutes(app, deps);
  const prepareCsv = serveKeptText(
    app,
    deps,
    published.downloadPublishedCsv,
    async ({ params }) => {
      const { year, bytes } = await publishedText(deps.db, params.campaignId, 'csv');
      return { fileName: fileName(year, 'csv'), text: bytes };
    },
  );
  const prepareAnalysis = serveKeptText(
    app,
    deps,
    published.downloadAnalysis,
    async ({ params }) => {
      const { year, bytes } = await publishedText(deps.db, params.campaignId, 'analysis');
      return { fileName: `phan-tich-${year}.zip`, text: bytes };
    },
  );
  const prepare = async (campaignId: string) => {
    const input = { params: { campaignId } };
    await prepareOverview(input as Parameters<typeof prepareOverview>[0]);
    await prepareJson(input as Parameters<typeof prepareJson>[0]);
    await prepareCsv(input as Parameters<typeof prepareCsv>[0]);
    await prepareAnalysis(input as Parameters<typeof prepareAnalysis>[0]);
    await preparePictures(campaignId);
  };
  serve(app, deps, contract.publishResults, async ({ params }, { caller }) => {
    const publication = await publishResults(deps, caller.id, params.campaignId, resultsOf);
    prepare(params.campaignId);
    return publication;
  });
  const prepareNewest = async () => {
    const campaignId = await newestPublication(deps.db).catch(() => undefined);
    if (campaignId) await prepare(campaignId);
  };
  app.addHook('onListen', () => {
    prepareNewest();
  });
}

/** What follows from the publication. */
function followingRoutes(app: FastifyInstance, deps: Deps): void {
  serveKeptText(app, deps, getPublishedChanges, async ({ params }) => ({
    text: (await publishedText(deps.db, params.campaignId, 'changes')).bytes,
  }));
  serveKeptText(app, deps, published.getPublishedGroups, async ({ params }) => ({
    text: (await publishedText(deps.db, params.campaignId, 'groups')).bytes,
  }));
  serveKeptText(app, deps, getModelFigures, async ({ params }) => ({
    text: (await publishedText(deps.db, params.campaignId, 'models')).bytes,
  }));
}

const fileName = (year: number, ending: string) => `chi-so-hai-long-${year}.${ending}`;
