import { useEffect } from 'preact/hooks';
import type { Screen } from '../paging.ts';
import { canRead, isReading, readAloud, stopReading } from '../read-aloud.ts';
import { t } from '../texts.ts';
import { said } from '../wording.ts';

/** Stem, statements and options, each once; never what was answered. */
export function ReadAloud({ screen }: { screen: Screen }) {
  useEffect(() => stopReading, []);
  if (!canRead()) return null;
  return (
    <button
      type="button"
      class="second"
      onClick={() => (isReading.value ? stopReading() : readAloud(textsOf(screen)))}
    >
      {t(isReading.value ? 'questions.stop' : 'questions.listen')}
    </button>
  );
}

export function textsOf({ group, questions }: Screen): string[] {
  const texts = [said(group.stem)];
  for (const question of questions) {
    if (said(question.text) !== said(group.stem)) texts.push(said(question.text));
    if (question.kind === 'comment') continue;
    texts.push(question.options.map((option) => said(option.label)).join('. '));
    if (question.kind === 'choice') texts.push(said(question.nonAnswer));
  }
  return texts;
}
