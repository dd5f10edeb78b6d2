import { signal } from '@preact/signals';
import type { CodingView, CommentCode } from '#contract/comment-coding.ts';
import { codeComment, listCoding, settleComment } from '#contract/comment-coding.ts';
import { createLoaded } from '../../ui/loaded.ts';
import { createAct } from '../page/act.ts';
import type { Ask } from '../page/session.ts';

export type CodingModel = ReturnType<typeof createCoding>;

export function createCoding(ask: Ask, campaignId: string) {
  const view = signal<CodingView>('uncoded');
  const page = createLoaded(() =>
    ask(listCoding, { params: { campaignId }, query: { view: view.value } }),
  );
  return {
    view,
    page,
    show(next: CodingView) {
      view.value = next;
      return page.load();
    },
    /** The own code, or what counts where two differ. */
    put: createAct(async (commentId: string, body: CommentCode) => {
      const endpoint = view.value === 'differing' ? settleComment : codeComment;
      await ask(endpoint, { params: { campaignId, commentId }, body });
      await page.load();
      return commentId;
    }),
  };
}
