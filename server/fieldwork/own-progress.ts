import { sql } from 'kysely';
import type { OwnProgress } from '#contract/fieldwork.ts';
import { inSteps, receivedStep } from '#contract/fieldwork.ts';
import type { Db } from '../db/database.ts';
import type { CampaignRow } from '../db/tables/campaigns.ts';

interface OwnCounts {
  invited: number;
  received: number;
  undelivered: number;
}

/**
 * An agency's staff see who answers by phone at their counter: an exact number would tell them at once who
 * has answered, and who said no. What their own carriers found they know anyhow.
 */
export async function ownProgress(
  db: Db,
  { id, stage, disclosureThreshold }: Pick<CampaignRow, 'id' | 'stage' | 'disclosureThreshold'>,
  agencyCode: string,
): Promise<OwnProgress> {
  const { rows } = await sql<OwnCounts>`
    select count(*) as invited, count(*) filter (where state = 'received') as received,
      count(*) filter (where delivery is not null) as undelivered
    from invitation
    where campaign_id = ${id} and agency_code = ${agencyCode} and state <> 'replaced'`.execute(db);
  const { invited, received, undelivered } = rows[0]!;
  const step = receivedStep(disclosureThreshold);
  const isCounted = stage === 'closed' || stage === 'published';
  return {
    invited,
    receivedAtLeast: isCounted ? null : inSteps(received, step),
    step,
    undelivered,
  };
}
