import { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import * as contract from '#contract/action-plan.ts';
import { record } from '../db/activity.ts';
import { campaignAt } from '../db/stage.ts';
import type { Deps } from '../deps.ts';
import { serve } from '../http/serve.ts';
import { problem } from '../problem.ts';
import { actionPlan, planWords } from './action-plan.ts';
import { addItems } from './add-items.ts';
import { fileTable, textTable } from './plan-file.ts';
import { agenciesOf, leadOf, reportsOf } from './queries.ts';
import { readPlan } from './read-plan.ts';
import { decideAction, reportAction } from './report-action.ts';

export function routes(app: FastifyInstance, deps: Deps): void {
  planRoutes(app, deps);
  readingRoutes(app, deps);
  reportRoutes(app, deps);
}

function planRoutes(app: FastifyInstance, deps: Deps): void {
  const { db, now } = deps;
  serve(app, deps, contract.getActionPlan, async ({ params }, { scope }) => ({
    items: await actionPlan(db, params.campaignId, scope, now()),
    ...(await planWords(db, params.campaignId)),
  }));
  serve(app, deps, contract.addActionItems, ({ params, body }, { caller }) =>
    addItems(deps, caller.id, params.campaignId, body.items),
  );
  serve(app, deps, contract.removeActionItem, async ({ params }, { caller }) => {
    const { campaignId, itemId } = params;
    await db.transaction().execute(async (trx) => {
      const removed = await trx
        .deleteFrom('actionItem')
        .where('id', '=', itemId)
        .where('campaignId', '=', campaignId)
        .where('id', 'not in', (reported) => reported.selectFrom('actionReport').select('itemId'))
        .returning('duty')
        .executeTakeFirst();
      if (!removed) throw problem('action_not_removable');
      const details = { duty: removed.duty.slice(0, 80) };
      await record(trx, {
        at: now(),
        staffId: caller.id,
        act: 'action_removed',
        campaignId,
        details,
      });
    });
    return {};
  });
  serve(app, deps, contract.downloadActionPlan, async ({ params, query }, { scope }) => {
    const { year } = await campaignAt(db, params.campaignId);
    const { labels } = await planWords(db, params.campaignId);
    const items = await actionPlan(db, params.campaignId, scope, now());
    const { planDocument } = await import('./plan-document.ts');
    return {
      fileName: `phu-luc-nhiem-vu-${year}.docx`,
      content: await planDocument(items, query.form, { year, labels }),
    };
  });
}

function readingRoutes(app: FastifyInstance, deps: Deps): void {
  const { db } = deps;
  const reading = async (campaignId: string, table: readonly (readonly string[])[]) => {
    const { year } = await campaignAt(db, campaignId);
    return { rows: readPlan(table, await agenciesOf(db, campaignId), year) };
  };
  serve(app, deps, contract.readPlanText, ({ params, body }) =>
    reading(params.campaignId, textTable(body.text)),
  );
  serve(app, deps, contract.readPlanFile, async ({ params, upload }) => {
    if (!(upload instanceof Readable)) throw problem('file_empty');
    return reading(params.campaignId, await fileTable(upload));
  });
}

function reportRoutes(app: FastifyInstance, deps: Deps): void {
  const { db } = deps;
  serve(app, deps, contract.listActionReports, async ({ params }) => {
    if (!(await leadOf(db, params))) throw problem('not_found');
    const reports = await reportsOf(db, params.itemId, params.agencyCode);
    return {
      reports: reports.map((row) => ({ ...row, reportedAt: row.reportedAt.toISOString() })),
    };
  });
  serve(app, deps, contract.reportAction, ({ params, body }, { caller }) =>
    reportAction(deps, caller, params, body),
  );
  serve(app, deps, contract.decideAction, ({ params, body }, { caller }) =>
    decideAction(deps, caller, params, body),
  );
  serve(app, deps, contract.downloadReportFile, async ({ params }) => {
    if (!(await leadOf(db, params))) throw problem('not_found');
    const found = await db
      .selectFrom('actionReport')
      .select(['fileName', 'file'])
      .where('id', '=', params.reportId)
      .where('itemId', '=', params.itemId)
      .where('agencyCode', '=', params.agencyCode)
      .where('file', 'is not', null)
      .executeTakeFirst();
    if (!found) throw problem('not_found');
    return { fileName: found.fileName ?? '', content: Buffer.from(found.file as Buffer) };
  });
}
