import type { DeclineReason } from '#contract/opening.ts';
import { Refusal } from '../api.ts';
import { end } from './arrive.ts';
import { declineInvitation, isFinal, startAnswering, Unheard } from './calls.ts';
import type { Interview } from './interview.ts';
import { wipe } from './keep.ts';
import type { VisitStore } from './visit-store.ts';
import { show } from './visit-store.ts';

export function begin(store: VisitStore, interview: Interview, screen: string): void {
  interview.goTo(screen);
  if (interview.draft.value.started !== 'no') return;
  interview.note({ started: 'here' });
  void reportStart(store, interview);
}

export async function reportStart({ slip }: VisitStore, interview: Interview): Promise<void> {
  try {
    await startAnswering(slip.token);
    await interview.note({ started: 'known' });
  } catch (error) {
    // It is tried again when the network is back; the answers do not wait for it.
    if (!(error instanceof Refusal) && !(error instanceof Unheard)) throw error;
  }
}

/** A code that the person has seen may have been written down: no merge of tabs replaces it. */
export function markCodeShown(interview: Interview): void {
  if (interview.draft.value.codeWeight === 0) void interview.note({ codeWeight: 1 });
}

export async function decline(store: VisitStore, reason: DeclineReason): Promise<void> {
  try {
    await declineInvitation(store.slip.token, reason);
  } catch (error) {
    if (!(error instanceof Refusal) || !isFinal(error)) throw error;
    // Used already, on another device or by a press whose reply was lost.
    return end(store, error);
  }
  store.isWiped = true;
  await wipe(store, ['draft']);
  store.announce(store.slip.key, true);
  show(store, { kind: 'declined', texts: reason === 'wrong_person' ? 'wrong' : 'decline' });
}

/** Wipes this slip's answers from the device; nothing of another slip is touched. */
export async function forget(store: VisitStore): Promise<void> {
  store.isWiped = true;
  await wipe(store, ['draft', 'parcel', 'kept']);
  store.announce(store.slip.key, true);
  show(store, { kind: 'forgotten' });
}

/** After the close: what was answered in time may still be sent. */
export function review(store: VisitStore, interview: Interview): void {
  history.replaceState({ at: 'check' }, '');
  show(store, { kind: 'interview', interview });
}
