import { sql } from 'kysely';
import { addDays, dayOf } from '#contract/calendar.ts';
import { INVITED, requireAnswerable } from '../db/answerable.ts';
import type { Db } from '../db/database.ts';
import { preparedStatement } from '../db/prepared-statement.ts';
import { refuseRetired } from '../db/retired-slips.ts';
import { hashOf } from '../http/access.ts';
import { problem } from '../problem.ts';

/** The campaign of an invitation that may be answered now, or the reason why it may not. */
export async function answerableCampaign(db: Db, token: string, moment: Date): Promise<string> {
  const invited = await db
    .selectFrom('invitation')
    .innerJoin('campaign', 'campaign.id', 'invitation.campaignId')
    .select(['campaignId', ...INVITED])
    .where('tokenHash', '=', hashOf(token))
    .modifyEnd(preparedStatement)
    .executeTakeFirst();
  if (!invited) await refuseRetired(db, 'tokenHash', hashOf(token));
  if (!invited) throw problem('invitation_not_found');
  requireAnswerable(invited, moment);
  return invited.campaignId;
}

export const findDraft = (db: Db, name: string) =>
  db.selectFrom('draft').select(['revision', 'sealed']).where('name', '=', name).executeTakeFirst();

export const eraseDraft = (db: Db, name: string) =>
  db.deleteFrom('draft').where('name', '=', name).execute();

const IDLE_DAYS = 30;

/** Erases drafts that nobody will continue: 30 days without a change, or a campaign that takes no more answers. */
export async function eraseOldDrafts(db: Db, moment: Date): Promise<void> {
  const today = dayOf(moment);
  await db
    .deleteFrom('draft')
    .where((where) =>
      where.or([
        where('keptOn', '<', addDays(today, -IDLE_DAYS)),
        where(
          'campaignId',
          'in',
          where
            .selectFrom('campaign')
            .select('id')
            .where((ended) =>
              ended.or([
                ended('stage', 'in', ['closed', 'published']),
                ended(sql<string>`collect_to + grace_days`, '<', today),
              ]),
            ),
        ),
      ]),
    )
    .execute();
}
