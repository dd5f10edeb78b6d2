import { sql } from 'kysely';
import type { Campaign } from '#contract/campaigns.ts';
import { CAMPAIGN_COLUMNS } from '../db/campaign-columns.ts';
import type { Db } from '../db/database.ts';

export const provinces = (db: Db) =>
  db
    .selectFrom('province')
    .leftJoin('agency', (join) =>
      join.onRef('provinceCode', '=', 'province.code').on('agency.kind', '<>', 'department'),
    )
    .select([
      'province.code',
      'province.name',
      ({ fn }) => fn.count<number>('agency.code').as('communes'),
    ])
    .groupBy(['province.code', 'province.name'])
    .orderBy('province.code')
    .execute();

const campaigns = (db: Db) =>
  db
    .selectFrom('campaign')
    .innerJoin('province', 'province.code', 'campaign.provinceCode')
    .select(CAMPAIGN_COLUMNS)
    .select('province.name as provinceName');

export async function campaignList(db: Db): Promise<Campaign[]> {
  return (await campaigns(db).orderBy('year', 'desc').orderBy('createdAt', 'desc').execute()).map(
    shown,
  );
}

export async function findCampaign(db: Db, campaignId: string): Promise<Campaign | undefined> {
  const campaign = await campaigns(db).where('campaign.id', '=', campaignId).executeTakeFirst();
  return campaign && shown(campaign);
}

const shown = <C extends { createdAt: Date }>(campaign: C) => ({
  ...campaign,
  createdAt: campaign.createdAt.toISOString(),
});

export const agenciesOf = (db: Db, campaignId: string) =>
  db
    .selectFrom('agency')
    .innerJoin('campaign', 'campaign.provinceCode', 'agency.provinceCode')
    .select(['agency.code', 'agency.name', 'agency.kind'])
    .where('campaign.id', '=', campaignId)
    .orderBy('agency.code')
    .execute();

interface StageCounts {
  agencies: number;
  agenciesWithList: number;
  signed: number;
  accepted: number;
  rows: number;
  people: number;
  strata: number;
  drawn: number;
  invited: number;
  received: number;
  agenciesInvited: number;
  printed: number;
  planPublishedAt: Date | null;
}

/** One agency's counts, or with `scope` null the whole campaign's. */
export async function stageCounts(
  db: Db,
  campaignId: string,
  scope: string | null,
): Promise<StageCounts> {
  const own = (column: string) => sql`(${scope}::text is null or ${sql.ref(column)} = ${scope})`;
  const { rows } = await sql<StageCounts>`
    select
      (select count(*) from agency join campaign on campaign.province_code = agency.province_code
        where campaign.id = ${campaignId} and ${own('agency.code')}) as agencies,
      tallied.agencies_with_list, tallied.rows, tallied.people,
      (select count(*) from acceptance_signature
        where campaign_id = ${campaignId} and in_force and ${own('agency_code')}) as signed,
      (select count(*) from acceptance_decision where campaign_id = ${campaignId} and in_force
        and kind = 'accepted' and ${own('agency_code')}) as accepted,
      (select count(*) from stratum where campaign_id = ${campaignId} and ${own('agency_code')}) as strata,
      (select count(*) from sample_unit join stratum on stratum.campaign_id = sample_unit.campaign_id
          and stratum.code = sample_unit.stratum
        where sample_unit.campaign_id = ${campaignId} and role = 'sample' and ${own('agency_code')}) as drawn,
      (select count(*) from invitation where campaign_id = ${campaignId} and ${own('agency_code')}) as invited,
      (select count(*) from invitation
        where campaign_id = ${campaignId} and state = 'received' and ${own('agency_code')}) as received,
      (select count(distinct agency_code) from invitation
        where campaign_id = ${campaignId} and ${own('agency_code')}) as agencies_invited,
      (select count(distinct agency_code) from pack_printing
        where campaign_id = ${campaignId} and purpose is distinct from 'trial' and part is null and ${own('agency_code')}) as printed,
      (select published_at from sample_plan where campaign_id = ${campaignId}) as plan_published_at
    from (
      select count(distinct completeness_tally.agency_code) as agencies_with_list, coalesce(sum(rows), 0) as rows,
        coalesce(sum(rows) filter (where outcome = 'accepted'), 0) as people
      from completeness_tally join list_file on list_file.id = completeness_tally.file_id and state = 'imported'
      where list_file.campaign_id = ${campaignId} and ${own('completeness_tally.agency_code')}
    ) as tallied
  `.execute(db);
  return rows[0] as StageCounts;
}
