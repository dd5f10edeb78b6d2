import { sql } from 'kysely';
import type { PetitionState } from '#contract/petitions.ts';
import type { Db } from '../../db/database.ts';

/** As many are read at once. */
const PAGE = 50;

export const agenciesOf = (db: Db, campaignId: string) =>
  db
    .selectFrom('agency')
    .innerJoin('campaign', 'campaign.provinceCode', 'agency.provinceCode')
    .select(['agency.code as agencyCode', 'agency.name as agencyName'])
    .where('campaign.id', '=', campaignId)
    .orderBy('agency.name')
    .execute();

/** Of one state, by random ids; `agencyCode`: those that this agency is to answer. */
export const petitionsOf = (
  db: Db,
  campaignId: string,
  filter: { readonly state: PetitionState } | { readonly agencyCode: string },
) =>
  db
    .selectFrom('petition')
    .leftJoin('agency', 'agency.code', 'petition.agencyCode')
    .leftJoin('agency as concerned', 'concerned.code', 'petition.concernedAgency')
    .leftJoin('petitionContent', 'petitionContent.petitionId', 'petition.id')
    .selectAll('petition')
    .select(['agency.name as agencyName', 'concerned.name as concernedName', 'sealed'])
    .where('petition.campaignId', '=', campaignId)
    .$if('state' in filter, (query) =>
      query.where('state', '=', (filter as { state: PetitionState }).state).limit(PAGE),
    )
    .$if('agencyCode' in filter, (query) =>
      query.where('petition.agencyCode', '=', (filter as { agencyCode: string }).agencyCode),
    )
    .orderBy('dueOn')
    .orderBy('petition.id')
    .execute();

export async function countsByState(
  db: Db,
  campaignId: string,
): Promise<Record<PetitionState, number>> {
  const rows = await db
    .selectFrom('petition')
    .select(['state', ({ fn }) => fn.countAll<string>().as('petitions')])
    .where('campaignId', '=', campaignId)
    .groupBy('state')
    .execute();
  const counts = { waiting: 0, assigned: 0, answered: 0, closed: 0, declined: 0 };
  for (const { state, petitions } of rows) counts[state] = Number(petitions);
  return counts;
}

export async function openByAgency(db: Db, campaignId: string, today: string) {
  const { rows } = await sql<{
    agencyCode: string;
    agencyName: string;
    open: number;
    overdue: number;
  }>`
    select petition.agency_code, agency.name as agency_name, count(*)::int as open,
      (count(*) filter (where due_on < ${today}::date))::int as overdue
    from petition join agency on agency.code = petition.agency_code
    where campaign_id = ${campaignId} and petition.state = 'assigned'
    group by petition.agency_code, agency.name order by agency.name`.execute(db);
  return rows;
}

export const findPetition = (db: Db, campaignId: string, id: string) =>
  db
    .selectFrom('petition')
    .leftJoin('petitionContent', 'petitionContent.petitionId', 'petition.id')
    .selectAll('petition')
    .select('sealed')
    .where('petition.campaignId', '=', campaignId)
    .where('petition.id', '=', id)
    .executeTakeFirst();

export const publishedAnswers = (db: Db, campaignId: string) =>
  db
    .selectFrom('petition')
    .leftJoin('agency', 'agency.code', 'petition.agencyCode')
    .select(['agency.name as agencyName', 'publicQuestion', 'answer', 'closedOn'])
    .where('campaignId', '=', campaignId)
    .where('publicQuestion', 'is not', null)
    .orderBy('closedOn', 'desc')
    .orderBy('petition.id')
    .execute();
