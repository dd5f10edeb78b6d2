import { sql } from 'kysely';
import { dayOf } from '#contract/calendar.ts';
import { draftName } from '#contract/draft-seal.ts';
import type { Deps } from '../deps.ts';
import { problem } from '../problem.ts';
import { answerableCampaign, findDraft } from './queries.ts';

interface Sent {
  readonly token: string;
  readonly base: number;
  readonly sealed: string;
}

/**
 * Keeps a draft of an open invitation. The token proves the right to one, and only to one: the name
 * follows from it, so a stranger fills no shelf and an invited person no second one.
 *
 * What is weighed here: for the length of a request the server holds the token, as it does when answers
 * are sent, and could open the draft. It keeps neither the token nor anything made of it but the name,
 * which leads nowhere. So who has the database, or a copy, finds sealed blocks that belong to nobody;
 * who also has `DATA_DIR/keys` can make links again, as printing must, and with them open drafts until
 * they are erased, as ballots can be opened until they are counted.
 */
export async function keepDraft({ db, now }: Deps, { token, base, sealed }: Sent): Promise<number> {
  const campaignId = await answerableCampaign(db, token, now());
  const name = await draftName(token);
  // The revision goes on from the sender's base even where the draft has been erased meanwhile: a phone
  // with an older base is never taken for up to date.
  const revision = base + 1;
  const content = { revision, sealed: Buffer.from(sealed, 'base64'), keptOn: dayOf(now()) };
  const kept = await db
    .insertInto('draft')
    .values({ name, campaignId, ...content })
    .onConflict((conflict) =>
      conflict.column('name').doUpdateSet(content).where('draft.revision', '=', base),
    )
    .returning(sql<number>`1`.as('kept'))
    .executeTakeFirst();
  if (kept) return revision;
  const newer = await findDraft(db, name);
  // Erased in this very moment: the sender starts from nothing.
  throw problem('draft_outdated', {
    revision: newer?.revision ?? 0,
    sealed: newer?.sealed.toString('base64') ?? '',
  });
}
