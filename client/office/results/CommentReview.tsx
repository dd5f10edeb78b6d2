import { useEffect, useMemo } from 'preact/hooks';
import { COMMENT_STATES } from '#contract/comments.ts';
import { t } from '../../i18n.ts';
import { Button } from '../../ui/Button.tsx';
import { SelectField } from '../../ui/Field.tsx';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';
import { wholeNumber } from '../../ui/words.ts';
import type { ScreenProps } from '../page/page-context.ts';
import { Screen, WhenLoaded } from '../page/Screen.tsx';
import { CommentSheet } from './CommentSheet.tsx';
import type { ReviewModel } from './comment-review.ts';
import { createReview } from './comment-review.ts';

/** Home Affairs reads comments before the criticised agency does: mask, release or withhold, one after the other. */
export function CommentReview({ context, title }: ScreenProps) {
  const { ask, campaign } = context;
  const model = useMemo(() => createReview(ask, campaign.id), [ask, campaign.id]);
  const isCounted = ['closed', 'published'].includes(campaign.stage);
  useEffect(() => {
    if (isCounted) model.page.load();
  }, [model, isCounted]);
  if (!isCounted) return <Screen title={t(title)} />;
  const found = model.page.value.value;
  const left = model.left.value;
  return (
    <Screen
      title={t(title)}
      todo={found && t(left > 0 ? 'review.todo' : 'review.todo_none', { n: wholeNumber(left) })}
    >
      <p>{t('review.about')}</p>
      <RefusalNotice
        failure={
          model.decide.failure.value ?? model.undo.failure.value ?? model.quote.failure.value
        }
      />
      <div class="filters">
        <SelectField
          label={t('review.show')}
          value={model.state.value}
          choices={COMMENT_STATES.map((value) => ({
            value,
            label: t(`review.state.${value}`, { n: wholeNumber(found?.counts[value] ?? 0) }),
          }))}
          onChange={model.show}
        />
        <Undo model={model} />
      </div>
      <WhenLoaded state={model.page}>
        {({ comments }) =>
          comments.length === 0 ? (
            <p>{t('review.empty')}</p>
          ) : (
            <ol class="review">
              {comments.map((comment) => (
                <CommentSheet key={comment.id} model={model} comment={comment} />
              ))}
            </ol>
          )
        }
      </WhenLoaded>
    </Screen>
  );
}

function Undo({ model }: { readonly model: ReviewModel }) {
  const last = model.last.value;
  return (
    <div role="status">
      {last && (
        <Button
          isBusy={model.undo.isBusy.value}
          busyLabel={t('app.busy')}
          onPress={() => model.undo.run(last.id)}
        >
          {t(`review.undo_${last.decision}`)}
        </Button>
      )}
    </div>
  );
}
