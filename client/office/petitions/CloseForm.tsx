import { useSignal } from '@preact/signals';
import type { PetitionInOffice } from '#contract/petitions.ts';
import { t } from '../../i18n.ts';
import { Button } from '../../ui/Button.tsx';
import { into, LongTextField } from '../../ui/Field.tsx';
import type { PetitionsModel } from './petitions.ts';

/** Home Affairs' own words end a petition: the agency's answer is where they begin. */
export function CloseForm(props: {
  readonly model: PetitionsModel;
  readonly petition: PetitionInOffice;
}) {
  const { model, petition } = props;
  const { id, mayPublish, masked } = petition;
  const answer = useSignal(petition.answer ?? '');
  const question = useSignal(masked ?? '');
  const close = (publicQuestion: string | null) =>
    model.decide.run(id, { decision: 'close', answer: answer.value, publicQuestion });
  const isBusy = model.decide.isBusy.value;
  return (
    <details open={petition.state === 'answered'}>
      <summary>{t('petitions.close_open')}</summary>
      <LongTextField
        label={t('petitions.close_answer')}
        hint={t('petitions.close_hint')}
        value={answer.value}
        onInput={into(answer)}
      />
      {mayPublish && (
        <LongTextField
          label={t('petitions.public_question')}
          hint={t('petitions.public_hint')}
          value={question.value}
          onInput={into(question)}
        />
      )}
      {answer.value.trim() && (
        <div class="buttons">
          {mayPublish && question.value.trim() && (
            <Button isBusy={isBusy} busyLabel={t('app.busy')} onPress={() => close(question.value)}>
              {t('petitions.publish')}
            </Button>
          )}
          <Button isBusy={isBusy} busyLabel={t('app.busy')} onPress={() => close(null)}>
            {t('petitions.close')}
          </Button>
          {petition.state === 'answered' && (
            <Button
              isBusy={isBusy}
              onPress={() => model.decide.run(id, { decision: 'return', note: answer.value })}
            >
              {t('petitions.return')}
            </Button>
          )}
          <Button
            kind="plain"
            isBusy={isBusy}
            onPress={() => model.decide.run(id, { decision: 'decline', answer: answer.value })}
          >
            {t('petitions.decline')}
          </Button>
        </div>
      )}
    </details>
  );
}
