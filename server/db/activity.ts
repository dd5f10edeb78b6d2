import { sql } from 'kysely';
import type { Db } from './database.ts';
import { preparedStatement } from './prepared-statement.ts';

export interface Act {
  readonly at: Date;
  /** Null: the server's clock, or the server's owner on its machine. */
  readonly staffId: string | null;
  readonly act: string;
  readonly campaignId?: string;
  /** Counts and codes, of people staff alone; never a citizen's data, never anything about an answer. */
  readonly details?: Details;
}
type Details = Record<string, string | number | boolean | null>;

const READS = /_(?:read|downloaded|found)$/;
const HOUR = 3_600_000;

/**
 * Records an act in the transaction that does it. Reading the same thing again within the hour counts up
 * the one line of it.
 */
export async function record(db: Db, act: Act): Promise<void> {
  const { at: instant, staffId, campaignId = null, details = {} } = act;
  const isRead = READS.test(act.act);
  const insert = db.insertInto('activity').values({
    at: instant,
    staffId,
    act: act.act,
    campaignId,
    details: JSON.stringify(details),
    isRead,
    lastAt: null,
    foldKey: isRead ? foldKey(act) : null,
  });
  if (!isRead) return void (await insert.modifyEnd(preparedStatement).execute());
  await insert
    .onConflict((conflict) =>
      conflict.column('foldKey').doUpdateSet({
        times: sql`activity.times + 1`,
        lastAt: instant,
        details: sql`(activity.details - 'page') || ${JSON.stringify({})}::jsonb ${sql.join(
          Object.entries(details)
            .filter(([name, value]) => typeof value === 'number' && name !== 'page')
            .map(
              ([name, value]) =>
                sql`|| jsonb_build_object(${name}::text,
                  coalesce((activity.details ->> ${name}::text)::bigint, 0) + ${value}::bigint)`,
            ),
          sql` `,
        )}`,
      }),
    )
    .execute();
}

/** The same person, the same thing, the same hour; what is counted may differ. */
function foldKey({ at: instant, staffId, act, campaignId, details = {} }: Act): string {
  const thing = Object.entries(details).filter(([, value]) => typeof value !== 'number');
  return JSON.stringify([Math.floor(instant.getTime() / HOUR), staffId, act, campaignId, thing]);
}
