import { sql } from 'kysely';
import type { Db } from '../db/database.ts';
import { unconfirmedReports } from '../db/ineligible.ts';
import { stratumPaper } from '../db/paper-rows.ts';

/** Family of the totals that tell how responses were given. */
const MODE = 'mode.';

interface Dispositions {
  readonly declined: number;
  readonly undelivered: number;
  readonly died: number;
}

export async function fieldworkCounts(db: Db, campaignId: string) {
  const { rows } = await sql<Dispositions>`
    select count(*) filter (where state = 'declined' or (state in ('issued', 'opened') and delivery = 'refused')) as declined,
      count(*) filter (where state in ('issued', 'opened') and delivery in ('moved', 'not_found')) as undelivered,
      count(*) filter (where state <> 'received' and delivery = 'died'
        and id not in (${unconfirmedReports(campaignId)})) as died
    from invitation where campaign_id = ${campaignId}`.execute(db);
  const persons = await db
    .selectFrom('stratum')
    .select(({ fn }) => fn.sum<number>('distinctPersons').as('distinct'))
    .where('campaignId', '=', campaignId)
    .executeTakeFirstOrThrow();
  const modes = await db
    .selectFrom('paradata')
    .select(['measure', 'total as responses'])
    .where('campaignId', '=', campaignId)
    .where('agencyCode', 'is', null)
    .where('measure', 'like', `${MODE}%`)
    .orderBy('measure')
    .execute();
  return {
    ...rows[0]!,
    distinctPersons: Math.round(Number(persons.distinct)),
    modes: modes.map(({ measure, responses }) => ({
      mode: measure.slice(MODE.length),
      responses,
    })),
  };
}

export const recheckTotals = (db: Db, campaignId: string) =>
  db
    .selectFrom('recheckTotal')
    .select(['door', 'drawn', 'confirmed', 'contradicted', 'notReached'])
    .where('campaignId', '=', campaignId)
    .orderBy('door')
    .execute();

export async function voidedBallots(db: Db, campaignId: string): Promise<number> {
  const { ballots } = await db
    .selectFrom('voiding')
    .select(({ fn }) => fn.coalesce(fn.sum<number>('ballots'), sql<number>`0`).as('ballots'))
    .where('campaignId', '=', campaignId)
    .where('state', '=', 'confirmed')
    .executeTakeFirstOrThrow();
  return Number(ballots);
}

interface PaperRow {
  readonly packs: number;
  readonly strips: number;
  readonly blank: number;
  readonly surplus: number;
  readonly unequalStrata: number;
}

/** Strips against forms, stratum by stratum; of what no stratum has, nothing. */
export async function paperTotals(db: Db, campaignId: string): Promise<PaperRow> {
  const { rows } = await sql<PaperRow>`
    select coalesce(sum(packs), 0) as packs, coalesce(sum(strips), 0) as strips,
      coalesce(sum(blank), 0) as blank, coalesce(sum(surplus), 0) as surplus,
      count(*) filter (where strips <> entered + blank or surplus > 0) as unequal_strata
    from ${stratumPaper(campaignId)} paper`.execute(db);
  return rows[0]!;
}

/** Items that were compared by two entries, and the wrong ones among them, of all clerks together. */
export const comparedItems = (db: Db, campaignId: string) =>
  db
    .selectFrom('entryTally')
    .select(({ fn }) => [
      fn.coalesce(fn.sum<number>('itemsCompared'), sql<number>`0`).as('itemsCompared'),
      fn.coalesce(fn.sum<number>('itemsWrong'), sql<number>`0`).as('itemsWrong'),
    ])
    .where('campaignId', '=', campaignId)
    .executeTakeFirstOrThrow();
