import type { AnswerValue, ChoiceQuestion, Text } from '#contract/questionnaire.ts';
import { t } from '../texts.ts';
import { said } from '../wording.ts';

interface Props {
  readonly question: ChoiceQuestion;
  readonly value: AnswerValue | undefined;
  readonly specified: AnswerValue | undefined;
  readonly isMissing: boolean;
  onAnswer(code: string, value: AnswerValue | undefined): void;
}

/** One statement, its answers all alike, and the way not to answer set apart. Nothing is preset. */
export function Choice({ question, value, specified, isMissing, onAnswer }: Props) {
  const { code, options, nonAnswer, specify } = question;
  const choose = (chosen: number | null) => {
    onAnswer(code, chosen);
    if (specify !== undefined && chosen !== specify) onAnswer(`${code}.text`, undefined);
  };
  const radio = (chosen: number | null, label: Text) => (
    <label class="option" key={String(chosen)}>
      <input type="radio" name={code} checked={value === chosen} onChange={() => choose(chosen)} />
      <span>{said(label)}</span>
    </label>
  );
  return (
    <fieldset id={code} class="question">
      <legend>
        {said(question.text)}
        {isMissing && <span class="missing"> {t('questions.unanswered')}</span>}
      </legend>
      <div class={options.length === 5 ? 'options five' : 'options'}>
        {options.map((option) => radio(option.value, option.label))}
      </div>
      {specify !== undefined && value === specify && (
        <label class="field">
          {t('questions.specify')}
          <input
            type="text"
            maxLength={100}
            value={String(specified ?? '')}
            onInput={(event) => onAnswer(`${code}.text`, event.currentTarget.value || undefined)}
          />
        </label>
      )}
      <div class="options apart">{radio(null, nonAnswer)}</div>
    </fieldset>
  );
}
