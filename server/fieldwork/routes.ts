import type { FastifyInstance } from 'fastify';
import { dayOf } from '#contract/calendar.ts';
import * as contract from '#contract/fieldwork.ts';
import { getLedger, getOutlook } from '#contract/ledger.ts';
import { questionnaireOf } from '../db/questionnaire.ts';
import { receivedWeeks } from '../db/received-weeks.ts';
import { campaignAt } from '../db/stage.ts';
import type { Deps } from '../deps.ts';
import { serve } from '../http/serve.ts';
import { burstsOf } from './bursts.ts';
import { doorShares } from './door-shares.ts';
import { lastGuessing } from './last-guessing.ts';
import { ledger } from './ledger.ts';
import { outlook } from './outlook.ts';
import { ownProgress } from './own-progress.ts';
import { paradataTotals, screenNames } from './paradata.ts';
import { progressByAgency } from './progress.ts';

const DRAWN = ['drawn', 'collecting', 'closed', 'published'] as const;

export function routes(app: FastifyInstance, deps: Deps): void {
  const { db } = deps;
  serve(app, deps, contract.getProgress, async ({ params }, { scope }) => {
    const campaign = await campaignAt(db, params.campaignId);
    if (scope !== null)
      return {
        agencies: [],
        own: await ownProgress(db, campaign, scope),
        bursts: [],
        guessedAt: null,
      };
    return {
      agencies: await progressByAgency(db, campaign.id),
      own: null,
      bursts: await burstsOf(db, campaign),
      guessedAt: await lastGuessing(db),
    };
  });
  serve(app, deps, contract.getDoorShares, async ({ params }) => {
    const { id, disclosureThreshold } = await campaignAt(db, params.campaignId);
    return doorShares(db, id, disclosureThreshold);
  });
  serve(app, deps, contract.getReceivedWeeks, async ({ params }) => {
    const campaign = await campaignAt(db, params.campaignId);
    const agencies = await progressByAgency(db, campaign.id);
    const invited = agencies.reduce((sum, agency) => sum + agency.invited, 0);
    let whole = 0;
    const weeks = (await receivedWeeks(db, campaign, dayOf(deps.now()))).map((week) => {
      whole += week.received;
      return { ...week, whole };
    });
    return { invited, weeks };
  });
  serve(app, deps, getLedger, async ({ params, query }) => {
    const campaign = await campaignAt(db, params.campaignId, ...DRAWN);
    return ledger(db, campaign.id, query.by, campaign.disclosureThreshold);
  });
  serve(app, deps, getOutlook, async ({ params }) =>
    outlook(db, await campaignAt(db, params.campaignId, ...DRAWN), deps.now()),
  );
  serve(app, deps, contract.getParadata, async ({ params }, { scope }) => {
    const { id } = await campaignAt(db, params.campaignId);
    return {
      totals: await paradataTotals(db, id, scope),
      screens: screenNames(await questionnaireOf(db, id)),
    };
  });
}
