import { sql } from 'kysely';
import { addDays, dayOf, mondayOf } from '#contract/calendar.ts';
import type { AgencyOutlook } from '#contract/ledger.ts';
import type { SampleDesign } from '#contract/samples.ts';
import { planPrecision } from '#sampling/size/plan-precision.ts';
import type { Db } from '../db/database.ts';
import { STILL_ASKED } from '../db/still-asked.ts';
import type { CampaignRow } from '../db/tables/campaigns.ts';
import type { StratumState } from './next-step.ts';
import { nextStep } from './next-step.ts';

const DAY_MS = 86_400_000;
const daysBetween = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / DAY_MS;

/** What each agency may expect on the last day at the pace of this week and the last. */
export async function outlook(db: Db, campaign: CampaignRow, moment: Date) {
  const today = dayOf(moment);
  const from = addDays(mondayOf(today), -7);
  const paceFrom = from > campaign.collectFrom ? from : campaign.collectFrom;
  const elapsed = Math.max(0, daysBetween(paceFrom, today) + 1);
  const daysLeft = Math.max(0, Math.min(daysBetween(today, campaign.collectTo), 1000));
  const hasBegun = campaign.stage === 'collecting' && today >= campaign.collectFrom;
  const design = await designOf(db, campaign.id);
  const strata = await strataStates(db, campaign.id, from);
  const agencies = [...Map.groupBy(strata, (stratum) => stratum.agencyCode).values()].map((group) =>
    agencyOutlook(group, design, { elapsed, daysLeft, hasBegun }),
  );
  return { daysLeft, agencies };
}

interface Clock {
  /** Days over which the pace is counted. */
  readonly elapsed: number;
  readonly daysLeft: number;
  readonly hasBegun: boolean;
}

function agencyOutlook(
  strata: readonly StratumState[],
  design: SampleDesign,
  { elapsed, daysLeft, hasBegun }: Clock,
): AgencyOutlook {
  const sum = (count: (stratum: StratumState) => number) =>
    strata.reduce((total, stratum) => total + count(stratum), 0);
  const received = sum((stratum) => stratum.received);
  const open = sum((stratum) => stratum.open);
  const pace = elapsed > 0 ? sum((stratum) => stratum.recent) / elapsed : 0;
  const more = Math.min(open, pace * daysLeft);
  const completes = {
    now: (stratum: StratumState) => stratum.received,
    forecast: (stratum: StratumState) =>
      stratum.received + (open > 0 ? (more * stratum.open) / open : 0),
    planned: (stratum: StratumState) => stratum.sampleSize * design.responseRate,
  };
  const halfWidth = (count: (stratum: StratumState) => number) =>
    planPrecision(
      [
        {
          code: 'agency',
          strata: strata.map((stratum) => ({
            N: stratum.population,
            n: Math.min(stratum.population, count(stratum)),
          })),
        },
      ],
      { responseRate: 1, proportion: design.expectedProportion },
    )[0]!.halfWidth;
  const planned = sum(completes.planned);
  const forecast = hasBegun ? received + more : null;
  return {
    agencyCode: strata[0]!.agencyCode,
    agencyName: strata[0]!.agencyName,
    received,
    pace,
    planned,
    forecast,
    halfWidth: {
      now: halfWidth(completes.now),
      forecast: hasBegun ? halfWidth(completes.forecast) : null,
      planned: halfWidth(completes.planned),
    },
    reservesLeft: sum((stratum) => stratum.reservesLeft),
    next: nextStep(strata, { elapsed, daysLeft, forecast, planned }),
  };
}

async function designOf(db: Db, campaignId: string): Promise<SampleDesign> {
  const { design } = await db
    .selectFrom('samplePlan')
    .select('design')
    .where('campaignId', '=', campaignId)
    .executeTakeFirstOrThrow();
  return design as SampleDesign;
}

async function strataStates(db: Db, campaignId: string, from: string): Promise<StratumState[]> {
  const { rows } = await sql<StratumState>`
    select stratum.code, stratum.agency_code, agency.name as agency_name, field.name as field_name,
      stratum.population, allocation.sample_size, coalesce(asked.invited, 0) as invited,
      coalesce(asked.received, 0) as received, coalesce(asked.recent, 0) as recent,
      coalesce(asked.open, 0) as open, coalesce(asked.unopened, 0) as unopened,
      coalesce(spare.reserves, 0) as reserves_left
    from stratum
      join allocation on allocation.campaign_id = stratum.campaign_id and allocation.stratum = stratum.code
      join agency on agency.code = stratum.agency_code
      join field on field.campaign_id = stratum.campaign_id and field.code = stratum.field_code
      left join (
        select stratum, count(*) as invited, count(*) filter (where state = 'received') as received,
          count(*) filter (where state = 'received' and received_week >= ${from}::date) as recent,
          count(*) filter (where state in ('issued', 'opened') and not is_revoked
            and (${STILL_ASKED} or delivery in ('moved', 'not_found'))) as open,
          count(*) filter (where state = 'issued') as unopened
        from invitation where campaign_id = ${campaignId} and state <> 'replaced'
        group by stratum) asked on asked.stratum = stratum.code
      left join (
        select stratum, count(*) as reserves from sample_unit
        where campaign_id = ${campaignId} and role = 'reserve' and not exists (
          select from reserve_release where reserve_release.campaign_id = sample_unit.campaign_id
            and reserve_release.unit_id = sample_unit.unit_id)
        group by stratum) spare on spare.stratum = stratum.code
    where stratum.campaign_id = ${campaignId}
    order by stratum.code`.execute(db);
  return rows;
}
