import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';
import type { ReconciledStratum } from '#contract/paper.ts';
import type { Db } from '../../db/database.ts';
import { stratumPaper } from '../../db/paper-rows.ts';

export interface StratumCounts {
  readonly strips: number;
  readonly forms: number;
}

/** Strips of a stratum that await a form, and forms that have taken one of these places. */
export const countsOf = (db: Db, campaignId: string, stratum: string): Promise<StratumCounts> =>
  countWhere(db, campaignId, sql`stratum = ${stratum}`);

/** The same of all that a clerk may receive and enter: one more strip of their own agency would tell them of its people. */
export const countsFor = (
  db: Db,
  campaignId: string,
  { agencyCode }: { readonly agencyCode: string | null },
): Promise<StratumCounts> =>
  countWhere(db, campaignId, sql`agency_code is distinct from ${agencyCode}`);

async function countWhere(
  db: Db,
  campaignId: string,
  isCounted: RawBuilder<unknown>,
): Promise<StratumCounts> {
  const { rows } = await sql<StratumCounts>`
    select (select count(*) from paper_case
        join invitation on invitation.id = paper_case.invitation_id
        where paper_case.campaign_id = ${campaignId} and outcome = 'awaits_form'
          and ${isCounted}) as strips,
      (select count(*) from paper_form where campaign_id = ${campaignId}
        and state not in ('printed', 'surplus') and ${isCounted}) as forms`.execute(db);
  return rows[0]!;
}

export async function reconciledStrata(db: Db, campaignId: string): Promise<ReconciledStratum[]> {
  const { rows } = await sql<ReconciledStratum>`
    select paper.*, stratum.agency_code, agency.name as agency_name, field.name as field_name
    from ${stratumPaper(campaignId)} paper
      join stratum on stratum.campaign_id = ${campaignId} and stratum.code = paper.stratum
      join agency on agency.code = stratum.agency_code
      join field on field.campaign_id = ${campaignId} and field.code = stratum.field_code
    order by agency.name, stratum.code`.execute(db);
  return rows;
}

export const talliesOf = (db: Db, campaignId: string) =>
  db
    .selectFrom('entryTally')
    .innerJoin('staff', 'staff.id', 'entryTally.staffId')
    .select(['staffId', 'fullName as name', 'isScanned', 'forms', 'itemsCompared', 'itemsWrong'])
    .where('campaignId', '=', campaignId)
    .orderBy('fullName')
    .orderBy('staffId')
    .orderBy('isScanned')
    .execute();

export async function doublePercent(db: Db, campaignId: string): Promise<number> {
  const set = await db
    .selectFrom('doubleEntry')
    .select('percent')
    .where('campaignId', '=', campaignId)
    .executeTakeFirst();
  return set?.percent ?? 100;
}

/** Numbers of forms that wait for a clerk: not their own entries, not about their own agency. */
export async function waitingForms(
  db: Db,
  campaignId: string,
  { id, agencyCode }: { readonly id: string; readonly agencyCode: string | null },
  state: 'keyed' | 'disputed',
): Promise<string[]> {
  const rows = await db
    .selectFrom('paperForm')
    .select('number')
    .where('campaignId', '=', campaignId)
    .where('state', '=', state)
    .where('agencyCode', 'is distinct from', agencyCode)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('keying')
            .select('keying.number')
            .whereRef('keying.number', '=', 'paperForm.number')
            .where('keyedBy', '=', id),
        ),
      ),
    )
    .orderBy('number')
    .execute();
  return rows.map(({ number }) => number);
}

/** Forms that two clerks have not finished: the count waits for them. */
export async function unsettledForms(db: Db, campaignId: string): Promise<number> {
  const { forms } = await db
    .selectFrom('paperForm')
    .select(({ fn }) => fn.countAll<number>().as('forms'))
    .where('campaignId', '=', campaignId)
    .where('state', 'in', ['keyed', 'disputed'])
    .executeTakeFirstOrThrow();
  return forms;
}
