import type { AnswerValue, ChoiceQuestion, Text } from '#contract/questionnaire.ts';
import { t } from '../texts.ts';
import { localText } from '../wording.ts';
import { questionTexts, ReadAloud } from './ReadAloud.tsx';
import { Recording } from './Recording.tsx';

interface Props {
  readonly question: ChoiceQuestion;
  readonly value: AnswerValue | undefined;
  readonly isMissing: boolean;
  onAnswer(code: string, value: AnswerValue | undefined): void;
}

/** One statement, its answers all alike, and the way not to answer set apart. Nothing is preset. */
export function Choice({ question, value, isMissing, onAnswer }: Props) {
  const { code, options, nonAnswer } = question;
  const radio = (chosen: number | null, label: Text) => (
    <label class="option" key={String(chosen)}>
      <input
        type="radio"
        name={code}
        checked={value === chosen}
        onChange={() => onAnswer(code, chosen)}
      />
      <span>{localText(label)}</span>
    </label>
  );
  return (
    <fieldset id={code} class="question">
      <legend>
        {localText(question.text)}
        {isMissing && <span class="missing"> {t('questions.unanswered')}</span>}
      </legend>
      <Recording code={code} name={localText(question.label)} />
      <ReadAloud texts={() => questionTexts(question)} button={t('questions.listen_one')} />
      <div class={options.length === 5 ? 'options five' : 'options'}>
        {options.map((option) => radio(option.value, option.label))}
      </div>
      <div class="options apart">{radio(null, nonAnswer)}</div>
    </fieldset>
  );
}
