import { questionsOf } from '#contract/questionnaire.ts';
import { TabulationPlan } from '#contract/tabulation.ts';
import type { Db } from '../db/database.ts';
import { questionnaireOf } from '../db/questionnaire.ts';
import { campaignAt } from '../db/stage.ts';
import { problem } from '../problem.ts';

/** As it was fixed with the sample plan; the hash is that of its JSON without white space. */
export async function tabulationPlan(db: Db, campaignId: string) {
  const row = await db
    .selectFrom('samplePlan')
    .innerJoin('campaign', 'campaign.id', 'samplePlan.campaignId')
    .select(['tabulation', 'tabulationSha256', 'publishedAt', 'disclosureThreshold'])
    .where('campaignId', '=', campaignId)
    .executeTakeFirst();
  if (!row?.tabulation || row.tabulationSha256 === null) {
    await campaignAt(db, campaignId);
    throw problem('plan_not_published');
  }
  const plan = TabulationPlan.parse(JSON.parse(row.tabulation));
  const named = new Set([...plan.groupings, ...plan.questions]);
  const questions = questionsOf(await questionnaireOf(db, campaignId));
  return {
    plan,
    questions: questions
      .filter(({ code }) => named.has(code))
      .map(({ code, label }) => ({ code, label })),
    disclosureThreshold: row.disclosureThreshold,
    sha256: row.tabulationSha256,
    publishedAt: row.publishedAt.toISOString(),
  };
}
