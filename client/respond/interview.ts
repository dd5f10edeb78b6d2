import type { ReadonlySignal, Signal } from '@preact/signals';
import { computed, signal } from '@preact/signals';
import { openQuestions, reached, settled } from '#contract/answering.ts';
import { changedAt } from '#contract/draft-content.ts';
import type { Answers, AnswerValue, Question, Questionnaire } from '#contract/questionnaire.ts';
import { serverNow } from '../clock.ts';
import { changed, joined, laidDown, since, standing, turnOf, withKnown } from './draft.ts';
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
  /** What the device holds, with all that this page knows besides: that is what is sealed. */
  whole(stored: Draft | undefined): Draft;
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
  /** As the device held it when the page last saw it. */
  let held = found;
  let unsaved: Partial<Draft> = {};
  const failedOn = new Map<string, number>();
  let writing = Promise.resolve();
  let asked = 0;
  let written = 0;
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

  function show(): void {
    draft.value = changed(held, unsaved);
  }

  function note(change: Partial<Draft>): Promise<void> {
    unsaved = joined(unsaved, change);
    for (const code of Object.keys(change.stamps ?? {})) failedOn.delete(code);
    show();
    if (storage.isLasting && saved.value !== 'full') saved.value = 'saving';
    asked += 1;
    const nth = asked;
    writing = writing.then(() => write(nth));
    return writing;
  }

  /**
   * One write after the other, each with all that is not stored yet: nothing that is there already is
   * written again, over what another tab has stored since.
   */
  async function write(nth: number): Promise<void> {
    if (nth <= written) return;
    const upTo = asked;
    const carried = unsaved;
    const seen = held;
    try {
      const stored = await storage.transact((access) => put(access, carried));
      if (!stored) return watch.onGone();
      written = upTo;
      taken(stored, carried);
    } catch {
      // A full device may refuse an answer: it goes along until a write succeeds.
      saved.value = 'full';
      refused(carried, seen);
    }
  }

  function taken(stored: Draft, carried: Partial<Draft>): void {
    held = stored;
    unsaved = since(unsaved, carried);
    for (const code of Object.keys(carried.stamps ?? {})) failedOn.delete(code);
    show();
    watch.onSaved();
    if (written === asked && storage.isLasting) saved.value = 'saved';
  }

  function refused(carried: Partial<Draft>, seen: Draft): void {
    for (const [code, at] of Object.entries(carried.stamps ?? {})) {
      const isFirst = !failedOn.has(code) && unsaved.stamps?.[code] === at;
      if (isFirst) failedOn.set(code, turnOf(seen, code));
    }
  }

  async function put(access: Access, changes: Partial<Draft>): Promise<Draft | undefined> {
    const stored = await access.get('draft', found.key);
    const isSealed =
      !stored && ((await access.get('parcel', found.key)) ?? (await access.get('kept', found.key)));
    if (isSealed || (!stored && watch.isWiped())) return undefined;
    const next = whole(stored, changes);
    await access.put('draft', next);
    return next;
  }

  /** Another tab may have written since; a browser short of space clears a site's storage behind its back. */
  function whole(stored: Draft | undefined, changes = unsaved): Draft {
    if (!stored) return laidDown(held, changes);
    const known = withKnown(stored, held);
    return laidDown(known, standing(known, changes, failedOn));
  }

  async function follow(): Promise<void> {
    const stored = await storage.transact((access) => access.get('draft', found.key));
    // Sealed, wiped, or cleared by the browser in this very moment: writing finds out which.
    if (!stored) return note({});
    held = withKnown(stored, held);
    unsaved = standing(held, unsaved, failedOn);
    show();
    if (held !== stored || Object.keys(unsaved.stamps ?? {}).length > 0) await note({});
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
    whole,
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
