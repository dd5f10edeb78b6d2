import type { Submission } from '#contract/responses.ts';
import { sendInBackground } from './background-sync.ts';
import { clearDevice, moveToMemory, restoreLostParcel, returnToDevice } from './keep.ts';
import { deliver, seal, senderOf, withdrawRefusal } from './outbox.ts';
import { isSealed } from './scene.ts';
import { showHeld } from './show-held.ts';
import { inMemory } from './storage.ts';
import type { Draft, Parcel } from './stored-draft.ts';
import type { VisitStore } from './visit-store.ts';
import { interviewOf, show } from './visit-store.ts';

export async function send(store: VisitStore, language: Submission['language']): Promise<void> {
  const { storage, slip } = store;
  const interview = interviewOf(store);
  if (interview) await returnToDevice(store, interview);
  const whole = (stored: Draft | undefined) =>
    interview && !store.isWiped ? interview.whole(stored) : stored;
  const sender = await senderOf({ token: slip.token, language }, interview?.draft.value.code);
  const sealParcel = () => seal(storage, slip.key, sender, whole);
  // A browser that clears its storage at this very moment undoes the first attempt.
  store.parcel = await sealParcel()
    .catch(sealParcel)
    .catch(() => moveToMemory(store, whole).then(sealParcel));
  store.announce(slip.key);
  show(store, { kind: 'sending' });
  await deliverParcels(store);
}

/** A parcel that the server refused, at the person's wish. */
export async function sendAgain(store: VisitStore, parcel: Parcel): Promise<void> {
  await withdrawRefusal(store.storage, parcel);
  show(store, { kind: 'sending' });
  await deliverParcels(store);
}

/** Sends every parcel of the device, of this slip or another. */
export async function deliverParcels(store: VisitStore): Promise<void> {
  const { storage, slip, scene } = store;
  await restoreLostParcel(store);
  const trouble = await deliver(storage, async (key, outcome) => {
    if (key !== slip.key) return;
    const memory = inMemory();
    await memory.transact(outcome);
    store.moveTo(memory);
  });
  if (trouble && storage.isLasting) sendInBackground().catch(() => undefined);
  store.isOffline.value = trouble === 'offline' || !navigator.onLine;
  if (slip.key && isSealed(scene.value)) await showHeld(store, trouble ?? 'busy');
  if (scene.value.kind === 'received') await clearDevice(store, scene.value.kept);
  store.announce(slip.key);
}
