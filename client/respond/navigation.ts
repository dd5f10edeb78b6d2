import type { ReadonlySignal, Signal } from '@preact/signals';
import { computed, signal } from '@preact/signals';
import { openQuestions } from '#contract/answering.ts';
import type { Question, Questionnaire } from '#contract/questionnaire.ts';
import type { Screen } from './paging.ts';
import { screenIndex, screensOf } from './paging.ts';
import { isLarge } from './preferences.ts';
import type { Draft } from './stored-draft.ts';

/** The way through the screens of one interview. */
export interface Navigation {
  /** Code of a screen's first question, or `start`, `check`, `decline`, `wrong`. */
  readonly position: Signal<string>;
  readonly screens: ReadonlySignal<Screen[]>;
  readonly screen: ReadonlySignal<Screen | undefined>;
  /** Page now and pages in all; the check page is the last. */
  readonly page: ReadonlySignal<{ now: number; of: number }>;
  /** Questions without an answer, after “Tiếp tục” was pressed; named once for each screen. */
  readonly missing: ReadonlySignal<readonly Question[]>;
  /** Opens the next screen, unless the person is first told that something is open. */
  next(): void;
  skip(): void;
  goTo(position: string): void;
  previous(): string;
  /** Opens a screen to change it; the next one is the check page again. */
  change(position: string): void;
}

export function createNavigation(
  draft: ReadonlySignal<Draft>,
  questionnaire: ReadonlySignal<Questionnaire>,
  /** Called before the screen changes, with the next one where the interview can be resumed there. */
  onLeave: (next: string | undefined) => void,
): Navigation {
  const position = signal(draft.peek().at);
  const screens = computed(() => screensOf(questionnaire.value, isLarge.value));
  const index = computed(() => indexOf(position.value, screens.value, draft.value));
  const screen = computed(() => screens.value[index.value]);
  const missing = signal<readonly Question[]>([]);
  const warned = new Set<string>();
  let isChanging = false;

  function goTo(next: string): void {
    missing.value = [];
    // The start page and the way out are no places to resume at.
    const isResumable = next === 'check' || indexOf(next, screens.value, draft.value) >= 0;
    onLeave(isResumable ? next : undefined);
    position.value = next;
  }

  function skip(): void {
    const following = screens.value[index.value + 1];
    const isDone = isChanging && following?.group.code !== screen.value?.group.code;
    if (isDone || !following) isChanging = false;
    goTo(isDone || !following ? 'check' : following.at);
  }

  return {
    position,
    screens,
    screen,
    missing,
    page: computed(() => ({
      now: (position.value === 'check' ? screens.value.length : index.value) + 1,
      of: screens.value.length + 1,
    })),
    goTo,
    skip,
    next() {
      const open = openQuestions(screen.value?.questions ?? [], draft.value.answers);
      if (open.length === 0 || warned.has(position.value)) return skip();
      warned.add(position.value);
      missing.value = open;
    },
    previous() {
      const before = position.value === 'check' ? screens.value.length - 1 : index.value - 1;
      return screens.value[before]?.at ?? 'start';
    },
    change(next) {
      isChanging = true;
      goTo(next);
    },
  };
}

/** A screen that a skip rule has closed since, by another phone's answer, is left for the one before it. */
function indexOf(code: string, screens: readonly Screen[], { opening }: Draft): number {
  const questions = opening.questionnaire.groups.flatMap((group) => group.questions);
  const codes = questions.map((question) => question.code);
  for (let nth = codes.indexOf(code); nth >= 0; nth -= 1) {
    const found = screenIndex(screens, codes[nth]!);
    if (found >= 0) return found;
  }
  return -1;
}
