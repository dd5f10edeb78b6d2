import type { FastifyInstance } from 'fastify';
import * as contract from '#contract/rechecks.ts';
import { listSigns } from '#contract/signs.ts';
import { campaignAt } from '../../db/stage.ts';
import type { Deps } from '../../deps.ts';
import { serve } from '../../http/serve.ts';
import { serveShared } from '../../http/serve-kept.ts';
import { problem } from '../../problem.ts';
import { shownCampaign } from '../queries.ts';
import { readSigns } from '../takers/read-signs.ts';
import { drawRecheck, findRecheck, recheckFrame, recheckSample } from './draw-recheck.ts';
import { countUnchecked, prepareRecheck } from './prepare-recheck.ts';
import { heldRecheck, takeRecheck } from './recheck-queue.ts';
import {
  checkedAgencies,
  checkedDoors,
  checkedTakers,
  countWaiting,
  recheckRecords,
} from './recheck-results.ts';
import { heldVisits, takeVisits } from './recheck-visits.ts';
import { recordRecheck } from './record-recheck.ts';

/** The re-check: drawn in public among answered cases, called by others, told to no agency. */
export function routes(app: FastifyInstance, deps: Deps): void {
  const { db } = deps;
  serveShared(app, deps, contract.getRecheckRecord, async ({ params: { campaignId } }) => {
    await campaignAt(db, campaignId);
    return { rechecks: await recheckRecords(db, campaignId) };
  });
  serve(app, deps, contract.listRechecks, async ({ params: { campaignId } }) => {
    await campaignAt(db, campaignId);
    return {
      rechecks: await recheckRecords(db, campaignId),
      unchecked: await countUnchecked(db, campaignId),
      waiting: await countWaiting(db, campaignId),
      doors: await checkedDoors(db, campaignId),
      takers: await checkedTakers(db, campaignId),
      agencies: await checkedAgencies(db, campaignId),
    };
  });
  serve(app, deps, listSigns, async ({ params: { campaignId } }) => {
    const { disclosureThreshold } = await campaignAt(db, campaignId);
    return readSigns(db, campaignId, disclosureThreshold);
  });
  serve(app, deps, contract.prepareRecheck, ({ params, body }, { caller }) =>
    prepareRecheck(deps, caller.id, params.campaignId, body.percent),
  );
  serve(app, deps, contract.drawRecheck, ({ params, body }, { caller }) =>
    drawRecheck(deps, caller.id, params.campaignId, params.number, body),
  );
  serve(app, deps, contract.downloadRecheck, async ({ params: { campaignId, number, file } }) => {
    const recheck = await findRecheck(db, campaignId, number);
    const content = await contentOf(recheck, file);
    if (content === null) throw problem('recheck_not_drawn', { number });
    return { fileName: file, content };
  });
  serve(app, deps, contract.readRecheckCall, async ({ params: { campaignId } }, { caller }) => {
    await campaignAt(db, campaignId, 'collecting');
    const { officeName, hotline } = await shownCampaign(db, campaignId);
    return { held: await heldRecheck(deps, caller, campaignId), officeName, hotline };
  });
  serve(app, deps, contract.takeRecheckCall, async ({ params: { campaignId } }, { caller }) => {
    await campaignAt(db, campaignId, 'collecting');
    return { call: await takeRecheck(deps, caller, campaignId) };
  });
  serve(app, deps, contract.readRecheckVisits, async ({ params: { campaignId } }, { caller }) => {
    await campaignAt(db, campaignId, 'collecting');
    return { visits: await heldVisits(deps, caller, campaignId) };
  });
  serve(app, deps, contract.takeRecheckVisits, async ({ params: { campaignId } }, { caller }) => {
    await campaignAt(db, campaignId, 'collecting');
    return { visits: await takeVisits(deps, caller, campaignId) };
  });
  serve(app, deps, contract.recordRecheck, ({ params, body }, { caller }) =>
    recordRecheck(deps, caller, params.campaignId, params.caseId, body),
  );

  async function contentOf(
    { id, seed, plan }: Awaited<ReturnType<typeof findRecheck>>,
    file: (typeof contract.RECHECK_FILES)[number],
  ): Promise<string | null> {
    if (file === 'seed.txt') return seed;
    if (file === 'plan.tsv') return plan;
    if (file === 'frame.tsv') return recheckFrame(db, id);
    return seed && recheckSample(db, id);
  }
}
