import type { ReadonlySignal, Signal } from '@preact/signals';
import { computed, signal } from '@preact/signals';
import { openQuestions, reached, settled } from '#contract/answering.ts';
import { changedAt } from '#contract/draft-content.ts';
import type { Answers, AnswerValue, Question, Questionnaire } from '#contract/questionnaire.ts';
import { serverNow } from '../clock.ts';
import { clearedFrom, merged } from './draft.ts';
import type { Effort } from './effort.ts';
import { isChange, NO_EFFORT, timeInSight } from './effort.ts';
import type { Screen } from './paging.ts';
import { screenIndex, screensOf } from './paging.ts';
import { isLarge } from './preferences.ts';
import type { Access, Draft, Storage } from './storage.ts';

/** Where the answers are: said on every screen, and never more than is so. */
export type Saved = 'saved' | 'saving' | 'full' | 'memory';

/** One interview on one device: what is asked, what was answered, which screen is open. */
export interface Interview {
  readonly draft: Signal<Draft>;
  readonly answers: ReadonlySignal<Answers>;
  /** What these answers lead to. */
  readonly questionnaire: ReadonlySignal<Questionnaire>;
  readonly at: Signal<string>;
  readonly screens: ReadonlySignal<Screen[]>;
  readonly screen: ReadonlySignal<Screen | undefined>;
  /** Page now and pages in all; the check page is the last. */
  readonly page: ReadonlySignal<{ now: number; of: number }>;
  readonly settled: ReadonlySignal<{ done: number; of: number }>;
  readonly saved: ReadonlySignal<Saved>;
  /** Questions without an answer, after “Tiếp tục” was pressed; told once for each screen. */
  readonly missing: ReadonlySignal<readonly Question[]>;
  answer(code: string, value: AnswerValue | undefined): Promise<void>;
  /** Goes on, unless the person is told first that something is open. */
  goOn(): void;
  skip(): void;
  goTo(at: string): void;
  previous(): string;
  /** Opens a screen to change it; going on leads back to the check page. */
  change(at: string): void;
  /** Another tab has written: its answers show here too. */
  follow(): Promise<void>;
  /** Writes more than answers: the screen, the start. */
  note(change: Partial<Draft>): Promise<void>;
}

/** What the rest of the page wants to know of the stored draft. */
export interface Watch {
  onSaved(): void;
  /** Sealed or wiped by another tab. */
  onGone(): void;
  /** The person has wiped the answers: nothing may bring them back. */
  isWiped(): boolean;
}

export function createInterview(storage: Storage, found: Draft, watch: Watch): Interview {
  const draft = signal(found);
  const at = signal(found.at);
  const answers = computed(() => draft.value.answers);
  const questionnaire = computed(() => reached(draft.value.opening.questionnaire, answers.value));
  const screens = computed(() => screensOf(questionnaire.value, isLarge.value));
  const index = computed(() => indexAt(at.value));
  const screen = computed(() => screens.value[index.value]);
  const saved = signal<Saved>(storage.isLasting ? 'saved' : 'memory');
  const missing = signal<readonly Question[]>([]);
  const told = new Set<string>();
  let changing: string | undefined;
  let unsaved: Partial<Draft> = {};
  let writes = 0;
  let countedTo = timeInSight();

  /** A place that a skip rule has closed since, by another phone's answer, is left for the one before it. */
  function indexAt(code: string): number {
    const { groups } = draft.value.opening.questionnaire;
    const codes = groups.flatMap(({ questions }) => questions).map((question) => question.code);
    for (let nth = codes.indexOf(code); nth >= 0; nth -= 1) {
      const found = screenIndex(screens.value, codes[nth]!);
      if (found >= 0) return found;
    }
    return -1;
  }

  /** With the time on the screen that is open, up to now; other screens than questions count none. */
  function effort(changes = 0): Effort {
    const known = draft.value.effort ?? NO_EFFORT;
    const code = screen.value?.group.code;
    const from = countedTo;
    countedTo = timeInSight();
    const seconds = { ...known.seconds };
    if (code) seconds[code] = (seconds[code] ?? 0) + (countedTo - from) / 1000;
    return { seconds, changes: known.changes + changes };
  }

  async function note(change: Partial<Draft>): Promise<void> {
    draft.value = merged(draft.value, change);
    if (storage.isLasting && saved.value !== 'full') saved.value = 'saving';
    // A full device may have refused earlier answers: they go along until a write succeeds.
    unsaved = {
      ...unsaved,
      ...change,
      answers: { ...unsaved.answers, ...change.answers },
      stamps: { ...unsaved.stamps, ...change.stamps },
    };
    writes += 1;
    const write = writes;
    try {
      const stored = await storage.transact((access) => put(access, unsaved));
      if (!stored) return watch.onGone();
      watch.onSaved();
      if (write !== writes) return;
      unsaved = {};
      if (storage.isLasting) saved.value = 'saved';
    } catch {
      saved.value = 'full';
    }
  }

  /** Only what changed is merged in: another tab may have written since. */
  async function put(access: Access, change: Partial<Draft>): Promise<boolean> {
    const stored = await access.get('draft', found.key);
    const isSealed =
      !stored && ((await access.get('parcel', found.key)) ?? (await access.get('kept', found.key)));
    if (isSealed || (!stored && watch.isWiped())) return false;
    // A browser short of space clears a site's storage behind its back: the page's memory has it all.
    await access.put('draft', stored ? merged(whole(stored), change) : draft.value);
    return true;
  }

  const whole = (stored: Draft): Draft => merged(stored, clearedFrom(stored, draft.value));

  async function follow(): Promise<void> {
    const stored = await storage.transact((access) => access.get('draft', found.key));
    if (!stored) return watch.onGone();
    draft.value = merged(whole(stored), unsaved);
    if (Object.keys(draft.value.stamps).some((code) => !(code in stored.stamps))) await note({});
  }

  function goTo(next: string): void {
    missing.value = [];
    const spent = effort();
    at.value = next;
    // The start page and the way out are no places to go on from.
    const isPlace = next === 'check' || indexAt(next) >= 0;
    if (isPlace) note({ at: next, effort: spent });
  }

  function skip(): void {
    const here = screen.value;
    const next = screens.value[index.value + 1];
    const isDone = changing && next?.group.code !== here?.group.code;
    if (isDone || !next) changing = undefined;
    goTo(isDone || !next ? 'check' : next.at);
  }

  return {
    draft,
    answers,
    questionnaire,
    at,
    screens,
    screen,
    saved,
    missing,
    page: computed(() => ({
      now: (at.value === 'check' ? screens.value.length : index.value) + 1,
      of: screens.value.length + 1,
    })),
    settled: computed(() => settled(questionnaire.value, answers.value)),
    note,
    goTo,
    skip,
    answer(code, value) {
      const stamp = changedAt(serverNow(), draft.value.stamps[code]);
      return note({
        answers: { [code]: value } as Answers,
        stamps: { [code]: stamp },
        effort: effort(isChange(answers.value[code], value) ? 1 : 0),
      });
    },
    goOn() {
      const open = screen.value ? openQuestions(screen.value.questions, answers.value) : [];
      if (open.length === 0 || told.has(at.value)) return skip();
      told.add(at.value);
      missing.value = open;
    },
    previous() {
      if (at.value === 'check') return screens.value[screens.value.length - 1]?.at ?? 'start';
      return screens.value[index.value - 1]?.at ?? 'start';
    },
    change(next) {
      changing = next;
      goTo(next);
    },
    follow,
  };
}
