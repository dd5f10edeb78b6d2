import type { AnswerValue, Question, Text } from '#contract/questionnaire.ts';
import { t } from '../texts.ts';
import { localText } from '../wording.ts';
import { Recording } from './Recording.tsx';

interface Props {
  readonly question: Extract<Question, { kind: 'comment' }>;
  readonly hint: Text | undefined;
  readonly value: AnswerValue | undefined;
  onAnswer(code: string, value: AnswerValue | undefined): void;
}

export function Comment({ question, hint, value, onAnswer }: Props) {
  const text = String(value ?? '');
  return (
    <div class="question">
      <label class="field">
        {localText(question.text)}
        <textarea
          id={question.code}
          rows={6}
          maxLength={question.maxLength}
          aria-describedby="comment-hint comment-left"
          value={text}
          onInput={(event) => onAnswer(question.code, event.currentTarget.value || undefined)}
        />
      </label>
      <Recording code={question.code} name={localText(question.label)} />
      <p id="comment-left" class="hint">
        {t('questions.left', { count: question.maxLength - text.length })}
      </p>
      <p id="comment-hint" class="hint">
        {hint && localText(hint)}
      </p>
      <p class="hint">{t('questions.reply')}</p>
    </div>
  );
}
