import { record } from '../db/activity.ts';
import type { Db } from '../db/database.ts';
import { heldCampaignAt } from '../db/hold-campaign.ts';
import { withSecondPerson } from '../db/second-person.ts';
import type { Deps } from '../deps.ts';
import { problem } from '../problem.ts';

/** On by anybody of Home Affairs, off by two; the campaign's row decides between two at once. */
export async function setFourEyes(deps: Deps, by: string, campaignId: string, isOn: boolean) {
  const { db, now } = deps;
  const asking = { campaignId, act: 'switch_off', request: {}, staffId: by } as const;
  await withSecondPerson(deps, asking, (confirm) =>
    db.transaction().execute(async (trx) => {
      // Read before it is held, it may have been switched on meanwhile: then switching it off needs two.
      const { fourEyes } = await heldCampaignAt(trx, campaignId);
      if (fourEyes === isOn) return;
      if (isOn) await refuseAlone(trx, by);
      else await confirm(trx);
      await trx
        .updateTable('campaign')
        .set({ fourEyes: isOn })
        .where('id', '=', campaignId)
        .execute();
      const act = isOn ? 'four_eyes_on' : 'four_eyes_off';
      await record(trx, { at: now(), staffId: by, act, campaignId });
    }),
  );
}

/** Switched on by the only person there, no act could be confirmed. */
async function refuseAlone(trx: Db, by: string): Promise<void> {
  const second = await trx
    .selectFrom('staff')
    .select('id')
    .where('role', '=', 'home_affairs')
    .where('isLead', '=', true)
    .where('isDisabled', '=', false)
    .where('id', '<>', by)
    .executeTakeFirst();
  if (!second) throw problem('second_person_missing');
}
