import type { DraftContent } from '#contract/draft-content.ts';
import { EMPTY_DRAFT } from '#contract/draft-content.ts';
import { openDraft } from '#contract/draft-seal.ts';
import type { Draft } from './stored-draft.ts';

export const contentOf = ({ answers, stamps, at: position, continuedAt }: Draft): DraftContent => ({
  answers: Object.fromEntries(
    Object.entries(stamps).map(([code, stamp]) => {
      const value = answers[code];
      return [code, { ...(value !== undefined && { value }), at: stamp }];
    }),
  ),
  ...(position !== 'start' && { at: position }),
  ...(continuedAt && { continuedAt }),
});

export function withContent(draft: Draft, content: DraftContent): Draft {
  const entries = Object.entries(content.answers);
  const { continuedAt } = content;
  return {
    ...draft,
    answers: Object.fromEntries(
      entries.flatMap(([code, { value }]) => (value === undefined ? [] : [[code, value]])),
    ),
    stamps: Object.fromEntries(entries.map(([code, { at: instant }]) => [code, instant])),
    // Where this phone has been is kept; a phone that begins continues where the other stopped.
    at: draft.at === 'start' ? (content.at ?? 'start') : draft.at,
    ...(continuedAt && { continuedAt }),
  };
}

/** A copy that does not open is as good as none, and the next one replaces it. */
export async function contentIn(secret: string, sealed: string | null): Promise<DraftContent> {
  if (!sealed) return EMPTY_DRAFT;
  const content = (await openDraft(secret, sealed).catch(() => undefined)) as
    | Partial<DraftContent>
    | undefined;
  return content?.answers ? { ...content, answers: content.answers } : EMPTY_DRAFT;
}
