import { dayOf } from '#contract/calendar.ts';
import type { Remark } from '#contract/remarks.ts';
import type { Staff } from '#contract/staff.ts';
import { record } from '../db/activity.ts';
import type { Db } from '../db/database.ts';
import { holdCampaign } from '../db/hold-campaign.ts';
import { campaignAt } from '../db/stage.ts';
import type { Deps } from '../deps.ts';
import { remarkAt } from './queries.ts';

type Author = Pick<Staff, 'id'>;

/** Nobody removes one: the same words of the same person at the same stage and day are a repeat, and one remark. */
export async function writeRemark(
  { db, now }: Deps,
  author: Author,
  campaignId: string,
  text: string,
): Promise<Remark> {
  const { stage } = await campaignAt(db, campaignId);
  return db.transaction().execute(async (trx) => {
    // Equal ones at once wait for each other here.
    await holdCampaign(trx, campaignId);
    const instant = now();
    const earlier = await newestSaying(trx, author, { campaignId, stage, text });
    if (earlier && dayOf(earlier.writtenAt) === dayOf(instant)) return remarkAt(trx, earlier.id);
    const { id } = await trx
      .insertInto('remark')
      .values({ campaignId, stage, text, writtenBy: author.id, writtenAt: instant })
      .returning('id')
      .executeTakeFirstOrThrow();
    const details = { stage, characters: text.length };
    const act = 'remark_written';
    await record(trx, { at: instant, staffId: author.id, act, campaignId, details });
    return remarkAt(trx, id);
  });
}

async function newestSaying(
  db: Db,
  { id }: Author,
  words: Pick<Remark, 'stage' | 'text'> & { readonly campaignId: string },
) {
  return db
    .selectFrom('remark')
    .select(['id', 'writtenAt'])
    .where('campaignId', '=', words.campaignId)
    .where('writtenBy', '=', id)
    .where('stage', '=', words.stage)
    .where('text', '=', words.text)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
}
