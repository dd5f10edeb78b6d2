import * as z from 'zod';
import type { DraftContent } from '#contract/draft-content.ts';
import { EMPTY_DRAFT } from '#contract/draft-content.ts';
import { draftName, openDraft, sealDraft } from '#contract/draft-seal.ts';
import { eraseDraft, keepDraft, readDraft } from '#contract/drafts.ts';
import { Refusal } from '../problem.ts';
import type { PlainVisit } from './visit.ts';

const Content = z.looseObject({
  answers: z.record(
    z.string(),
    z.object({
      value: z.union([z.number(), z.array(z.number()), z.string(), z.null()]).optional(),
      at: z.number(),
    }),
  ),
  at: z.string().optional(),
  continuedAt: z.number().optional(),
});

interface Kept {
  readonly revision: number;
  readonly content: DraftContent;
}

/**
 * The same draft that a phone with JavaScript keeps: its continuation code continues it here, and
 * the other way round. The code comes in this browser's cookie, the server opens the draft for the length of a
 * request and stores it sealed as it was: the database alone reads nothing, nor does the link. That it is
 * opened at all the page says before the first question.
 */
export async function readPlainDraft(
  { ask, token, held }: PlainVisit,
  secret = held.secret,
): Promise<Kept> {
  if (!secret) return { revision: 0, content: EMPTY_DRAFT };
  const name = await draftName(secret);
  const { revision, sealed } = await ask(readDraft, { body: { token, name } });
  if (sealed === null) return { revision, content: EMPTY_DRAFT };
  const opened = Content.safeParse(await openDraft(secret, sealed).catch(() => undefined));
  // A draft that nobody can open any more must not prevent answering anew.
  return { revision, content: opened.success ? (opened.data as DraftContent) : EMPTY_DRAFT };
}

const ATTEMPTS = 5;

/** Applies a change to the newest draft; another phone that writes in the same moment is not overwritten. */
export async function changeDraft(
  visit: PlainVisit,
  change: (content: DraftContent) => DraftContent,
): Promise<DraftContent> {
  const { ask, token, held } = visit;
  if (!held.secret) throw new Error('no browser holds this draft');
  const name = await draftName(held.secret);
  for (let attempt = 1; ; attempt += 1) {
    const { revision, content } = await readPlainDraft(visit);
    const changed = change(content);
    if (changed === content) return content;
    const sealed = await sealDraft(held.secret, changed);
    try {
      await ask(keepDraft, { body: { token, name, base: revision, sealed } });
      return changed;
    } catch (error) {
      const isOutdated = error instanceof Refusal && error.code === 'draft_outdated';
      if (!isOutdated || attempt === ATTEMPTS) throw error;
    }
  }
}

/** What has been received or declined must be said even where its draft cannot be erased at once: the daily erasing follows. */
export async function forgetDraft({ ask, held }: PlainVisit): Promise<void> {
  if (!held.secret) return;
  const name = await draftName(held.secret);
  await ask(eraseDraft, { body: { name } }).catch(() => undefined);
}
