import { sql } from 'kysely';
import type { Indicator } from '#contract/indicators.ts';
import { askTogether } from '../../db/ask-together.ts';
import type { Db } from '../../db/database.ts';
import { commonPhones } from './common-phone.ts';
import type { ListEvidence } from './counted-evidence.ts';
import type { DailyCounts } from './empty-days.ts';
import { indicatorsOf } from './indicators.ts';
import { dayOfCode } from './number-gaps.ts';
import { fieldTallies, missingNumbers } from './tallies-in-force.ts';

export async function readEvidence(db: Db, campaignId: string): Promise<ListEvidence> {
  // Side by side: the first, the second and the fourth take PostgreSQL 20 to 40 ms each.
  const [tallies, numbers, phones, days, names] = await askTogether(db, [
    () => fieldTallies(db, campaignId),
    () => missingNumbers(db, campaignId),
    () => commonPhones(db, campaignId),
    () => dailyCounts(db, campaignId),
    () => fieldNames(db, campaignId),
  ]);
  return { tallies, numbers, phones, days, fieldNames: names };
}

export async function readIndicators(
  db: Db,
  campaignId: string,
): Promise<Map<string, Indicator[]>> {
  return indicatorsOf(await readEvidence(db, campaignId));
}

/** One row an agency: a province has some twenty thousand days of agencies. As jsonb, which sorts them, it takes twice as long. */
async function dailyCounts(db: Db, campaignId: string): Promise<Map<string, DailyCounts>> {
  const { rows } = await sql<{ agencyCode: string; days: Record<string, number> }>`
    select agency_code, json_object_agg(day, seen) as days
    from (
      select number_run.agency_code, day, sum(seen)::integer as seen
      from number_run join list_file on list_file.id = number_run.file_id
      where list_file.campaign_id = ${campaignId} and list_file.state = 'imported'
        and number_run.agency_code is not null
      group by number_run.agency_code, day
    ) as daily
    group by agency_code
  `.execute(db);
  return new Map(
    rows.map(({ agencyCode, days }) => [
      agencyCode,
      new Map(Object.entries(days).map(([day, seen]) => [dayOfCode(day), seen])),
    ]),
  );
}

async function fieldNames(db: Db, campaignId: string): Promise<Map<string, string>> {
  const fields = await db
    .selectFrom('field')
    .select(['code', 'name'])
    .where('campaignId', '=', campaignId)
    .orderBy('code')
    .execute();
  return new Map(fields.map(({ code, name }) => [code, name]));
}
