import { randomInt } from 'node:crypto';
import { FEWEST_RESPONSES } from '#contract/comments.ts';
import { campaignAt } from '../db/stage.ts';
import type { Deps } from '../deps.ts';
import { problem } from '../problem.ts';
import { releasedOf, responsesOf } from './queries.ts';

/** The criticised agency reads what was masked and released, never what was written, and not in its order. */
export async function releasedComments({ db }: Deps, campaignId: string, agencyCode: string) {
  await requireCounted(db, campaignId);
  const responses = await responsesOf(db, campaignId, agencyCode);
  if (responses < FEWEST_RESPONSES)
    return { comments: [], responses: null, minimum: FEWEST_RESPONSES };
  const comments = shuffled(await releasedOf(db, campaignId, agencyCode));
  return { comments, responses, minimum: FEWEST_RESPONSES };
}

export async function requireCounted(db: Deps['db'], campaignId: string): Promise<void> {
  const { stage } = await campaignAt(db, campaignId);
  if (stage !== 'closed' && stage !== 'published') throw problem('results_not_ready', { stage });
}

function shuffled<T>(ordered: readonly T[]): T[] {
  const cards = [...ordered];
  for (let last = cards.length - 1; last > 0; last -= 1) {
    const other = randomInt(last + 1);
    [cards[last], cards[other]] = [cards[other] as T, cards[last] as T];
  }
  return cards;
}
