import type { Db } from './database.ts';

export interface Act {
  readonly at: Date;
  readonly staffId: string | null;
  readonly act: string;
  readonly campaignId?: string;
  /** Counts and codes; never personal data, never anything about an answer. */
  readonly details?: Record<string, string | number | boolean | null>;
}

/** Records an act in the transaction that does it. */
export async function record(db: Db, act: Act): Promise<void> {
  await db
    .insertInto('activity')
    .values({
      at: act.at,
      staffId: act.staffId,
      act: act.act,
      campaignId: act.campaignId ?? null,
      details: JSON.stringify(act.details ?? {}),
    })
    .execute();
}
