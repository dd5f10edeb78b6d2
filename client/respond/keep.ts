import type { Opening } from '#contract/opening.ts';
import { eraseCopy } from './continuation.ts';
import { mergeUnder, storeQuestions } from './draft.ts';
import type { Interview } from './interview.ts';
import { restoreParcel } from './outbox.ts';
import { holdsParcel } from './scene.ts';
import { inMemory } from './storage.ts';
import type { Draft, Kept } from './stored-draft.ts';
import type { VisitStore } from './visit-store.ts';
import { interviewOf, isInMemory } from './visit-store.ts';

/** A device too full even for the questions: the page's memory holds the interview, and says so. */
export async function keepQuestions(store: VisitStore, opening: Opening): Promise<void> {
  const { storage, slip } = store;
  const keep = () => storeQuestions(storage, slip.key, opening);
  try {
    // A write that was undone once does not yet mean a full device.
    await keep().catch(keep);
  } catch {
    // A draft that is stored already, or on the screen, continues with the questions it has.
    if (interviewOf(store)) return;
    if (await storage.transact((access) => access.get('draft', slip.key))) return;
    store.moveTo(inMemory());
    await keep();
  }
}

/** A device that had no room may have it again: the page's memory is merged under what it holds by now. */
export async function returnToDevice(store: VisitStore, interview: Interview): Promise<void> {
  if (!isInMemory(store)) return;
  const { device, storage, slip } = store;
  try {
    // Parcels on their way stay where they are sent from.
    if ((await storage.transact((access) => access.all('parcel'))).length > 0) return;
    await device.transact(async (access) => {
      const stored = await access.get('draft', slip.key);
      const isSealed =
        (await access.get('parcel', slip.key)) ?? (await access.get('kept', slip.key));
      const page = interview.whole(undefined);
      if (stored || !isSealed) await access.put('draft', stored ? mergeUnder(stored, page) : page);
    });
    store.moveTo(device);
    await interview.note({});
  } catch {
    // Still no room.
  }
}

/** No room even for the parcel: it is sent from the page's memory, and the device keeps the draft until the receipt. */
export async function moveToMemory(
  store: VisitStore,
  whole: (stored: Draft | undefined) => Draft | undefined,
): Promise<void> {
  const { device, slip } = store;
  const draft = whole(await device.transact((access) => access.get('draft', slip.key)));
  const memory = inMemory();
  if (draft) await memory.transact((access) => access.put('draft', draft));
  store.moveTo(memory);
}

/** What was sent from the page's memory leaves the device too; a receipt may find room where a parcel did not. */
export async function clearDevice(store: VisitStore, kept: Kept): Promise<void> {
  if (!isInMemory(store)) return;
  const remove = (receipt?: Kept) =>
    store.device.transact(async (access) => {
      await access.remove('draft', store.slip.key);
      await access.remove('parcel', store.slip.key);
      if (receipt) await access.put('kept', receipt);
    });
  await remove(kept).catch(() => remove().catch(() => undefined));
}

/** A browser short of space clears a site's storage: a parcel that the page still knows is stored again. */
export async function restoreLostParcel(store: VisitStore): Promise<void> {
  const { parcel, storage } = store;
  if (!parcel || !holdsParcel(store.scene.value)) return;
  const restore = () => restoreParcel(storage, parcel);
  // One write that was undone does not yet mean a full device.
  await restore()
    .catch(restore)
    .catch(() => {
      store.moveTo(inMemory());
      return restore();
    });
}

/** Erases the draft's copy on the server with it. */
export async function wipe(
  { storage, slip }: VisitStore,
  shelves: readonly ('draft' | 'parcel' | 'kept')[],
): Promise<void> {
  const draft = await storage.transact(async (access) => {
    const held = await access.get('draft', slip.key);
    for (const shelf of shelves) await access.remove(shelf, slip.key);
    return held;
  });
  if (draft) void eraseCopy(slip.token, draft);
}
