import type { Opening } from '#contract/opening.ts';
import { Refusal } from '../api.ts';
import { isFinal, openInvitation, Unheard } from './calls.ts';
import type { Continuation } from './continuation.ts';
import { continueWith, receiptOf } from './continuation.ts';
import { keepQuestions } from './keep.ts';
import { isSealed } from './scene.ts';
import { deliverParcels } from './send.ts';
import { showHeld } from './show-held.ts';
import { keyOf } from './storage.ts';
import type { Refused } from './stored-draft.ts';
import type { VisitStore } from './visit-store.ts';
import { interviewOf, show } from './visit-store.ts';
import { filled } from './wording.ts';

export async function arrive(
  store: VisitStore,
  token: string | undefined,
  early?: Promise<Opening>,
): Promise<void> {
  if (!token) return show(store, { kind: 'code' });
  show(store, { kind: 'arriving' });
  store.parcel = undefined;
  store.isWiped = false;
  store.slip = { key: await keyOf(token), token };
  await showHeld(store);
  if (isSealed(store.scene.value)) return deliverParcels(store);
  if (store.scene.value.kind !== 'received') await fetchOpening(store, early);
}

export async function fetchOpening(
  store: VisitStore,
  early = openInvitation(store.slip.token),
): Promise<void> {
  try {
    const opening = filled(await early);
    store.isOffline.value = false;
    await keepQuestions(store, opening);
    await showHeld(store);
    const interview = interviewOf(store);
    if (!interview) return;
    // A storage that was cleared under the page holds the questions alone: the page's answers are added.
    await interview.follow().catch(() => undefined);
    // Not waited for: the page is usable without the copy.
    void store.backup?.pull();
  } catch (error) {
    await showUnopened(store, error);
  }
}

async function showUnopened(store: VisitStore, error: unknown): Promise<void> {
  const interview = interviewOf(store);
  if (error instanceof Refusal) {
    // What may be otherwise in a minute never comes between a person and the answers.
    if (isFinal(error) || (error.status === 500 && !interview)) return end(store, error);
  } else if (!(error instanceof Unheard)) throw error;
  const trouble = error instanceof Unheard ? error.trouble : 'busy';
  store.isOffline.value = trouble === 'offline';
  if (!interview) show(store, { kind: 'unreached', trouble });
}

/** The answers on the screen stay at hand: what was answered in time may still be sent. */
export async function end(store: VisitStore, refusal: Refused): Promise<void> {
  const interview = interviewOf(store);
  const known = await withOwnReceipt(store, refusal);
  show(store, { kind: 'ended', refusal: known, ...(interview && { interview }) });
}

/** Only the device that sent from a used slip, or has its code, gets the receipt. */
async function withOwnReceipt({ storage, slip }: VisitStore, refusal: Refused): Promise<Refused> {
  if (refusal.code !== 'invitation_used') return refusal;
  const draft = await storage.transact((access) => access.get('draft', slip.key));
  const kept = draft && (await receiptOf(slip, draft.code).catch(() => undefined));
  if (!kept) return refusal;
  const { code: receipt, week } = kept;
  return { code: 'response_already_received', details: { ...refusal.details, receipt, week } };
}

/** Takes over by the continuation code what another device has answered. */
export async function continueFrom(store: VisitStore, code: string): Promise<Continuation> {
  const outcome = await continueWith(store.storage, store.slip, code);
  if (outcome === 'received') await showHeld(store);
  const interview = interviewOf(store);
  if (outcome === 'draft' && interview) {
    await interview.follow();
    await store.backup?.pull();
  }
  if (outcome !== 'unknown') store.announce(store.slip.key);
  return outcome;
}
