import type { Turns } from './draft.ts';
import {
  applyChanges,
  joinChanges,
  remainingChanges,
  restoreLost,
  standingChanges,
  turnOf,
  writeChanges,
} from './draft.ts';
import type { Draft } from './stored-draft.ts';

/** A draft in one tab: what the device holds, and what it does not hold yet. */
export interface DraftState {
  /** As the device held it when the page last saw it. */
  readonly held: Draft;
  readonly unsaved: Partial<Draft>;
  /** Answers whose writing failed, with the turn that they had on the device then. */
  readonly failedOn: Turns;
}

export const newDraftState = (held: Draft): DraftState => ({
  held,
  unsaved: {},
  failedOn: new Map(),
});

/** What the screen shows. */
export const shownDraft = ({ held, unsaved }: DraftState): Draft => applyChanges(held, unsaved);

export const withChange = (state: DraftState, change: Partial<Draft>): DraftState => ({
  ...state,
  unsaved: joinChanges(state.unsaved, change),
  failedOn: without(state.failedOn, change),
});

export const withWritten = (
  { unsaved, failedOn }: DraftState,
  stored: Draft,
  written: Partial<Draft>,
): DraftState => ({
  held: stored,
  unsaved: remainingChanges(unsaved, written),
  failedOn: without(failedOn, written),
});

/** `seen` is what the device held when the writing began. */
export function withFailure(state: DraftState, refused: Partial<Draft>, seen: Draft): DraftState {
  const failedOn = new Map(state.failedOn);
  for (const [code, stamp] of Object.entries(refused.stamps ?? {})) {
    const isFirst = !failedOn.has(code) && state.unsaved.stamps?.[code] === stamp;
    if (isFirst) failedOn.set(code, turnOf(seen, code));
  }
  return { ...state, failedOn };
}

/** Another tab has written `stored`. */
export function withStored(state: DraftState, stored: Draft): DraftState {
  const held = restoreLost(stored, state.held);
  return { ...state, held, unsaved: standingChanges(held, state.unsaved, state.failedOn) };
}

/** What goes to the device: another tab may have written since, or the browser cleared the storage. */
export function wholeDraft(
  { held, failedOn }: DraftState,
  stored: Draft | undefined,
  changes: Partial<Draft>,
): Draft {
  if (!stored) return writeChanges(held, changes);
  const known = restoreLost(stored, held);
  return writeChanges(known, standingChanges(known, changes, failedOn));
}

function without(failedOn: Turns, { stamps = {} }: Partial<Draft>): Turns {
  return new Map([...failedOn].filter(([code]) => !(code in stamps)));
}
