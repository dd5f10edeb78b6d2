import type { FastifyInstance } from 'fastify';
import * as contract from '#contract/paper.ts';
import { record } from '../../db/activity.ts';
import { questionnaireOf } from '../../db/questionnaire.ts';
import { campaignAt } from '../../db/stage.ts';
import type { Deps } from '../../deps.ts';
import { serve } from '../../http/serve.ts';
import { isOverShare } from './clerk-share.ts';
import { findForm, turnOf } from './find-form.ts';
import { keyForm } from './key-form.ts';
import { countsFor, doublePercent, reconciledStrata, talliesOf, waitingForms } from './queries.ts';
import { receiveStrip } from './receive-strip.ts';
import { readDispute, settleDispute } from './settle-dispute.ts';

/** The desk for paper: strips are received, forms are entered, and both are reconciled. */
export function routes(app: FastifyInstance, deps: Deps): void {
  entryRoutes(app, deps);
  reconciliationRoutes(app, deps);
}

function entryRoutes(app: FastifyInstance, deps: Deps): void {
  const { db } = deps;
  serve(app, deps, contract.receiveStrip, ({ params, body }, { caller }) =>
    receiveStrip(deps, caller, params.campaignId, body.number),
  );
  serve(app, deps, contract.findForm, async ({ params }, { caller }) => {
    await campaignAt(db, params.campaignId, 'collecting');
    const form = await findForm(db, caller, params.campaignId, params.number);
    return { ...form, turn: await turnOf(db, caller, form) };
  });
  serve(app, deps, contract.readPaperQuestions, async ({ params: { campaignId } }) => {
    const { officeName } = await campaignAt(db, campaignId);
    return { questionnaire: await questionnaireOf(db, campaignId), officeName };
  });
  serve(app, deps, contract.keyForm, ({ params, body }, { caller }) =>
    keyForm(deps, caller, params, body),
  );
  serve(app, deps, contract.readDispute, ({ params }, { caller }) =>
    readDispute(deps, caller, params.campaignId, params.number),
  );
  serve(app, deps, contract.settleDispute, ({ params, body }, { caller }) =>
    settleDispute(deps, caller, params.campaignId, params.number, body.answers),
  );
  serve(app, deps, contract.listPaperWork, async ({ params: { campaignId } }, { caller }) => {
    await campaignAt(db, campaignId);
    return {
      secondEntries: await waitingForms(db, campaignId, caller, 'keyed'),
      disputes: await waitingForms(db, campaignId, caller, 'disputed'),
      ...(await countsFor(db, campaignId, caller)),
    };
  });
}

function reconciliationRoutes(app: FastifyInstance, deps: Deps): void {
  const { db, now } = deps;
  serve(app, deps, contract.readReconciliation, async ({ params: { campaignId } }) => {
    await campaignAt(db, campaignId);
    const tallies = await talliesOf(db, campaignId);
    return {
      strata: await reconciledStrata(db, campaignId),
      clerks: tallies.map((tally) => ({
        ...tally,
        isWatched: tallies.some((other) => other.staffId === tally.staffId && isOverShare(other)),
      })),
      doublePercent: await doublePercent(db, campaignId),
    };
  });
  serve(app, deps, contract.setDoubleEntry, async ({ params, body }, { caller }) => {
    const { campaignId } = params;
    await campaignAt(db, campaignId);
    await db.transaction().execute(async (trx) => {
      const set = await trx
        .insertInto('doubleEntry')
        .values({ campaignId, ...body })
        .onConflict((conflict) =>
          conflict
            .column('campaignId')
            .doUpdateSet(body)
            .where('doubleEntry.percent', '<>', body.percent),
        )
        .returning('campaignId')
        .executeTakeFirst();
      if (!set) return;
      await record(trx, {
        at: now(),
        staffId: caller.id,
        act: 'double_entry_set',
        campaignId,
        details: body,
      });
    });
    return {};
  });
}
