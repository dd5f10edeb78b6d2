import type { ReadonlySignal } from '@preact/signals';
import { signal } from '@preact/signals';
import type { DraftState } from './draft-state.ts';
import {
  newDraftState,
  shownDraft,
  wholeDraft,
  withChange,
  withFailure,
  withStored,
  withWritten,
} from './draft-state.ts';
import type { Access, Storage } from './storage.ts';
import type { Draft } from './stored-draft.ts';

/** Where the answers are: stated on every screen, and never more than is so. */
export type Saved = 'saved' | 'saving' | 'full' | 'memory';

/** What the rest of the page wants to know of the stored draft. */
export interface DraftWatch {
  onSaved(): void;
  /** Sealed or wiped by another tab. */
  onGone(): void;
  /** The person has wiped the answers: nothing may bring them back. */
  isWiped(): boolean;
}

export interface DraftWriter {
  readonly draft: ReadonlySignal<Draft>;
  readonly saved: ReadonlySignal<Saved>;
  note(change: Partial<Draft>): Promise<void>;
  /** Another tab has written: its answers show here too. */
  follow(): Promise<void>;
  /** What the device holds, with all that this page knows besides: that is what is sealed. */
  whole(stored: Draft | undefined): Draft;
}

/**
 * Writes a draft one write after the other, each with all that is not stored yet. What is stored already is
 * not written again, over what another tab has stored since.
 */
export function createDraftWriter(storage: Storage, found: Draft, watch: DraftWatch): DraftWriter {
  const draft = signal(found);
  const saved = signal<Saved>(storage.isLasting ? 'saved' : 'memory');
  let state = newDraftState(found);
  let queue = Promise.resolve();
  let noted = 0;
  let written = 0;

  function set(next: DraftState): void {
    state = next;
    draft.value = shownDraft(next);
  }

  function note(change: Partial<Draft>): Promise<void> {
    set(withChange(state, change));
    if (storage.isLasting && saved.value !== 'full') saved.value = 'saving';
    noted += 1;
    const number = noted;
    queue = queue.then(() => write(number));
    return queue;
  }

  async function write(number: number): Promise<void> {
    if (number <= written) return;
    const last = noted;
    const { unsaved, held } = state;
    try {
      const whole = (stored?: Draft) => wholeDraft(state, stored, unsaved);
      const stored = await storage.transact((access) => put(access, found.key, whole, watch));
      if (!stored) return watch.onGone();
      written = last;
      set(withWritten(state, stored, unsaved));
      watch.onSaved();
      if (written === noted && storage.isLasting) saved.value = 'saved';
    } catch {
      // A full device may refuse an answer: it is carried along until a write succeeds.
      saved.value = 'full';
      state = withFailure(state, unsaved, held);
    }
  }

  async function follow(): Promise<void> {
    const stored = await storage.transact((access) => access.get('draft', found.key));
    // Sealed, wiped, or cleared by the browser in this very moment: writing finds out which.
    if (!stored) return note({});
    set(withStored(state, stored));
    const isToWrite = state.held !== stored || Object.keys(state.unsaved.stamps ?? {}).length > 0;
    if (isToWrite) await note({});
  }

  return {
    draft,
    saved,
    note,
    follow,
    whole: (stored) => wholeDraft(state, stored, state.unsaved),
  };
}

/** Stores nothing where the draft is sealed or wiped. */
async function put(
  access: Access,
  key: string,
  whole: (stored?: Draft) => Draft,
  watch: DraftWatch,
): Promise<Draft | undefined> {
  const stored = await access.get('draft', key);
  const isSealed =
    !stored && ((await access.get('parcel', key)) ?? (await access.get('kept', key)));
  if (isSealed || (!stored && watch.isWiped())) return undefined;
  const next = whole(stored);
  await access.put('draft', next);
  return next;
}
