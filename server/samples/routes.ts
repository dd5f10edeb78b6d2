import type { FastifyInstance } from 'fastify';
import * as contract from '#contract/samples.ts';
import { getTabulationPlan } from '#contract/tabulation.ts';
import { planText } from '#sampling/draw/plan.ts';
import { campaignAt } from '../db/stage.ts';
import type { Deps } from '../deps.ts';
import { serve } from '../http/serve.ts';
import { serveKept, serveKeptText } from '../http/serve-kept.ts';
import { drawRecord, drawSample } from './draw-sample.ts';
import { publishedPlan, publishPlan } from './publish-plan.ts';
import { sampleLines, strataOf } from './queries.ts';
import { releaseReserves } from './release-reserves.ts';
import { tabulationPlan } from './tabulation-plan.ts';

export function routes(app: FastifyInstance, deps: Deps): void {
  const { db } = deps;

  serve(app, deps, contract.listStrata, async ({ params }) => {
    await campaignAt(db, params.campaignId);
    return { strata: await strataOf(db, params.campaignId) };
  });
  serve(app, deps, contract.publishPlan, ({ params, body }, { caller }) =>
    publishPlan(deps, caller.id, params.campaignId, body),
  );
  serveKept(app, deps, contract.getPlan, ({ params }) => publishedPlan(db, params.campaignId));
  serveKept(app, deps, getTabulationPlan, ({ params }) => tabulationPlan(db, params.campaignId));
  serve(app, deps, contract.drawSample, ({ params, body }, { caller }) =>
    drawSample(deps, caller.id, params.campaignId, body),
  );
  serveKept(app, deps, contract.getDraw, ({ params }) => drawRecord(db, params.campaignId));
  serveKeptText(app, deps, contract.downloadSeed, async ({ params }) => {
    const { seed } = await drawRecord(db, params.campaignId);
    return { fileName: 'seed.txt', text: seed };
  });
  serveKeptText(app, deps, contract.downloadPlan, async ({ params }) => {
    const { strata } = await publishedPlan(db, params.campaignId);
    return { fileName: 'plan.tsv', text: planText(strata) };
  });
  serveKeptText(app, deps, contract.downloadSample, async ({ params }) => {
    await drawRecord(db, params.campaignId);
    return { fileName: 'sample.tsv', text: sampleLines(db, params.campaignId) };
  });
  serve(app, deps, contract.releaseReserves, ({ params, body }, { caller }) =>
    releaseReserves(deps, caller.id, params.campaignId, body),
  );
}
