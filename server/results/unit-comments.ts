import { randomInt } from 'node:crypto';
import { campaignAt } from '../db/stage.ts';
import type { Deps } from '../deps.ts';
import { problem } from '../problem.ts';
import { commentsOf, responsesOf } from './queries.ts';

/** Free text is never attached to fewer people than this (sampling.md §1c, disclosure rule 7). */
export const FEWEST_RESPONSES = 10;

export async function unitComments({ db }: Deps, campaignId: string, unitCode: string) {
  const { stage } = await campaignAt(db, campaignId);
  if (stage !== 'closed' && stage !== 'published') throw problem('results_not_ready', { stage });
  const responses = await responsesOf(db, campaignId, unitCode);
  if (responses < FEWEST_RESPONSES)
    return { comments: [], responses: null, minimum: FEWEST_RESPONSES };
  const texts = (await commentsOf(db, campaignId, unitCode)).map(({ text }) => text);
  for (let last = texts.length - 1; last > 0; last -= 1) {
    const other = randomInt(last + 1);
    [texts[last], texts[other]] = [texts[other] as string, texts[last] as string];
  }
  return { comments: texts, responses, minimum: FEWEST_RESPONSES };
}
