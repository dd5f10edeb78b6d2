import { useEffect } from 'preact/hooks';
import type { Screen } from '../paging.ts';
import { canRead, isReading, readAloud, stopReading } from '../read-aloud.ts';
import { t } from '../texts.ts';
import { localText } from '../wording.ts';

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
  const texts = [localText(group.stem)];
  for (const question of questions) {
    if (localText(question.text) !== localText(group.stem)) texts.push(localText(question.text));
    if (question.kind === 'comment') continue;
    texts.push(question.options.map((option) => localText(option.label)).join('. '));
    if (question.kind === 'choice') texts.push(localText(question.nonAnswer));
  }
  return texts;
}
