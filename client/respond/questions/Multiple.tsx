import type { AnswerValue, Question } from '#contract/questionnaire.ts';
import { t } from '../texts.ts';
import { localText } from '../wording.ts';
import { questionTexts, ReadAloud } from './ReadAloud.tsx';
import { Recording } from './Recording.tsx';

interface Props {
  readonly question: Extract<Question, { kind: 'multiple' }>;
  readonly value: AnswerValue | undefined;
  readonly isMissing: boolean;
  onAnswer(code: string, value: AnswerValue | undefined): void;
}

/** Any number of answers; none chosen is no answer, and one may say that one does not answer. */
export function Multiple({ question, value, isMissing, onAnswer }: Props) {
  const chosen: readonly number[] = Array.isArray(value) ? value : [];
  const toggle = (option: number) => {
    const next = chosen.includes(option)
      ? chosen.filter((value) => value !== option)
      : [...chosen, option].sort((a, b) => a - b);
    onAnswer(question.code, next.length > 0 ? next : undefined);
  };
  return (
    <fieldset id={question.code} class="question">
      <legend>
        {localText(question.text)}
        {isMissing && <span class="missing"> {t('questions.unanswered')}</span>}
      </legend>
      <Recording code={question.code} name={localText(question.label)} />
      <ReadAloud texts={() => questionTexts(question)} button={t('questions.listen_one')} />
      <div class="options">
        {question.options.map((option) => (
          <label class="option" key={option.value}>
            <input
              type="checkbox"
              checked={chosen.includes(option.value)}
              onChange={() => toggle(option.value)}
            />
            <span>{localText(option.label)}</span>
          </label>
        ))}
      </div>
      <div class="options apart">
        <label class="option">
          <input
            type="checkbox"
            checked={value === null}
            onChange={() => onAnswer(question.code, value === null ? undefined : null)}
          />
          <span>{t('questions.prefer_not')}</span>
        </label>
      </div>
    </fieldset>
  );
}
