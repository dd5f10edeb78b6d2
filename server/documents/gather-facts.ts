import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { getActionPlan } from '#contract/action-plan.ts';
import { getPublishedBoundaries } from '#contract/boundaries.ts';
import { dayOf } from '#contract/calendar.ts';
import { getCampaign } from '#contract/campaigns.ts';
import { getPublishedChanges } from '#contract/changes.ts';
import { getPublished, getPublishedOverview } from '#contract/published.ts';
import { listRemarks } from '#contract/remarks.ts';
import { getCertificate } from '#contract/retention.ts';
import { getDraw } from '#contract/samples.ts';
import type { Deps } from '../deps.ts';
import { askWithin } from '../http/ask-within.ts';
import { problem } from '../problem.ts';
import type { Needs, RoundFacts } from './round-facts.ts';
import { wordingOf } from './wording.ts';

export interface Request {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/** Asks the endpoints that a screen would ask, as the person who wants the document: their rules hold here too. */
export async function gatherFacts(
  app: FastifyInstance,
  { db, config, now }: Deps,
  asked: Request,
  campaignId: string,
  needs: readonly Needs[],
): Promise<RoundFacts> {
  const params = { campaignId };
  const campaign = await askWithin(app, getCampaign, { params }, asked);
  const { words } = await wordingOf(db, campaignId, campaign.provinceName);
  const has = (need: Needs) => needs.includes(need);
  const published = has('results')
    ? await askWithin(app, getPublished, { params }, asked)
    : undefined;
  return {
    campaign,
    words,
    publicAddress: `${config.publicUrl}/ket-qua/${campaignId}`,
    madeOn: dayOf(now()),
    ...(published && { results: published.results, publicationSha256: published.sha256 }),
    ...(has('pictures') && {
      tiles: (await askWithin(app, getPublishedOverview, { params }, asked)).tiles,
      boundaries: (await askWithin(app, getPublishedBoundaries, { params }, asked)).boundaries,
    }),
    ...((has('pictures') || has('changes')) && {
      changes: await askWithin(app, getPublishedChanges, { params }, asked),
    }),
    ...(has('draw') && { draw: await askWithin(app, getDraw, { params }, asked) }),
    ...(has('remarks') && {
      remarks: (await askWithin(app, listRemarks, { params }, asked)).remarks,
    }),
    ...(has('duties') && {
      duties: (await askWithin(app, getActionPlan, { params }, asked)).items,
    }),
    ...(has('erasure') && {
      erasure: await certificateOf(app, asked, campaignId),
    }),
  };
}

async function certificateOf(app: FastifyInstance, asked: Request, campaignId: string) {
  const { certificate } = await askWithin(app, getCertificate, { params: { campaignId } }, asked);
  if (!certificate) throw problem('certificate_not_issued');
  return certificate;
}
