import { useSignal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import type { CommentCode, CommentTheme, CommentTone, ToCode } from '#contract/comment-coding.ts';
import { CODING_VIEWS, COMMENT_THEMES, COMMENT_TONES } from '#contract/comment-coding.ts';
import { t } from '../../i18n.ts';
import { Button } from '../../ui/Button.tsx';
import { into, SelectField } from '../../ui/Field.tsx';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';
import { wholeNumber } from '../../ui/words.ts';
import type { ScreenProps } from '../page/page-context.ts';
import { Screen, WhenLoaded } from '../page/Screen.tsx';
import type { CodingModel } from './comment-coding.ts';
import { createCoding } from './comment-coding.ts';

/** Two readers put theme and tone to comments, each without the other; what they differ on is settled in sight. */
export function CommentCoding({ context, title }: ScreenProps) {
  const { ask, campaign, linkTo } = context;
  const model = useMemo(() => createCoding(ask, campaign.id), [ask, campaign.id]);
  const isCounted = ['closed', 'published'].includes(campaign.stage);
  useEffect(() => {
    if (isCounted) model.page.load();
  }, [model, isCounted]);
  if (!isCounted) return <Screen title={t(title)} />;
  const counts = model.page.value.value?.counts;
  const left = (counts?.uncoded ?? 0) + (counts?.differing ?? 0);
  return (
    <Screen
      title={t(title)}
      todo={counts && t(left > 0 ? 'coding.todo' : 'coding.todo_none', { n: wholeNumber(left) })}
    >
      <p>
        {t('coding.about')} <a href={linkTo('comment_themes')}>{t('coding.to_themes')}</a>
      </p>
      <RefusalNotice failure={model.put.failure.value} />
      <SelectField
        label={t('coding.show')}
        value={model.view.value}
        choices={CODING_VIEWS.map((value) => ({
          value,
          label: t(`coding.view.${value}`, { n: wholeNumber(counts?.[value] ?? 0) }),
        }))}
        onChange={model.show}
      />
      <WhenLoaded state={model.page}>
        {({ comments }) =>
          comments.length === 0 ? (
            <p>{t('review.empty')}</p>
          ) : (
            <ol class="review">
              {comments.map((comment) => (
                <CodeSheet
                  key={`${model.view.value} ${comment.id}`}
                  model={model}
                  comment={comment}
                />
              ))}
            </ol>
          )
        }
      </WhenLoaded>
    </Screen>
  );
}

function CodeSheet(props: {
  readonly model: CodingModel;
  readonly comment: ToCode & { readonly codes: readonly CommentCode[] };
}) {
  const { model, comment } = props;
  const theme = useSignal<CommentTheme | ''>(comment.own?.theme ?? '');
  const tone = useSignal<CommentTone | ''>(comment.own?.tone ?? '');
  const put = () => {
    if (theme.value === '' || tone.value === '') return;
    model.put.run(comment.id, { theme: theme.value, tone: tone.value });
  };
  const choose = { value: '' as const, label: t('coding.choose') };
  return (
    <li class="panel">
      <blockquote class="verbatim">{comment.text}</blockquote>
      {comment.codes.map((code, place) => (
        <p key={place}>
          {t('coding.code_line', {
            theme: t(`coding.theme.${code.theme}`),
            tone: t(`coding.tone.${code.tone}`),
          })}
        </p>
      ))}
      <div class="filters">
        <SelectField
          label={t('coding.theme_label')}
          value={theme.value}
          choices={[
            choose,
            ...COMMENT_THEMES.map((value) => ({ value, label: t(`coding.theme.${value}`) })),
          ]}
          onChange={into(theme)}
        />
        <SelectField
          label={t('coding.tone_label')}
          value={tone.value}
          choices={[
            choose,
            ...COMMENT_TONES.map((value) => ({ value, label: t(`coding.tone.${value}`) })),
          ]}
          onChange={into(tone)}
        />
      </div>
      {theme.value && tone.value && (
        <div class="buttons">
          <Button isBusy={model.put.isBusy.value} busyLabel={t('app.busy')} onPress={put}>
            {t(model.view.value === 'differing' ? 'coding.settle' : 'coding.keep')}
          </Button>
        </div>
      )}
    </li>
  );
}
