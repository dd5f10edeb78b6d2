import { sql } from 'kysely';
import type { FrozenFrame } from '#contract/frozen-frame.ts';
import type { Db } from '../../db/database.ts';

/** Of all agencies: pairs that nobody has decided, and what somebody has. */
export async function linkageFacts(
  db: Db,
  campaignId: string,
): Promise<NonNullable<FrozenFrame['linkage']>> {
  const { rows } = await sql<NonNullable<FrozenFrame['linkage']>>`
    select (select coalesce(sum(doubtful), 0) from doubt_count where campaign_id = ${campaignId}) as undecided,
      count(*) filter (where is_same) as joined, count(*) filter (where not is_same) as kept_apart
    from pair_decision where campaign_id = ${campaignId}
  `.execute(db);
  return rows[0]!;
}
