import { sql } from 'kysely';
import { record } from '../../db/activity.ts';
import { chunksOf } from '../../db/chunks-of.ts';
import type { Db } from '../../db/database.ts';
import type { Deps } from '../../deps.ts';
import { campaignOf } from '../scope.ts';
import type { Across } from './across-agencies.ts';
import { acrossAgencies } from './across-agencies.ts';

/** Looks for persons whom several agencies have served; what was found before gives way to it. */
export async function searchPersonsOfAgencies(
  deps: Deps,
  campaignId: string,
  staffId: string,
): Promise<number> {
  const { db, secrets, now } = deps;
  await campaignOf(db, campaignId, null);
  const found = await acrossAgencies(db, await secrets.identityKey(campaignId), campaignId);
  await db.transaction().execute(async (trx) => {
    await keepFound(trx, campaignId, found, now());
    const details = { people: found.length };
    await record(trx, {
      at: now(),
      staffId,
      act: 'persons_of_agencies_found',
      campaignId,
      details,
    });
  });
  return found.length;
}

/** What was found before gives way. At the freeze it is kept for good: by it one person is erased in every agency. */
export async function keepFound(
  trx: Db,
  campaignId: string,
  found: readonly Across[],
  foundAt: Date,
): Promise<void> {
  await trx.deleteFrom('samePerson').where('campaignId', '=', campaignId).execute();
  const rows = found.flatMap(({ persons, linkedBy }, index) =>
    persons.map((personId) => ({ personId, cluster: index + 1, linkedBy })),
  );
  // Joined: a list that came into force meanwhile may have taken a person away.
  for (const chunk of chunksOf(rows))
    await sql`
      insert into same_person (person_id, campaign_id, cluster, linked_by, found_at)
      select person.id, ${campaignId}::uuid, cluster, "linkedBy", ${foundAt}::timestamptz
      from jsonb_to_recordset(${JSON.stringify(chunk)}::jsonb) as found(
        "personId" uuid, cluster integer, "linkedBy" text)
      join person on person.id = found."personId"
    `.execute(trx);
}
