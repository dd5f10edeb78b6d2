import type { ReadonlySignal } from '@preact/signals';
import { computed } from '@preact/signals';
import { reached, settled } from '#contract/answering.ts';
import { changedAt } from '#contract/draft-content.ts';
import type { Answers, AnswerValue, Questionnaire } from '#contract/questionnaire.ts';
import { serverNow } from '../clock.ts';
import type { DraftWatch, DraftWriter } from './draft-writer.ts';
import { createDraftWriter } from './draft-writer.ts';
import type { Effort } from './effort.ts';
import { isChange, NO_EFFORT, timeInSight } from './effort.ts';
import type { Navigation } from './navigation.ts';
import { createNavigation } from './navigation.ts';
import type { Storage } from './storage.ts';
import type { Draft } from './stored-draft.ts';

/** One interview on one device: what is asked, what was answered, which screen is open. */
export interface Interview extends DraftWriter, Navigation {
  readonly answers: ReadonlySignal<Answers>;
  /** What these answers lead to. */
  readonly questionnaire: ReadonlySignal<Questionnaire>;
  readonly settled: ReadonlySignal<{ done: number; of: number }>;
  answer(code: string, value: AnswerValue | undefined): Promise<void>;
}

export function createInterview(storage: Storage, found: Draft, watch: DraftWatch): Interview {
  let countedTo = timeInSight();
  const writer = createDraftWriter(storage, found, watch);
  const { draft, note } = writer;
  const answers = computed(() => draft.value.answers);
  const questionnaire = computed(() => reached(draft.value.opening.questionnaire, answers.value));
  const navigation = createNavigation(draft, questionnaire, (next) => {
    const effort = spentEffort();
    if (next) void note({ at: next, effort });
  });

  /** With the time on the screen that is open, up to now; other screens than questions count none. */
  function spentEffort(changes = 0): Effort {
    const known = draft.value.effort ?? NO_EFFORT;
    const code = navigation.screen.value?.group.code;
    const from = countedTo;
    countedTo = timeInSight();
    const seconds = { ...known.seconds };
    if (code) seconds[code] = (seconds[code] ?? 0) + (countedTo - from) / 1000;
    return { seconds, changes: known.changes + changes };
  }

  return {
    ...writer,
    ...navigation,
    answers,
    questionnaire,
    settled: computed(() => settled(questionnaire.value, answers.value)),
    answer(code, value) {
      return note({
        answers: { [code]: value } as Answers,
        stamps: { [code]: changedAt(serverNow(), draft.value.stamps[code]) },
        effort: spentEffort(isChange(answers.value[code], value) ? 1 : 0),
      });
    },
  };
}
