import { dayOf, graceTo } from '#contract/calendar.ts';
import { record } from '../db/activity.ts';
import { holdProvince } from '../db/hold-province.ts';
import { recordKeyEnd } from '../db/round-key-end.ts';
import { advance, campaignAt } from '../db/stage.ts';
import type { Deps } from '../deps.ts';
import { problem } from '../problem.ts';
import { clearBox, clearEmptyBox } from './clear-box.ts';
import { countBallots } from './count-ballots.ts';
import { unsettledForms } from './paper/queries.ts';
import { countedCampaigns, voidedBallots } from './queries.ts';
import { keepRecheckTotals } from './rechecks/recheck-results.ts';

/** Ends collection and counts. Until this moment nobody can read an answer, after it nobody can find its giver. */
export async function closeCampaign(deps: Deps, by: string, campaignId: string): Promise<void> {
  const { db, now } = deps;
  const campaign = await campaignAt(db, campaignId, 'collecting');
  const until = graceTo(campaign);
  if (dayOf(now()) <= until) throw problem('still_collecting', { until });
  await db.transaction().execute(async (trx) => {
    // First the stage: it waits for arrivals under way and keeps later ones out of the count.
    await advance(trx, campaignId, 'collecting', 'closed');
    // From here on no earlier table of its year is brought in.
    await holdProvince(trx, campaign.provinceCode);
    // A form between two clerks is somebody's answer: the count waits until it is settled.
    const forms = await unsettledForms(trx, campaignId);
    if (forms > 0) throw problem('forms_unsettled', { forms });
    // Sealed, unfinished and never to be sent: nothing of them is counted, so nothing of them stays.
    await trx.deleteFrom('draft').where('campaignId', '=', campaignId).execute();
    await keepRecheckTotals(trx, campaignId);
    const voided = await voidedBallots(trx, campaignId);
    const details = { ...(await countBallots(trx, deps, campaignId)), voided };
    // From now on nothing says in which batch, and so on which day, a person's answer came.
    await trx.deleteFrom('takenCase').where('campaignId', '=', campaignId).execute();
    await record(trx, { at: now(), staffId: by, act: 'campaign_closed', campaignId, details });
  });
  await destroyBallotKey(deps, campaignId);
  await clearBox(deps, campaignId);
}

export const destroyBallotKey = async (
  { db, secrets, now }: Deps,
  campaignId: string,
): Promise<void> => recordKeyEnd(db, campaignId, await secrets.destroyBallotKey(campaignId), now());

/**
 * A process that ended between the count and the key's destruction left a key that opens old backups, a
 * mirror that was away has a copy, and a file may have come back with an old copy of the folder.
 */
export async function destroySpentKeys(deps: Deps): Promise<void> {
  for (const { id } of await countedCampaigns(deps.db)) await destroyBallotKey(deps, id);
  await clearEmptyBox(deps.db);
}
