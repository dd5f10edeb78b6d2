import { useSignal } from '@preact/signals';
import type { CheckedAnswers, Unreached } from '#contract/rechecks.ts';
import { CHECKED_CHOICES, UNREACHED_BY } from '#contract/rechecks.ts';
import { t } from '../../i18n.ts';
import { Button } from '../../ui/Button.tsx';
import { ChoiceField, into } from '../../ui/Field.tsx';
import { RefusalNotice } from '../../ui/RefusalNotice.tsx';
import type { FindingModel } from './recheck-calls.ts';

const QUESTIONS = Object.keys(CHECKED_CHOICES) as (keyof CheckedAnswers)[];

interface FormProps {
  readonly finding: FindingModel;
  readonly way: keyof typeof UNREACHED_BY;
}

/** Four questions about the interview, or why nobody was reached. */
export function FindingForms(props: FormProps) {
  return (
    <>
      <QuestionsForm finding={props.finding} />
      <UnreachedForm {...props} />
    </>
  );
}

function QuestionsForm({ finding }: { readonly finding: FindingModel }) {
  const isMissing = useSignal(false);
  const answers = finding.answers.value;
  function submit(event: Event) {
    event.preventDefault();
    isMissing.value = QUESTIONS.some((question) => !answers[question]);
    if (!isMissing.value) finding.send.run(answers as CheckedAnswers);
  }
  return (
    <form class="panel" onSubmit={submit} noValidate>
      <RefusalNotice failure={finding.send.failure.value} />
      {QUESTIONS.map((question) => (
        <ChoiceField
          key={question}
          label={t(`recheck_calls.${question}.label`)}
          value={answers[question] ?? ''}
          choices={CHECKED_CHOICES[question].map((value) => ({
            value,
            label: t(`recheck_calls.${question}.${value}`),
          }))}
          onChange={(value) => finding.answer(question, value)}
        />
      ))}
      {isMissing.value && <p class="wrong">{t('recheck_calls.missing')}</p>}
      <Button kind="primary" type="submit" isBusy={finding.send.isBusy.value}>
        {t('recheck_calls.record')}
      </Button>
    </form>
  );
}

function UnreachedForm({ finding, way }: FormProps) {
  const reason = useSignal<Unreached | ''>('');
  function submit(event: Event) {
    event.preventDefault();
    if (reason.value) finding.giveUp.run(reason.value);
  }
  return (
    <details>
      <summary>{t('recheck_calls.unreached')}</summary>
      <form class="panel" onSubmit={submit} noValidate>
        <RefusalNotice failure={finding.giveUp.failure.value} />
        <ChoiceField
          label={t('recheck_calls.why')}
          value={reason.value}
          choices={UNREACHED_BY[way].map((name) => ({
            value: name,
            label:
              way === 'visit' && name === 'refused'
                ? t('recheck_calls.refused')
                : t(`calls.outcomes.${name}`),
          }))}
          onChange={into(reason)}
        />
        <Button type="submit" isBusy={finding.giveUp.isBusy.value}>
          {t('calls.record')}
        </Button>
      </form>
    </details>
  );
}
