import { CONTACT_TERM_YEARS } from '../db/contact-traces.ts';
import type { Db } from '../db/database.ts';
import { recordKeyEnd } from '../db/round-key-end.ts';
import type { Deps } from '../deps.ts';

/** Traces whose term is over: the key goes first, so that old copies of the rows tell nothing either. */
export async function endContactTerms(deps: Deps, today: string): Promise<void> {
  for (const campaignId of await dueTraces(deps.db, today)) {
    const end = await deps.secrets.destroyContactKey(campaignId);
    await recordKeyEnd(deps.db, campaignId, end, deps.now());
    await deps.db.deleteFrom('contactTrace').where('campaignId', '=', campaignId).execute();
  }
}

export async function dueTraces(db: Db, today: string): Promise<string[]> {
  const lastDay = `${Number(today.slice(0, 4)) - CONTACT_TERM_YEARS}${today.slice(4)}`;
  const rows = await db
    .selectFrom('campaign')
    .select('id')
    .where('collectTo', '<', lastDay)
    .where(({ exists, selectFrom }) =>
      exists(selectFrom('contactTrace').select('hash').whereRef('campaignId', '=', 'campaign.id')),
    )
    .execute();
  return rows.map(({ id }) => id);
}
