import { sql } from 'kysely';
import { dayOf } from '#contract/calendar.ts';
import type { Deps } from '../deps.ts';
import { problem } from '../problem.ts';
import { locked, unlocked } from './locked-draft.ts';
import { answerableCampaign, findDraft } from './queries.ts';

interface Sent {
  readonly token: string;
  readonly name: string;
  readonly base: number;
  readonly sealed: string;
}

/**
 * Keeps a draft of an open invitation. The token proves the right to keep one; the name, which follows
 * from the device's continuation code too, is the right to this one. A stranger without a link fills no
 * shelf, and who has one is counted by network (`new-drafts.ts`).
 *
 * What is weighed here: nothing ties a name to an invitation, so nothing can limit how many drafts one
 * link begins without telling its holder that somebody else has begun one. And the page without
 * JavaScript hands the server its code for the length of a request; of phones it never comes here.
 */
export async function keepDraft(
  deps: Deps,
  { token, name, base, sealed }: Sent,
): Promise<{ revision: number; isNew: boolean }> {
  const { db, secrets, now } = deps;
  const campaignId = await answerableCampaign(db, token, now());
  const place = { campaignId, name };
  // The revision counts on from the sender's base even where the draft has been erased meanwhile: a phone
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
    .returning(sql<boolean>`xmax = 0`.as('isNew'))
    .executeTakeFirst();
  if (kept) return { revision, isNew: kept.isNew };
  const newer = await readDraft(deps, { token, name });
  throw problem('draft_outdated', { revision: newer.revision, sealed: newer.sealed ?? '' });
}

/** Revision 0 where there is none; none also where it was erased in this very moment. */
export async function readDraft(
  { db, secrets, now }: Deps,
  { token, name }: Pick<Sent, 'token' | 'name'>,
) {
  const campaignId = await answerableCampaign(db, token, now());
  const draft = await findDraft(db, name);
  if (!draft) return { revision: 0, sealed: null };
  const { revision, sealed } = draft;
  return { revision, sealed: await unlocked(secrets, { campaignId, name }, sealed) };
}
