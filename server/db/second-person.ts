import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { ConfirmedAct, SecondPerson } from '#contract/approvals.ts';
import { problem } from '../problem.ts';
import { record } from './activity.ts';
import type { Db } from './database.ts';
import { holdCampaign } from './hold-campaign.ts';

/** A confirmed act is done within so many hours, or asked for anew. */
export const VALID_HOURS = 72;

interface Clocked {
  readonly db: Db;
  readonly now: () => Date;
}

export interface Asking {
  readonly campaignId: string;
  readonly act: ConfirmedAct;
  /** All that is asked, in one order of keys: nothing else is confirmed. */
  readonly request: Readonly<Record<string, string>>;
  readonly staffId: string;
}

/** Thrown out of the act's transaction, which leaves nothing behind but the request. */
class Unconfirmed extends Error {}

/**
 * Runs an act that may need a second person. The act calls `confirm` in its transaction, once all else allows it:
 * so only what could be done is asked for.
 */
export async function withSecondPerson<T>(
  deps: Clocked,
  asking: Asking,
  work: (confirm: (trx: Db) => Promise<string | null>) => Promise<T>,
): Promise<T> {
  try {
    return await work((trx) => useApproval(trx, asking, deps.now()));
  } catch (error) {
    if (!(error instanceof Unconfirmed)) throw error;
    await ask(deps, asking);
    throw problem('approval_asked');
  }
}

/** Gives the confirmation that is used up, or none where the round asks for none. */
async function useApproval(trx: Db, asking: Asking, now: Date): Promise<string | null> {
  const { campaignId, act, request } = asking;
  const { fourEyes } = await trx
    .selectFrom('campaign')
    .select('fourEyes')
    .where('id', '=', campaignId)
    .executeTakeFirstOrThrow();
  if (!fourEyes) return null;
  const basis = await basisOf(trx, campaignId, act);
  const used = await trx
    .updateTable('approval')
    .set({ usedAt: now })
    .where('campaignId', '=', campaignId)
    .where('act', '=', act)
    .where('request', '=', sql<never>`${JSON.stringify(request)}::jsonb`)
    .where('basis', '=', basis)
    .where('isConfirmed', '=', true)
    .where('usedAt', 'is', null)
    .where('decidedAt', '>', new Date(now.getTime() - VALID_HOURS * 3_600_000))
    .returning('id')
    .executeTakeFirst();
  if (!used) throw new Unconfirmed();
  return used.id;
}

async function ask({ db, now }: Clocked, asking: Asking): Promise<void> {
  const { campaignId, act, request, staffId } = asking;
  await db.transaction().execute(async (trx) => {
    // Equal ones at once wait for each other here.
    await holdCampaign(trx, campaignId);
    const basis = await basisOf(trx, campaignId, act);
    if (await isAsked(trx, asking, basis)) return;
    // Asked again after the lists changed: the open request is for what is there now, and from who asked last.
    const open = { basis, askedBy: staffId, askedAt: now() };
    await dropOpen(trx, asking);
    await trx
      .insertInto('approval')
      .values({ id: randomUUID(), campaignId, act, request: JSON.stringify(request), ...open })
      .execute();
    await record(trx, {
      at: now(),
      staffId,
      act: 'approval_asked',
      campaignId,
      details: { confirms: act },
    });
  });
}

/** By the same person, of the same lists. */
async function isAsked(trx: Db, asking: Asking, basis: number): Promise<boolean> {
  const open = await trx
    .selectFrom('approval')
    .select('id')
    .where('campaignId', '=', asking.campaignId)
    .where('act', '=', asking.act)
    .where('request', '=', sql<never>`${JSON.stringify(asking.request)}::jsonb`)
    .where('decidedBy', 'is', null)
    .where('askedBy', '=', asking.staffId)
    .where('basis', '=', basis)
    .executeTakeFirst();
  return open !== undefined;
}

const dropOpen = (trx: Db, { campaignId, act, request }: Asking) =>
  trx
    .deleteFrom('approval')
    .where('campaignId', '=', campaignId)
    .where('act', '=', act)
    .where('request', '=', sql<never>`${JSON.stringify(request)}::jsonb`)
    .where('decidedBy', 'is', null)
    .execute();

/** The last act on the lists: what was confirmed about them ends with the next one. Other acts ask nothing of lists. */
export async function basisOf(db: Db, campaignId: string, act: ConfirmedAct): Promise<number> {
  if (act !== 'freeze') return 0;
  const { last } = await db
    .selectFrom('activity')
    .select(({ fn }) => fn.max('id').as('last'))
    .where('campaignId', '=', campaignId)
    .where('isRead', '=', false)
    .where('act', 'not like', 'approval%')
    .where('act', '<>', 'remark_written')
    .executeTakeFirstOrThrow();
  return last ?? 0;
}

/** What is published about it: the setting, and what was confirmed while it was on. */
export async function secondPersonOf(
  db: Db,
  campaignId: string,
  isVoidedShown: boolean,
): Promise<SecondPerson> {
  const { rows } = await sql<Required<SecondPerson>>`
    select four_eyes as is_on,
      exists (select from approval where campaign_id = campaign.id and act = 'freeze' and used_at is not null) as is_freeze_confirmed,
      (select count(*) from terms_change where campaign_id = campaign.id) as terms_changes,
      (select count(*) from approval where campaign_id = campaign.id and act = 'change_terms' and used_at is not null)
        as confirmed_terms_changes,
      not exists (select from voiding where campaign_id = campaign.id and state = 'confirmed' and approval_id is null)
        as are_voidings_confirmed
    from campaign where id = ${campaignId}`.execute(db);
  const { areVoidingsConfirmed, ...settings } = rows[0]!;
  return { ...settings, ...(isVoidedShown && { areVoidingsConfirmed }) };
}
