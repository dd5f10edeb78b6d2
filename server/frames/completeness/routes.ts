import type { FastifyInstance } from 'fastify';
import * as contract from '#contract/completeness.ts';
import { downloadExcludedRows, listExcludedRows } from '#contract/excluded-rows.ts';
import * as registerChecks from '#contract/register-checks.ts';
import * as sources from '#contract/second-sources.ts';
import * as statedTotals from '#contract/stated-totals.ts';
import * as vanishedDossiers from '#contract/vanished-dossiers.ts';
import type { Deps } from '../../deps.ts';
import { serve } from '../../http/serve.ts';
import { comparisonsOf, secondSourcesOf } from './compare-sources.ts';
import { completenessOf } from './completeness.ts';
import { excludedCsv, excludedPage } from './excluded-rows.ts';
import { explainDifference } from './explain-difference.ts';
import { explainVanished } from './explain-vanished.ts';
import { importSource } from './import-source.ts';
import { importTotals } from './import-totals.ts';
import { lockRegisters } from './lock-registers.ts';
import { drawRegisterChecks, provinceChecksOf } from './province-checks.ts';
import { fillRegisterCheck, registerChecksOf } from './register-checks.ts';
import { sourceDifferences } from './source-differences.ts';
import { stateTotals } from './stated-totals.ts';
import { vanishedPage } from './vanished.ts';

/** Whether lists leave anybody out. */
export function completenessRoutes(app: FastifyInstance, deps: Deps): void {
  const { db } = deps;
  excludedRoutes(app, deps);
  registerCheckRoutes(app, deps);
  provinceCheckRoutes(app, deps);
  sourceRoutes(app, deps);
  serve(app, deps, contract.getCompleteness, ({ params }) =>
    completenessOf(db, params.campaignId, params.agencyCode),
  );
  serve(app, deps, vanishedDossiers.listVanished, ({ params, query }) =>
    vanishedPage(db, params.campaignId, params.agencyCode, query.page),
  );
  serve(app, deps, vanishedDossiers.explainVanished, ({ params, body }, { caller }) =>
    explainVanished(deps, { ...params, ...body, staffId: caller.id, note: body.note || null }),
  );
  serve(app, deps, statedTotals.stateTotals, async ({ params, body }, { caller }) => {
    const source = caller.role === 'agency' ? 'agency' : 'home_affairs';
    await stateTotals(deps, { ...params, staffId: caller.id, source, stated: body });
    return (await completenessOf(db, params.campaignId, params.agencyCode)).totals;
  });
  serve(app, deps, statedTotals.uploadTotals, ({ params, upload }, { caller }) =>
    importTotals(deps, { ...params, staffId: caller.id, content: upload }),
  );
  serve(app, deps, contract.explainDifference, async ({ params, body }, { caller }) => {
    await explainDifference(deps, { ...params, ...body, staffId: caller.id });
    return completenessOf(db, params.campaignId, params.agencyCode);
  });
}

/** Rows that rules keep out: an agency sees its own, Home Affairs all, observers their counts in the summary. */
function excludedRoutes(app: FastifyInstance, deps: Deps): void {
  serve(app, deps, listExcludedRows, ({ params, query }, { caller }) =>
    excludedPage(deps, {
      campaignId: params.campaignId,
      scope: params.agencyCode,
      page: Math.max(1, query.page),
      search: query.search ?? '',
      reason: query.reason,
      staffId: caller.id,
    }),
  );
  serve(app, deps, downloadExcludedRows, async ({ params, query }, { caller }) => ({
    fileName: 'dong-bi-loai.csv',
    content: await excludedCsv(deps, {
      campaignId: params.campaignId,
      scope: params.agencyCode,
      search: query.search ?? '',
      reason: query.reason,
      staffId: caller.id,
    }),
  }));
}

/** Random checks against the counter's register: Home Affairs fills in, the others read the counts. */
function registerCheckRoutes(app: FastifyInstance, deps: Deps): void {
  serve(app, deps, registerChecks.listRegisterChecks, ({ params }) =>
    registerChecksOf(deps.db, params),
  );
  serve(app, deps, registerChecks.fillRegisterCheck, async ({ params, body }, { caller }) => {
    const filling = { ...params, ...body, note: body.note || null, staffId: caller.id };
    await fillRegisterCheck(deps, filling);
    return registerChecksOf(deps.db, params);
  });
}

/** Numbers are locked, dice draw for all that are; their forms are among the documents. */
function provinceCheckRoutes(app: FastifyInstance, deps: Deps): void {
  serve(app, deps, registerChecks.listProvinceChecks, ({ params }) =>
    provinceChecksOf(deps.db, params.campaignId),
  );
  serve(app, deps, registerChecks.lockRegisters, async ({ params, body }, { caller }) => {
    await lockRegisters(deps, { ...params, ...body, staffId: caller.id });
    return provinceChecksOf(deps.db, params.campaignId);
  });
  serve(app, deps, registerChecks.drawRegisterChecks, async ({ params, body }, { caller }) => {
    await drawRegisterChecks(deps, { ...params, ...body, staffId: caller.id });
    return provinceChecksOf(deps.db, params.campaignId);
  });
}

/** Second sources: Home Affairs uploads, everybody who reads the lists sees counts, codes the two who may. */
function sourceRoutes(app: FastifyInstance, deps: Deps): void {
  const { db } = deps;
  serve(app, deps, sources.uploadSecondSource, async ({ params, query, upload }, { caller }) => {
    const { campaignId, kind } = params;
    const { fileName } = query;
    await importSource(deps, { campaignId, kind, fileName, staffId: caller.id, content: upload });
    return (await secondSourcesOf(db, campaignId)).find((source) => source.kind === kind)!;
  });
  serve(app, deps, sources.listSecondSources, async ({ params: { campaignId } }) => ({
    sources: await secondSourcesOf(db, campaignId),
    comparisons: await comparisonsOf(db, campaignId, null),
  }));
  serve(app, deps, sources.getAgencySources, async ({ params }) => ({
    comparisons: await comparisonsOf(db, params.campaignId, params.agencyCode),
  }));
  serve(app, deps, sources.listSourceDifferences, ({ params, query }) =>
    sourceDifferences(db, { ...params, page: Math.max(1, query.page) }),
  );
}
