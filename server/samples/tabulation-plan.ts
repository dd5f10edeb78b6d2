import { TabulationPlan } from '#contract/tabulation.ts';
import type { Db } from '../db/database.ts';
import { campaignAt } from '../db/stage.ts';
import { problem } from '../problem.ts';

/** As it was fixed with the sample plan; the hash is that of its JSON without white space. */
export async function tabulationPlan(db: Db, campaignId: string) {
  const row = await db
    .selectFrom('samplePlan')
    .select(['tabulation', 'tabulationSha256', 'publishedAt'])
    .where('campaignId', '=', campaignId)
    .executeTakeFirst();
  if (!row?.tabulation || row.tabulationSha256 === null) {
    await campaignAt(db, campaignId);
    throw problem('plan_not_published');
  }
  return {
    plan: TabulationPlan.parse(JSON.parse(row.tabulation)),
    sha256: row.tabulationSha256,
    publishedAt: row.publishedAt.toISOString(),
  };
}
