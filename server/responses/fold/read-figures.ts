import { questionsOf } from '#contract/questionnaire.ts';
import type { Db } from '../../db/database.ts';
import { questionnaireOf } from '../../db/questionnaire.ts';
import { campaignAt } from '../../db/stage.ts';
import { problem } from '../../problem.ts';

/** The tables as the count stored them: nothing is computed, and nothing else is there to be computed from. */
export async function groupFiguresOf(db: Db, campaignId: string) {
  const { stage } = await campaignAt(db, campaignId);
  if (stage !== 'closed' && stage !== 'published') throw problem('results_not_ready', { stage });
  const questionnaire = await questionnaireOf(db, campaignId);
  const figures = await db
    .selectFrom('groupFigure')
    .select(['grouping', 'category', 'measure', 'respondents', 'share', 'low', 'high', 'mean'])
    .where('campaignId', '=', campaignId)
    .orderBy('grouping')
    .orderBy('category')
    .orderBy('measure')
    .execute();
  const asked = new Set(
    figures.flatMap(({ grouping, measure }) => [grouping, measure.split(':')[0]!]),
  );
  const questions = questionsOf(questionnaire)
    .filter(({ code }) => asked.has(code))
    .map(({ code, label }) => ({ code, label }));
  return { questions, figures };
}
