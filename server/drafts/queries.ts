import { sql } from 'kysely';
import { addDays, dayOf } from '#contract/calendar.ts';
import { INVITED, requireAnswerable } from '../db/answerable.ts';
import { createBatcherPerDatabase } from '../db/batcher.ts';
import type { Db } from '../db/database.ts';
import { oneOf, preparedStatement } from '../db/prepared-statement.ts';
import { refuseRetired } from '../db/retired-slips.ts';
import { hashOf } from '../http/access.ts';
import { problem } from '../problem.ts';

/** The campaign of an invitation that may be answered now, or the reason why it may not. */
export async function answerableCampaign(db: Db, token: string, moment: Date): Promise<string> {
  const hash = hashOf(token);
  const invited = await findByHash(db, hash);
  if (!invited) await refuseRetired(db, 'tokenHash', hash);
  if (!invited) throw problem('invitation_not_found');
  requireAnswerable(invited, moment);
  return invited.campaignId;
}

const MOST_LOOKUPS = 200;
/** In batches, as made-up links come: a crowd of them costs few statements. */
const findByHash = createBatcherPerDatabase<string, FoundInvitation>(
  MOST_LOOKUPS,
  (db) => async (hashes) =>
    new Map((await findInvitations(db, hashes)).map((row) => [row.tokenHash, row])),
);

const findInvitations = (db: Db, hashes: readonly string[]) =>
  db
    .selectFrom('invitation')
    .innerJoin('campaign', 'campaign.id', 'invitation.campaignId')
    .select(['tokenHash', 'campaignId', ...INVITED])
    .where('tokenHash', '=', oneOf(hashes))
    .modifyEnd(preparedStatement)
    .execute();
type FoundInvitation = Awaited<ReturnType<typeof findInvitations>>[number];

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
