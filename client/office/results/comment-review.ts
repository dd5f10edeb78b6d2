import { computed, signal } from '@preact/signals';
import { proposeQuote } from '#contract/comment-coding.ts';
import type { CommentInReview, CommentState } from '#contract/comments.ts';
import { decideComment, reviewComments } from '#contract/comments.ts';
import { createLoaded } from '../../ui/loaded.ts';
import { createAct } from '../page/act.ts';
import type { Ask } from '../page/session.ts';

export type ReviewModel = ReturnType<typeof createReview>;
type Kind = CommentInReview['suggested'][number]['kind'];
interface Decided {
  readonly id: string;
  readonly decision: 'release' | 'withhold';
}

/** Comments one by one: the original, what is masked, the decision, and the last one taken back. */
export function createReview(ask: Ask, campaignId: string) {
  const params = { campaignId };
  const state = signal<CommentState>('waiting');
  const page = createLoaded(() => ask(reviewComments, { params, query: { state: state.value } }));
  /** What is typed, by comment; it outlives a new reading of the list. */
  const drafts = signal<ReadonlyMap<string, string>>(new Map());
  const last = signal<Decided | undefined>(undefined);
  const type = (id: string, text: string) => {
    drafts.value = new Map(drafts.value).set(id, text);
  };
  const put = (
    commentId: string,
    body: { decision: 'release' | 'withhold' | 'reopen'; masked?: string },
  ) => ask(decideComment, { params: { ...params, commentId }, body });
  return {
    state,
    page,
    last,
    left: computed(() => page.value.value?.counts.waiting ?? 0),
    maskedOf: (comment: CommentInReview) => drafts.value.get(comment.id) ?? comment.masked ?? '',
    type,
    show(next: CommentState) {
      state.value = next;
      last.value = undefined;
      return page.load();
    },
    decide: createAct(async (id: string, decision: Decided['decision'], masked: string) => {
      await put(id, decision === 'release' ? { decision, masked } : { decision });
      last.value = { id, decision };
      await page.load();
      return id;
    }),
    quote: createAct(async (id: string, decision: 'propose' | 'approve' | 'withdraw') => {
      await ask(proposeQuote, { params: { ...params, commentId: id }, body: { decision } });
      await page.load();
      return id;
    }),
    undo: createAct(async (id: string) => {
      await put(id, { decision: 'reopen' });
      last.value = undefined;
      await page.load();
      return id;
    }),
  };
}

export interface Part {
  readonly text: string;
  readonly kind: Kind | null;
}

/** The original in parts, what is suggested for masking apart from the rest. */
export function partsOf({ original, suggested }: CommentInReview): Part[] {
  const text = original ?? '';
  const parts: Part[] = [];
  let done = 0;
  for (const { from, to, kind } of suggested) {
    parts.push({ text: text.slice(done, from), kind: null }, { text: text.slice(from, to), kind });
    done = to;
  }
  parts.push({ text: text.slice(done), kind: null });
  return parts.filter((part) => part.text !== '');
}

/** What is chosen in the box, masked; the rest as it was. */
export const maskedBetween = (text: string, from: number, to: number, instead: string): string =>
  from < to ? text.slice(0, from) + instead + text.slice(to) : text;
