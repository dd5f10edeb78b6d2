import type { FastifyInstance } from 'fastify';
import { checkIneligibility, listIneligibilityReports } from '#contract/ineligibility.ts';
import * as contract from '#contract/reissues.ts';
import { record } from '../db/activity.ts';
import { dispositionOf } from '../db/dispositions.ts';
import { campaignAt } from '../db/stage.ts';
import type { Deps } from '../deps.ts';
import { serve } from '../http/serve.ts';
import { problem } from '../problem.ts';
import { historyOf } from './case-events.ts';
import * as ineligibility from './check-ineligibility.ts';
import { requireCustody } from './custody.ts';
import { reissueSlips, revokeSlip } from './reissue-slips.ts';
import { readRemuneration, remunerationName, remunerationWorkbook } from './remuneration-list.ts';
import { remunerationPrint } from './remuneration-print.ts';
import { reopenCase } from './reopen-case.ts';

export function reissueRoutes(app: FastifyInstance, deps: Deps): void {
  const { db, now } = deps;
  serve(app, deps, contract.reissueSlips, async ({ params, body }, { caller }) => {
    requireCustody((await campaignAt(db, params.campaignId)).slipPrinting, caller);
    return reissueSlips(deps, caller.id, params, body);
  });
  serve(app, deps, contract.revokeSlip, async ({ params, body }, { caller }) => {
    await revokeSlip(deps, caller.id, params, body.reason);
    return {};
  });
  serve(app, deps, contract.reopenCase, ({ params, body }, { caller }) =>
    reopenCase(deps, caller.id, params, body.reason),
  );
  serve(app, deps, contract.downloadRemunerationList, async ({ params, query }, { caller }) => {
    const list = await readRemuneration(deps, caller.id, params, Number(query.amount));
    return { fileName: remunerationName(list, 'xlsx'), content: await remunerationWorkbook(list) };
  });
  serve(app, deps, contract.printRemunerationList, async ({ params, query }, { caller }) => {
    const list = await readRemuneration(deps, caller.id, params, Number(query.amount));
    return {
      fileName: remunerationName(list, 'pdf'),
      content: remunerationPrint(list, deps.now()),
    };
  });
  serve(app, deps, contract.getCaseHistory, async ({ params }, { caller }) => {
    const { campaignId, agencyCode, serial } = params;
    const found = await db
      .selectFrom('invitation')
      .select(['id', 'issue', 'isRevoked'])
      .select(dispositionOf(campaignId).as('disposition'))
      .where('campaignId', '=', campaignId)
      .where('agencyCode', '=', agencyCode)
      .where('serial', '=', Number(serial))
      .executeTakeFirst();
    if (!found) throw problem('invitation_not_found');
    await record(db, {
      at: now(),
      staffId: caller.id,
      act: 'case_history_read',
      campaignId,
      details: { agency: agencyCode },
    });
    return { ...found, events: await historyOf(db, found.id) };
  });
}

/** Separate from the agency's own list: what it says of its people is confirmed by others. */
export function ineligibilityRoutes(app: FastifyInstance, deps: Deps): void {
  const { db, now } = deps;
  serve(app, deps, listIneligibilityReports, async ({ params }, { caller }) => {
    const { campaignId } = params;
    await campaignAt(db, campaignId);
    const agencies = await ineligibility.reportingAgencies(deps, campaignId);
    await record(db, {
      at: now(),
      staffId: caller.id,
      act: 'ineligibility_reports_read',
      campaignId,
      details: { count: agencies.reduce((sum, { toCheck }) => sum + toCheck.length, 0) },
    });
    return { agencies };
  });
  serve(app, deps, checkIneligibility, async ({ params, body }, { caller }) => {
    await ineligibility.checkIneligibility(deps, caller.id, params, body.outcome);
    return {};
  });
}
