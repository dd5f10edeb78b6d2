import { sql } from 'kysely';
import { dayOf } from '#contract/calendar.ts';
import { draftNameOf } from '../db/draft-name.ts';
import type { Deps } from '../deps.ts';
import { problem } from '../problem.ts';
import { locked, unlocked } from './locked-draft.ts';
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
 * who also has `DATA_DIR/keys` could open them until the count, as ballots, and nobody can afterwards.
 */
export async function keepDraft(deps: Deps, { token, base, sealed }: Sent): Promise<number> {
  const { db, secrets, now } = deps;
  const campaignId = await answerableCampaign(db, token, now());
  const place = { campaignId, name: draftNameOf(token) };
  // The revision goes on from the sender's base even where the draft has been erased meanwhile: a phone
  // with an older base is never taken for up to date.
  const revision = base + 1;
  const content = {
    revision,
    sealed: await locked(secrets, place, sealed),
    keptOn: dayOf(now()),
  };
  const kept = await db
    .insertInto('draft')
    .values({ ...place, ...content })
    .onConflict((conflict) =>
      conflict.column('name').doUpdateSet(content).where('draft.revision', '=', base),
    )
    .returning(sql<number>`1`.as('kept'))
    .executeTakeFirst();
  if (kept) return revision;
  const newer = await readDraft(deps, token);
  throw problem('draft_outdated', { revision: newer.revision, sealed: newer.sealed ?? '' });
}

/** Revision 0 where there is none; none also where it was erased in this very moment. */
export async function readDraft({ db, secrets, now }: Deps, token: string) {
  const campaignId = await answerableCampaign(db, token, now());
  const name = draftNameOf(token);
  const draft = await findDraft(db, name);
  if (!draft) return { revision: 0, sealed: null };
  const { revision, sealed } = draft;
  return { revision, sealed: await unlocked(secrets, { campaignId, name }, sealed) };
}
