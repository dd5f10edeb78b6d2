import type { Questionnaire } from '#contract/questionnaire.ts';
import type { Db } from './database.ts';

const asked = new WeakMap<Db, Map<string, Questionnaire>>();

/** Read once for each campaign: a questionnaire never changes after the draft. */
export async function questionnaireOf(db: Db, campaignId: string): Promise<Questionnaire> {
  const known = asked.get(db) ?? new Map<string, Questionnaire>();
  asked.set(db, known);
  let questionnaire = known.get(campaignId);
  if (!questionnaire) {
    const row = await db
      .selectFrom('campaign')
      .select('questionnaire')
      .where('id', '=', campaignId)
      .executeTakeFirstOrThrow();
    questionnaire = row.questionnaire;
    known.set(campaignId, questionnaire);
  }
  return questionnaire;
}
