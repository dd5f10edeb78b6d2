import { useEffect } from 'preact/hooks';
import type { Question } from '#contract/questionnaire.ts';
import type { Screen } from '../paging.ts';
import { canRead, isReading, readAloud, stopReading } from '../read-aloud.ts';
import { t } from '../texts.ts';
import { localText } from '../wording.ts';

interface Props {
  /** Asked for at the press: what is on the screen then. */
  readonly texts: () => string[];
  readonly button?: string;
}

export function ReadAloud({ texts, button = t('questions.listen') }: Props) {
  useEffect(() => stopReading, []);
  if (!canRead()) return null;
  return (
    <button
      type="button"
      class="second"
      onClick={() => (isReading.value ? stopReading() : readAloud(texts()))}
    >
      {isReading.value ? t('questions.stop') : button}
    </button>
  );
}

/** Stem, statements and options, each once; never what was answered. */
export function textsOf({ group, questions }: Screen): string[] {
  const stem = localText(group.stem);
  return [stem, ...questions.flatMap((question) => questionTexts(question, stem))];
}

export function questionTexts(question: Question, stem?: string): string[] {
  const text = localText(question.text);
  const texts = text === stem ? [] : [text];
  if (question.kind === 'comment') return texts;
  texts.push(question.options.map((option) => localText(option.label)).join('. '));
  if (question.kind === 'choice') texts.push(localText(question.nonAnswer));
  return texts;
}
