import { sql } from 'kysely';
import type { RegisterCheckSum } from '#contract/register-checks.ts';
import type { Db } from '../../db/database.ts';

/** What the random checks of each agency's register have found, all that have a result together. */
export async function checkedRegisters(
  db: Db,
  campaignId: string,
): Promise<Map<string, RegisterCheckSum>> {
  const { rows } = await sql<RegisterCheckSum & { agencyCode: string }>`
    select agency_code, sum(jsonb_array_length(positions))::integer as drawn,
      sum(absent)::integer as absent, sum(unhappy)::integer as unhappy
    from register_check where campaign_id = ${campaignId} and filled_at is not null
    group by agency_code
  `.execute(db);
  return new Map(rows.map(({ agencyCode, ...check }) => [agencyCode, check]));
}
