import { createBackup } from './backup.ts';
import type { Trouble } from './calls.ts';
import { createInterview } from './interview.ts';
import { restoreLostParcel } from './keep.ts';
import { holdsParcel, isSealed } from './scene.ts';
import type { Draft } from './stored-draft.ts';
import type { VisitStore } from './visit-store.ts';
import { interviewOf, show } from './visit-store.ts';
import { officeName } from './wording.ts';

/** Shows what the device holds of this slip; false when it holds nothing. */
export async function showHeld(store: VisitStore, trouble?: Trouble): Promise<boolean> {
  const { storage, slip } = store;
  const held = await storage.transact(async (access) => ({
    kept: await access.get('kept', slip.key),
    parcel: await access.get('parcel', slip.key),
    draft: await access.get('draft', slip.key),
  }));
  // The page remembers a parcel that the browser cleared away, until the receipt has come.
  store.parcel = held.kept ? undefined : (held.parcel ?? store.parcel);
  if (held.kept) show(store, { kind: 'received', kept: held.kept });
  else if (held.parcel?.refusal)
    show(store, { kind: 'setAside', parcel: held.parcel, refusal: held.parcel.refusal });
  else if (held.parcel)
    show(store, trouble ? { kind: 'waiting', trouble, triedAt: new Date() } : { kind: 'sending' });
  else if (held.draft) resumeInterview(store, held.draft);
  else return false;
  return true;
}

function resumeInterview(store: VisitStore, draft: Draft): void {
  const { storage, scene } = store;
  if (interviewOf(store)) return;
  let screen = draft.at;
  const interview = createInterview(storage, draft, {
    onSaved() {
      const before = screen;
      screen = interview.draft.value.at;
      store.announce(store.slip.key);
      if (screen === before) store.backup?.touch();
      else store.backup?.push();
    },
    onGone: () => void leaveGone(store),
    isWiped: () => store.isWiped || scene.value.kind !== 'interview',
  });
  store.backup = createBackup(storage, store.slip, {
    onMerged() {
      store.hasNews.value = true;
      void followDevice(store);
    },
    onContinued() {
      store.isContinuedElsewhere.value = true;
    },
    onKept(isKept) {
      store.isBackedUp.value = isKept;
    },
    shown: () => interview.draft.value.stamps,
  });
  officeName.value = draft.opening.campaign.officeName;
  show(store, { kind: 'interview', interview });
}

/** Another tab has written, sent or wiped, or the browser has cleared the storage. */
export async function followDevice(store: VisitStore, isWipedElsewhere = false): Promise<void> {
  const { storage, slip, scene } = store;
  const before = scene.value;
  if (before.kind === 'interview') {
    const held = await storage.transact((access) => access.get('draft', slip.key));
    if (held) return before.interview.follow();
    // Sealed meanwhile, or cleared by the browser: writing finds out which.
    store.isWiped = isWipedElsewhere;
    return isWipedElsewhere ? leaveGone(store) : before.interview.note({});
  }
  if (!holdsParcel(before)) return;
  if (!isWipedElsewhere) await restoreLostParcel(store);
  await leaveGone(store);
  // The hour of the last attempt stays in sight.
  if (isSealed(before) && isSealed(scene.value)) show(store, before);
}

/** The draft on the screen is no longer on the device. */
async function leaveGone(store: VisitStore): Promise<void> {
  const { scene } = store;
  const interview = interviewOf(store);
  if (!interview && !holdsParcel(scene.value)) return;
  if (await showHeld(store)) return;
  // Sealed by another tab and cleared away in the same moment: this page still has the answers.
  if (interview && !store.isWiped) return interview.note({});
  show(store, { kind: 'forgotten' });
}
